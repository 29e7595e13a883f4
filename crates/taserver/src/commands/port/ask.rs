//! `taserver port 3552 8000-8100 taserver`

use std::collections::BTreeSet;
use std::env;
use std::path::Path;

use serde::Serialize;
use ta_ports::{
    Entry, Listener, PortClass, PortRange, Protocol, Registry, Survey, Tone, Usual, Verdict, fit, usual,
    verdict,
};

use super::{json, protocols, text};
use crate::cli::PortArgs;
use crate::failure::{Exit, Failure};
use crate::output;

/// All that there is to say of one port.
struct Answer<'a> {
    port: u16,
    entries: Vec<Entry<'a>>,
    usual: Vec<&'static Usual>,
    listeners: Vec<&'a Listener>,
    verdict: Verdict,
}

/// Tells what ports are for and who holds them.
pub(super) fn run(
    targets: &[PortRange],
    survey: &Survey,
    registry: &Registry,
    args: &PortArgs,
) -> Result<Exit, Failure> {
    let own_program = env::current_exe().ok();
    let survey = &on_ports(targets, survey);
    let answers: Vec<Answer<'_>> = ports(targets, survey, registry, args)
        .into_iter()
        .map(|port| answer(port, survey, registry, args, own_program.as_deref()))
        .collect();
    match (args.output.json, answers.as_slice()) {
        (true, _) => print_json(&answers, targets, survey, registry, args)?,
        (false, [one]) if targets.iter().all(|target| target.ports() == 1) => {
            print_one(one, survey, registry)?
        }
        (false, _) => print_table(&answers, targets, survey, registry, args)?,
    }
    let is_surprise = answers.iter().any(|answer| answer.verdict.tone == Tone::But);
    Ok(if is_surprise { Exit::Found } else { Exit::Done })
}

/// What listens on the ports that were asked for; of others nobody wants to know what could not be seen.
fn on_ports(targets: &[PortRange], survey: &Survey) -> Survey {
    let is_asked = |one: &&Listener| targets.iter().any(|target| target.contains(one.port));
    Survey { listeners: survey.listeners.iter().filter(is_asked).cloned().collect(), sight: survey.sight }
}

/// Each port that was asked for by itself, and of ranges those that are assigned or held.
fn ports(targets: &[PortRange], survey: &Survey, registry: &Registry, args: &PortArgs) -> BTreeSet<u16> {
    let is_asked =
        |entry: &Entry<'_>| protocols(args.proto).iter().any(|one| entry.transports.contains(*one));
    let mut ports = BTreeSet::new();
    for target in targets {
        if target.ports() == 1 {
            ports.insert(target.first());
        }
        let entries = registry.within(*target).filter(is_asked);
        ports.extend(
            entries
                .flat_map(|entry| entry.ports.first()..=entry.ports.last())
                .filter(|port| target.contains(*port)),
        );
    }
    ports.extend(survey.listeners.iter().map(|one| one.port));
    ports
}

fn answer<'a>(
    port: u16,
    survey: &'a Survey,
    registry: &'a Registry,
    args: &PortArgs,
    own_program: Option<&Path>,
) -> Answer<'a> {
    let listeners: Vec<&Listener> = survey.on(port).collect();
    let asked = protocols(args.proto);
    let entries = registry.at(port).filter(|entry| asked.iter().any(|one| entry.transports.contains(*one)));
    let mut known: Vec<&'static Usual> = asked.iter().flat_map(|protocol| usual(port, *protocol)).collect();
    known.dedup();
    let verdict = verdict(port, &listeners, registry, own_program);
    Answer { port, entries: entries.collect(), usual: known, listeners, verdict }
}

fn print_one(answer: &Answer<'_>, survey: &Survey, registry: &Registry) -> Result<(), Failure> {
    let class = PortClass::of(answer.port);
    output::print(format!("Port {}: {}.\n", answer.port, answer.verdict.sentence))?;
    print_line("Range", &format!("{}, {}: {}", class.as_str(), class.range(), class.meaning()))?;
    if answer.entries.is_empty() {
        print_line("Registry", "no row speaks of it")?;
    }
    for entry in &answer.entries {
        print_entry(entry)?;
    }
    for usual in &answer.usual {
        print_line("Often here", &format!("{}, unregistered ({})", usual.what, usual.source))?;
    }
    print_line("Source", &format!("{}, of {}", registry.source(), registry.date()))?;
    if answer.listeners.is_empty() {
        return print_unseen(survey);
    }
    let mut table = output::table(["Address", "Over", "Program", "File", "User", "Since", "In"]);
    table.add_rows(answer.listeners.iter().map(|one| listener_row(one)));
    output::print(format!("\n{table}\n"))?;
    let reasons: BTreeSet<String> = answer.listeners.iter().map(|one| reason(one, registry)).collect();
    reasons.iter().try_for_each(output::print)?;
    print_unseen(survey)
}

fn print_line(key: &str, value: &str) -> Result<(), Failure> {
    output::print(format!("{key:<14}{value}"))
}

