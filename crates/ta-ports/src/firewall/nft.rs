//! `nft -j list ruleset`: the schema of libnftables-json(5)

use serde_json::Value;

use super::nft_match::{Sets, condition};
use super::rule::{Action, BaseChain, Called, Chain, Condition, Hook, Policy, Rule, may_apply};
use super::{IpVersion, RuleSet, RuleSetError, shortened};

/// A chain by family, table and name.
pub(super) type Name = (String, String, String);

/// The families whose chains packets for this machine come by.
const FAMILIES: [(&str, &[IpVersion]); 4] = [
    ("ip", &[IpVersion::V4]),
    ("ip6", &[IpVersion::V6]),
    ("inet", &[IpVersion::V4, IpVersion::V6]),
    ("netdev", &[IpVersion::V4, IpVersion::V6]),
];

pub(super) fn read(text: &str) -> Result<RuleSet, RuleSetError> {
    let whole: Value =
        serde_json::from_str(text).map_err(|error| RuleSetError::BadJson { reason: error.to_string() })?;
    let objects = whole.get("nftables").and_then(Value::as_array).ok_or(RuleSetError::UnknownForm)?;
    let of_kind = |kind: &'static str| objects.iter().filter_map(move |object| object.get(kind));
    let sets = Sets::of(of_kind("set").chain(of_kind("map")));
    let rules: Vec<&Value> = of_kind("rule").collect();
    let mut called = Called::new();
    let mut base_chains: Vec<BaseChain> =
        of_kind("chain").filter_map(|chain| base_chain(chain, &mut called)).collect();
    base_chains.sort_by_key(|base| (base.hook, base.priority));
    called.read_all(|called, name| {
        let here = rules.iter().filter(|rule| name_of(rule, "chain").as_ref() == Some(name));
        here.flat_map(|rule| read_rule(rule, name, &sets, called)).collect()
    });
    Ok(RuleSet {
        chains: called.chains,
        base_chains,
        covered: IpVersion::ALL.to_vec(),
        not_understood: called.not_understood,
    })
}

fn text<'v>(object: &'v Value, key: &str) -> Option<&'v str> {
    object.get(key).and_then(Value::as_str)
}

/// Family, table and name; the name of its chain stands in a rule under another key than in the chain itself.
fn name_of(object: &Value, key: &str) -> Option<Name> {
    let part = |key| text(object, key).map(str::to_owned);
    Some((part("family")?, part("table")?, part(key)?))
}

/// A chain that the kernel calls for packets to this machine; `None` for another.
fn base_chain(chain: &Value, called: &mut Called<Name>) -> Option<BaseChain> {
    let name = name_of(chain, "name")?;
    let (_, versions) = FAMILIES.into_iter().find(|(family, _)| *family == name.0)?;
    let hook = match text(chain, "hook")? {
        "ingress" => Hook::Ingress,
        "prerouting" => Hook::Prerouting,
        "input" => Hook::Input,
        _ => return None,
    };
    let policy = if text(chain, "policy") == Some("drop") { Policy::Drop } else { Policy::Accept };
    let priority = chain.get("prio").map_or(0, priority);
    let number = called.number(&name);
    let (chain, policy) = match hook {
        Hook::Ingress => (called.add(of_one_device(number, policy, &name)), Policy::Accept),
        Hook::Prerouting | Hook::Input => (number, policy),
    };
    Some(BaseChain { hook, priority, versions: versions.to_vec(), policy, chain })
}

fn priority(written: &Value) -> i64 {
    match written.as_str() {
        Some("raw") => -300,
        Some("mangle") => -150,
        Some("dstnat") => -100,
        Some("security") => 50,
        Some("srcnat") => 100,
        _ => written.as_i64().unwrap_or(0),
    }
}

/// A chain of an ingress hook is called for its own devices only.
fn of_one_device(chain: usize, policy: Policy, name: &Name) -> Chain {
    let conditions = vec![Condition::Sometimes(format!("over the device of chain {}", name.2))];
    let rule = |action| Rule { place: place(name, None), conditions: conditions.clone(), action };
    match policy {
        Policy::Accept => Chain { rules: vec![rule(Action::Jump(chain))] },
        Policy::Drop => Chain { rules: vec![rule(Action::Jump(chain)), rule(Action::Drop)] },
    }
}

fn place(name: &Name, handle: Option<&Value>) -> String {
    let (family, table, chain) = name;
    let handle = handle.map(|handle| format!(", handle {handle}")).unwrap_or_default();
    format!("table {family} {table}, chain {chain}{handle}")
}

