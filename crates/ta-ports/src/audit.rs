//! The audit of a machine: what there is to say of each listener, the worst first.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashSet};

use crate::knowledge::{Fit, fit};
use crate::{Entry, Listener, Namespace, PortClass, Protocol, Reach, Registry, Status, User};

/// Something to look at, from the gravest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Finding {
    /// It is bound to every interface of the machine.
    Exposed,
    /// The registry has assigned the port to nobody.
    Unassigned,
    /// The program is made for other services than the port is for.
    DoesNotFit,
    /// A person's process holds a port below 1024.
    PrivilegedByOrdinaryUser,
    /// IPv6 is open to other machines where IPv4 is not: often a rule or a setting that thought of IPv4 alone.
    OpenOverIpv6Only,
}

/// A listener and what there is to say of it.
#[derive(Clone, Debug)]
pub struct Audited<'a> {
    /// The socket.
    pub listener: &'a Listener,
    /// What the registry says of the port over the socket's transport.
    pub entry: Option<Entry<'a>>,
    /// Whether the program fits the port.
    pub fit: Fit,
    /// What to look at, the gravest first.
    pub findings: BTreeSet<Finding>,
}

/// Audits listeners against the registry. The worst come first: by the gravest finding, then the next, then by port.
pub fn audit<'a>(listeners: &'a [Listener], registry: &'a Registry) -> Vec<Audited<'a>> {
    let v4_exposed = exposed_over_ipv4(listeners);
    let mut audited: Vec<Audited<'a>> = listeners
        .iter()
        .map(|listener| {
            let entry = registry.on(listener.port, listener.protocol);
            let fit = fit(listener, registry);
            let findings = findings(listener, entry.as_ref(), &fit, &v4_exposed);
            Audited { listener, entry, fit, findings }
        })
        .collect();
    audited.sort_by_key(|audited| (Reverse(audited.weight()), audited.listener));
    audited
}

impl Finding {
    /// Every finding, from the gravest on.
    pub const ALL: [Self; 5] = [
        Self::Exposed,
        Self::Unassigned,
        Self::DoesNotFit,
        Self::PrivilegedByOrdinaryUser,
        Self::OpenOverIpv6Only,
    ];

    /// Its words in a table.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Exposed => "on every interface",
            Self::Unassigned => "unassigned",
            Self::DoesNotFit => "does not fit",
            Self::PrivilegedByOrdinaryUser => "privileged, by an ordinary user",
            Self::OpenOverIpv6Only => "open over IPv6 only",
        }
    }

    /// Its word for programs.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Exposed => "exposed",
            Self::Unassigned => "unassigned",
            Self::DoesNotFit => "does_not_fit",
            Self::PrivilegedByOrdinaryUser => "privileged_by_ordinary_user",
            Self::OpenOverIpv6Only => "open_over_ipv6_only",
        }
    }
}

impl Audited<'_> {
    /// Whether a watcher should be told: other machines may reach it, and there is more to say of it than that.
    pub fn is_complaint(&self) -> bool {
        self.listener.is_exposed() && self.findings.iter().any(|finding| *finding != Finding::Exposed)
    }

    /// One graver finding outweighs all lighter ones together.
    fn weight(&self) -> u32 {
        let count = Finding::ALL.len();
        let places = Finding::ALL.iter().enumerate().filter(|(_, finding)| self.findings.contains(finding));
        places.map(|(place, _)| 1 << (count - place)).sum()
    }
}

fn findings(
    listener: &Listener,
    entry: Option<&Entry<'_>>,
    fit: &Fit,
    v4_exposed: &HashSet<Place>,
) -> BTreeSet<Finding> {
    let is_assigned =
        entry.is_some_and(|entry| matches!(entry.status(), Status::Assigned | Status::PrivateUse));
    let place = (listener.port, listener.protocol, listener.namespace);
    let open_over_ipv6_only =
        listener.is_exposed() && listener.takes_ipv4() == Some(false) && !v4_exposed.contains(&place);
    [
        (Finding::Exposed, listener.reach() == Reach::EveryInterface),
        (Finding::Unassigned, !is_assigned),
        (Finding::DoesNotFit, fit.is_misfit()),
        (Finding::PrivilegedByOrdinaryUser, is_privileged_by_ordinary_user(listener)),
        (Finding::OpenOverIpv6Only, open_over_ipv6_only),
    ]
    .into_iter()
    .filter(|(_, holds)| *holds)
    .map(|(finding, _)| finding)
    .collect()
}

/// What sockets share that serve one port.
type Place = (u16, Protocol, Namespace);

