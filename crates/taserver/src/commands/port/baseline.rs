//! `taserver port --baseline FILE`: an audit kept, and what has changed since.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::net::IpAddr;
use std::path::Path;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ta_ports::{Baseline, ChangedHands, Changes, Holder, Protocol, Spot, Survey, compare};

use super::text;
use crate::cli::PortArgs;
use crate::failure::{Exit, Failure};
use crate::output;

/// The version of the file's form.
const FORM: u32 = 1;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileJson {
    taserver_port_baseline: u32,
    /// As RFC 3339 writes it.
    taken_at_utc: String,
    spots: Vec<SpotJson>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SpotJson {
    port: u16,
    protocol: ProtocolJson,
    address: IpAddr,
    /// What another network namespace belongs to; null for our own.
    namespace: Option<String>,
    /// Empty where nobody could be seen.
    holders: Vec<HolderJson>,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum ProtocolJson {
    Tcp,
    Udp,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct HolderJson {
    program: String,
    user: Option<String>,
    unit: Option<String>,
}

#[derive(Serialize)]
struct TakenJson {
    taken: String,
    spots: usize,
}

#[derive(Serialize)]
struct ChangesJson {
    since_utc: String,
    new: Vec<SpotJson>,
    gone: Vec<SpotJson>,
    changed_hands: Vec<ChangedJson>,
}

#[derive(Serialize)]
struct ChangedJson {
    #[serde(flatten)]
    now: SpotJson,
    before: Vec<HolderJson>,
}

/// Takes a baseline where there is none, and compares with it where there is one.
pub(super) fn run(file: &Path, survey: &Survey, args: &PortArgs) -> Result<Exit, Failure> {
    let now = ta_ports::baseline(&survey.listeners);
    match fs::read(file) {
        Ok(bytes) => {
            let (taken_at, before) = parse(&bytes).map_err(|reason| not_a_baseline(file, &reason))?;
            report(&compare(&before, &now), taken_at, file, args)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            write(file, &now).map_err(|error| cannot_write(file, &error))?;
            print_taken(file, &now, survey, args)?;
            Ok(Exit::Done)
        }
        Err(error) => Err(not_a_baseline(file, &error.to_string())),
    }
}

fn print_taken(file: &Path, now: &Baseline, survey: &Survey, args: &PortArgs) -> Result<(), Failure> {
    if args.output.json {
        return output::print_json(&TakenJson { taken: file.display().to_string(), spots: now.len() });
    }
    let spots = text::counted(now.len(), "listening address");
    output::print(format!("{spots} kept in {}. The next run compares with them.", file.display()))?;
    text::unseen(survey).map_or(Ok(()), output::print)
}

fn parse(bytes: &[u8]) -> Result<(Timestamp, Baseline), String> {
    let file: FileJson = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
    if file.taserver_port_baseline != FORM {
        return Err(format!("its form is {} and this program reads {FORM}", file.taserver_port_baseline));
    }
    let taken_at = file.taken_at_utc.parse().map_err(|error: jiff::Error| error.to_string())?;
    Ok((taken_at, file.spots.into_iter().map(SpotJson::into_entry).collect()))
}

/// A file that is there under its name is whole: it is written beside and renamed.
fn write(file: &Path, baseline: &Baseline) -> io::Result<()> {
    let whole = FileJson {
        taserver_port_baseline: FORM,
        taken_at_utc: Timestamp::now().to_string(),
        spots: baseline.iter().map(|(spot, holders)| SpotJson::of(spot, holders)).collect(),
    };
    let mut beside = file.as_os_str().to_owned();
    beside.push(".new");
    fs::write(&beside, serde_json::to_string_pretty(&whole)? + "\n")?;
    fs::rename(&beside, file)
}

fn not_a_baseline(file: &Path, reason: &str) -> Failure {
    let what = format!("{} is no baseline that can be read: {reason}", file.display());
    Failure::new(what, "name another file, or move it away to take a new baseline").exit(Exit::BadFile)
}

fn cannot_write(file: &Path, error: &io::Error) -> Failure {
    let what = format!("{} cannot be written: {error}", file.display());
    Failure::new(what, "name a file in a folder that this user may write to")
}

fn report(changes: &Changes, taken_at: Timestamp, file: &Path, args: &PortArgs) -> Result<Exit, Failure> {
    if args.output.json {
        let spots = |part: &[(Spot, BTreeSet<Holder>)]| {
            part.iter().map(|(spot, holders)| SpotJson::of(spot, holders)).collect()
        };
        output::print_json(&ChangesJson {
            since_utc: taken_at.to_string(),
            new: spots(&changes.new),
            gone: spots(&changes.gone),
            changed_hands: changes.changed_hands.iter().map(ChangedJson::of).collect(),
        })?;
    } else {
        print(changes, taken_at, file)?;
    }
    Ok(if changes.is_empty() { Exit::Done } else { Exit::Found })
}

fn print(changes: &Changes, taken_at: Timestamp, file: &Path) -> Result<(), Failure> {
    let since = text::moment(taken_at.into());
    if changes.is_empty() {
        return output::print(format!("Nothing has changed since {since}."));
    }
    let mut table = output::table(["", "Port", "Over", "Address", "Now", "Before"]);
    let row = |what: &str, spot: &Spot, now: String, before: String| {
        let namespace =
            spot.namespace.as_ref().map(|namespace| format!(" in {namespace}")).unwrap_or_default();
        let address = format!("{}{namespace}", spot.address);
        [what.to_owned(), spot.port.to_string(), spot.protocol.to_string(), address, now, before]
    };
    let none = String::new;
    table.add_rows(changes.new.iter().map(|(spot, holders)| row("new", spot, people(holders), none())));
    table.add_rows(changes.gone.iter().map(|(spot, holders)| row("gone", spot, none(), people(holders))));
    let changed = changes.changed_hands.iter();
    table.add_rows(changed.map(|one| row("changed hands", &one.spot, people(&one.now), people(&one.before))));
    output::print(table)?;
    output::print(format!(
        "\nSince {since}. To take what is there now for granted, remove {} and run this again.",
        file.display()
    ))
}

fn people(holders: &BTreeSet<Holder>) -> String {
    if holders.is_empty() {
        return "cannot be seen".to_owned();
    }
    let one = |holder: &Holder| {
        let user = holder.user.as_ref().map(|user| format!(" as {user}")).unwrap_or_default();
        let unit = holder.unit.as_ref().map(|unit| format!(" in {unit}")).unwrap_or_default();
        format!("{}{user}{unit}", holder.program)
    };
    holders.iter().map(one).collect::<Vec<_>>().join(", ")
}

impl SpotJson {
    fn of(spot: &Spot, holders: &BTreeSet<Holder>) -> Self {
        Self {
            port: spot.port,
            protocol: match spot.protocol {
                Protocol::Tcp => ProtocolJson::Tcp,
                Protocol::Udp => ProtocolJson::Udp,
            },
            address: spot.address,
            namespace: spot.namespace.clone(),
            holders: holders.iter().map(HolderJson::of).collect(),
        }
    }

    fn into_entry(self) -> (Spot, BTreeSet<Holder>) {
        let protocol = match self.protocol {
            ProtocolJson::Tcp => Protocol::Tcp,
            ProtocolJson::Udp => Protocol::Udp,
        };
        let spot = Spot { port: self.port, protocol, address: self.address, namespace: self.namespace };
        let holder = |one: HolderJson| Holder { program: one.program, user: one.user, unit: one.unit };
        (spot, self.holders.into_iter().map(holder).collect())
    }
}

impl HolderJson {
    fn of(holder: &Holder) -> Self {
        Self { program: holder.program.clone(), user: holder.user.clone(), unit: holder.unit.clone() }
    }
}

impl ChangedJson {
    fn of(changed: &ChangedHands) -> Self {
        Self {
            now: SpotJson::of(&changed.spot, &changed.now),
            before: changed.before.iter().map(HolderJson::of).collect(),
        }
    }
}
