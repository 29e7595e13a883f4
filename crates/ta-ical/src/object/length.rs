//! How long an instance lasts.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::part::Part;
use crate::time::saturating_add;
use crate::value::{Period, PeriodEnd};
use crate::{CalDuration, CalTime, ComponentKind};

/// How long every instance of a component lasts (RFC 5545 §3.8.5.3): DTEND gives all of them the same exact duration,
/// DURATION the same nominal one.
#[derive(Clone, Debug)]
pub(super) enum Length {
    /// No time.
    Instant,
    /// So much time, to an end that is written like the given one.
    Exact(SignedDuration, CalTime),
    /// A DURATION.
    Nominal(CalDuration),
}

/// How long a day lasts of which nothing else is said.
const ONE_DAY: CalDuration = CalDuration::of_days(1);

impl Length {
    /// The length that DTEND (or DUE) or DURATION gives to a component that starts at `start`. A VTODO that has only
    /// DUE is an instant.
    pub(super) fn of(kind: ComponentKind, part: &Part, start: &CalTime, asker_zone: &TimeZone) -> Self {
        let shortest = if kind == ComponentKind::Todo { CalDuration::ZERO } else { ONE_DAY };
        match (&part.start, &part.end, part.duration) {
            (Some(_), Some(end), _) => Self::between(start, end, shortest, asker_zone),
            (Some(_), None, Some(duration)) => Self::nominal(start, duration),
            (Some(_), None, None) if start.is_date() => Self::Nominal(shortest),
            _ => Self::Instant,
        }
    }

    /// The length of an RDATE that is a period.
    pub(super) fn of_period(period: &Period, asker_zone: &TimeZone) -> Self {
        match &period.end {
            PeriodEnd::At(end) => Self::between(&period.start, end, ONE_DAY, asker_zone),
            PeriodEnd::After(duration) => Self::nominal(&period.start, *duration),
        }
    }

    /// An end before the start gives no length, and between days at least the shortest.
    fn between(start: &CalTime, end: &CalTime, shortest: CalDuration, asker_zone: &TimeZone) -> Self {
        if let (CalTime::Date(first), CalTime::Date(after_last)) = (start, end) {
            let days = first.until(*after_last).map_or(0, |span| span.get_days());
            return Self::Nominal(CalDuration::of_days(days.max(shortest.days())));
        }
        let exact = start.to_utc(asker_zone).duration_until(end.to_utc(asker_zone));
        Self::Exact(exact.max(SignedDuration::ZERO), end.clone())
    }

    /// A DURATION that does not lead forward gives no length, and a day lasts at least a day.
    fn nominal(start: &CalTime, duration: CalDuration) -> Self {
        match duration.is_positive() {
            true => Self::Nominal(duration),
            false if start.is_date() => Self::Nominal(ONE_DAY),
            false => Self::Instant,
        }
    }

    /// Where an instance ends that starts at `start`, which is the instant `start_utc`.
    pub(super) fn end(
        &self,
        start: &CalTime,
        start_utc: Timestamp,
        asker_zone: &TimeZone,
    ) -> (CalTime, Timestamp) {
        match self {
            Self::Instant => (start.clone(), start_utc),
            Self::Nominal(duration) => nominal_end(start, start_utc, *duration, asker_zone),
            Self::Exact(duration, written_like) => {
                let end_utc = saturating_add(start_utc, *duration);
                (written_like.with_instant(end_utc, asker_zone), end_utc)
            }
        }
    }

    /// Where an instance ends that starts at an instant, if that is all there is to know.
    pub(super) fn end_of_instant(&self, start_utc: Timestamp) -> Option<Timestamp> {
        match self {
            Self::Instant => Some(start_utc),
            Self::Exact(duration, CalTime::Utc(_) | CalTime::Zoned { .. }) => {
                Some(saturating_add(start_utc, *duration))
            }
            Self::Nominal(duration) if duration.days() == 0 => {
                Some(saturating_add(start_utc, duration.exact()))
            }
            Self::Exact(..) | Self::Nominal(_) => None,
        }
    }

    /// No instance of this length lasts longer.
    pub(super) fn longest(&self) -> SignedDuration {
        // No change of a clock makes a span of days longer by more.
        const CLOCK_CHANGE_MAX: SignedDuration = SignedDuration::from_hours(26);
        match self {
            Self::Instant => SignedDuration::ZERO,
            Self::Exact(duration, _) => *duration,
            Self::Nominal(duration) => {
                SignedDuration::from_secs(duration.nominal_seconds())
                    + SignedDuration::from_hours(24)
                    + CLOCK_CHANGE_MAX
            }
        }
    }
}

/// Days later on the calendar, then time passing. Without days the instant counts, not the local time, which the clock
/// may show twice.
fn nominal_end(
    start: &CalTime,
    start_utc: Timestamp,
    duration: CalDuration,
    asker_zone: &TimeZone,
) -> (CalTime, Timestamp) {
    if duration.days() == 0 && !start.is_date() {
        let end_utc = saturating_add(start_utc, duration.exact());
        return (start.with_instant(end_utc, asker_zone), end_utc);
    }
    let end = start.plus(duration, asker_zone);
    let end_utc = end.to_utc(asker_zone);
    (end, end_utc.max(start_utc))
}
