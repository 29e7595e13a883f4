//! Periods of a day or less, which every part of a rule limits: the next one that all parts agree to, found by
//! leaping from one obstacle to the next.

use super::cadence::{Cadence, gcd};
use super::day_rule::DayRule;
use super::time_set::TimeSet;
use super::wall::{Day, SECONDS_PER_DAY};

/// Days, hours, minutes or seconds, numbered from 1970-01-01T00:00:00.
///
/// A search ends by itself: the days run out after a cycle of the calendar (400 years), and the caller stops at the
/// year 9999. What never comes because INTERVAL steps past every time of day, or past it on every weekday, is known
/// beforehand (`is_reachable`).
#[derive(Clone, Copy)]
pub(super) struct Slots<'a> {
    pub(super) cadence: &'a Cadence,
    pub(super) days: &'a DayRule,
    pub(super) times: TimeSet,
    /// The length of a slot.
    pub(super) seconds: i64,
}

/// Beyond the year 9999 whatever a slot is, in seconds.
const SECOND_MAX: i64 = super::wall::Local::MAX.0;
/// Before every DTSTART.
const SECOND_MIN: i64 = super::wall::Local::MIN.0;

impl Slots<'_> {
    /// The first slot from a number on.
    pub(super) fn at_or_after(&self, from: i64) -> Option<i64> {
        let mut index = self.cadence.at_or_after(from);
        while index * self.seconds <= SECOND_MAX {
            let (day, slot) = self.split(index);
            let next = if !self.days.contains(day) {
                self.first_of(self.days.at_or_after(day)?)
            } else {
                match self.slot_at_or_after(slot) {
                    Some(found) if found == slot => return Some(index),
                    Some(found) => index - slot + found,
                    None => self.first_of(day.plus(1)),
                }
            };
            index = self.cadence.at_or_after(next);
        }
        None
    }

    /// The last slot up to a number.
    pub(super) fn at_or_before(&self, until: i64) -> Option<i64> {
        let mut index = self.cadence.at_or_before(until);
        while index >= self.cadence.origin && index * self.seconds >= SECOND_MIN {
            let (day, slot) = self.split(index);
            let next = if !self.days.contains(day) {
                self.first_of(self.days.at_or_before(day)?.plus(1)) - 1
            } else {
                match self.slot_at_or_before(slot) {
                    Some(found) if found == slot => return Some(index),
                    Some(found) => index - slot + found,
                    None => self.first_of(day) - 1,
                }
            };
            index = self.cadence.at_or_before(next);
        }
        None
    }

    /// Whether some slot of some weekday is in step.
    ///
    /// Modulo the greatest common divisor of INTERVAL and a week, all slots in step are equal: if no time of day on any
    /// of the rule's weekdays has that remainder, there is none to look for.
    pub(super) fn is_reachable(&self) -> bool {
        let per_day = self.per_day();
        let modulus = gcd(self.cadence.interval, 7 * per_day);
        if modulus == 1 {
            return true;
        }
        let weekdays = self.days.weekdays.each();
        (0..7).map(Day).filter(|day| weekdays >> day.weekday() & 1 == 1).any(|day| {
            let mut slot = self.slot_at_or_after(0);
            while let Some(found) = slot {
                if (day.0 * per_day + found - self.cadence.origin) % modulus == 0 {
                    return true;
                }
                slot = self.slot_at_or_after(found + 1);
            }
            false
        })
    }

    const fn per_day(&self) -> i64 {
        SECONDS_PER_DAY / self.seconds
    }

    const fn split(&self, index: i64) -> (Day, i64) {
        (Day(index.div_euclid(self.per_day())), index.rem_euclid(self.per_day()))
    }

    const fn first_of(&self, day: Day) -> i64 {
        day.0 * self.per_day()
    }

    /// The first slot of a day, from one on, that holds a time of the rule.
    fn slot_at_or_after(&self, slot: i64) -> Option<i64> {
        let second = u32::try_from(slot * self.seconds).ok().filter(|second| *second < 86_400)?;
        Some(i64::from(self.times.at_or_after(second)?) / self.seconds)
    }

    /// The last slot of a day, up to one, that holds a time of the rule.
    fn slot_at_or_before(&self, slot: i64) -> Option<i64> {
        let last_second = u32::try_from((slot + 1) * self.seconds - 1).ok()?;
        Some(i64::from(self.times.at_or_before(last_second)?) / self.seconds)
    }
}
