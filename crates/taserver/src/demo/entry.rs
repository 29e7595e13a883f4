//! What stands in a sample agenda, as values. How that is written as iCalendar is known elsewhere.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use super::people::Person;

/// An appointment or anything else that takes time.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    /// Its name in the agenda, the same on every run.
    pub(crate) uid: String,
    /// What it is.
    pub(crate) summary: String,
    /// When it is, the first time where it repeats.
    pub(crate) when: When,
    /// Where it is.
    pub(crate) place: Option<&'static str>,
    /// What more there is to say.
    pub(crate) notes: Option<&'static str>,
    /// The value of its RRULE.
    pub(crate) rule: Option<String>,
    /// Times of the rule that do not take place.
    pub(crate) skipped: Vec<DateTime>,
    /// Times of the rule that take place otherwise.
    pub(crate) changed: Vec<Change>,
    /// Who takes part, the organizer first; nobody for what one does alone.
    pub(crate) people: Vec<&'static Person>,
    /// Who may read it.
    pub(crate) secrecy: Secrecy,
    /// Whether it blocks the time.
    pub(crate) blocking: Blocking,
    /// How many minutes before it one is reminded.
    pub(crate) alarm_minutes: Option<u32>,
}

/// When an event is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum When {
    /// Whole days.
    Days {
        /// The first day.
        first: Date,
        /// The first day after it.
        end: Date,
    },
    /// From a time in one zone to a time in the same or another.
    Times {
        /// When it starts.
        start: Local,
        /// When it ends.
        end: Local,
    },
}

/// A local time in an IANA zone.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Local {
    /// What the clock on the wall shows.
    pub(crate) time: DateTime,
    /// Where that wall is.
    pub(crate) zone: &'static str,
}

/// One time of a rule that takes place otherwise.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Change {
    /// When it would have been, in the event's own zone.
    pub(crate) original: DateTime,
    /// When it is instead.
    pub(crate) when: When,
    /// What it is called instead.
    pub(crate) summary: Option<&'static str>,
    /// Where it is instead.
    pub(crate) place: Option<&'static str>,
}

/// Who may read an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Secrecy {
    /// Everybody who may see the agenda.
    Public,
    /// The owner alone.
    Private,
}

/// Whether an event blocks the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Blocking {
    /// Its owner is busy.
    Busy,
    /// Its owner is free.
    Free,
}

/// Something to be done.
#[derive(Clone, Debug)]
pub(crate) struct Task {
    /// Its name in the list, the same on every run.
    pub(crate) uid: String,
    /// What is to be done.
    pub(crate) summary: &'static str,
    /// The day by which it is to be done.
    pub(crate) due: Option<Date>,
    /// How pressing it is, from 1 to 9 (RFC 5545 §3.8.1.9).
    pub(crate) priority: Option<u8>,
    /// How far it is.
    pub(crate) progress: Progress,
    /// The value of its RRULE.
    pub(crate) rule: Option<&'static str>,
}

/// How far a task is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Progress {
    /// Not begun.
    Open,
    /// Begun, so many per cent of it done.
    Begun(u8),
    /// Done on this day.
    Done(Date),
}

impl When {
    /// So many minutes from a local time on.
    pub(crate) fn minutes(time: DateTime, zone: &'static str, minutes: i64) -> Self {
        let end = time.saturating_add(minutes.minutes());
        Self::Times { start: Local { time, zone }, end: Local { time: end, zone } }
    }

    /// So many whole days.
    pub(crate) fn days(first: Date, days: i32) -> Self {
        Self::Days { first, end: plus(first, days) }
    }
}

impl Event {
    /// A public event of which nothing but name and time is known.
    pub(crate) fn new(uid: impl Into<String>, summary: impl Into<String>, when: When) -> Self {
        Self {
            uid: uid.into(),
            summary: summary.into(),
            when,
            place: None,
            notes: None,
            rule: None,
            skipped: Vec::new(),
            changed: Vec::new(),
            people: Vec::new(),
            secrecy: Secrecy::Public,
            blocking: Blocking::Busy,
            alarm_minutes: None,
        }
    }
}

/// The day so many days later, or earlier where negative.
pub(crate) fn plus(date: Date, days: i32) -> Date {
    date.saturating_add(days.days())
}
