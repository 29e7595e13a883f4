//! A packet's way through the rules.

use super::rule::{Action, Hit, Policy};
use super::{Fate, Probe, RuleSet};

/// How deep chains may call each other; the kernel allows 16.
const DEPTH_MAX: usize = 16;

/// How many rules are looked at for one packet. Chains that call each other many times over could take forever.
const STEPS_MAX: usize = 100_000;

/// What becomes of a packet. Every base chain has to let it through.
pub(super) fn fate(rules: &RuleSet, probe: &Probe) -> Fate {
    if !rules.covers(probe.version) {
        return Fate::NotTold { reason: format!("no rule set for {} was given", probe.version.as_str()) };
    }
    let mut conditions = Vec::new();
    for base in rules.base_chains.iter().filter(|base| base.versions.contains(&probe.version)) {
        let mut walk = Walk { rules, probe, steps: 0, under: Vec::new(), seen: Seen::default() };
        let rest = walk.chain(base.chain, Flow::All, 0);
        match base.policy {
            Policy::Accept => walk.decide(Outcome::LetThrough, &[], rest),
            Policy::Drop => walk.decide(Outcome::Blocked, &[], rest),
        }
        match walk.seen.fate() {
            Fate::LetThrough => {}
            // Later chains see only what this one left, so they cannot open what is closed here, and never see what went elsewhere.
            fate @ (Fate::Blocked | Fate::Diverted { .. } | Fate::NotTold { .. }) => return fate,
            Fate::Depends { conditions: more } => conditions.extend(more),
        }
    }
    if conditions.is_empty() { Fate::LetThrough } else { Fate::Depends { conditions: each_once(conditions) } }
}

/// How many of the packets asked about are on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Flow {
    All,
    Some,
    Nothing,
}

/// What a rule or a policy does with a packet for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    LetThrough,
    Blocked,
    Diverted,
}

/// What has become of packets so far.
#[derive(Debug, Default)]
struct Seen {
    outcomes: Vec<Outcome>,
    diverted_at: String,
    conditions: Vec<String>,
    /// A rule of which one does not know whether it applies or what it does.
    doubt: Option<Doubt>,
}

#[derive(Debug)]
struct Doubt {
    place: String,
    /// What it would do, if it applies; `None` where that is not known either.
    outcome: Option<Outcome>,
}

struct Walk<'r> {
    rules: &'r RuleSet,
    probe: &'r Probe,
    steps: usize,
    /// The conditions of the calls that led here.
    under: Vec<String>,
    seen: Seen,
}

/// Where the packets are that a rule took.
struct Back {
    /// At the next rule.
    goes_on: Flow,
    /// Back in the calling chain.
    returned: Flow,
}

const GONE: Back = Back { goes_on: Flow::Nothing, returned: Flow::Nothing };

