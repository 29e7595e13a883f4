//! The port registry, the listening sockets of this machine, and how the two differ.
//!
//! This crate answers "what is that port for?" ([`Registry`]), "who holds that port?" ([`survey`]) and "what do the rules of a
//! packet filter let through to it?" ([`RuleSet`]). It knows nothing of calendars, opens no connection, and asks no other machine.

#![cfg_attr(test, allow(missing_docs))]

mod audit;
mod baseline;
mod firewall;
mod knowledge;
mod protocol;
mod range;
mod registry;
mod sockets;
mod verdict;

pub use audit::{Audited, Finding, audit};
pub use baseline::{Baseline, ChangedHands, Changes, Holder, Spot, baseline, compare};
pub use firewall::{
    Fate, FirewallReport, IpVersion, JudgedListener, NotUnderstood, OpenPorts, RuleSet, RuleSetError,
    firewall_report,
};
pub use knowledge::{Fit, NotKnown, Usual, fit, usual};
pub use protocol::{Protocol, Transports};
pub use range::{PortClass, PortRange, RangeError};
pub use registry::{Details, Entry, Registry, RegistryError, Status};
pub use sockets::{
    Family, ListError, Listener, Namespace, Place, Process, Reach, Sight, Survey, User, survey,
};
pub use verdict::{Tone, Verdict, verdict};
