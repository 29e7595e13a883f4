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

/// A second of a day. A walk stands on one, as the way from one candidate to the next is then an addition, where it would
/// be a division by the length of a day for a [`Local`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    day: Day,
    second: u32,
}

impl Spot {
    pub(super) const fn of(local: Local) -> Self {
        Self { day: local.day(), second: second_of_day(local) }
    }

    pub(super) const fn local(self) -> Local {
        self.day.at(self.second as i64)
    }
}

impl Period {
    pub(super) const EMPTY: Self = Self { days: DaySet::from_bits(Day(0), 0), times: TimeSet::new(1, 1, 1) };

    pub(super) fn len(&self) -> u32 {
        self.days.len() * self.times.len()
    }

    pub(super) fn first(&self) -> Option<Local> {
        Some(join(self.days.nth(0)?, self.times.first()))
    }

    pub(super) fn last(&self) -> Option<Local> {
        Some(join(self.days.last()?, self.times.last()))
    }

    /// The first candidate that is not before a time.
    pub(super) fn at_or_after(&self, from: Local) -> Option<Local> {
        Some(self.after(Spot::of(from.plus(-1)))?.local())
    }

    /// The first candidate after a spot.
    pub(super) fn after(&self, spot: Spot) -> Option<Spot> {
        if self.days.contains(spot.day)
            && let Some(second) = self.times.after(spot.second)
        {
            return Some(Spot { day: spot.day, second });
        }
        Some(Spot { day: self.days.at_or_after(spot.day.plus(1))?, second: self.times.first() })
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
        let (day, time) = match self.times.len() {
            1 => (index, 0),
            per_day => (index / per_day, index % per_day),
        };
        Some(join(self.days.nth(day)?, self.times.nth(time)?))
    }
}

fn join(day: Day, second_of_day: u32) -> Local {
    day.at(i64::from(second_of_day))
}

pub(super) const fn second_of_day(local: Local) -> u32 {
    local.second_of_day().unsigned_abs() as u32
}
