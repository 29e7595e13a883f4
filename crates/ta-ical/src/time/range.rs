//! Spans of absolute time.

use jiff::{SignedDuration, Timestamp};

use super::saturating_add;

/// A span of absolute time, its start included and its end excluded; a missing bound is open.
///
/// ```
/// use ta_ical::UtcRange;
///
/// let day = UtcRange::new(Some("2026-01-01T00:00:00Z".parse()?), Some("2026-01-02T00:00:00Z".parse()?));
/// let day = day.expect("the end is later");
/// assert!(day.contains("2026-01-01T00:00:00Z".parse()?));
/// assert!(!day.contains("2026-01-02T00:00:00Z".parse()?));
/// # Ok::<(), jiff::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UtcRange {
    start_utc: Option<Timestamp>,
    end_utc: Option<Timestamp>,
}

impl UtcRange {
    /// All of time.
    ///
    /// ```
    /// use ta_ical::UtcRange;
    ///
    /// assert!(UtcRange::ALWAYS.contains(jiff::Timestamp::MIN));
    /// ```
    pub const ALWAYS: Self = Self { start_utc: None, end_utc: None };

    /// A span between two bounds, either of which may be open. `None` when the end is not after the start.
    ///
    /// ```
    /// use ta_ical::UtcRange;
    ///
    /// let (start, end) = ("2026-01-01T00:00:00Z".parse()?, "2026-01-02T00:00:00Z".parse()?);
    /// assert!(UtcRange::new(Some(start), Some(end)).is_some());
    /// assert!(UtcRange::new(Some(end), Some(start)).is_none());
    /// # Ok::<(), jiff::Error>(())
    /// ```
    pub fn new(start_utc: Option<Timestamp>, end_utc: Option<Timestamp>) -> Option<Self> {
        match (start_utc, end_utc) {
            (Some(start), Some(end)) if end <= start => None,
            _ => Some(Self { start_utc, end_utc }),
        }
    }

    /// The first instant inside; `None` when it reaches back without end.
    ///
    /// ```
    /// use ta_ical::UtcRange;
    ///
    /// assert_eq!(UtcRange::ALWAYS.start_utc(), None);
    /// ```
    pub const fn start_utc(&self) -> Option<Timestamp> {
        self.start_utc
    }

    /// The first instant after it; `None` when it goes on without end.
    ///
    /// ```
    /// use ta_ical::UtcRange;
    ///
    /// let until = UtcRange::new(None, Some("2026-01-01T00:00:00Z".parse()?)).expect("open at the start");
    /// assert_eq!(until.end_utc(), Some("2026-01-01T00:00:00Z".parse()?));
    /// # Ok::<(), jiff::Error>(())
    /// ```
    pub const fn end_utc(&self) -> Option<Timestamp> {
        self.end_utc
    }

    /// Whether an instant lies in it.
    ///
    /// ```
    /// use ta_ical::UtcRange;
    ///
    /// let since = UtcRange::new(Some("2026-01-01T00:00:00Z".parse()?), None).expect("open at the end");
    /// assert!(since.contains("2026-01-01T00:00:00Z".parse()?));
    /// assert!(!since.contains("2025-12-31T23:59:59Z".parse()?));
    /// # Ok::<(), jiff::Error>(())
    /// ```
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
///
/// ```
/// use ta_ical::CalendarObject;
///
/// // Noon in Kiribati is 26 hours before noon at the date line's other side.
/// let object = CalendarObject::from_bytes(&b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\n\
///     DTSTART:20260301T120000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"[..])?;
/// let bounds = object.bounds();
/// assert!(bounds.start_utc <= Some("2026-02-28T22:00:00Z".parse()?));
/// assert!(bounds.end_utc >= Some("2026-03-02T00:00:00Z".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeBounds {
    /// Nothing of the object lies before it.
    pub start_utc: Option<Timestamp>,
    /// Nothing of the object lies after it; `None` for an endless rule.
    pub end_utc: Option<Timestamp>,
}

impl TimeBounds {
    /// Bounds that exclude nothing.
    ///
    /// ```
    /// use ta_ical::TimeBounds;
    ///
    /// assert_eq!(TimeBounds::ALWAYS, TimeBounds { start_utc: None, end_utc: None });
    /// ```
    pub const ALWAYS: Self = Self { start_utc: None, end_utc: None };
}
