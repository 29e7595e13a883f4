//! A rule that has met its DTSTART: what it leaves open is filled in, and its periods are counted.

use super::bits;
use super::cadence::{Cadence, Unit};
use super::calendar::Calendar;
use super::day_rule::{DayRule, Ordinals, Run, Weekdays};
use super::day_set::DaySet;
use super::period::{Period, second_of_day};
use super::position::Positions;
use super::rule::{Frequency, Rule, Skip};
use super::slots::{SlotLength, Slots};
use super::time_set::{ALL_HOURS, ALL_SIXTY, TimeSet};
use super::wall::{Day, Local};

/// A rule completed by its DTSTART.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub(super) cadence: Cadence,
    days: DayRule,
    times: TimeSet,
    pub(super) positions: Positions,
}

/// Whether DTSTART, and with it every occurrence, has a time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Precision {
    /// A DATE: BYHOUR, BYMINUTE and BYSECOND "MUST be ignored" (RFC 5545 §3.3.10), and only midnights are days.
    Day,
    Second,
}

impl Plan {
    pub(super) fn new(rule: &Rule, start: Local, precision: Precision) -> Self {
        let week_start = rule.week_start.to_monday_zero_offset().unsigned_abs() as u32;
        let calendar = Calendar::of(rule.scale());
        let unit = Unit::of(rule.frequency, week_start, calendar);
        let times = times(rule, start, precision);
        Self {
            cadence: Cadence::new(unit, rule.interval, start),
            days: day_rule(&completed(rule, start, calendar), week_start, calendar),
            times,
            positions: Positions::new(&rule.by_set_pos, unit, times),
        }
    }

    /// The first period from a number on that can hold candidates.
    pub(super) fn next(&self, from: i64) -> Option<i64> {
        match self.slots() {
            Some(slots) => slots.at_or_after(from),
            None => Some(self.cadence.at_or_after(from)),
        }
    }

    /// The last period up to a number that can hold candidates.
    pub(super) fn previous(&self, until: i64) -> Option<i64> {
        match self.slots() {
            Some(slots) => slots.at_or_before(until),
            None => Some(self.cadence.at_or_before(until)),
        }
    }

    /// The number of the first period that can hold candidates from a time on: with SKIP=FORWARD, the one before
    /// the period of that time can.
    pub(super) fn earliest(&self, from: Local) -> i64 {
        self.cadence.index(from) - i64::from(self.days.skip == Skip::Forward)
    }

    /// Whether a time is a candidate of one of its periods.
    pub(super) fn has_candidate(&self, local: Local) -> bool {
        let is_in =
            |index| self.next(index) == Some(index) && self.period(index).at_or_after(local) == Some(local);
        (self.earliest(local)..=self.cadence.index(local)).any(is_in)
    }

    /// Whether every time that another rule can have on a day is a candidate of this one. `false` does not prove the
    /// contrary.
    pub(super) fn has_all_of_day(&self, day: Day, other: &Self) -> bool {
        self.positions == Positions::All && self.times.contains_all(other.times) && self.has_whole_day(day)
    }

    /// Whether all its times of day are candidates on a day.
    fn has_whole_day(&self, day: Day) -> bool {
        let index = self.cadence.index(day.at(0));
        match self.cadence.unit {
            Unit::Slot(SlotLength::Hour | SlotLength::Minute | SlotLength::Second) => {
                self.cadence.interval == 1 && self.days.contains(day)
            }
            Unit::Slot(SlotLength::Day) => self.next(index) == Some(index),
            Unit::Week { .. } | Unit::Month(_) | Unit::Year(_) => {
                self.next(index) == Some(index) && self.period(index).days.contains(day)
            }
        }
    }

    /// How many periods without an occurrence prove that there will be none. Zones repeat with the calendar once their
    /// listed changes are over, hence the second cycle.
    pub(super) const fn patience(&self) -> i64 {
        2 * self.cadence.periods_per_cycle()
    }

    /// The candidates of the period of a number.
    pub(super) fn period(&self, index: i64) -> Period {
        match self.cadence.unit {
            Unit::Year(_) => Period { days: self.days.year(index), times: self.times },
            Unit::Month(calendar) => {
                let month = calendar.month_of_number(index);
                Period { days: DaySet::from_bits(month.first, self.days.month(&month)), times: self.times }
            }
            Unit::Week { .. } => {
                let first = self.cadence.start(index).day();
                Period { days: DaySet::from_bits(first, self.days.week(first)), times: self.times }
            }
            Unit::Slot(length) => {
                let start = self.cadence.start(index);
                Period { days: DaySet::from_bits(start.day(), 1), times: self.times_of_slot(length, start) }
            }
        }
    }

    fn times_of_slot(&self, length: SlotLength, start: Local) -> TimeSet {
        let second = second_of_day(start);
        match length {
            SlotLength::Day => self.times,
            SlotLength::Hour => self.times.in_hour_of(second),
            SlotLength::Minute => self.times.in_minute_of(second),
            SlotLength::Second => TimeSet::only(second),
        }
    }

