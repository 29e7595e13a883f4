//! The expressions of nftables that rules compare packets by.

use std::collections::HashMap;

use serde_json::Value;

use super::IpVersion;
use super::addresses::AddressSet;
use super::first_packet::{always, from, in_state, of_kind, over, to, with_any_flag, with_flags};
use super::nft::Name;
use super::rule::{Condition, in_order};
use crate::{PortRange, Protocol};

/// The named sets and maps of a rule set.
pub(super) struct Sets<'v> {
    by_name: HashMap<Name, &'v Value>,
}

/// Those of one table.
pub(super) struct SetsOfTable<'s> {
    sets: &'s Sets<'s>,
    family: &'s str,
    table: &'s str,
}

impl<'v> Sets<'v> {
    pub(super) fn of(objects: impl Iterator<Item = &'v Value>) -> Self {
        let name = |object: &Value| {
            let part = |key: &str| object.get(key).and_then(Value::as_str).map(str::to_owned);
            Some((part("family")?, part("table")?, part("name")?))
        };
        Self { by_name: objects.filter_map(|object| Some((name(object)?, object))).collect() }
    }

    pub(super) fn of_table<'s>(&'s self, name: &'s Name) -> SetsOfTable<'s> {
        SetsOfTable { sets: self, family: &name.0, table: &name.1 }
    }
}

impl<'s> SetsOfTable<'s> {
    /// The elements of a set: `{"set": [...]}`, `["new", "related"]`, `"@name"`, or a single value.
    pub(super) fn elements<'r>(&self, written: &'r Value) -> Option<Vec<&'r Value>>
    where
        's: 'r,
    {
        if let Some(name) = written.as_str().and_then(|text| text.strip_prefix('@')) {
            let key = (self.family.to_owned(), self.table.to_owned(), name.to_owned());
            let set = *self.sets.by_name.get(&key)?;
            // An empty set has no key for its elements.
            return Some(set.get("elem").and_then(Value::as_array).into_iter().flatten().map(bare).collect());
        }
        let list = written.get("set").unwrap_or(written);
        Some(list.as_array().map_or_else(|| vec![bare(list)], |list| list.iter().map(bare).collect()))
    }
}

/// An element without its timeout, counter and comment.
fn bare(element: &Value) -> &Value {
    element.get("elem").and_then(|element| element.get("val")).unwrap_or(element)
}

/// What a comparison asks of a first packet from another machine, as conditions that must all hold; `None` for one that is not
/// understood.
pub(super) fn condition(
    op: &str,
    left: &Value,
    right: &Value,
    sets: &SetsOfTable<'_>,
) -> Option<Vec<Condition>> {
    if let Some(parts) = left.get("concat").and_then(Value::as_array) {
        return concatenated(op, parts, right, sets);
    }
    let (implied, asked) = match (left.get("&"), left.as_object()?.iter().next()?) {
        (Some(masked), _) => (Vec::new(), masked_flags(masked, right)?),
        (None, (kind, what)) => {
            let operands = Operands { op, right, elements: sets.elements(right)? };
            match kind.as_str() {
                "payload" => payload(what, &operands)?,
                "meta" => (Vec::new(), meta(text(what, "key")?, &operands)?),
                "ct" => (Vec::new(), connection(text(what, "key")?, &operands)?),
                "fib" => (Vec::new(), fib(what, &operands)?),
                _ => return None,
            }
        }
    };
    let asked = match op {
        "!=" => Condition::Not(Box::new(asked)),
        "==" | "in" | "<" | ">" | "<=" | ">=" => asked,
        _ => return None,
    };
    Some(implied.into_iter().chain([asked]).collect())
}

/// `ip saddr . tcp dport { 192.0.2.1 . 22 }`
fn concatenated(op: &str, parts: &[Value], right: &Value, sets: &SetsOfTable<'_>) -> Option<Vec<Condition>> {
    let group = |element: &&Value| {
        let values = element.get("concat")?.as_array().filter(|values| values.len() == parts.len())?;
        let pairs = parts.iter().zip(values).map(|(part, value)| condition("==", part, value, sets));
        Some(pairs.collect::<Option<Vec<_>>>()?.concat())
    };
    // The reverse path: `fib saddr . iif oif missing` is one expression and does not come by here.
    let groups = sets.elements(right)?.iter().map(group).collect::<Option<Vec<_>>>()?;
    let any = Condition::Any(groups);
    match op {
        "==" | "in" => Some(vec![any]),
        "!=" => Some(vec![Condition::Not(Box::new(any))]),
        _ => None,
    }
}

