//! Periods of a day or less, which every part of a rule limits: the next one that all parts agree to, found by
//! leaping from one obstacle to the next.

use super::cadence::{Cadence, gcd};
use super::day_rule::DayRule;
use super::time_set::TimeSet;
use super::wall::{Day, Local, SECONDS_PER_DAY};

/// Days, hours, minutes or seconds, numbered from 1970-01-01T00:00:00.
///
/// A search ends by itself: the days run out after a cycle of the calendar (400 years), and time at the year 9999. What
/// never comes because INTERVAL steps past every time of day, or past it on every weekday, is known beforehand
/// (`is_reachable`).
#[derive(Clone, Copy)]
pub(super) struct Slots<'a> {
    pub(super) cadence: &'a Cadence,
    pub(super) days: &'a DayRule,
    pub(super) times: TimeSet,
    pub(super) length: SlotLength,
}

/// The length of a slot. An enum, as a division by a constant is a multiplication to the processor, and these
/// divisions are most of what a step costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SlotLength {
    Second,
    Minute,
    Hour,
    Day,
}

impl Slots<'_> {
    /// The first slot from a number on.
    pub(super) fn at_or_after(&self, from: i64) -> Option<i64> {
        let mut index = self.cadence.at_or_after(from);
        loop {
            let start = self.start(index);
            if start > Local::MAX {
                return None;
            }
            let (day, second) = (start.day(), start.second_of_day());
            let next = if !self.days.contains(day) {
                self.first_of(self.days.at_or_after(day)?)
            } else {
                match self.slot_at_or_after(second) {
                    Some(found) if found == second => return Some(index),
                    Some(found) => self.length.index(day.at(found)),
                    None => self.first_of(day.plus(1)),
                }
            };
            index = self.cadence.at_or_after(next);
        }
    }

    /// The last slot up to a number, not before DTSTART's.
    pub(super) fn at_or_before(&self, until: i64) -> Option<i64> {
        let mut index = self.cadence.at_or_before(until);
        while index >= self.cadence.origin {
            let start = self.start(index);
            let (day, second) = (start.day(), start.second_of_day());
            let next = if !self.days.contains(day) {
                self.first_of(self.days.at_or_before(day)?.plus(1)) - 1
            } else {
                match self.slot_at_or_before(second) {
                    Some(found) if found == second => return Some(index),
                    Some(found) => self.length.index(day.at(found)),
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
        let modulus = gcd(self.cadence.interval, 7 * self.length.per_day());
        if modulus == 1 {
            return true;
        }
        let weekdays = self.days.weekdays.each();
        (0..7).map(Day).filter(|day| weekdays >> day.weekday() & 1 == 1).any(|day| {
            let mut slot = self.slot_at_or_after(0);
            while let Some(second) = slot {
                if (self.length.index(day.at(second)) - self.cadence.origin) % modulus == 0 {
                    return true;
                }
                slot = self.slot_at_or_after(second + self.length.seconds());
            }
            false
        })
    }

    const fn start(&self, index: i64) -> Local {
        Local(index * self.length.seconds())
    }

    const fn first_of(&self, day: Day) -> i64 {
        day.0 * self.length.per_day()
    }

    /// The start of the first slot of a day, from the start of one on, that holds a time of the rule.
    fn slot_at_or_after(&self, second: i64) -> Option<i64> {
        let second = u32::try_from(second).ok().filter(|second| i64::from(*second) < SECONDS_PER_DAY)?;
        Some(self.length.floor(self.times.at_or_after(second)?))
    }

    /// The start of the last slot of a day, up to the start of one, that holds a time of the rule.
    fn slot_at_or_before(&self, second: i64) -> Option<i64> {
        let last_second = u32::try_from(second + self.length.seconds() - 1).ok()?;
        Some(self.length.floor(self.times.at_or_before(last_second)?))
    }
}

impl SlotLength {
    pub(super) const fn seconds(self) -> i64 {
        match self {
            Self::Second => 1,
            Self::Minute => 60,
            Self::Hour => 3600,
            Self::Day => SECONDS_PER_DAY,
        }
    }

    const fn per_day(self) -> i64 {
        match self {
            Self::Second => SECONDS_PER_DAY,
            Self::Minute => 1440,
            Self::Hour => 24,
            Self::Day => 1,
        }
    }

    /// The number of the slot that holds a time.
    pub(super) const fn index(self, local: Local) -> i64 {
        match self {
            Self::Second => local.0,
            Self::Minute => local.0.div_euclid(60),
            Self::Hour => local.0.div_euclid(3600),
            Self::Day => local.0.div_euclid(SECONDS_PER_DAY),
        }
    }

    /// The start of the slot that holds a second of a day.
    fn floor(self, second_of_day: u32) -> i64 {
        i64::from(match self {
            Self::Second => second_of_day,
            Self::Minute => second_of_day / 60 * 60,
            Self::Hour => second_of_day / 3600 * 3600,
            Self::Day => 0,
        })
    }
}
