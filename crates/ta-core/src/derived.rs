//! What the store keeps of an object besides its text, and with what it was derived from it.

use jiff::{SignedDuration, Timestamp};
use ta_ical::index::InstanceIndex;
use ta_ical::{TimeBounds, UtcRange};

use crate::{NarrowViews, ViewState};

/// What was derived from an object's text to find it by time and to show it to others. It can be derived again at any
/// time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Derived {
    /// A span that holds every instant at which the object could match a time range.
    pub bounds: TimeBounds,
    /// Its instances in the window of the derivation; `None` where the text has to be asked.
    pub instances: Option<InstanceIndex>,
    /// How it looks in the narrow views.
    pub views: NarrowViews<Option<ViewState>>,
    /// With what it was derived.
    pub stamp: DerivationStamp,
}

/// What derived data depend on besides the text: the time, since the window of the instances goes with it, and the time
/// zone data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Derivation {
    first_day: i64,
    zone_data: u64,
}

/// Names a [`Derivation`]: what carries another stamp than today's is to be derived again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DerivationStamp(i64);

const SECONDS_PER_DAY: i64 = 86_400;
/// The window moves by so many days at a time, so that it is the same for a month.
const STRIDE_DAYS: i64 = 32;
/// It reaches back at least so far.
const BACK_DAYS: i64 = 100;
/// Its length: it reaches ahead for more than a year.
const WINDOW_DAYS: i64 = 17 * STRIDE_DAYS;

impl Derivation {
    /// The derivation of a time, with the fingerprint of the time zone data.
    pub fn at(now: Timestamp, zone_data: u64) -> Self {
        let today = now.as_second().div_euclid(SECONDS_PER_DAY);
        Self { first_day: (today - BACK_DAYS).div_euclid(STRIDE_DAYS) * STRIDE_DAYS, zone_data }
    }

    /// The window of time in which instances are kept: at least from 100 days before the time to 400 after it.
    pub fn window(self) -> UtcRange {
        let start = Timestamp::from_second(self.first_day * SECONDS_PER_DAY).unwrap_or(Timestamp::MIN);
        let end = start.checked_add(SignedDuration::from_hours(24 * WINDOW_DAYS)).unwrap_or(Timestamp::MAX);
        UtcRange::new(Some(start), Some(end)).unwrap_or(UtcRange::ALWAYS)
    }

    /// Its name.
    pub const fn stamp(self) -> DerivationStamp {
        /// Changes when derived data get another form.
        const FORM: u64 = 2;
        let mixed = (self.zone_data ^ FORM).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ self.first_day as u64;
        // Rows that were never derived carry zero.
        DerivationStamp(mixed as i64 | 1)
    }
}

impl DerivationStamp {
    /// That of rows which were never derived.
    pub const NEVER: Self = Self(0);

    /// As the store keeps it.
    pub const fn get(self) -> i64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, Timestamp};

    use super::{Derivation, DerivationStamp};

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn the_window_holds_the_past_hundred_days_and_more_than_a_year_ahead() {
        let mut now = at("2026-01-01T00:00:00Z");
        for _ in 0..100 {
            let window = Derivation::at(now, 7).window();
            let day = |days: i64| now + SignedDuration::from_hours(24 * days);
            assert!(window.contains(day(-100)) && window.contains(day(400)), "{now} {window:?}");
            now = day(1);
        }
    }

    #[test]
    fn the_stamp_is_the_same_for_days_and_changes_with_the_window_and_the_zone_data() {
        let stamp = |now, zones| Derivation::at(at(now), zones).stamp();
        assert_eq!(stamp("2026-11-27T00:00:00Z", 7), stamp("2026-11-27T23:59:59Z", 7));
        assert_ne!(stamp("2026-11-27T00:00:00Z", 7), stamp("2026-11-27T00:00:00Z", 8));
        assert_ne!(stamp("2026-11-27T00:00:00Z", 7), stamp("2027-01-27T00:00:00Z", 7));
        assert_ne!(stamp("2026-11-27T00:00:00Z", 0), DerivationStamp::NEVER);
    }
}