/// One rule as it is written may be many of ours: each element of a verdict map is one.
fn read_rule(rule: &Value, name: &Name, sets: &Sets<'_>, called: &mut Called<Name>) -> Vec<Rule> {
    let place = place(name, rule.get("handle"));
    let mut found = Vec::new();
    let mut conditions = Vec::new();
    for statement in rule.get("expr").and_then(Value::as_array).into_iter().flatten() {
        let step = step(statement, name, sets, called);
        let is_riddle = |condition: &Condition| matches!(condition, Condition::NotUnderstood);
        let is_unknown = match &step {
            Step::Ask(asked) => asked.iter().any(is_riddle),
            Step::Decide(rules) => rules.iter().any(|(asked, action)| {
                matches!(action, Action::NotUnderstood) || asked.iter().any(is_riddle)
            }),
        };
        if is_unknown && may_apply(&conditions) {
            called.note(&place, shortened(&statement.to_string()));
        }
        match step {
            Step::Ask(asked) => conditions.extend(asked),
            Step::Decide(rules) => found.extend(rules.into_iter().map(|(asked, action)| Rule {
                place: place.clone(),
                conditions: conditions.iter().cloned().chain(asked).collect(),
                action,
            })),
        }
    }
    found
}

/// What a statement adds to its rule.
enum Step {
    /// Conditions for what comes after it.
    Ask(Vec<Condition>),
    /// Actions, each with conditions of its own.
    Decide(Vec<(Vec<Condition>, Action)>),
}

/// Statements that change or count what passes and let it go on.
const GOING_ON: [&str; 15] = [
    "counter",
    "log",
    "mangle",
    "quota",
    "last",
    "secmark",
    "flow",
    "dup",
    "ct helper",
    "ct timeout",
    "ct expectation",
    "comment",
    "continue",
    "snat",
    "masquerade",
];

fn step(statement: &Value, name: &Name, sets: &Sets<'_>, called: &mut Called<Name>) -> Step {
    let entry = statement.as_object().and_then(|object| object.iter().next());
    let Some((kind, value)) = entry else { return decide(Action::NotUnderstood) };
    let is_over = value.get("inv") == Some(&Value::Bool(true));
    match kind.as_str() {
        "match" => Step::Ask(matched(value, name, sets)),
        "limit" => Step::Ask(vec![Condition::Sometimes(rate(value, is_over))]),
        "ct count" => {
            let words = if is_over { "with more than" } else { "with up to" };
            let count = value.get("val").cloned().unwrap_or_default();
            Step::Ask(vec![Condition::Sometimes(format!("{words} {count} connections"))])
        }
        "meter" => Step::Ask(vec![Condition::Sometimes("within a rate".to_owned())]),
        "set" if value.get("stmt").is_some() => {
            Step::Ask(vec![Condition::Sometimes("within a rate".to_owned())])
        }
        "set" => Step::Ask(Vec::new()),
        "xt" => foreign(value),
        "vmap" => verdict_map(value, name, sets, called),
        kind if GOING_ON.contains(&kind) => Step::Ask(Vec::new()),
        kind => decide(verdict(kind, value, name, called)),
    }
}

fn decide(action: Action) -> Step {
    Step::Decide(vec![(Vec::new(), action)])
}

fn matched(value: &Value, name: &Name, sets: &Sets<'_>) -> Vec<Condition> {
    let parts = (text(value, "op"), value.get("left"), value.get("right"));
    let (Some(op), Some(left), Some(right)) = parts else { return vec![Condition::NotUnderstood] };
    condition(op, left, right, &sets.of_table(name)).unwrap_or_else(|| vec![Condition::NotUnderstood])
}

/// `up to 3 a minute`, `above 3 a minute`
fn rate(value: &Value, is_over: bool) -> String {
    let rate = value.get("rate").cloned().unwrap_or_default();
    let per = text(value, "per").unwrap_or("second");
    format!("{} {rate} a {per}", if is_over { "above" } else { "up to" })
}

/// What iptables has put into nftables without a word of its own: only the name is told.
fn foreign(value: &Value) -> Step {
    match (text(value, "type"), text(value, "name")) {
        (Some("match"), Some("comment")) => Step::Ask(Vec::new()),
        (Some("match"), _) => Step::Ask(vec![Condition::NotUnderstood]),
        (Some("target"), Some("REJECT")) => decide(Action::Drop),
        (
            Some("target"),
            Some("LOG" | "NFLOG" | "MARK" | "CONNMARK" | "TCPMSS" | "CHECKSUM" | "TOS" | "DSCP"),
        ) => Step::Ask(Vec::new()),
        (Some("target"), Some("DNAT" | "REDIRECT" | "TPROXY" | "NETMAP")) => decide(Action::Divert),
        _ => decide(Action::NotUnderstood),
    }
}

fn verdict(kind: &str, value: &Value, name: &Name, called: &mut Called<Name>) -> Action {
    let target = text(value, "target").map(|chain| (name.0.clone(), name.1.clone(), chain.to_owned()));
    match (kind, target) {
        ("accept", _) => Action::Accept,
        ("drop" | "reject", _) => Action::Drop,
        ("return", _) => Action::Return,
        ("jump", Some(target)) => Action::Jump(called.number(&target)),
        ("goto", Some(target)) => Action::Goto(called.number(&target)),
        ("dnat" | "redirect" | "tproxy" | "fwd", _) => Action::Divert,
        // Among them `notrack`, after which a packet is not new any more, and `queue`.
        _ => Action::NotUnderstood,
    }
}