impl Walk<'_> {
    /// Sends packets through a chain and says how many come out at its end.
    fn chain(&mut self, chain: usize, mut flow: Flow, depth: usize) -> Flow {
        let rules = self.rules;
        let Some(chain) = rules.chains.get(chain).filter(|_| depth < DEPTH_MAX) else {
            self.seen.doubt("a chain that is called too deep", None);
            return flow;
        };
        let mut returned = Flow::Nothing;
        for rule in &chain.rules {
            self.steps += 1;
            if self.steps > STEPS_MAX {
                self.seen.doubt("more rules than can be followed", None);
                return Flow::Some;
            }
            let hit = rule.hit(self.probe);
            if hit == Hit::No || matches!(rule.action, Action::Nothing) {
                continue;
            }
            let is_sure = hit == Hit::Yes;
            let back =
                self.act(&rule.action, hit, &rule.place, if is_sure { flow } else { Flow::Some }, depth);
            returned = returned.or(back.returned);
            flow = if is_sure { back.goes_on } else { Flow::Some };
            if flow == Flow::Nothing {
                break;
            }
        }
        flow.or(returned)
    }

    fn act(&mut self, action: &Action, hit: Hit, place: &str, taken: Flow, depth: usize) -> Back {
        let words = match hit {
            Hit::NotUnderstood => {
                self.seen.doubt(place, outcome(action));
                return Back { goes_on: Flow::Some, returned: Flow::Nothing };
            }
            Hit::Sometimes(words) => words,
            Hit::Yes | Hit::No => Vec::new(),
        };
        match action {
            Action::Accept | Action::Drop | Action::Divert => {
                if matches!(action, Action::Divert) && self.seen.diverted_at.is_empty() {
                    self.seen.diverted_at = place.to_owned();
                }
                if let Some(outcome) = outcome(action) {
                    self.decide(outcome, &words, taken);
                }
                GONE
            }
            Action::Return => Back { goes_on: Flow::Nothing, returned: taken },
            Action::Jump(chain) => {
                Back { goes_on: self.call(*chain, words, taken, depth), returned: Flow::Nothing }
            }
            Action::Goto(chain) => {
                Back { goes_on: Flow::Nothing, returned: self.call(*chain, words, taken, depth) }
            }
            Action::NotUnderstood => {
                self.seen.doubt(place, None);
                Back { goes_on: Flow::Some, returned: Flow::Nothing }
            }
            Action::Nothing => Back { goes_on: taken, returned: Flow::Nothing },
        }
    }

    fn call(&mut self, chain: usize, words: Vec<String>, taken: Flow, depth: usize) -> Flow {
        let before = self.under.len();
        self.under.extend(words);
        let rest = self.chain(chain, taken, depth + 1);
        self.under.truncate(before);
        rest
    }

    /// Notes what happens to packets for good, and to which of them where not to all.
    fn decide(&mut self, outcome: Outcome, words: &[String], flow: Flow) {
        if flow == Flow::Nothing {
            return;
        }
        self.seen.outcomes.push(outcome);
        let when: Vec<&str> = self.under.iter().chain(words).map(String::as_str).collect();
        let what = outcome.as_str();
        self.seen.conditions.push(match when.as_slice() {
            [] => format!("otherwise {what}"),
            when => format!("{what} {}", when.join(" and ")),
        });
    }
}

const fn outcome(action: &Action) -> Option<Outcome> {
    match action {
        Action::Accept => Some(Outcome::LetThrough),
        Action::Drop => Some(Outcome::Blocked),
        Action::Divert => Some(Outcome::Diverted),
        _ => None,
    }
}

impl Outcome {
    const fn as_str(self) -> &'static str {
        match self {
            Self::LetThrough => "let through",
            Self::Blocked => "blocked",
            Self::Diverted => "sent on elsewhere",
        }
    }
}

impl Flow {
    /// This stream and another one together.
    const fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Nothing, flow) | (flow, Self::Nothing) => flow,
            (Self::All, Self::All) => Self::All,
            _ => Self::Some,
        }
    }
}

impl Seen {
    /// Two doubts that would do the same are as one.
    fn doubt(&mut self, place: &str, outcome: Option<Outcome>) {
        match &mut self.doubt {
            None => self.doubt = Some(Doubt { place: place.to_owned(), outcome }),
            Some(before) if before.outcome == outcome => {}
            Some(before) => before.outcome = None,
        }
    }

    fn fate(self) -> Fate {
        let is_only = |outcome| self.outcomes.iter().all(|other| *other == outcome);
        // A doubtful rule that would do what happens anyway makes no difference.
        if let Some(doubt) = self.doubt.filter(|doubt| !doubt.outcome.is_some_and(is_only)) {
            return Fate::NotTold { reason: format!("{} was not understood and could decide", doubt.place) };
        }
        match self.outcomes.first() {
            Some(Outcome::LetThrough) if is_only(Outcome::LetThrough) => Fate::LetThrough,
            Some(Outcome::Diverted) if is_only(Outcome::Diverted) => {
                Fate::Diverted { place: self.diverted_at }
            }
            Some(_) if !is_only(Outcome::Blocked) => Fate::Depends { conditions: each_once(self.conditions) },
            _ => Fate::Blocked,
        }
    }
}

fn each_once(words: Vec<String>) -> Vec<String> {
    let mut once: Vec<String> = Vec::with_capacity(words.len());
    for one in words {
        if !once.contains(&one) {
            once.push(one);
        }
    }
    once
}

