//! What the registry says of a port.

use crate::{PortRange, Transports};

/// A row of the registry of service names and port numbers (RFC 6335 §8.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry<'r> {
    /// The ports; more than one for the few rows that speak of a range.
    pub ports: PortRange,
    /// Over what.
    pub transports: Transports,
    /// The service name; `None` for a row that reserves the ports or takes them back.
    pub name: Option<&'r str>,
    /// The description, which may be empty.
    pub description: &'r str,
    /// Who asked for it and when; `None` for the table built in, which has no such columns.
    pub details: Option<&'r Details>,
}

impl Entry<'_> {
    /// What the row does with its ports.
    pub fn status(&self) -> Status {
        let says = |word: &str| {
            self.description.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
        };
        match self.name {
            Some(_) => Status::Assigned,
            None if ["de-", "deprecated", "removed", "decom"].into_iter().any(says) => Status::TakenBack,
            None if ["any private", "possibly"].into_iter().any(says) => Status::PrivateUse,
            None => Status::Reserved,
        }
    }
}

/// What a row of the registry does with its ports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// A service has it.
    Assigned,
    /// IANA keeps it; a service that has it over one transport keeps it over the others.
    Reserved,
    /// For a purpose, such as any private mail system, and no service in particular.
    PrivateUse,
    /// It was assigned once and is no longer.
    TakenBack,
}

impl Status {
    /// Its word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Assigned => "assigned",
            Self::Reserved => "reserved",
            Self::PrivateUse => "for private use",
            Self::TakenBack => "taken back",
        }
    }
}

/// The columns that only IANA's own files have; empty texts where a row leaves them empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// To whom it is assigned.
    pub assignee: String,
    /// Whom to ask.
    pub contact: String,
    /// When it was registered, as the registry writes it: `2002-07` or `2013-03-29`.
    pub registration_date: String,
    /// When the row was last changed, in the same form.
    pub modification_date: String,
    /// The documents that define it, as `RFC9110`.
    pub reference: String,
    /// Use by others that IANA has heard of.
    pub unauthorized_use: String,
    /// IANA's own remarks.
    pub notes: String,
}
