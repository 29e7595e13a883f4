//! `taserver port --firewall FILE`: what a rule set lets through, and for whom.

use std::path::{Path, PathBuf};

use serde::Serialize;
use ta_ports::{
    Fate, FirewallReport, JudgedListener, NotUnderstood, OpenPorts, PortRange, Registry, RuleSet, Survey,
    firewall_report,
};

use super::{json, protocols, text};
use crate::cli::PortArgs;
use crate::failure::{Exit, Failure};
use crate::output;

/// Reads rule sets and answers which listeners they let others reach, and which ports they leave open for nobody.
pub(super) fn run(
    files: &[PathBuf],
    survey: &Survey,
    registry: &Registry,
    args: &PortArgs,
) -> Result<Exit, Failure> {
    let mut rules: Option<RuleSet> = None;
    for file in files {
        let one = rule_set(file)?;
        rules = Some(match rules {
            None => one,
            Some(before) => before.and(one),
        });
    }
    let rules = rules.unwrap_or_default();
    let mut report = firewall_report(&rules, &survey.listeners, registry);
    report.open.retain(|open| protocols(args.proto).contains(&open.protocol));
    if args.output.json {
        print_json(&report, rules.not_understood(), survey, registry)?;
    } else {
        print(&report, rules.not_understood(), survey)?;
    }
    Ok(if report.open.iter().any(is_surprise) { Exit::Found } else { Exit::Done })
}

fn rule_set(file: &Path) -> Result<RuleSet, Failure> {
    RuleSet::read(&super::read(file)?).map_err(|error| {
        let what = format!("{} is no rule set that can be read: {error}", file.display());
        let next = "write one with 'nft -j list ruleset > rules.json' or 'iptables-save > rules.txt'";
        Failure::new(what, next).exit(Exit::BadFile)
    })
}

/// Whether ports are open that nothing legitimate uses, or may be.
fn is_surprise(open: &OpenPorts) -> bool {
    let lists = [
        &open.used_unassigned,
        &open.used_by_another,
        &open.idle_assigned,
        &open.idle_unassigned,
        &open.not_told,
    ];
    lists.into_iter().any(|list| !list.is_empty())
}

fn print(
    report: &FirewallReport<'_>,
    not_understood: &[NotUnderstood],
    survey: &Survey,
) -> Result<(), Failure> {
    output::print("Listeners that other machines could reach, but for the rules:\n")?;
    if report.listeners.is_empty() {
        output::print("  none")?;
    } else {
        let mut table = output::table(["Port", "Over", "Address", "Program", "What the rules do"]);
        table.add_rows(report.listeners.iter().map(listener_row));
        output::print(table)?;
    }
    output::print("\nPorts that the rules let others reach:\n")?;
    for open in &report.open {
        print_open(open)?;
    }
    if !not_understood.is_empty() {
        output::print("\nNot understood, so that nothing is claimed where it could decide:\n")?;
        not_understood.iter().try_for_each(|one| output::print(format!("  {}: {}", one.place, one.text)))?;
    }
    text::unseen(survey).map_or(Ok(()), |sentence| output::print(format!("\n{sentence}")))
}

fn listener_row(judged: &JudgedListener<'_>) -> [String; 5] {
    let listener = judged.listener;
    [
        listener.port.to_string(),
        listener.protocol.to_string(),
        text::address(listener),
        text::program(listener),
        fates(judged),
    ]
}

/// What happens over both IP versions, in one sentence where it is the same.
fn fates(judged: &JudgedListener<'_>) -> String {
    let told = |(version, fate): &(ta_ports::IpVersion, Fate)| format!("{}: {fate}", version.as_str());
    match judged.fates.as_slice() {
        [(_, one), (_, other)] if one == other => one.to_string(),
        fates => fates.iter().map(told).collect::<Vec<_>>().join("\n"),
    }
}

