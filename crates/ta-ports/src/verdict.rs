//! A port in one sentence: to whom it is assigned, and who is there.

use std::collections::BTreeMap;
use std::path::Path;

use crate::knowledge::{Fit, NotKnown, fit};
use crate::{Entry, Listener, Namespace, PortClass, Process, Protocol, Reach, Registry, Status};

/// What a verdict says to a watcher.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    /// Nothing speaks against it.
    Fine,
    /// Somebody is there who was not expected: a "but" in the sentence.
    But,
}

/// A port in one sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Without its stop: `assigned to X, but Y is listening`.
    pub sentence: String,
    /// Whether there is a "but" in it.
    pub tone: Tone,
}

/// Judges a port by the registry and by the listeners on it. `own_program` is the file of the program that asks, so that a
/// process of the same file is called our own.
pub fn verdict(port: u16, on_it: &[&Listener], registry: &Registry, own_program: Option<&Path>) -> Verdict {
    let assignment = assignment(port, registry);
    let mut parts: BTreeMap<String, Vec<&Listener>> = BTreeMap::new();
    let mut tone = Tone::Fine;
    for listener in on_it {
        let (words, one) = holder(listener, registry, own_program);
        tone = tone.max(one);
        parts.entry(words).or_default().push(listener);
    }
    let parts: Vec<String> =
        parts.into_iter().map(|(words, listeners)| with_reach(&words, &listeners)).collect();
    let sentence = match tone {
        _ if parts.is_empty() => format!("{assignment}, nothing listening"),
        Tone::But => format!("{assignment}, but {}", parts.join(", and ")),
        Tone::Fine => format!("{assignment}; {}", parts.join(", and ")),
    };
    Verdict { sentence, tone }
}

/// `assigned to taserver (TeamAgenda Server Port)`; with the transport where TCP and UDP are not the same service's.
fn assignment(port: u16, registry: &Registry) -> String {
    let over = |protocol| {
        registry.at(port).find(|entry| entry.name.is_some() && entry.transports.contains(protocol))
    };
    match (over(Protocol::Tcp), over(Protocol::Udp)) {
        (Some(tcp), Some(udp)) if tcp.name == udp.name => format!("assigned to {}", service(&tcp)),
        (Some(tcp), Some(udp)) => {
            format!("assigned to {} over tcp and to {} over udp", service(&tcp), service(&udp))
        }
        (Some(tcp), None) => format!("assigned to {} over tcp", service(&tcp)),
        (None, Some(udp)) => format!("assigned to {} over udp", service(&udp)),
        (None, None) => not_assigned(port, registry),
    }
}

/// `taserver (TeamAgenda Server Port)`
fn service(entry: &Entry<'_>) -> String {
    let (name, description) = (entry.name.unwrap_or_default(), entry.description);
    if description.is_empty() || description.eq_ignore_ascii_case(name) {
        return name.to_owned();
    }
    format!("{name} ({description})")
}

/// What the registry says of a port that no service has over TCP or UDP.
fn not_assigned(port: u16, registry: &Registry) -> String {
    let entries: Vec<Entry<'_>> = registry.at(port).collect();
    match (entries.iter().find(|entry| entry.name.is_some()), entries.first()) {
        (Some(entry), _) => format!("assigned to {} over {}", service(entry), entry.transports),
        (None, Some(entry)) if entry.status() == Status::PrivateUse => entry.description.to_owned(),
        (None, Some(entry)) => entry.status().as_str().to_owned(),
        (None, None) if PortClass::of(port) == PortClass::Dynamic => {
            "dynamic, so assigned to nobody".to_owned()
        }
        (None, None) => "unassigned".to_owned(),
    }
}

fn holder(listener: &Listener, registry: &Registry, own_program: Option<&Path>) -> (String, Tone) {
    let Some(process) = &listener.process else {
        return (
            "a process that cannot be seen is listening".to_owned(),
            unassigned_tone(listener, registry),
        );
    };
    let name = process.program();
    match fit(listener, registry) {
        _ if is_own(process, own_program) => ("held by our own server".to_owned(), Tone::Fine),
        Fit::AsAssigned { .. } | Fit::SameName { .. } => (format!("held by {name}, as assigned"), Tone::Fine),
        Fit::AsUsual(_) => (format!("{name} is listening, which usually sits there unregistered"), Tone::But),
        Fit::MadeForAnother { made_for, .. } => {
            (format!("{name} is listening, which is made for {}", made_for.join(", ")), Tone::But)
        }
        Fit::NotKnown(NotKnown::NoAssignment) => (format!("{name} is listening"), Tone::But),
        Fit::NotKnown(_) => (format!("{name} is listening"), unassigned_tone(listener, registry)),
    }
}

fn unassigned_tone(listener: &Listener, registry: &Registry) -> Tone {
    let entry = registry.on(listener.port, listener.protocol);
    let is_somebodys =
        entry.is_some_and(|entry| matches!(entry.status(), Status::Assigned | Status::PrivateUse));
    if is_somebodys { Tone::Fine } else { Tone::But }
}