/// `tcp dport vmap { 22 : accept, 23 : drop }`
fn verdict_map(value: &Value, name: &Name, sets: &Sets<'_>, called: &mut Called<Name>) -> Step {
    let sets = sets.of_table(name);
    let elements = value.get("data").and_then(|data| sets.elements(data));
    let (Some(key), Some(elements)) = (value.get("key"), elements) else {
        return decide(Action::NotUnderstood);
    };
    let read = |element: &&Value| {
        let [key_value, decision] = element.as_array()?.as_slice() else { return None };
        let (kind, target) = decision.as_object()?.iter().next()?;
        let asked = condition("==", key, key_value, &sets).unwrap_or_else(|| vec![Condition::NotUnderstood]);
        Some((asked, verdict(kind, target, name, called)))
    };
    let rules = elements.iter().map(read).collect::<Option<Vec<_>>>();
    rules.map_or_else(|| decide(Action::NotUnderstood), Step::Decide)
}

#[cfg(test)]
mod tests {
    use super::super::{Fate, IpVersion, RuleSet, RuleSetError};
    use crate::Protocol;

    /// What nftables 1.0.6 says of `tests/data/rules.nft`.
    const RULES: &[u8] = include_bytes!("../../tests/data/rules.json");

    fn fate(version: IpVersion, protocol: Protocol, port: u16) -> Fate {
        RuleSet::read(RULES).unwrap().fate(version, protocol, port)
    }

    #[test]
    fn ports_are_open_and_closed_as_the_rules_say() {
        use IpVersion::V6;
        use Protocol::{Tcp, Udp};
        for (protocol, ports, expected) in [
            (
                Tcp,
                vec![80, 443, 8000, 8050, 8100, 26, 53, 54, 82, 83, 85, 86, 87, 88, 60001, 65535],
                Fate::LetThrough,
            ),
            (Tcp, vec![1, 25, 79, 81, 89, 90, 91, 92, 99, 5432, 7999, 8101, 60000], Fate::Blocked),
            (Udp, vec![53], Fate::LetThrough),
            (Udp, vec![54, 80, 60001], Fate::Blocked),
        ] {
            for port in ports {
                assert_eq!(fate(V6, protocol, port), expected, "{protocol} {port}");
            }
        }
    }

    #[test]
    fn what_differs_between_senders_is_told() {
        let depends = |port| match fate(IpVersion::V4, Protocol::Tcp, port) {
            Fate::Depends { conditions } => conditions,
            other => panic!("{port}: {other:?}"),
        };
        let blocked = "blocked from 192.0.2.0/24, 198.51.100.7";
        assert_eq!(depends(22), ["let through over eth0", blocked, "otherwise blocked"]);
        assert_eq!(depends(80), [blocked, "otherwise let through"]);
        assert_eq!(depends(81), [blocked, "otherwise let through"]);
        assert_eq!(depends(84), [blocked, "let through up to 3 a minute", "otherwise blocked"]);
        assert_eq!(depends(89), [blocked, "let through from 192.0.2.1", "otherwise blocked"]);
        assert_eq!(fate(IpVersion::V4, Protocol::Tcp, 91), Fate::Blocked);
    }

    #[test]
    fn what_is_sent_on_elsewhere_is_told_with_its_rule() {
        for port in [8080, 8081] {
            let fate = fate(IpVersion::V4, Protocol::Tcp, port);
            assert!(
                matches!(&fate, Fate::Diverted { place } if place.starts_with("table ip nat, chain pre")),
                "{fate:?}"
            );
        }
        assert_eq!(fate(IpVersion::V6, Protocol::Tcp, 8080), Fate::LetThrough);
    }

    #[test]
    fn a_rule_about_marks_is_listed_and_decides_nothing() {
        let rules = RuleSet::read(RULES).unwrap();
        let listed: Vec<_> = rules.not_understood().iter().map(|one| one.text.as_str()).collect();
        assert_eq!(listed, [r#"{"match":{"left":{"meta":{"key":"mark"}},"op":"==","right":1}}"#]);
        let fate = rules.fate(IpVersion::V6, Protocol::Tcp, 93);
        assert!(
            matches!(&fate, Fate::NotTold { reason } if reason.contains("chain input, handle ")),
            "{fate:?}"
        );
    }

    #[test]
    fn half_a_file_and_other_json_are_refused() {
        assert!(matches!(RuleSet::read(&RULES[..2000]), Err(RuleSetError::BadJson { .. })));
        assert_eq!(RuleSet::read(b"{\"tables\": []}").unwrap_err(), RuleSetError::UnknownForm);
    }

    #[test]
    fn without_a_chain_for_input_everything_is_let_through() {
        let rules = RuleSet::read(br#"{"nftables": [{"metainfo": {"json_schema_version": 1}}]}"#).unwrap();
        assert_eq!(rules.fate(IpVersion::V4, Protocol::Tcp, 22), Fate::LetThrough);
    }
}
