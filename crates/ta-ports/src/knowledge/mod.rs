//! What usually sits where, and which program is made for which service.
//!
//! Both tables name their sources. What they do not say, nothing here says.

mod fit;

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::{Protocol, Transports};

pub use fit::{Fit, NotKnown, fit};

/// A program that usually sits on a port which is not registered for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Usual {
    /// The port.
    pub port: u16,
    /// Over what.
    pub transports: Transports,
    /// What sits there, for people.
    pub what: &'static str,
    /// The names of its program; empty where it runs inside of another, as in a Java machine.
    pub programs: Vec<&'static str>,
    /// Where that is written.
    pub source: &'static str,
}

/// A program and the services of the registry that it is made for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Purpose {
    services: Vec<&'static str>,
    /// It may well serve anything else too.
    serves_anything: bool,
    source: &'static str,
}

static USUAL: LazyLock<Vec<Usual>> = LazyLock::new(|| {
    let lines = include_str!("../../knowledge/usual.tsv").lines();
    lines.filter(|line| !line.starts_with('#')).filter_map(usual_line).collect()
});

static PURPOSES: LazyLock<HashMap<&str, Purpose>> = LazyLock::new(|| {
    let lines = include_str!("../../knowledge/programs.tsv").lines();
    lines.filter(|line| !line.starts_with('#')).flat_map(purpose_line).collect()
});

/// What usually sits on a port although it is not registered for it.
pub fn usual(port: u16, protocol: Protocol) -> impl Iterator<Item = &'static Usual> {
    let begin = USUAL.partition_point(|usual| usual.port < port);
    let on_port = USUAL.get(begin..).unwrap_or_default().iter().take_while(move |usual| usual.port == port);
    on_port.filter(move |usual| usual.transports.contains(protocol))
}

/// What a program is made for; `None` for one that the table does not have. `python3.11` is `python`.
pub(crate) fn purpose(program: &str) -> Option<&'static Purpose> {
    let without_version = program.trim_end_matches(|sign: char| sign.is_ascii_digit() || sign == '.');
    let without_ending = without_version.strip_suffix(".exe").unwrap_or(without_version);
    PURPOSES.get(program).or_else(|| PURPOSES.get(without_ending))
}

fn usual_line(line: &'static str) -> Option<Usual> {
    let [port, transports, what, programs, source] = columns(line)?;
    let transports = transports.split(',').filter_map(Transports::named);
    Some(Usual {
        port: port.parse().ok()?,
        transports: transports.fold(Transports::default(), Transports::union),
        what,
        programs: programs.split(',').filter(|name| *name != "-").collect(),
        source,
    })
}

fn purpose_line(line: &'static str) -> Vec<(&'static str, Purpose)> {
    let Some([programs, services, source]) = columns(line) else { return Vec::new() };
    let purpose = Purpose {
        services: services.split(',').filter(|service| *service != "*").collect(),
        serves_anything: services.split(',').any(|service| service == "*"),
        source,
    };
    programs.split(',').map(|program| (program, purpose.clone())).collect()
}

fn columns<const N: usize>(line: &'static str) -> Option<[&'static str; N]> {
    line.split('\t').collect::<Vec<_>>().try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::{PURPOSES, Protocol, USUAL, purpose, usual};
    use crate::Registry;

    #[test]
    fn every_line_of_both_tables_is_read() {
        let lines = |text: &str| text.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(USUAL.len(), lines(include_str!("../../knowledge/usual.tsv")));
        let programs =
            include_str!("../../knowledge/programs.tsv").lines().filter(|line| !line.starts_with('#'));
        let names: usize = programs.map(|line| line.split('\t').next().unwrap().split(',').count()).sum();
        assert_eq!(PURPOSES.len(), names);
    }

    #[test]
    fn usual_uses_stand_in_the_order_of_ports_each_with_a_source() {
        assert!(USUAL.is_sorted_by_key(|usual| usual.port));
        assert!(
            USUAL
                .iter()
                .all(|usual| usual.source.starts_with("https://") && usual.transports.names().count() > 0)
        );
    }

    #[test]
    fn a_program_is_made_for_services_that_the_registry_has() {
        let registry = Registry::built_in();
        for (program, purpose) in PURPOSES.iter() {
            for service in &purpose.services {
                assert!(registry.named(service).next().is_some(), "{program}: {service}");
            }
        }
    }

    #[test]
    fn a_usual_use_is_not_registered_for_that_port() {
        let registry = Registry::built_in();
        for usual in USUAL.iter() {
            for program in &usual.programs {
                let named_so =
                    |name: Option<&str>| name.is_some_and(|name| name.eq_ignore_ascii_case(program));
                assert!(!registry.at(usual.port).any(|entry| named_so(entry.name)), "{usual:?}");
            }
        }
    }

    #[test]
    fn port_3552_has_its_later_use() {
        let found: Vec<_> = usual(3552, Protocol::Tcp).map(|usual| usual.programs.clone()).collect();
        assert_eq!(found, [["arcane"]]);
        assert_eq!(usual(3552, Protocol::Udp).count(), 0);
    }

    #[test]
    fn the_version_in_the_name_of_a_program_does_not_hide_it() {
        assert_eq!(purpose("python3.11"), purpose("python"));
        assert!(purpose("python3.11").is_some());
        assert_eq!(purpose("no-such-program"), None);
    }
}