/// Where other machines may reach a port over IPv4 through any of its sockets.
fn exposed_over_ipv4(listeners: &[Listener]) -> HashSet<Place> {
    let may_be_open = listeners.iter().filter(|one| one.is_exposed() && one.takes_ipv4() != Some(false));
    may_be_open.map(|one| (one.port, one.protocol, one.namespace)).collect()
}

/// Accounts of people begin at 1000 on the systems we know; those below are the administrator's and the services' own.
fn is_privileged_by_ordinary_user(listener: &Listener) -> bool {
    const FIRST_PERSON: u32 = 1000;
    const NOBODY: u32 = 65534;
    let acting =
        listener.process.as_ref().and_then(|process| process.user.as_ref()).or(listener.user.as_ref());
    let is_person = |user: &User| user.id >= FIRST_PERSON && user.id != NOBODY;
    PortClass::of(listener.port) == PortClass::WellKnown && acting.is_some_and(is_person)
}

#[cfg(test)]
mod tests {
    use super::{Finding, audit};
    use crate::{Family, Listener, Namespace, Process, Protocol, Registry, User};

    fn listener(address: &str, port: u16, family: Family, program: &str, uid: u32) -> Listener {
        let user = Some(User { id: uid, name: None });
        let process = Process {
            pid: 7,
            name: program.into(),
            path: None,
            user: user.clone(),
            started_at: None,
            place: None,
        };
        Listener {
            port,
            protocol: Protocol::Tcp,
            address: address.parse().unwrap(),
            family,
            namespace: Namespace::Own,
            user,
            process: Some(process),
            shared_with: Vec::new(),
        }
    }

    fn findings(listeners: &[Listener]) -> Vec<(u16, Vec<Finding>)> {
        let registry = Registry::built_in();
        let audited = audit(listeners, &registry);
        audited.iter().map(|one| (one.listener.port, one.findings.iter().copied().collect())).collect()
    }

    #[test]
    fn the_worst_come_first() {
        let found = findings(&[
            listener("127.0.0.1", 22, Family::V4, "sshd", 0),
            listener("0.0.0.0", 22, Family::V4, "sshd", 0),
            listener("127.0.0.1", 4967, Family::V4, "x", 0),
            listener("0.0.0.0", 4967, Family::V4, "x", 0),
            listener("0.0.0.0", 443, Family::V4, "sshd", 0),
        ]);
        let expected = [
            (4967, vec![Finding::Exposed, Finding::Unassigned]),
            (443, vec![Finding::Exposed, Finding::DoesNotFit]),
            (22, vec![Finding::Exposed]),
            (4967, vec![Finding::Unassigned]),
            (22, vec![]),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_persons_process_on_a_privileged_port_is_found_and_a_services_is_not() {
        let of = |uid| findings(&[listener("127.0.0.1", 80, Family::V4, "nginx", uid)])[0].1.clone();
        assert_eq!(of(1000), [Finding::PrivilegedByOrdinaryUser]);
        assert_eq!(of(33), []);
        assert_eq!(of(65534), []);
    }

    #[test]
    fn ipv6_open_where_ipv4_is_not_is_found() {
        let v6 = listener("::", 5432, Family::V6Only, "postgres", 5);
        let v4_here = listener("127.0.0.1", 5432, Family::V4, "postgres", 5);
        let v4_open = listener("0.0.0.0", 5432, Family::V4, "postgres", 5);
        let both = [Finding::Exposed, Finding::OpenOverIpv6Only];
        assert_eq!(findings(&[v6.clone(), v4_here])[0].1, both);
        assert_eq!(findings(std::slice::from_ref(&v6))[0].1, both);
        assert_eq!(findings(&[v6, v4_open])[0].1, [Finding::Exposed]);
    }

    #[test]
    fn where_the_system_does_not_tell_whether_ipv4_is_open_nothing_is_said() {
        assert_eq!(findings(&[listener("::", 5432, Family::V6, "postgres", 5)])[0].1, [Finding::Exposed]);
        assert_eq!(
            findings(&[listener("::", 5432, Family::DualStack, "postgres", 5)])[0].1,
            [Finding::Exposed]
        );
    }

    #[test]
    fn exposure_alone_is_no_complaint() {
        let registry = Registry::built_in();
        let complains = |one: Listener| audit(&[one], &registry)[0].is_complaint();
        assert!(!complains(listener("0.0.0.0", 22, Family::V4, "sshd", 0)));
        assert!(!complains(listener("127.0.0.1", 4967, Family::V4, "x", 0)));
        assert!(complains(listener("0.0.0.0", 4967, Family::V4, "x", 0)));
        assert!(complains(listener("192.0.2.7", 443, Family::V4, "sshd", 0)));
    }
}
