//! Spans of absolute time.

use jiff::{SignedDuration, Timestamp};

use super::saturating_add;

/// A span of absolute time, its start included and its end excluded; a missing bound is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UtcRange {
    start_utc: Option<Timestamp>,
    end_utc: Option<Timestamp>,
}

impl UtcRange {
    /// All of time.
    pub const ALWAYS: Self = Self { start_utc: None, end_utc: None };

    /// A span between two bounds, either of which may be open. `None` when the end is not after the start.
    pub fn new(start_utc: Option<Timestamp>, end_utc: Option<Timestamp>) -> Option<Self> {
        match (start_utc, end_utc) {
            (Some(start), Some(end)) if end <= start => None,
            _ => Some(Self { start_utc, end_utc }),
        }
    }

    /// The first instant inside; `None` when it reaches back without end.
    pub const fn start_utc(&self) -> Option<Timestamp> {
        self.start_utc
    }

    /// The first instant after it; `None` when it goes on without end.
    pub const fn end_utc(&self) -> Option<Timestamp> {
        self.end_utc
    }

    /// Whether an instant lies in it.
    pub fn contains(&self, instant: Timestamp) -> bool {
        self.starts_by(instant) && self.ends_after(instant)
    }

    // The four comparisons of which the tables of RFC 4791 §9.9 are made.

    pub(crate) fn starts_before(&self, instant: Timestamp) -> bool {
        self.start_utc.is_none_or(|start| start < instant)
    }

    pub(crate) fn starts_by(&self, instant: Timestamp) -> bool {
        self.start_utc.is_none_or(|start| start <= instant)
    }

    pub(crate) fn ends_after(&self, instant: Timestamp) -> bool {
        self.end_utc.is_none_or(|end| end > instant)
    }

    pub(crate) fn ends_from(&self, instant: Timestamp) -> bool {
        self.end_utc.is_none_or(|end| end >= instant)
    }

    /// The span made longer at both ends.
    pub(crate) fn widened(&self, before: SignedDuration, after: SignedDuration) -> Self {
        Self {
            start_utc: self.start_utc.map(|start| saturating_add(start, -before)),
            end_utc: self.end_utc.map(|end| saturating_add(end, after)),
        }
    }
}

/// A span that holds every instant at which an object could match a time range (RFC 4791 §9.9), both bounds included
/// and a missing one open. It may be wider than need be, never narrower: floating and all-day times are taken in every
/// zone there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeBounds {
    /// Nothing of the object lies before it.
    pub start_utc: Option<Timestamp>,
    /// Nothing of the object lies after it; `None` for an endless rule.
    pub end_utc: Option<Timestamp>,
}

impl TimeBounds {
    /// Bounds that exclude nothing.
    pub const ALWAYS: Self = Self { start_utc: None, end_utc: None };
}