/// The right side of a comparison.
struct Operands<'v> {
    op: &'v str,
    right: &'v Value,
    elements: Vec<&'v Value>,
}

impl Operands<'_> {
    fn words(&self) -> Option<Vec<&str>> {
        self.elements.iter().map(|element| element.as_str()).collect()
    }

    fn transports(&self) -> Option<Condition> {
        let transports = self.elements.iter().filter_map(|element| match element.as_str()? {
            "tcp" => Some(Protocol::Tcp),
            "udp" => Some(Protocol::Udp),
            _ => None,
        });
        let is_name =
            |element: &&Value| element.is_string() || !["6", "17"].contains(&element.to_string().as_str());
        self.elements.iter().all(is_name).then(|| Condition::Transport(transports.collect()))
    }

    fn ports(&self) -> Option<Vec<PortRange>> {
        let single = self.right.as_u64().and_then(|port| u16::try_from(port).ok());
        let ranges = match (self.op, single) {
            ("<", Some(port)) => vec![PortRange::new(0, port.checked_sub(1)?)?],
            ("<=", Some(port)) => vec![PortRange::new(0, port)?],
            (">", Some(port)) => vec![PortRange::new(port.checked_add(1)?, u16::MAX)?],
            (">=", Some(port)) => vec![PortRange::new(port, u16::MAX)?],
            ("==" | "!=" | "in", _) => {
                self.elements.iter().map(|element| ports(element)).collect::<Option<_>>()?
            }
            _ => return None,
        };
        Some(in_order(ranges))
    }

    fn addresses(&self) -> Option<AddressSet> {
        let sets = self.elements.iter().map(|element| addresses(element)).collect::<Option<Vec<_>>>()?;
        Some(sets.into_iter().fold(AddressSet::default(), AddressSet::union))
    }

    /// The values as they are written, for people.
    fn shown(&self) -> String {
        let shown: Vec<String> = self.elements.iter().map(|element| shown(element)).collect();
        shown.join(", ")
    }
}

fn text<'v>(object: &'v Value, key: &str) -> Option<&'v str> {
    object.get(key).and_then(Value::as_str)
}

fn shown(element: &Value) -> String {
    let pair = element.get("range").and_then(Value::as_array).map(Vec::as_slice);
    match (element.as_str(), pair) {
        (Some(text), _) => text.to_owned(),
        (None, Some([first, last])) => format!("{}-{}", shown(first), shown(last)),
        _ => element.to_string(),
    }
}

fn ports(element: &Value) -> Option<PortRange> {
    let port = |value: &Value| value.as_u64().and_then(|port| u16::try_from(port).ok());
    match element.get("range").and_then(Value::as_array).map(Vec::as_slice) {
        Some([first, last]) => PortRange::new(port(first)?, port(last)?),
        Some(_) => None,
        None => port(element).map(PortRange::single),
    }
}

fn addresses(element: &Value) -> Option<AddressSet> {
    if let Some(prefix) = element.get("prefix") {
        return AddressSet::network(text(prefix, "addr")?, prefix.get("len")?.as_u64()?);
    }
    match element.get("range").and_then(Value::as_array).map(Vec::as_slice) {
        Some([first, last]) => AddressSet::read(&format!("{}-{}", first.as_str()?, last.as_str()?)),
        Some(_) => None,
        None => AddressSet::read(element.as_str()?),
    }
}

