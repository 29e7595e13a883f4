//! What a rule set means for this machine: which listeners it lets others reach, and which ports it leaves open for nobody.

use std::collections::BTreeSet;

use super::walk;
use super::{Fate, IpVersion, Probe, RuleSet};
use crate::knowledge::fit;
use crate::{Entry, Listener, Namespace, PortRange, Protocol, Registry, Status};

/// The answers.
#[derive(Clone, Debug)]
pub struct FirewallReport<'l> {
    /// The listeners that other machines may reach but for the rules, in the order of the survey.
    pub listeners: Vec<JudgedListener<'l>>,
    /// What is open, for each IP version that the rules cover and each transport.
    pub open: Vec<OpenPorts>,
}

/// A listener and what the rules do with its connections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgedListener<'l> {
    /// The socket.
    pub listener: &'l Listener,
    /// What happens over each IP version that reaches it.
    pub fates: Vec<(IpVersion, Fate)>,
}

/// The ports that the rules let through, at least for some, over one IP version and transport, by what they are good for. Port 0
/// is left out: nobody can listen on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenPorts {
    /// Over which version.
    pub version: IpVersion,
    /// Over which transport.
    pub protocol: Protocol,
    /// A listener is there, and nothing speaks against it.
    pub used: Vec<PortRange>,
    /// A listener is there on a port that is assigned to nobody.
    pub used_unassigned: Vec<PortRange>,
    /// A listener is there whose program is made for another service.
    pub used_by_another: Vec<PortRange>,
    /// Assigned, and nothing listens here: what "block all unassigned ports" leaves open for nobody.
    pub idle_assigned: Vec<PortRange>,
    /// Assigned to nobody, and nothing listens here.
    pub idle_unassigned: Vec<PortRange>,
    /// They are sent on to another port or machine, and what is there is not told here.
    pub diverted: Vec<PortRange>,
    /// A rule that was not understood could decide. Nothing is claimed.
    pub not_told: Vec<PortRange>,
}

/// Answers what a rule set lets through, seen from other machines.
pub fn firewall_report<'l>(
    rules: &RuleSet,
    listeners: &'l [Listener],
    registry: &Registry,
) -> FirewallReport<'l> {
    let exposed = || listeners.iter().filter(|one| one.is_exposed() && one.namespace == Namespace::Own);
    let judged = exposed().map(|listener| judge(rules, listener));
    let kinds = IpVersion::ALL.into_iter().filter(|version| rules.covers(*version));
    let kinds = kinds.flat_map(|version| Protocol::ALL.map(|protocol| (version, protocol)));
    let open = kinds.map(|(version, protocol)| {
        let here = exposed().filter(|one| one.protocol == protocol && reaches(one, version));
        open_ports(rules, version, protocol, &here.collect::<Vec<_>>(), registry)
    });
    FirewallReport { listeners: judged.collect(), open: open.collect() }
}

/// Whether an IP version may reach a socket; where the system does not tell, it may.
fn reaches(listener: &Listener, version: IpVersion) -> bool {
    match version {
        IpVersion::V4 => listener.takes_ipv4() != Some(false),
        IpVersion::V6 => listener.takes_ipv6(),
    }
}

fn judge<'l>(rules: &RuleSet, listener: &'l Listener) -> JudgedListener<'l> {
    let to = (!listener.address.is_unspecified()).then(|| listener.address.to_canonical());
    let fate = |version| {
        let probe = Probe { version, protocol: listener.protocol, port: listener.port, to };
        (version, walk::fate(rules, &probe))
    };
    let versions = IpVersion::ALL.into_iter().filter(|version| reaches(listener, *version));
    JudgedListener { listener, fates: versions.map(fate).collect() }
}

fn open_ports(
    rules: &RuleSet,
    version: IpVersion,
    protocol: Protocol,
    listeners: &[&Listener],
    registry: &Registry,
) -> OpenPorts {
    let mut open = OpenPorts {
        version,
        protocol,
        used: Vec::new(),
        used_unassigned: Vec::new(),
        used_by_another: Vec::new(),
        idle_assigned: Vec::new(),
        idle_unassigned: Vec::new(),
        diverted: Vec::new(),
        not_told: Vec::new(),
    };
    for part in parts(rules, listeners, protocol, registry) {
        let port = part.first();
        let list = match rules.fate(version, protocol, port) {
            Fate::Blocked => continue,
            Fate::NotTold { .. } => &mut open.not_told,
            Fate::Diverted { .. } => &mut open.diverted,
            Fate::LetThrough | Fate::Depends { .. } => {
                let here: Vec<&Listener> = listeners.iter().copied().filter(|one| one.port == port).collect();
                match (here.as_slice(), is_assigned(registry, protocol, port)) {
                    ([], true) => &mut open.idle_assigned,
                    ([], false) => &mut open.idle_unassigned,
                    (_, false) => &mut open.used_unassigned,
                    (here, true) if here.iter().any(|one| fit(one, registry).is_misfit()) => {
                        &mut open.used_by_another
                    }
                    (_, true) => &mut open.used,
                }
            }
        };
        append(list, part);
    }
    open
}

fn is_assigned(registry: &Registry, protocol: Protocol, port: u16) -> bool {
    let says_so = |entry: Entry<'_>| matches!(entry.status(), Status::Assigned | Status::PrivateUse);
    registry.on(port, protocol).is_some_and(says_so)
}

