//! Pieces of text for people that several answers have.

use std::time::SystemTime;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ta_ports::{Family, Listener, Namespace, PortRange, Sight, Survey};

/// `0.0.0.0`, `[::] (IPv4 and IPv6)`
pub(super) fn address(listener: &Listener) -> String {
    let address = listener.address.to_string();
    match listener.family {
        Family::V4 => address,
        family if listener.address.is_unspecified() => format!("{address} ({})", family.as_str()),
        _ => address,
    }
}

/// The program and its process, as `postgres (812) +3`, where three more processes have the socket too.
pub(super) fn program(listener: &Listener) -> String {
    let Some(process) = &listener.process else { return "cannot be seen".to_owned() };
    let shared = match listener.shared_with.len() {
        0 => String::new(),
        others => format!(" +{others}"),
    };
    format!("{} ({}){shared}", process.program(), process.pid)
}

/// Whom the process acts as, or whom the system keeps the socket for.
pub(super) fn user(listener: &Listener) -> String {
    let acting = listener.process.as_ref().and_then(|process| process.user.as_ref());
    acting.or(listener.user.as_ref()).map(ToString::to_string).unwrap_or_default()
}

/// The container, the service unit or the network namespace that a socket is in.
pub(super) fn place(listener: &Listener) -> String {
    let place = listener.process.as_ref().and_then(|process| process.place.as_ref());
    match (place, listener.namespace) {
        (Some(place), _) => place.to_string(),
        (None, Namespace::Other(_)) => "another network namespace".to_owned(),
        (None, Namespace::Own) => String::new(),
    }
}

/// A moment by the clock of this machine.
pub(super) fn moment(time: SystemTime) -> String {
    let Ok(timestamp) = Timestamp::try_from(time) else { return String::new() };
    timestamp.to_zoned(TimeZone::system()).strftime("%Y-%m-%d %H:%M").to_string()
}

/// What could not be seen, in a sentence; `None` where nothing is missing.
pub(super) fn unseen(survey: &Survey) -> Option<String> {
    let without = survey.without_process();
    match survey.sight {
        Sight::Whole if without == 0 => None,
        Sight::Whole => Some(format!(
            "Not seen: who holds {}. The kernel does, or a process that we are kept apart from, as a container is from \
             its host.",
            counted(without, "socket")
        )),
        Sight::ClosedProcesses(closed) => Some(format!(
            "Not seen: {} of other users. Sockets without a program are theirs, and sockets in network namespaces of \
             their own are missing. Root sees them all.",
            counted(closed, "process")
        )),
        Sight::SocketsLeftOut => Some(
            "Not seen: sockets of other users' processes, which this system leaves out. An administrator sees them all."
                .to_owned(),
        ),
    }
}

/// `1 socket`, `2 sockets`, `2 processes`
pub(super) fn counted(count: usize, noun: &str) -> String {
    match count {
        1 => format!("1 {noun}"),
        _ if noun.ends_with('s') => format!("{count} {noun}es"),
        _ => format!("{count} {noun}s"),
    }
}

/// `22, 80-90 and 3 more ranges`
pub(super) fn ranges(ranges: &[PortRange], shown: usize) -> String {
    let written: Vec<String> = ranges.iter().take(shown).map(ToString::to_string).collect();
    match ranges.len().saturating_sub(shown) {
        0 => written.join(", "),
        more => format!("{} and {}", written.join(", "), counted(more, "more range")),
    }
}

/// How many ports ranges have together.
pub(super) fn ports_in(ranges: &[PortRange]) -> u32 {
    ranges.iter().map(|range| range.ports()).sum()
}