fn print_entry(entry: &Entry<'_>) -> Result<(), Failure> {
    let name = entry.name.unwrap_or_else(|| entry.status().as_str());
    let ports = if entry.ports.ports() == 1 { String::new() } else { format!(", ports {}", entry.ports) };
    let description =
        if entry.description.is_empty() { String::new() } else { format!(": {}", entry.description) };
    print_line("Registry", &format!("{name}, over {}{ports}{description}", entry.transports))?;
    let Some(details) = entry.details else { return Ok(()) };
    for (key, value) in [
        ("Assignee", &details.assignee),
        ("Contact", &details.contact),
        ("Registered", &details.registration_date),
        ("Modified", &details.modification_date),
        ("Reference", &details.reference),
        ("Others", &details.unauthorized_use),
        ("Notes", &details.notes),
    ] {
        if !value.is_empty() {
            print_line(&format!("  {key}"), value)?;
        }
    }
    Ok(())
}

fn listener_row(listener: &Listener) -> [String; 7] {
    let process = listener.process.as_ref();
    let path = process.and_then(|process| process.path.as_ref());
    [
        text::address(listener),
        listener.protocol.to_string(),
        text::program(listener),
        path.map(|path| path.display().to_string()).unwrap_or_default(),
        text::user(listener),
        process.and_then(|process| process.started_at).map(text::moment).unwrap_or_default(),
        text::place(listener),
    ]
}

/// Why the program does or does not fit, as far as that can be said.
fn reason(listener: &Listener, registry: &Registry) -> String {
    format!("{}: {}.", text::program(listener), fit(listener, registry))
}

fn print_unseen(survey: &Survey) -> Result<(), Failure> {
    text::unseen(survey).map_or(Ok(()), |sentence| output::print(format!("\n{sentence}")))
}

fn print_table(
    answers: &[Answer<'_>],
    targets: &[PortRange],
    survey: &Survey,
    registry: &Registry,
    args: &PortArgs,
) -> Result<(), Failure> {
    let mut table = output::table(["Port", "Verdict"]);
    table.add_rows(answers.iter().map(|answer| [answer.port.to_string(), answer.verdict.sentence.clone()]));
    if !answers.is_empty() {
        output::print(table)?;
    }
    for (protocol, unassigned) in free(targets, registry, args) {
        let shown = text::ranges(&unassigned, 12);
        output::print(format!("Unassigned over {protocol}: {shown}"))?;
    }
    print_unseen(survey)
}

/// What no row speaks of within the ranges that were asked for, by transport.
fn free(targets: &[PortRange], registry: &Registry, args: &PortArgs) -> Vec<(Protocol, Vec<PortRange>)> {
    let ranges = || targets.iter().filter(|target| target.ports() > 1);
    let free = protocols(args.proto).iter().map(|protocol| {
        let unassigned: Vec<PortRange> =
            ranges().flat_map(|range| registry.unassigned(*range, *protocol)).collect();
        (*protocol, unassigned)
    });
    free.filter(|(_, unassigned)| !unassigned.is_empty()).collect()
}

#[derive(Serialize)]
struct AnswerJson<'a> {
    port: u16,
    range: &'static str,
    assignments: Vec<json::EntryJson<'a>>,
    usually: Vec<UsualJson>,
    listeners: Vec<HeldJson<'a>>,
    verdict: &'a str,
    surprise: bool,
}

#[derive(Serialize)]
struct UsualJson {
    what: &'static str,
    programs: &'static [&'static str],
    source: &'static str,
}

#[derive(Serialize)]
struct HeldJson<'a> {
    #[serde(flatten)]
    listener: json::ListenerJson<'a>,
    fit: String,
}

#[derive(Serialize)]
struct UnassignedJson {
    protocol: &'static str,
    ports: Vec<String>,
}

#[derive(Serialize)]
struct WholeJson<'a> {
    registry: json::RegistryJson<'a>,
    sight: json::SightJson,
    ports: Vec<AnswerJson<'a>>,
    unassigned: Vec<UnassignedJson>,
}

fn print_json(
    answers: &[Answer<'_>],
    targets: &[PortRange],
    survey: &Survey,
    registry: &Registry,
    args: &PortArgs,
) -> Result<(), Failure> {
    let unassigned = free(targets, registry, args).into_iter().map(|(protocol, ranges)| UnassignedJson {
        protocol: protocol.as_str(),
        ports: ranges.iter().map(ToString::to_string).collect(),
    });
    output::print_json(&WholeJson {
        registry: json::registry(registry),
        sight: json::sight(survey),
        ports: answers.iter().map(|answer| answer_json(answer, registry)).collect(),
        unassigned: unassigned.collect(),
    })
}

fn answer_json<'a>(answer: &'a Answer<'a>, registry: &Registry) -> AnswerJson<'a> {
    let usually = |usual: &&'static Usual| UsualJson {
        what: usual.what,
        programs: &usual.programs,
        source: usual.source,
    };
    let held =
        |one: &&'a Listener| HeldJson { listener: json::listener(one), fit: fit(one, registry).to_string() };
    AnswerJson {
        port: answer.port,
        range: PortClass::of(answer.port).as_str(),
        assignments: answer.entries.iter().map(json::entry).collect(),
        usually: answer.usual.iter().map(usually).collect(),
        listeners: answer.listeners.iter().map(held).collect(),
        verdict: &answer.verdict.sentence,
        surprise: answer.verdict.tone == Tone::But,
    }
}