/// All ports but 0, cut where any answer may change.
fn parts(
    rules: &RuleSet,
    listeners: &[&Listener],
    protocol: Protocol,
    registry: &Registry,
) -> Vec<PortRange> {
    let mut edges: BTreeSet<u16> = BTreeSet::from([1]);
    let mut cut = |range: PortRange| {
        edges.extend([range.first()].into_iter().chain(range.last().checked_add(1)).filter(|edge| *edge > 0));
    };
    listeners.iter().for_each(|one| cut(PortRange::single(one.port)));
    let entries = registry.entries().filter(|entry| entry.transports.contains(protocol));
    entries.for_each(|entry| cut(entry.ports));
    rules.ranges_of_ports().for_each(cut);
    let ends = edges.iter().skip(1).map(|edge| edge - 1).chain([u16::MAX]);
    edges.iter().zip(ends).filter_map(|(first, last)| PortRange::new(*first, last)).collect()
}

/// Adds a range to ordered ones, as a part of the last where they touch.
fn append(ranges: &mut Vec<PortRange>, range: PortRange) {
    match ranges.last_mut() {
        Some(last) if u32::from(last.last()) + 1 == u32::from(range.first()) => {
            *last = PortRange::new(last.first(), range.last()).unwrap_or(*last);
        }
        _ => ranges.push(range),
    }
}

#[cfg(test)]
mod tests {
    use super::{OpenPorts, firewall_report};
    use crate::firewall::{Fate, IpVersion, RuleSet};
    use crate::{Family, Listener, Namespace, PortRange, Process, Protocol, Registry};

    const RULES: &str = "# Generated by iptables-save v1.8.9\n*filter\n:INPUT DROP [0:0]\n\
                         -A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT\n-A INPUT -i lo -j ACCEPT\n\
                         -A INPUT -p tcp -m multiport --dports 22,443,3551:3554,4967 -j ACCEPT\nCOMMIT\n";

    fn listener(address: &str, port: u16, program: &str) -> Listener {
        let process =
            Process { pid: 7, name: program.into(), path: None, user: None, started_at: None, place: None };
        Listener {
            port,
            protocol: Protocol::Tcp,
            address: address.parse().unwrap(),
            family: Family::V4,
            namespace: Namespace::Own,
            user: None,
            process: Some(process),
            shared_with: Vec::new(),
        }
    }

    fn over_tcp(rules: &str, listeners: &[Listener]) -> OpenPorts {
        let rules = RuleSet::read(rules.as_bytes()).unwrap();
        let report = firewall_report(&rules, listeners, &Registry::built_in());
        report.open.into_iter().find(|open| open.protocol == Protocol::Tcp).unwrap()
    }

    fn one(port: u16) -> PortRange {
        PortRange::single(port)
    }

    #[test]
    fn open_ports_are_told_apart_by_what_they_are_good_for() {
        let listeners = [
            listener("0.0.0.0", 22, "sshd"),
            listener("0.0.0.0", 443, "sshd"),
            listener("0.0.0.0", 4967, "x"),
        ];
        let open = over_tcp(RULES, &listeners);
        assert_eq!(open.used, [one(22)]);
        assert_eq!(open.used_by_another, [one(443)]);
        assert_eq!(open.used_unassigned, [one(4967)]);
        assert_eq!(open.idle_assigned, [PortRange::new(3551, 3554).unwrap()]);
        assert_eq!(open.idle_unassigned, []);
    }

    #[test]
    fn without_rules_every_port_is_open() {
        let open = over_tcp("*filter\n:INPUT ACCEPT [0:0]\nCOMMIT\n", &[]);
        let all = |ranges: &[PortRange]| ranges.iter().map(|range| range.ports()).sum::<u32>();
        assert_eq!(all(&open.idle_assigned) + all(&open.idle_unassigned), 65535);
        assert!(open.idle_assigned.iter().any(|range| range.contains(3552)));
        assert!(open.idle_unassigned.contains(&PortRange::new(49151, 65535).unwrap()));
    }

    #[test]
    fn who_listens_on_this_machine_alone_does_not_use_an_open_port() {
        let open = over_tcp(RULES, &[listener("127.0.0.1", 22, "sshd")]);
        assert!(open.idle_assigned.contains(&one(22)));
    }

    #[test]
    fn listeners_are_judged_by_the_address_that_they_are_on() {
        let text = RULES.replace("-A INPUT -p tcp", "-A INPUT -d 192.0.2.9/32 -p tcp");
        let rules = RuleSet::read(text.as_bytes()).unwrap();
        let listeners = [listener("192.0.2.9", 22, "sshd"), listener("192.0.2.8", 22, "sshd")];
        let report = firewall_report(&rules, &listeners, &Registry::built_in());
        let fates: Vec<_> = report.listeners.iter().map(|judged| judged.fates.clone()).collect();
        assert_eq!(fates, [[(IpVersion::V4, Fate::LetThrough)], [(IpVersion::V4, Fate::Blocked)]]);
    }

    #[test]
    fn about_a_version_whose_rules_were_not_given_nothing_is_claimed() {
        let rules = RuleSet::read(RULES.as_bytes()).unwrap();
        let both = Listener { family: Family::DualStack, ..listener("::", 22, "sshd") };
        let listeners = [both];
        let report = firewall_report(&rules, &listeners, &Registry::built_in());
        assert_eq!(report.listeners[0].fates[0], (IpVersion::V4, Fate::LetThrough));
        assert!(matches!(report.listeners[0].fates[1], (IpVersion::V6, Fate::NotTold { .. })));
        assert!(report.open.iter().all(|open| open.version == IpVersion::V4));
    }
}
