//! Rules as values, of whichever program they come from.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;

use super::addresses::AddressSet;
use super::{IpVersion, NotUnderstood, Probe};
use crate::{PortRange, Protocol};

/// Rules in their order.
#[derive(Clone, Debug, Default)]
pub(super) struct Chain {
    pub(super) rules: Vec<Rule>,
}

/// A chain that the kernel calls for packets on their way to a local socket.
#[derive(Clone, Debug)]
pub(super) struct BaseChain {
    pub(super) hook: Hook,
    pub(super) priority: i64,
    pub(super) versions: Vec<IpVersion>,
    /// What happens to a packet that no rule has decided on.
    pub(super) policy: Policy,
    pub(super) chain: usize,
}

/// Where the kernel calls a chain, in the order in which a packet comes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Hook {
    Ingress,
    Prerouting,
    Input,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Policy {
    Accept,
    Drop,
}

/// One rule: when all conditions hold, the action is taken.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    pub(super) place: String,
    pub(super) conditions: Vec<Condition>,
    pub(super) action: Action,
}

#[derive(Clone, Debug)]
pub(super) enum Action {
    /// The packet goes on to the next rule.
    Nothing,
    Accept,
    Drop,
    Return,
    Jump(usize),
    Goto(usize),
    /// Another destination, as DNAT gives one.
    Divert,
    NotUnderstood,
}

/// What a rule asks of a packet.
#[derive(Clone, Debug)]
pub(super) enum Condition {
    Version(IpVersion),
    /// One of these transports; others than TCP and UDP are left out, so that the list may be empty.
    Transport(Vec<Protocol>),
    /// The destination port is in one of these ranges.
    Port(Vec<PortRange>),
    To(AddressSet),
    /// The same for all packets that we ask about, such as being new or not coming from this machine.
    Always(Holds),
    /// It holds for some senders, networks or moments and not for others.
    Sometimes(String),
    Not(Box<Condition>),
    /// All conditions of at least one of these groups hold, as of a set of addresses each with its port.
    Any(Vec<Vec<Condition>>),
    NotUnderstood,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    Yes,
    No,
}

/// Whether a rule's conditions hold for a packet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Hit {
    Yes,
    No,
    /// For some packets of the kind.
    Sometimes(Vec<String>),
    NotUnderstood,
}

impl Rule {
    pub(super) fn hit(&self, probe: &Probe) -> Hit {
        all_hold(&self.conditions, probe)
    }
}

fn all_hold(conditions: &[Condition], probe: &Probe) -> Hit {
    let mut result = Hit::Yes;
    for condition in conditions {
        result = match (result, condition.holds(probe)) {
            (_, Hit::No) | (Hit::No, _) => return Hit::No,
            (Hit::NotUnderstood, _) | (_, Hit::NotUnderstood) => Hit::NotUnderstood,
            (Hit::Sometimes(mut one), Hit::Sometimes(other)) => {
                one.extend(other);
                Hit::Sometimes(one)
            }
            (Hit::Yes, other) | (other, Hit::Yes) => other,
        };
    }
    result
}

fn any_holds(groups: &[Vec<Condition>], probe: &Probe) -> Hit {
    let mut result = Hit::No;
    for group in groups {
        result = match (result, all_hold(group, probe)) {
            (_, Hit::Yes) | (Hit::Yes, _) => return Hit::Yes,
            (Hit::NotUnderstood, _) | (_, Hit::NotUnderstood) => Hit::NotUnderstood,
            (Hit::Sometimes(one), Hit::Sometimes(other)) => {
                Hit::Sometimes(vec![format!("{} or {}", one.join(" and "), other.join(" and "))])
            }
            (Hit::No, other) | (other, Hit::No) => other,
        };
    }
    result
}

impl Condition {
    fn holds(&self, probe: &Probe) -> Hit {
        let decided = |holds| if holds { Hit::Yes } else { Hit::No };
        match self {
            Self::Version(version) => decided(*version == probe.version),
            Self::Transport(transports) => decided(transports.contains(&probe.protocol)),
            Self::Port(ranges) => decided(is_in(ranges, probe.port)),
            Self::To(addresses) => to(addresses, probe.to, probe.version),
            Self::Always(Holds::Yes) => Hit::Yes,
            Self::Always(Holds::No) => Hit::No,
            Self::Sometimes(words) => Hit::Sometimes(vec![words.clone()]),
            Self::Not(condition) => match condition.holds(probe) {
                Hit::Yes => Hit::No,
                Hit::No => Hit::Yes,
                Hit::Sometimes(words) => Hit::Sometimes(vec![format!("not {}", words.join(" and "))]),
                Hit::NotUnderstood => Hit::NotUnderstood,
            },
            Self::Any(groups) => any_holds(groups, probe),
            Self::NotUnderstood => Hit::NotUnderstood,
        }
    }

