//! What a packet filter lets through, read from its rules: nftables as JSON (`nft -j list ruleset`) or `iptables-save`.
//!
//! The question asked of the rules is always the same one: somebody on another machine opens a new connection to a port of
//! this one, or sends it a first datagram. A rule that cannot be understood is listed, and where it could decide, nothing is
//! claimed.

mod addresses;
mod first_packet;
mod iptables;
mod nft;
mod nft_match;
mod report;
mod rule;
mod walk;
mod words;

use std::fmt;

use crate::{PortRange, Protocol};
use rule::{BaseChain, Chain, Condition};

pub use report::{FirewallReport, JudgedListener, OpenPorts, firewall_report};

/// The rules of a packet filter, of one file or of several together.
#[derive(Clone, Debug, Default)]
pub struct RuleSet {
    chains: Vec<Chain>,
    /// The chains that the kernel itself calls.
    base_chains: Vec<BaseChain>,
    covered: Vec<IpVersion>,
    not_understood: Vec<NotUnderstood>,
}

/// IPv4 or IPv6, which have rules of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IpVersion {
    /// IPv4.
    V4,
    /// IPv6.
    V6,
}

/// A rule, or a part of one, that could not be understood. Nothing is claimed about packets that it could decide on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotUnderstood {
    /// Where it stands: `table inet filter, chain input, handle 7`, or `line 12`.
    pub place: String,
    /// The part that was not understood, as it is written there.
    pub text: String,
}

/// What a rule set does with new connections to a port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// They are let through, whoever sends them.
    LetThrough,
    /// None is let through.
    Blocked,
    /// Some are and some are not, by these conditions of the rules.
    Depends {
        /// As `let through from 192.0.2.0/24`, `otherwise blocked`, in the order of the rules, each once.
        conditions: Vec<String>,
    },
    /// They are sent on to another port or machine.
    Diverted {
        /// Where the rule stands.
        place: String,
    },
    /// Nothing is claimed.
    NotTold {
        /// Why.
        reason: String,
    },
}

/// Why a file is no rule set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RuleSetError {
    /// It is neither of the two forms.
    #[error("it is neither the JSON of 'nft -j list ruleset' nor the text of 'iptables-save'")]
    UnknownForm,
    /// It is JSON with a mistake, such as an early end.
    #[error("its JSON cannot be read: {reason}")]
    BadJson {
        /// What and where, by line and column.
        reason: String,
    },
    /// A line of `iptables-save` that is neither table, chain, rule nor comment.
    #[error("line {line} is none of iptables-save: {text:?}")]
    BadLine {
        /// Counted from 1.
        line: usize,
        /// The line, shortened.
        text: String,
    },
    /// The file ends before the rule set does.
    #[error("it is only a part of a rule set: the table {table:?} has no COMMIT")]
    Cut {
        /// The table that is cut off.
        table: String,
    },
}

/// A first packet from another machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Probe {
    pub(crate) version: IpVersion,
    pub(crate) protocol: Protocol,
    pub(crate) port: u16,
    /// Which of our addresses it is sent to; `None` for any of them.
    pub(crate) to: Option<std::net::IpAddr>,
}

impl RuleSet {
    /// Reads a rule set in either form; which of them shows in the first bytes.
    ///
    /// # Errors
    /// [`RuleSetError`] for a file of another form and for half of one.
    pub fn read(file: &[u8]) -> Result<Self, RuleSetError> {
        let text =
            std::str::from_utf8(file).map_err(|_| RuleSetError::UnknownForm)?.trim_start_matches('\u{feff}');
        match text.trim_start().bytes().next() {
            Some(b'{') => nft::read(text),
            Some(b'#' | b'*') => iptables::read(text),
            _ => Err(RuleSetError::UnknownForm),
        }
    }

    /// These rules and those together, as iptables keeps IPv4 and IPv6 in files of their own.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        let offset = self.chains.len();
        self.chains.extend(other.chains.into_iter().map(|chain| chain.moved_by(offset)));
        self.base_chains.extend(other.base_chains.into_iter().map(|base| base.moved_by(offset)));
        // The kernel calls its hooks in this order, and the chains of a hook by their priority.
        self.base_chains.sort_by_key(|base| (base.hook, base.priority));
        self.covered.extend(other.covered);
        self.not_understood.extend(other.not_understood);
        self
    }

    /// Whether the files speak of this IP version at all.
    pub fn covers(&self, version: IpVersion) -> bool {
        self.covered.contains(&version)
    }

    /// The ranges of ports that rules speak of, in no order.
    fn ranges_of_ports(&self) -> impl Iterator<Item = PortRange> {
        let rules = self.chains.iter().flat_map(|chain| &chain.rules);
        rules.flat_map(|rule| &rule.conditions).flat_map(Condition::ranges)
    }

    /// What was not understood, in the order of the files.
    pub fn not_understood(&self) -> &[NotUnderstood] {
        &self.not_understood
    }

    /// What happens to new connections from other machines to a port of this one, at any of its addresses.
    pub fn fate(&self, version: IpVersion, protocol: Protocol, port: u16) -> Fate {
        walk::fate(self, &Probe { version, protocol, port, to: None })
    }
}

/// A piece of a file, not longer than a line of a message should be.
fn shortened(text: &str) -> String {
    const SHOWN: usize = 160;
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

impl IpVersion {
    /// Both.
    pub const ALL: [Self; 2] = [Self::V4, Self::V6];

    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::V4 => "IPv4",
            Self::V6 => "IPv6",
        }
    }
}

/// `let through`, `blocked`, `let through from 192.0.2.0/24; otherwise blocked`, …
impl fmt::Display for Fate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LetThrough => f.write_str("let through"),
            Self::Blocked => f.write_str("blocked"),
            Self::Depends { conditions } => f.write_str(&conditions.join("; ")),
            Self::Diverted { place } => write!(f, "sent on elsewhere ({place})"),
            Self::NotTold { reason } => write!(f, "not told: {reason}"),
        }
    }
}