/// The lists of open ports with their words.
fn lists(open: &OpenPorts) -> [(&'static str, &[PortRange]); 7] {
    [
        ("used by a listener that nothing speaks against", &open.used),
        ("used by a listener, but assigned to nobody", &open.used_unassigned),
        ("used by a program that is made for another service", &open.used_by_another),
        ("assigned, and nothing listens: \"block all unassigned\" leaves them open", &open.idle_assigned),
        ("unassigned, and nothing listens", &open.idle_unassigned),
        ("sent on elsewhere", &open.diverted),
        ("not told", &open.not_told),
    ]
}

fn print_open(open: &OpenPorts) -> Result<(), Failure> {
    let lists = lists(open);
    let kind = format!("{} over {}", open.protocol.to_string().to_uppercase(), open.version.as_str());
    if lists.iter().all(|(_, list)| list.is_empty()) {
        return output::print(format!("  {kind}: none"));
    }
    output::print(format!("  {kind}:"))?;
    for (words, list) in lists.into_iter().filter(|(_, list)| !list.is_empty()) {
        let count = text::ports_in(list);
        output::print(format!("    {count:>6} {words}\n           {}", text::ranges(list, 10)))?;
    }
    Ok(())
}

#[derive(Serialize)]
struct WholeJson<'a> {
    registry: json::RegistryJson<'a>,
    sight: json::SightJson,
    listeners: Vec<JudgedJson<'a>>,
    open: Vec<OpenJson>,
    not_understood: Vec<NotUnderstoodJson<'a>>,
}

#[derive(Serialize)]
struct JudgedJson<'a> {
    #[serde(flatten)]
    listener: json::ListenerJson<'a>,
    fates: Vec<FateJson>,
}

#[derive(Serialize)]
struct FateJson {
    version: &'static str,
    fate: &'static str,
    explanation: String,
}

#[derive(Serialize)]
struct OpenJson {
    version: &'static str,
    protocol: &'static str,
    used: Vec<String>,
    used_unassigned: Vec<String>,
    used_by_another: Vec<String>,
    idle_assigned: Vec<String>,
    idle_unassigned: Vec<String>,
    diverted: Vec<String>,
    not_told: Vec<String>,
}

#[derive(Serialize)]
struct NotUnderstoodJson<'a> {
    place: &'a str,
    text: &'a str,
}

fn print_json(
    report: &FirewallReport<'_>,
    not_understood: &[NotUnderstood],
    survey: &Survey,
    registry: &Registry,
) -> Result<(), Failure> {
    output::print_json(&WholeJson {
        registry: json::registry(registry),
        sight: json::sight(survey),
        listeners: report.listeners.iter().map(judged_json).collect(),
        open: report.open.iter().map(open_json).collect(),
        not_understood: not_understood
            .iter()
            .map(|one| NotUnderstoodJson { place: &one.place, text: &one.text })
            .collect(),
    })
}

fn judged_json<'a>(judged: &JudgedListener<'a>) -> JudgedJson<'a> {
    let fate = |(version, fate): &(ta_ports::IpVersion, Fate)| FateJson {
        version: version.as_str(),
        fate: match fate {
            Fate::LetThrough => "let_through",
            Fate::Blocked => "blocked",
            Fate::Depends { .. } => "depends",
            Fate::Diverted { .. } => "diverted",
            Fate::NotTold { .. } => "not_told",
        },
        explanation: fate.to_string(),
    };
    JudgedJson { listener: json::listener(judged.listener), fates: judged.fates.iter().map(fate).collect() }
}

fn open_json(open: &OpenPorts) -> OpenJson {
    let written = |list: &[PortRange]| list.iter().map(ToString::to_string).collect();
    OpenJson {
        version: open.version.as_str(),
        protocol: open.protocol.as_str(),
        used: written(&open.used),
        used_unassigned: written(&open.used_unassigned),
        used_by_another: written(&open.used_by_another),
        idle_assigned: written(&open.idle_assigned),
        idle_unassigned: written(&open.idle_unassigned),
        diverted: written(&open.diverted),
        not_told: written(&open.not_told),
    }
}