    /// The ranges of ports that it speaks of.
    pub(super) fn ranges(&self) -> Vec<PortRange> {
        match self {
            Self::Port(ranges) => ranges.clone(),
            Self::Not(condition) => condition.ranges(),
            Self::Any(groups) => groups.iter().flatten().flat_map(Self::ranges).collect(),
            _ => Vec::new(),
        }
    }
}

/// Whether the conditions leave any packet that we ask about; of those for ICMP alone nobody wants to read.
pub(super) fn may_apply(conditions: &[Condition]) -> bool {
    let excludes = |condition: &Condition| match condition {
        Condition::Transport(transports) => transports.is_empty(),
        Condition::Always(holds) => *holds == Holds::No,
        _ => false,
    };
    !conditions.iter().any(excludes)
}

fn is_in(sorted: &[PortRange], port: u16) -> bool {
    let after = sorted.partition_point(|range| range.first() <= port);
    after.checked_sub(1).and_then(|at| sorted.get(at)).is_some_and(|range| range.contains(port))
}

/// Ranges in order and apart, so that a port is found by halving.
pub(super) fn in_order(mut ranges: Vec<PortRange>) -> Vec<PortRange> {
    ranges.sort_unstable();
    let mut apart: Vec<PortRange> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match apart.last_mut() {
            Some(last) if u32::from(range.first()) <= u32::from(last.last()) + 1 => {
                let end = last.last().max(range.last());
                *last = PortRange::new(last.first(), end).unwrap_or(*last);
            }
            _ => apart.push(range),
        }
    }
    apart
}

fn to(addresses: &AddressSet, to: Option<IpAddr>, version: IpVersion) -> Hit {
    match to {
        _ if addresses.is_everything(version) => Hit::Yes,
        Some(address) if addresses.contains(address) => Hit::Yes,
        Some(_) => Hit::No,
        None if addresses.is_empty_for(version) => Hit::No,
        None => Hit::Sometimes(vec![format!("to {addresses}")]),
    }
}

impl Chain {
    pub(super) fn moved_by(mut self, offset: usize) -> Self {
        for rule in &mut self.rules {
            if let Action::Jump(chain) | Action::Goto(chain) = &mut rule.action {
                *chain += offset;
            }
        }
        self
    }
}

impl BaseChain {
    pub(super) fn moved_by(self, offset: usize) -> Self {
        Self { chain: self.chain + offset, ..self }
    }
}

/// Chains that are made as they are called: what no packet of ours can reach is not read at all.
#[derive(Debug)]
pub(super) struct Called<K> {
    pub(super) chains: Vec<Chain>,
    numbers: HashMap<K, usize>,
    waiting: Vec<(K, usize)>,
    pub(super) not_understood: Vec<NotUnderstood>,
}

impl<K: Clone + Eq + Hash> Called<K> {
    pub(super) fn new() -> Self {
        Self { chains: Vec::new(), numbers: HashMap::new(), waiting: Vec::new(), not_understood: Vec::new() }
    }

    /// The number of a chain, which will be read if it was not.
    pub(super) fn number(&mut self, name: &K) -> usize {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = self.add(Chain::default());
        self.numbers.insert(name.clone(), number);
        self.waiting.push((name.clone(), number));
        number
    }

    /// Adds a chain that is ready.
    pub(super) fn add(&mut self, chain: Chain) -> usize {
        self.chains.push(chain);
        self.chains.len() - 1
    }

    /// Reads chains until every one that is called was read.
    pub(super) fn read_all(&mut self, read: impl Fn(&mut Self, &K) -> Vec<Rule>) {
        while let Some((name, number)) = self.waiting.pop() {
            let rules = read(self, &name);
            if let Some(chain) = self.chains.get_mut(number) {
                chain.rules = rules;
            }
        }
    }

    pub(super) fn note(&mut self, place: &str, text: impl Into<String>) {
        self.not_understood.push(NotUnderstood { place: place.to_owned(), text: text.into() });
    }
}