#[cfg(test)]
mod tests {
    use super::super::{Fate, IpVersion, RuleSet};
    use crate::Protocol;

    fn tcp(rules: &str, port: u16) -> Fate {
        let text = format!(
            "# Generated by iptables-save v1.8.9\n*filter\n:INPUT DROP [0:0]\n:sub - [0:0]\n{rules}\nCOMMIT\n"
        );
        RuleSet::read(text.as_bytes()).unwrap().fate(IpVersion::V4, Protocol::Tcp, port)
    }

    fn depends(rules: &str) -> Vec<String> {
        match tcp(rules, 22) {
            Fate::Depends { conditions } => conditions,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_no_rule_decides_falls_to_the_policy() {
        assert_eq!(tcp("-A INPUT -p tcp --dport 80 -j ACCEPT", 22), Fate::Blocked);
        assert_eq!(tcp("-A INPUT -p tcp --dport 80 -j ACCEPT", 80), Fate::LetThrough);
    }

    #[test]
    fn the_first_rule_that_decides_wins() {
        let rules = "-A INPUT -p tcp --dport 20:30 -j DROP\n-A INPUT -p tcp --dport 22 -j ACCEPT";
        assert_eq!(tcp(rules, 22), Fate::Blocked);
    }

    #[test]
    fn a_chain_that_is_called_gives_back_what_it_does_not_decide() {
        let rules = "-A INPUT -j sub\n-A INPUT -p tcp --dport 22 -j ACCEPT\n-A sub -p tcp --dport 22 -j RETURN\n-A sub -j DROP";
        assert_eq!((tcp(rules, 22), tcp(rules, 23)), (Fate::LetThrough, Fate::Blocked));
    }

    #[test]
    fn a_chain_that_is_gone_to_does_not_come_back() {
        let rules = "-A INPUT -g sub\n-A INPUT -j ACCEPT\n-A sub -p tcp --dport 1 -j DROP";
        assert_eq!(tcp(rules, 22), Fate::Blocked);
    }

    #[test]
    fn a_sender_makes_it_depend_on_both_outcomes() {
        let rules = "-A INPUT -s 192.0.2.0/24 -p tcp --dport 22 -j ACCEPT";
        assert_eq!(depends(rules), ["let through from 192.0.2.0/24", "otherwise blocked"]);
    }

    #[test]
    fn the_conditions_of_a_call_stand_before_those_of_the_rule() {
        let rules = "-A INPUT -i eth0 -j sub\n-A sub -s 192.0.2.0/24 -j ACCEPT";
        assert_eq!(depends(rules), ["let through over eth0 and from 192.0.2.0/24", "otherwise blocked"]);
    }

    #[test]
    fn a_condition_that_changes_nothing_is_not_told() {
        assert_eq!(tcp("-A INPUT -s 192.0.2.0/24 -j DROP", 22), Fate::Blocked);
    }

    #[test]
    fn a_rule_that_is_not_understood_leaves_open_what_it_could_decide() {
        let riddle = "-A INPUT -p tcp --dport 22 -m bpf --bytecode \"4,48\" -j ACCEPT";
        assert!(matches!(tcp(riddle, 22), Fate::NotTold { reason } if reason.starts_with("line 5 ")));
        assert_eq!(tcp(riddle, 23), Fate::Blocked, "it is about another port");
    }

    #[test]
    fn a_rule_that_is_not_understood_but_would_do_what_happens_anyway_is_no_matter() {
        let rules = "-A INPUT -m bpf --bytecode \"4,48\" -j DROP";
        assert_eq!(tcp(rules, 22), Fate::Blocked);
        let before = "-A INPUT -p tcp --dport 22 -j ACCEPT\n-A INPUT -m bpf --bytecode \"4,48\" -j DROP";
        assert_eq!(tcp(before, 22), Fate::LetThrough, "nothing comes so far");
    }

    #[test]
    fn chains_that_call_each_other_end() {
        assert!(matches!(tcp("-A INPUT -j sub\n-A sub -j sub", 22), Fate::NotTold { .. }));
    }
}