    /// The days of the period of a number and of those after it that it shares a word of days with; `None` where periods
    /// stay apart, as BYSETPOS demands.
    pub(super) fn run(&self, index: i64) -> Option<Run> {
        let first = || self.cadence.start(index).day();
        match (&self.positions, self.cadence.unit) {
            (Positions::All, Unit::Week { .. }) => Some(self.days.weeks(first(), self.cadence.interval)),
            (Positions::All, Unit::Slot(SlotLength::Day)) => {
                Some(self.days.days(first(), self.cadence.interval))
            }
            _ => None,
        }
    }

    /// The candidates of a run.
    pub(super) fn joined(&self, run: Run) -> Period {
        Period { days: DaySet::from_bits(run.first, run.days), times: self.times }
    }

    /// Whether the rule can have an occurrence at all, as far as that can be told at once.
    pub(super) fn is_possible(&self) -> bool {
        self.positions != Positions::Never && self.slots().is_none_or(|slots| slots.is_reachable())
    }

    fn slots(&self) -> Option<Slots<'_>> {
        match self.cadence.unit {
            Unit::Slot(length) => {
                Some(Slots { cadence: &self.cadence, days: &self.days, times: self.times, length })
            }
            Unit::Week { .. } | Unit::Month(_) | Unit::Year(_) => None,
        }
    }
}

/// The rule with the parts that DTSTART implies written out: RFC 5545 §3.3.10 in general words ("derived from the
/// Start Time"), RFC 8984 §4.3.3.1 as a list, which this follows.
///
/// So `FREQ=YEARLY;BYMONTHDAY=13` is the 13th of DTSTART's month and not of every month: the month is missing, and a
/// missing month is DTSTART's. Libraries disagree here; both texts say the same.
fn completed(rule: &Rule, start: Local, calendar: Calendar) -> Rule {
    let mut rule = rule.clone();
    let place = calendar.place(start.day());
    let has_day = !rule.by_day.is_empty() || !rule.by_month_day.is_empty();
    match rule.frequency {
        Frequency::Weekly if rule.by_day.is_empty() => rule.by_day = vec![weekday_of(start)],
        Frequency::Monthly if !has_day => rule.by_month_day = vec![place.day as i16],
        Frequency::Yearly if rule.by_year_day.is_empty() => {
            let is_in_weeks = !rule.by_week_no.is_empty();
            let is_by_weekday_only = !rule.by_day.is_empty() && rule.by_month_day.is_empty();
            if rule.by_month.is_empty() && !is_in_weeks && !is_by_weekday_only {
                rule.by_month = vec![place.month];
            }
            if !has_day && is_in_weeks {
                rule.by_day = vec![weekday_of(start)];
            } else if !has_day {
                rule.by_month_day = vec![place.day as i16];
            }
        }
        _ => {}
    }
    rule
}

fn day_rule(rule: &Rule, week_start: u32, calendar: Calendar) -> DayRule {
    let numbered = match rule.frequency {
        Frequency::Yearly if rule.by_month.is_empty() => Weekdays::InYear,
        _ => Weekdays::InMonth,
    };
    let months = rule.by_month.iter().fold(0, |months, month| months | month.bit());
    DayRule {
        calendar,
        months: (!rule.by_month.is_empty()).then_some(months),
        weeks: Ordinals::of(&rule.by_week_no),
        year_days: rule.by_year_day.clone(),
        month_days: Ordinals::of(&rule.by_month_day),
        weekdays: Weekdays::of(&rule.by_day, numbered),
        week_start,
        // Where BYMONTHDAY limits, it makes no date that does not exist.
        skip: if rule.frequency >= Frequency::Monthly { rule.skip } else { Skip::Omit },
    }
}

/// The times of a day: as the rule says, else as DTSTART has it; units below the frequency are taken from DTSTART,
/// the others are all there.
fn times(rule: &Rule, start: Local, precision: Precision) -> TimeSet {
    if precision == Precision::Day {
        return TimeSet::new(1, 1, 1);
    }
    let second = second_of_day(start);
    let chosen = |list: &[i16], from_start: u32, all: u64, is_counted: bool| match list {
        [] if is_counted => all,
        [] => 1 << from_start,
        list => bits::of(list),
    };
    TimeSet::new(
        chosen(&rule.by_hour, second / 3600, ALL_HOURS, rule.frequency <= Frequency::Hourly),
        chosen(&rule.by_minute, second / 60 % 60, ALL_SIXTY, rule.frequency <= Frequency::Minutely),
        chosen(&rule.by_second, second % 60, ALL_SIXTY, rule.frequency == Frequency::Secondly),
    )
}

fn weekday_of(start: Local) -> super::rule::WeekdayNum {
    use jiff::civil::Weekday;
    let offset = start.day().weekday() as i8;
    let weekday = Weekday::from_monday_zero_offset(offset).unwrap_or(Weekday::Monday);
    super::rule::WeekdayNum { ordinal: None, weekday }
}
