//! An audit kept, and what has changed since.

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

use crate::{Listener, Namespace, Place, Protocol};

/// Where a socket listens.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    /// Its port.
    pub port: u16,
    /// Its transport.
    pub protocol: Protocol,
    /// Its address.
    pub address: IpAddr,
    /// What another network namespace belongs to, as `docker container 0123456789ab`; `None` for our own. The number of a
    /// namespace does not outlive it.
    pub namespace: Option<String>,
}

/// Who listens, by what outlives the process: its id changes with each start.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Holder {
    /// The program, by its file where that is known and by its name elsewhere.
    pub program: String,
    /// The user, by name or number.
    pub user: Option<String>,
    /// The service unit. Containers are left out: each start gives one a new id.
    pub unit: Option<String>,
}

/// Who listened where. A spot without holders was held by a process that could not be seen.
pub type Baseline = BTreeMap<Spot, BTreeSet<Holder>>;

/// A spot whose holders are others than before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedHands {
    /// Where.
    pub spot: Spot,
    /// Who it was.
    pub before: BTreeSet<Holder>,
    /// Who it is.
    pub now: BTreeSet<Holder>,
}

/// What has changed since a baseline, each part in the order of ports.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Spots that were free.
    pub new: Vec<(Spot, BTreeSet<Holder>)>,
    /// Spots that are free now.
    pub gone: Vec<(Spot, BTreeSet<Holder>)>,
    /// Spots that somebody else holds.
    pub changed_hands: Vec<ChangedHands>,
}

impl Changes {
    /// Whether nothing has changed.
    pub fn is_empty(&self) -> bool {
        self.new.is_empty() && self.gone.is_empty() && self.changed_hands.is_empty()
    }
}

/// Who listens where, in the form that can be kept.
pub fn baseline<'l>(listeners: impl IntoIterator<Item = &'l Listener>) -> Baseline {
    let mut baseline = Baseline::new();
    for listener in listeners {
        baseline.entry(spot(listener)).or_default().extend(holder(listener));
    }
    baseline
}

/// What is new, gone and in other hands. Where the process could not be seen, then or now, nothing is said of hands.
pub fn compare(before: &Baseline, now: &Baseline) -> Changes {
    let missing_in = |other: &Baseline, one: &Baseline| {
        let missing = one.iter().filter(|(spot, _)| !other.contains_key(spot));
        missing.map(|(spot, holders)| (spot.clone(), holders.clone())).collect::<Vec<_>>()
    };
    let changed = now.iter().filter_map(|(spot, holders)| {
        let earlier = before.get(spot)?;
        let is_told = !earlier.is_empty() && !holders.is_empty();
        (is_told && earlier != holders).then(|| ChangedHands {
            spot: spot.clone(),
            before: earlier.clone(),
            now: holders.clone(),
        })
    });
    Changes { changed_hands: changed.collect(), new: missing_in(before, now), gone: missing_in(now, before) }
}

fn spot(listener: &Listener) -> Spot {
    let place = listener.process.as_ref().and_then(|process| process.place.as_ref());
    let namespace = match listener.namespace {
        Namespace::Own => None,
        Namespace::Other(_) => Some(place.map_or_else(|| "another".to_owned(), ToString::to_string)),
    };
    Spot { port: listener.port, protocol: listener.protocol, address: listener.address, namespace }
}

fn holder(listener: &Listener) -> Option<Holder> {
    let process = listener.process.as_ref()?;
    let path =
        process.path.as_ref().map(|path| path.to_string_lossy().trim_end_matches(" (deleted)").to_owned());
    let unit = match &process.place {
        Some(Place::Unit(unit)) => Some(unit.clone()),
        Some(Place::Container { .. }) | None => None,
    };
    let user = process.user.as_ref().map(|user| user.name.clone().unwrap_or_else(|| user.id.to_string()));
    Some(Holder { program: path.unwrap_or_else(|| process.name.clone()), user, unit })
}

#[cfg(test)]
mod tests {
    use super::{Baseline, baseline, compare};
    use crate::{Family, Listener, Namespace, Process, Protocol};

    fn listener(port: u16, program: Option<&str>, pid: u32) -> Listener {
        let process = program.map(|program| Process {
            pid,
            name: program.into(),
            path: None,
            user: None,
            started_at: None,
            place: None,
        });
        Listener {
            port,
            protocol: Protocol::Tcp,
            address: [0, 0, 0, 0].into(),
            family: Family::V4,
            namespace: Namespace::Own,
            user: None,
            process,
            shared_with: Vec::new(),
        }
    }

    fn of(held: &[(u16, Option<&str>, u32)]) -> Baseline {
        let listeners: Vec<_> =
            held.iter().map(|(port, program, pid)| listener(*port, *program, *pid)).collect();
        baseline(&listeners)
    }

    #[test]
    fn what_is_new_gone_and_in_other_hands_is_told() {
        let before = of(&[(22, Some("sshd"), 1), (80, Some("nginx"), 2), (3552, Some("taserver"), 3)]);
        let now = of(&[(22, Some("sshd"), 9), (3552, Some("arcane"), 4), (8080, Some("java"), 5)]);

        let changes = compare(&before, &now);

        let ports = |part: &[(super::Spot, _)]| part.iter().map(|(spot, _)| spot.port).collect::<Vec<_>>();
        assert_eq!((ports(&changes.new), ports(&changes.gone)), (vec![8080], vec![80]));
        let changed: Vec<_> = changes.changed_hands.iter().map(|one| one.spot.port).collect();
        assert_eq!(changed, [3552]);
    }

    #[test]
    fn a_restart_is_no_change() {
        assert!(compare(&of(&[(22, Some("sshd"), 1)]), &of(&[(22, Some("sshd"), 2)])).is_empty());
    }

    #[test]
    fn a_process_that_could_not_be_seen_has_not_changed_hands() {
        assert!(compare(&of(&[(22, None, 0)]), &of(&[(22, Some("sshd"), 2)])).is_empty());
        assert!(compare(&of(&[(22, Some("sshd"), 2)]), &of(&[(22, None, 0)])).is_empty());
    }
}
