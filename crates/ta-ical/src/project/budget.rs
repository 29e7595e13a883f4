//! How much an expansion may make of a few lines.

use thiserror::Error;

/// What the expansions of one answer may still come to. A rule of one line has instances without end, so that the
/// answer has to be bounded by itself, whatever bounds the request and the objects.
///
/// ```
/// use ta_ical::project::Budget;
///
/// // What one answer may have, whatever number of objects it is about.
/// let budget = Budget::new(10_000, 50 << 20);
/// assert_ne!(budget, Budget::new(0, 0));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    instances: usize,
    bytes: usize,
}

/// An expansion would come to more than its [`Budget`]. A report is then refused with
/// `DAV:number-of-matches-within-limits` (RFC 4791 §7.8).
///
/// ```
/// use jiff::tz::TimeZone;
/// use ta_ical::project::{Budget, RecurrenceView, Selection, TooMuch, project};
/// use ta_ical::{CalendarObject, UtcRange};
///
/// let object = CalendarObject::from_bytes(&b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\n\
///     DTSTART:20260101T000000Z\r\nRRULE:FREQ=SECONDLY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"[..])?;
/// let selection = Selection { recurrence: RecurrenceView::Expand(UtcRange::ALWAYS), ..Selection::default() };
/// let refused = project(&object, &selection, &TimeZone::UTC, &mut Budget::new(1_000, 1 << 20));
/// assert_eq!(refused, Err(TooMuch));
/// # Ok::<(), ta_ical::ObjectError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error(
    "the span that is asked about has more instances than can be returned at once; ask about a shorter one"
)]
pub struct TooMuch;

impl Budget {
    /// At most so many instances, with at most so many bytes of text together.
    ///
    /// ```
    /// use ta_ical::project::Budget;
    ///
    /// const ONE_ANSWER: Budget = Budget::new(10_000, 50 << 20);
    /// assert_eq!(ONE_ANSWER, Budget::new(10_000, 50 << 20));
    /// ```
    pub const fn new(instances_max: usize, bytes_max: usize) -> Self {
        Self { instances: instances_max, bytes: bytes_max }
    }

    /// Takes an instance of so many bytes out of it.
    pub(crate) fn spend(&mut self, instance_bytes: usize) -> Result<(), TooMuch> {
        self.instances = self.instances.checked_sub(1).ok_or(TooMuch)?;
        self.bytes = self.bytes.checked_sub(instance_bytes).ok_or(TooMuch)?;
        Ok(())
    }
}