/// A field of a header. A rule that looks into one asks first that the packet has that header, also where it says "not".
fn payload(what: &Value, operands: &Operands<'_>) -> Option<(Vec<Condition>, Condition)> {
    let (protocol, field) = (text(what, "protocol")?, text(what, "field")?);
    let implied = match protocol {
        "tcp" => Condition::Transport(vec![Protocol::Tcp]),
        "udp" => Condition::Transport(vec![Protocol::Udp]),
        "th" | "ether" => always(true),
        "ip" => Condition::Version(IpVersion::V4),
        "ip6" => Condition::Version(IpVersion::V6),
        _ => return Some((vec![Condition::Transport(Vec::new())], always(false))),
    };
    let asked = match (protocol, field) {
        ("tcp" | "udp" | "th", "dport") => Condition::Port(operands.ports()?),
        ("tcp" | "udp" | "th", "sport") => Condition::Sometimes(format!("from port {}", operands.shown())),
        ("tcp", "flags") => flags(operands)?,
        ("ip" | "ip6", "saddr") => from(&operands.addresses()?),
        ("ip" | "ip6", "daddr") => to(operands.addresses()?),
        ("ip", "protocol") | ("ip6", "nexthdr") => operands.transports()?,
        ("ether", "saddr") => Condition::Sometimes(format!("from the device {}", operands.shown())),
        _ => return None,
    };
    Some((vec![implied], asked))
}

/// `tcp flags syn` asks whether one of the flags is set, `tcp flags == syn` whether it alone is.
fn flags(operands: &Operands<'_>) -> Option<Condition> {
    match operands.op {
        "in" => with_any_flag(&operands.words()?),
        "==" | "!=" => with_flags(&["all", "ecn", "cwr"], &operands.words()?),
        _ => None,
    }
}

/// `tcp flags & (fin | syn) == syn`
fn masked_flags(masked: &Value, right: &Value) -> Option<Condition> {
    let [left, mask] = masked.as_array()?.as_slice() else { return None };
    let payload = left.get("payload")?;
    (text(payload, "protocol") == Some("tcp") && text(payload, "field") == Some("flags")).then_some(())?;
    let set = if right.as_u64() == Some(0) { Vec::new() } else { flag_names(right)? };
    let condition = with_flags(&flag_names(mask)?, &set)?;
    Some(Condition::Any(vec![vec![Condition::Transport(vec![Protocol::Tcp]), condition]]))
}

/// `"syn"`, `["syn", "ack"]`, `{"|": ["syn", "ack"]}`, which may hold others of its kind
fn flag_names(written: &Value) -> Option<Vec<&str>> {
    match (written.as_str(), written.get("|").unwrap_or(written).as_array()) {
        (Some(name), _) => Some(vec![name]),
        (None, Some(list)) => Some(list.iter().map(flag_names).collect::<Option<Vec<_>>>()?.concat()),
        (None, None) => None,
    }
}

fn meta(key: &str, operands: &Operands<'_>) -> Option<Condition> {
    let words = operands.words();
    match key {
        "iif" | "iifname" => Some(over(&words?)),
        "l4proto" => operands.transports(),
        "nfproto" | "protocol" => {
            let versions = words?.into_iter().filter_map(|word| match word {
                "ipv4" | "ip" => Some(vec![Condition::Version(IpVersion::V4)]),
                "ipv6" | "ip6" => Some(vec![Condition::Version(IpVersion::V6)]),
                _ => None,
            });
            Some(Condition::Any(versions.collect()))
        }
        "pkttype" => of_kind(&words?),
        "iiftype" => Some(always(words? != ["loopback"])),
        "time" | "day" | "hour" => {
            Some(Condition::Sometimes(format!("at times ({key} {})", operands.shown())))
        }
        _ => None,
    }
}

fn connection(key: &str, operands: &Operands<'_>) -> Option<Condition> {
    let words = operands.words()?;
    match key {
        "state" => in_state(&words),
        "direction" => Some(always(words.contains(&"original"))),
        // What was sent on comes out elsewhere; here is what was not.
        "status" if words == ["dnat"] => Some(always(false)),
        _ => None,
    }
}

fn fib(what: &Value, operands: &Operands<'_>) -> Option<Condition> {
    let flags: Vec<&str> = what.get("flags")?.as_array()?.iter().filter_map(Value::as_str).collect();
    match (text(what, "result")?, flags.contains(&"saddr")) {
        ("type", false) => of_kind(&operands.words()?),
        ("type", true) => Some(always(!operands.words()?.contains(&"local"))),
        // There is a way back to the sender, over the interface that the packet came from.
        ("oif" | "check", true) => Some(always(operands.right.as_bool()?)),
        _ => None,
    }
}
