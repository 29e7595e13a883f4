//! The rules of making and changing events for somebody who thinks of events, not of iCalendar.
//!
//! Each takes the stored object and what is wanted, and gives the new text or a refusal. What a change does not name
//! stays byte for byte.

mod cancel;
mod change;
mod create;
mod describe;
mod instance;
mod moving;
mod refusal;
mod series;
mod stamp;
mod times;

use ta_ical::CalTime;
use ta_ical::recur::{Rule, RuleError};

pub use cancel::{Cancelled, cancel_instance};
pub use change::change_event;
pub use create::new_event;
pub use describe::EventDescription;
pub use refusal::EventRefusal;
pub use times::times_of;

use crate::Change;

/// What is said of a new event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventDraft {
    /// SUMMARY.
    pub summary: String,
    /// DTSTART.
    pub start: CalTime,
    /// DTEND, which is not part of the event: for a day, the day after the last.
    pub end: CalTime,
    /// LOCATION.
    pub location: Option<String>,
    /// DESCRIPTION.
    pub description: Option<String>,
    /// RRULE.
    pub recurrence_rule: Option<RecurrenceRule>,
    /// CLASS.
    pub classification: Option<Classification>,
}

/// What becomes of an event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventChange {
    /// SUMMARY.
    pub summary: Change<String>,
    /// LOCATION.
    pub location: Change<String>,
    /// DESCRIPTION.
    pub description: Change<String>,
    /// CLASS.
    pub classification: Change<Classification>,
    /// A new DTSTART. Without a new end the event keeps its length.
    pub start: Option<CalTime>,
    /// A new DTEND.
    pub end: Option<CalTime>,
    /// RRULE. Without one the event no longer repeats.
    pub recurrence_rule: Change<RecurrenceRule>,
}

/// Which part of an event a change is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EventScope {
    /// The event, or the whole series.
    All,
    /// The one instance that this RECURRENCE-ID names.
    Instance(CalTime),
}

/// Whom an event is shown to (RFC 5545 §3.8.1.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Classification {
    /// Everyone who sees the calendar.
    Public,
    /// Its owner.
    Private,
    /// Its owner and whom the owner trusts.
    Confidential,
}

impl Classification {
    /// Every classification.
    pub const ALL: [Self; 3] = [Self::Public, Self::Private, Self::Confidential];

    /// The value of CLASS.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Public => "PUBLIC",
            Self::Private => "PRIVATE",
            Self::Confidential => "CONFIDENTIAL",
        }
    }
}

/// A recurrence rule (RFC 5545 §3.3.10), as text that was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecurrenceRule(String);

impl RecurrenceRule {
    /// Checks and wraps a rule such as `FREQ=WEEKLY;BYDAY=MO`.
    ///
    /// # Errors
    /// A [`RuleError`] that says what is wrong with it.
    pub fn new(text: &str) -> Result<Self, RuleError> {
        Rule::parse(text)?;
        Ok(Self(text.to_owned()))
    }

    /// The rule as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
