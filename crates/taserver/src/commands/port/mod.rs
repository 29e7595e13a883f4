//! `taserver port`: what a port is for, who holds it, and what a firewall does with it.

mod ask;
mod baseline;
mod firewall;
mod json;
mod listening;
mod targets;
mod text;

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use ta_ports::{ListError, Listener, Protocol, Registry, Survey, survey};

use crate::cli::{PortArgs, Transport};
use crate::failure::{Exit, Failure};

/// Answers the question that the options ask.
pub(crate) fn run(args: &PortArgs) -> Result<Exit, Failure> {
    let registry = registry(args.registry.as_deref())?;
    let targets = targets::read(&args.targets, &registry)?;
    let survey = wanted(survey().map_err(explain)?, args);
    match (&args.baseline, args.firewall.as_slice()) {
        (Some(file), _) => baseline::run(file, &survey, args),
        (None, files @ [_, ..]) => firewall::run(files, &survey, &registry, args),
        (None, []) if args.listening || targets.is_empty() => {
            listening::run(&targets, &survey, &registry, args)
        }
        (None, []) => ask::run(&targets, &survey, &registry, args),
    }
}

fn registry(file: Option<&Path>) -> Result<Registry, Failure> {
    let Some(file) = file else { return Ok(Registry::built_in()) };
    Registry::read(&read(file)?).map_err(|error| {
        let what = format!("{} is not the port registry: {error}", file.display());
        let next = "fetch service-names-port-numbers.csv or .xml anew from iana.org/assignments, or leave --registry out";
        Failure::new(what, next).exit(Exit::BadFile)
    })
}

/// The bytes of a file; `-` is standard input.
fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let result = match file.as_os_str() == "-" {
        true => io::stdin().read_to_end(&mut bytes).map(|_| bytes),
        false => fs::read(file),
    };
    result.map_err(|error| {
        let what = format!("{} cannot be read: {error}", file.display());
        Failure::new(what, "name a readable file, or - for standard input").exit(Exit::BadFile)
    })
}

fn explain(error: ListError) -> Failure {
    let next = match error {
        ListError::NotMounted { .. } => "mount it with 'mount -t proc proc /proc'",
        ListError::Refused { .. } => "run it as root, or outside of the sandbox",
    };
    Failure::new(error, next)
}

/// The survey without what `--proto` and `--exposed` leave out.
fn wanted(mut survey: Survey, args: &PortArgs) -> Survey {
    let protocols = protocols(args.proto);
    let is_wanted = |one: &Listener| protocols.contains(&one.protocol) && (!args.exposed || one.is_exposed());
    survey.listeners.retain(is_wanted);
    survey
}

fn protocols(wanted: Option<Transport>) -> &'static [Protocol] {
    match wanted {
        Some(Transport::Tcp) => &[Protocol::Tcp],
        Some(Transport::Udp) => &[Protocol::Udp],
        None => &Protocol::ALL,
    }
}
