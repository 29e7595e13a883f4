//! When an instance lies in a time range: the tables of RFC 4791 §9.9.

use jiff::Timestamp;

use super::part::Part;
use crate::{ComponentKind, UtcRange};

/// The row of the tables of RFC 4791 §9.9 that a component with instances falls under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Overlap {
    /// A VEVENT or VJOURNAL.
    Span,
    /// A VTODO with DTSTART and DURATION.
    StartAndDuration,
    /// A VTODO with DTSTART and DUE.
    StartAndDue,
    /// A VTODO with DTSTART alone.
    Start,
    /// A VTODO with DUE alone.
    Due,
}

impl Overlap {
    pub(crate) const fn of(kind: ComponentKind, part: &Part) -> Self {
        match (kind, &part.start, &part.end, part.duration) {
            (ComponentKind::Todo, Some(_), Some(_), _) => Self::StartAndDue,
            (ComponentKind::Todo, Some(_), None, Some(_)) => Self::StartAndDuration,
            (ComponentKind::Todo, Some(_), None, None) => Self::Start,
            (ComponentKind::Todo, None, ..) => Self::Due,
            _ => Self::Span,
        }
    }

    /// Whether an instance from `start` to `end` overlaps a range.
    pub(crate) fn overlaps(self, start: Timestamp, end: Timestamp, range: UtcRange) -> bool {
        match self {
            Self::Span if end > start => range.starts_before(end) && range.ends_after(start),
            Self::Span | Self::Start => range.contains(start),
            Self::StartAndDuration => {
                range.starts_by(end) && (range.ends_after(start) || range.ends_from(end))
            }
            Self::StartAndDue => {
                (range.starts_before(end) || range.starts_by(start))
                    && (range.ends_after(start) || range.ends_from(end))
            }
            Self::Due => range.starts_before(end) && range.ends_from(end),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::Overlap;
    use crate::UtcRange;

    fn at(hour: i64) -> Timestamp {
        Timestamp::from_second(hour * 3600).unwrap()
    }

    /// Whether an instance from `start` to `end` lies in the range from 10 to 12.
    fn overlaps(row: Overlap, start: i64, end: i64) -> bool {
        row.overlaps(at(start), at(end), UtcRange::new(Some(at(10)), Some(at(12))).unwrap())
    }

    #[test]
    fn event_with_length() {
        assert!(!overlaps(Overlap::Span, 9, 10));
        assert!(overlaps(Overlap::Span, 9, 11));
        assert!(overlaps(Overlap::Span, 11, 13));
        assert!(!overlaps(Overlap::Span, 12, 13));
    }

    #[test]
    fn event_without_length() {
        assert!(overlaps(Overlap::Span, 10, 10));
        assert!(!overlaps(Overlap::Span, 12, 12));
    }

    #[test]
    fn todo_with_start_and_duration() {
        assert!(overlaps(Overlap::StartAndDuration, 8, 10));
        assert!(overlaps(Overlap::StartAndDuration, 12, 12));
        assert!(!overlaps(Overlap::StartAndDuration, 12, 13));
    }

    #[test]
    fn todo_with_start_and_due() {
        assert!(!overlaps(Overlap::StartAndDue, 8, 10));
        assert!(overlaps(Overlap::StartAndDue, 10, 10));
        assert!(overlaps(Overlap::StartAndDue, 12, 12));
    }

    #[test]
    fn todo_with_start_alone() {
        assert!(overlaps(Overlap::Start, 10, 10));
        assert!(!overlaps(Overlap::Start, 12, 12));
    }

    #[test]
    fn todo_with_due_alone() {
        assert!(!overlaps(Overlap::Due, 10, 10));
        assert!(overlaps(Overlap::Due, 12, 12));
        assert!(!overlaps(Overlap::Due, 13, 13));
    }
}
