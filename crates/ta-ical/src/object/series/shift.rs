//! How far instances lie from where the rule has them.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::CalTime;
use crate::time::saturating_add;

/// How far instances lie from where the rule has them.
#[derive(Clone, Debug)]
pub(super) enum Shift {
    None,
    /// On the clock, to times that are written like the given one.
    OnTheClock(SignedDuration, CalTime),
    /// In time, to times that are written like the given one.
    InTime(SignedDuration, CalTime),
}

impl Shift {
    /// From where a rule has a recurrence to where its override puts it. On one clock, or on none, the clock counts.
    pub(super) fn between(by_rule: &CalTime, start: &CalTime, asker_zone: &TimeZone) -> Self {
        let on_one_clock = match (by_rule, start) {
            (CalTime::Zoned { zone: one, .. }, CalTime::Zoned { zone: other, .. }) => one == other,
            (_, CalTime::Date(_) | CalTime::Floating(_)) => true,
            _ => false,
        };
        if on_one_clock {
            Self::OnTheClock(by_rule.local().duration_until(start.local()), start.clone())
        } else {
            let by_rule = by_rule.to_utc(asker_zone);
            Self::InTime(by_rule.duration_until(start.to_utc(asker_zone)), start.clone())
        }
    }

    /// How far, and how far from that an instance can be.
    pub(super) const fn by(&self) -> (SignedDuration, SignedDuration) {
        // No clock is put forward or back by more, nor are two zones further apart.
        const CLOCK_SLACK: SignedDuration = SignedDuration::from_hours(26);
        match self {
            Self::None => (SignedDuration::ZERO, SignedDuration::ZERO),
            Self::OnTheClock(by, _) | Self::InTime(by, _) => (*by, CLOCK_SLACK),
        }
    }

    /// Where a recurrence ends up that the rule has at `local` on the master's clock, the instant `instant`.
    pub(super) fn apply(
        &self,
        by_rule: &CalTime,
        local: DateTime,
        instant: Timestamp,
        asker_zone: &TimeZone,
    ) -> (CalTime, Timestamp) {
        match self {
            Self::None => (by_rule.clone(), instant),
            Self::OnTheClock(by, written_like) => {
                let start = written_like.with_local(local.saturating_add(*by));
                let start_utc = start.to_utc(asker_zone);
                (start, start_utc)
            }
            Self::InTime(by, written_like) => {
                let start_utc = saturating_add(instant, *by);
                (written_like.with_instant(start_utc, asker_zone), start_utc)
            }
        }
    }
}
