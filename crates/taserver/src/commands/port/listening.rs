//! `taserver port --listening` and `--exposed`: everything that listens, the worst first.

use serde::Serialize;
use ta_ports::{Audited, Listener, PortRange, Registry, Survey, audit};

use super::{json, text};
use crate::cli::PortArgs;
use crate::failure::{Exit, Failure};
use crate::output;

/// Audits the machine, or the ports that were named.
pub(super) fn run(
    targets: &[PortRange],
    survey: &Survey,
    registry: &Registry,
    args: &PortArgs,
) -> Result<Exit, Failure> {
    let is_asked =
        |one: &Listener| targets.is_empty() || targets.iter().any(|target| target.contains(one.port));
    let mut audited = audit(&survey.listeners, registry);
    audited.retain(|one| is_asked(one.listener));
    if args.output.json {
        print_json(&audited, survey, registry)?;
    } else {
        print_table(&audited, survey)?;
    }
    let complains = audited.iter().any(Audited::is_complaint);
    Ok(if complains { Exit::Found } else { Exit::Done })
}

fn print_table(audited: &[Audited<'_>], survey: &Survey) -> Result<(), Failure> {
    let mut table =
        output::table(["Port", "Over", "Address", "Program", "User", "Assigned to", "In", "Findings"]);
    table.add_rows(audited.iter().map(row));
    if audited.is_empty() {
        output::print("Nothing listens.")?;
    } else {
        output::print(table)?;
        let complaints = audited.iter().filter(|one| one.is_complaint()).count();
        let sockets = text::counted(audited.len(), "socket");
        output::print(format!("\n{sockets}, {complaints} of them reachable by others and worth a look."))?;
    }
    text::unseen(survey).map_or(Ok(()), output::print)
}

fn row(audited: &Audited<'_>) -> [String; 8] {
    let listener = audited.listener;
    let findings: Vec<&str> = audited.findings.iter().map(|finding| finding.as_str()).collect();
    let assigned = audited.entry.map(|entry| entry.name.unwrap_or_else(|| entry.status().as_str()));
    [
        listener.port.to_string(),
        listener.protocol.to_string(),
        text::address(listener),
        text::program(listener),
        text::user(listener),
        assigned.unwrap_or("nobody").to_owned(),
        text::place(listener),
        findings.join(", "),
    ]
}

#[derive(Serialize)]
struct WholeJson<'a> {
    registry: json::RegistryJson<'a>,
    sight: json::SightJson,
    listeners: Vec<AuditedJson<'a>>,
}

#[derive(Serialize)]
struct AuditedJson<'a> {
    #[serde(flatten)]
    listener: json::ListenerJson<'a>,
    assignment: Option<json::EntryJson<'a>>,
    fit: String,
    findings: Vec<&'static str>,
    complaint: bool,
}

fn print_json(audited: &[Audited<'_>], survey: &Survey, registry: &Registry) -> Result<(), Failure> {
    output::print_json(&WholeJson {
        registry: json::registry(registry),
        sight: json::sight(survey),
        listeners: audited.iter().map(audited_json).collect(),
    })
}

fn audited_json<'a>(audited: &Audited<'a>) -> AuditedJson<'a> {
    AuditedJson {
        listener: json::listener(audited.listener),
        assignment: audited.entry.as_ref().map(json::entry),
        fit: audited.fit.to_string(),
        findings: audited.findings.iter().map(|finding| finding.key()).collect(),
        complaint: audited.is_complaint(),
    }
}
