//! The candidates of one period: some days, and on each of them the same times.

use super::day_set::DaySet;
use super::time_set::TimeSet;
use super::wall::{Day, Local};

/// The candidates of one period, which a zone, BYSETPOS, COUNT and UNTIL can still strike out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Period {
    pub(super) days: DaySet,
    pub(super) times: TimeSet,
}

impl Period {
    pub(super) fn len(&self) -> u32 {
        self.days.len() * self.times.len()
    }

    /// The first candidate that is not before a time.
    pub(super) fn at_or_after(&self, from: Local) -> Option<Local> {
        let day = self.days.at_or_after(from.day())?;
        if day > from.day() {
            return Some(join(day, self.times.first()));
        }
        match self.times.at_or_after(second_of_day(from)) {
            Some(second) => Some(join(day, second)),
            None => Some(join(self.days.at_or_after(day.plus(1))?, self.times.first())),
        }
    }

    /// The last candidate that is not after a time.
    pub(super) fn at_or_before(&self, until: Local) -> Option<Local> {
        let day = self.days.at_or_before(until.day())?;
        if day < until.day() {
            return Some(join(day, self.times.last()));
        }
        match self.times.at_or_before(second_of_day(until)) {
            Some(second) => Some(join(day, second)),
            None => Some(join(self.days.at_or_before(day.plus(-1))?, self.times.last())),
        }
    }

    /// How many candidates lie before a time.
    pub(super) fn rank(&self, before: Local) -> u32 {
        let day = before.day();
        let earlier_days = self.days.rank(day) * self.times.len();
        let same_day = if self.days.contains(day) { self.times.rank(second_of_day(before)) } else { 0 };
        earlier_days + same_day
    }

    /// The candidate with so many before it.
    pub(super) fn nth(&self, index: u32) -> Option<Local> {
        let per_day = self.times.len();
        Some(join(self.days.nth(index / per_day)?, self.times.nth(index % per_day)?))
    }
}

fn join(day: Day, second_of_day: u32) -> Local {
    day.at(i64::from(second_of_day))
}

pub(super) const fn second_of_day(local: Local) -> u32 {
    local.second_of_day().unsigned_abs() as u32
}