fn is_own(process: &Process, own_program: Option<&Path>) -> bool {
    own_program.is_some() && process.path.as_deref() == own_program
}

/// Adds where it can be reached, and where it is if not here.
fn with_reach(words: &str, listeners: &[&Listener]) -> String {
    let reach = listeners.iter().map(|listener| listener.reach()).max();
    let reach = match reach {
        Some(Reach::EveryInterface) => " on every interface",
        Some(Reach::OneAddress | Reach::LinkLocal) => " on an address that other machines may reach",
        Some(Reach::Loopback) | None => "",
    };
    let is_elsewhere = listeners.iter().all(|listener| listener.namespace != Namespace::Own);
    let namespace = if is_elsewhere { " in another network namespace" } else { "" };
    format!("{words}{reach}{namespace}")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Tone, verdict};
    use crate::{Family, Listener, Namespace, Process, Protocol, Registry};

    fn listener(port: u16, address: &str, program: &str) -> Listener {
        let path = Some(Path::new("/usr/bin").join(program));
        let process =
            Process { pid: 7, name: program.into(), path, user: None, started_at: None, place: None };
        Listener {
            port,
            protocol: Protocol::Tcp,
            address: address.parse().unwrap(),
            family: Family::V4,
            namespace: Namespace::Own,
            user: None,
            process: (!program.is_empty()).then_some(process),
            shared_with: Vec::new(),
        }
    }

    fn told(port: u16, held: &[(&str, &str)]) -> (String, Tone) {
        let listeners: Vec<_> =
            held.iter().map(|(address, program)| listener(port, address, program)).collect();
        let listeners: Vec<_> = listeners.iter().collect();
        let own = Path::new("/usr/bin/taserver");
        let verdict = verdict(port, &listeners, &Registry::built_in(), Some(own));
        (verdict.sentence, verdict.tone)
    }

    #[test]
    fn our_own_server_is_called_that() {
        let sentence = "assigned to taserver (TeamAgenda Server Port); held by our own server";
        assert_eq!(told(3552, &[("127.0.0.1", "taserver")]), (sentence.into(), Tone::Fine));
    }

    #[test]
    fn a_free_port_has_nothing_listening() {
        let sentence = "assigned to taserver (TeamAgenda Server Port), nothing listening";
        assert_eq!(told(3552, &[]), (sentence.into(), Tone::Fine));
        assert_eq!(told(4967, &[]), ("unassigned, nothing listening".into(), Tone::Fine));
        assert_eq!(
            told(60000, &[]),
            ("dynamic, so assigned to nobody, nothing listening".into(), Tone::Fine)
        );
    }

    #[test]
    fn who_does_not_belong_there_is_named() {
        let sentence = "assigned to https (http protocol over TLS/SSL), but sshd is listening, which is made for ssh on \
                        every interface";
        assert_eq!(told(443, &[("0.0.0.0", "sshd")]), (sentence.into(), Tone::But));
        let sentence = "assigned to taserver (TeamAgenda Server Port), but arcane is listening, which usually sits there \
                        unregistered";
        assert_eq!(told(3552, &[("127.0.0.1", "arcane")]), (sentence.into(), Tone::But));
    }

    #[test]
    fn an_unassigned_port_with_a_listener_is_told_with_its_reach() {
        let sentence = "unassigned, but agenda is listening on every interface";
        assert_eq!(told(4967, &[("0.0.0.0", "agenda")]), (sentence.into(), Tone::But));
    }

    #[test]
    fn of_an_unknown_program_it_says_only_that_it_is_there() {
        let sentence = "assigned to taserver (TeamAgenda Server Port); agenda is listening";
        assert_eq!(told(3552, &[("127.0.0.1", "agenda")]), (sentence.into(), Tone::Fine));
    }

    #[test]
    fn transports_are_told_apart_where_they_are_not_the_same_services() {
        let assignment = |port| told(port, &[]).0.split(", nothing").next().unwrap().to_owned();
        assert!(assignment(49001).contains(" over tcp and to nusdp-disc"), "{}", assignment(49001));
        assert_eq!(assignment(6667), "assigned to ircu over tcp");
        assert_eq!(assignment(57), "any private terminal access");
    }

    #[test]
    fn one_holder_of_two_sockets_is_told_once() {
        let sentence =
            "assigned to ssh (The Secure Shell (SSH) Protocol); held by sshd, as assigned on every interface";
        assert_eq!(told(22, &[("0.0.0.0", "sshd"), ("127.0.0.1", "sshd")]), (sentence.into(), Tone::Fine));
    }

    #[test]
    fn who_cannot_be_seen_is_not_named() {
        let (sentence, _) = told(3552, &[("127.0.0.1", "")]);
        assert!(sentence.ends_with("a process that cannot be seen is listening"), "{sentence}");
    }
}
