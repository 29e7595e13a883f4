//! The periods of a rule as numbers, of which every INTERVALth counts: the way to any date without walking there.

use super::calendar::Calendar;
use super::rule::Frequency;
use super::slots::SlotLength;
use super::time_set::TimeSet;
use super::wall::{DAYS_PER_CYCLE, Day, Local, SECONDS_PER_DAY};

/// The length of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Slot(SlotLength),
    Week {
        /// 0 for Monday to 6 for Sunday.
        start: u32,
    },
    Month(Calendar),
    Year(Calendar),
}

/// Every so many periods, from the one that holds DTSTART.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cadence {
    pub(super) unit: Unit,
    pub(super) interval: i64,
    /// The number of the period that holds DTSTART.
    pub(super) origin: i64,
}

/// More of any period than there are from the year -9999 to 9999; an INTERVAL beyond it comes to the same.
const INTERVAL_MAX: i64 = 1 << 40;

impl Cadence {
    pub(super) fn new(unit: Unit, interval: u64, start: Local) -> Self {
        let interval = i64::try_from(interval).unwrap_or(INTERVAL_MAX).clamp(1, INTERVAL_MAX);
        Self { unit, interval, origin: unit.index(start) }
    }

    /// The number of the period that holds a time.
    pub(super) fn index(&self, local: Local) -> i64 {
        self.unit.index(local)
    }

    /// When a period starts.
    pub(super) fn start(&self, index: i64) -> Local {
        self.unit.start(index)
    }

    /// The first period in step from a number on, never before DTSTART's.
    pub(super) fn at_or_after(&self, from: i64) -> i64 {
        let from = from.max(self.origin);
        if self.interval == 1 { from } else { from + (self.origin - from).rem_euclid(self.interval) }
    }

    /// The last period in step up to a number; it can lie before DTSTART's.
    pub(super) const fn at_or_before(&self, until: i64) -> i64 {
        until - (until - self.origin).rem_euclid(self.interval)
    }

    /// After so many periods in step the calendar repeats: what none of them holds, none ever will.
    pub(super) const fn periods_per_cycle(&self) -> i64 {
        let units = self.unit.per_cycle();
        units / gcd(units, self.interval)
    }
}

impl Unit {
    pub(super) const fn of(frequency: Frequency, week_start: u32, calendar: Calendar) -> Self {
        match frequency {
            Frequency::Secondly => Self::Slot(SlotLength::Second),
            Frequency::Minutely => Self::Slot(SlotLength::Minute),
            Frequency::Hourly => Self::Slot(SlotLength::Hour),
            Frequency::Daily => Self::Slot(SlotLength::Day),
            Frequency::Weekly => Self::Week { start: week_start },
            Frequency::Monthly => Self::Month(calendar),
            Frequency::Yearly => Self::Year(calendar),
        }
    }

    /// How many times of day one of them holds, if it is a day or less and holds any.
    pub(super) const fn candidates(self, times: TimeSet) -> Option<u32> {
        match self {
            Self::Slot(SlotLength::Second) => Some(1),
            Self::Slot(SlotLength::Minute) => Some(times.per_minute()),
            Self::Slot(SlotLength::Hour) => Some(times.per_hour()),
            Self::Slot(SlotLength::Day) => Some(times.len()),
            Self::Week { .. } | Self::Month(_) | Self::Year(_) => None,
        }
    }

    fn index(self, local: Local) -> i64 {
        let day = local.day();
        match self {
            Self::Slot(length) => length.index(local),
            Self::Week { start } => (day.0 - first_week_start(start)).div_euclid(7),
            Self::Month(calendar) => calendar.month_number(day),
            Self::Year(calendar) => calendar.year(day),
        }
    }

    fn start(self, index: i64) -> Local {
        match self {
            Self::Slot(length) => Local(index * length.seconds()),
            Self::Week { start } => Day(index * 7 + first_week_start(start)).at(0),
            Self::Month(calendar) => calendar.month_of_number(index).first.at(0),
            Self::Year(calendar) => calendar.first_of_year(index).at(0),
        }
    }

    /// How many of them are in 400 years, after which the Gregorian calendar repeats. Others repeat later, if ever.
    const fn per_cycle(self) -> i64 {
        match self {
            Self::Slot(length) => DAYS_PER_CYCLE * SECONDS_PER_DAY / length.seconds(),
            Self::Week { .. } => DAYS_PER_CYCLE / 7,
            Self::Month(calendar) => calendar.months_per_cycle(),
            Self::Year(_) => 400,
        }
    }
}

/// The day with which a week began that is numbered zero. Day 0 is a Thursday, so day -3 a Monday.
fn first_week_start(week_start: u32) -> i64 {
    i64::from(week_start) - 3
}

pub(super) const fn gcd(mut a: i64, mut b: i64) -> i64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
