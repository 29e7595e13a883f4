//! Which days the BYMONTH, BYWEEKNO, BYYEARDAY, BYMONTHDAY and BYDAY of a rule leave of a week, a month or a year.
//!
//! The table of RFC 5545 §3.3.10 speaks of parts that "expand" and parts that "limit". Once the parts that DTSTART
//! implies are filled in, both come to the same: of all the days of a period, those stay that every part agrees to
//! (RFC 8984 §4.3.3.1 words it so). So the days of a period are sets of bits, and the parts are their intersection.

use super::bits;
use super::calendar::{Calendar, LEAP_BITS, Month};
use super::day_set::DaySet;
use super::rule::{Skip, WeekdayNum};
use super::wall::Day;

/// The parts of a rule that choose days.
#[derive(Clone, Debug)]
pub(super) struct DayRule {
    pub(super) calendar: Calendar,
    /// The bits of month names.
    pub(super) months: Option<u64>,
    pub(super) weeks: Option<Ordinals>,
    /// Sorted; negative ones count from the end.
    pub(super) year_days: Vec<i16>,
    pub(super) month_days: Option<Ordinals>,
    pub(super) weekdays: Weekdays,
    /// 0 for Monday to 6 for Sunday.
    pub(super) week_start: u32,
    pub(super) skip: Skip,
}

/// A list of numbers that count from the start (bit 1 is the first) and of such that count from the end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ordinals {
    from_start: u64,
    from_end: u64,
}

/// A BYDAY, by what its numbers are about. Bit 0 is Monday.
#[derive(Clone, Debug)]
pub(super) enum Weekdays {
    Any,
    Each(u64),
    InMonth(u64, Vec<NthWeekday>),
    InYear(u64, Vec<NthWeekday>),
}

/// The nth (from the end when negative) of one weekday, 0 for Monday.
#[derive(Clone, Copy, Debug)]
pub(super) struct NthWeekday {
    ordinal: i8,
    weekday: u32,
}

/// The days of periods in step that one word has room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// The first day of the first period.
    pub(super) first: Day,
    /// As bits from that day.
    pub(super) days: u64,
    pub(super) periods: i64,
}

/// Stands for the month after the last of a year.
const AFTER_THE_YEAR: u64 = 1;
const ALL_WEEKDAYS: u64 = 0b111_1111;
/// A bit in each of the six weeks that a month, with a day after it, can touch.
const EACH_WEEK: u64 = 1 | 1 << 7 | 1 << 14 | 1 << 21 | 1 << 28 | 1 << 35;
/// After so many years the Gregorian calendar repeats: what none of them holds, none ever will. Others repeat later, if
/// ever, and are looked at for as long.
const YEARS_PER_CYCLE: i64 = 400;

impl DayRule {
    /// The days of the week that begins on a day, as bits from that day.
    pub(super) fn week(&self, first: Day) -> u64 {
        let days = turned(self.weekdays.each(), first.weekday());
        match self.months {
            None => days,
            Some(months) => (0..7)
                .filter(|day| months & self.calendar.place(first.plus(*day)).month.bit() != 0)
                .fold(0, |kept, day| kept | days & 1 << day),
        }
    }

    /// The days of the week that begins on a day, and of every so many weeks from then on.
    pub(super) fn weeks(&self, first: Day, interval: i64) -> Run {
        let week = self.week(first);
        if self.months.is_some() {
            return Run { first, days: week, periods: 1 };
        }
        let periods = (i64::from(u64::BITS) - 7) / (7 * interval) + 1;
        let days = (0..periods).fold(0, |days, period| days | week << (period * 7 * interval));
        Run { first, days, periods }
    }

    /// A day that is one of them, and those of every so many days from then on; as far as the month reaches, if the
    /// rule limits the days.
    pub(super) fn days(&self, first: Day, interval: i64) -> Run {
        if !self.year_days.is_empty() {
            return Run { first, days: 1, periods: 1 };
        }
        let (days, length) = if self.is_every_day() {
            (u64::MAX, i64::from(u64::BITS))
        } else {
            let month = self.calendar.month(first);
            let before = first.0 - month.first.0;
            (self.month(&month) >> before, i64::from(month.length) - before)
        };
        let periods = (length - 1) / interval + 1;
        let in_step = (0..periods).fold(0, |days, period| days | 1 << (period * interval));
        Run { first, days: days & in_step, periods }
    }

    /// The days of a month, as bits from its first day. The bit after its last day can be set by SKIP=FORWARD.
    pub(super) fn month(&self, month: &Month) -> u64 {
        match self.months {
            Some(months) if months & month.name.bit() == 0 => 0,
            _ => self.days_of_month(month),
        }
    }

    /// The days of a month that BYMONTH agrees to.
    fn days_of_month(&self, month: &Month) -> u64 {
        let length = month.length;
        let days = match self.month_days {
            None => (1 << length) - 1,
            Some(ordinals) => self.month_days(ordinals, length),
        };
        let first_weekday = month.first.weekday();
        match &self.weekdays {
            Weekdays::Any | Weekdays::InYear(..) => days,
            Weekdays::Each(each) => days & every_week(*each, first_weekday),
            Weekdays::InMonth(each, numbered) => {
                numbered
                    .iter()
                    .filter_map(|nth| nth.offset(first_weekday, length))
                    .fold(every_week(*each, first_weekday), |chosen, day| chosen | 1 << day)
                    & days
            }
        }
    }

    /// The days of a year, and those in the first month of the next one to which SKIP=FORWARD leads.
    pub(super) fn year(&self, year: i64) -> DaySet {
        let first = self.calendar.first_of_year(year);
        let mut days = DaySet::from_bits(first, 0);
        let months = self.months_of_year(year);
        self.calendar.each_month(year, |month| {
            if months & month.name.bit() != 0 {
                days.insert_bits(month.first, self.days_of_month(&month));
            }
        });
        if months & AFTER_THE_YEAR != 0 {
            let next = self.calendar.month(self.calendar.first_of_year(year + 1));
            days.insert_bits(next.first, self.days_of_month(&next));
        }
        if !self.year_days.is_empty() {
            days.intersect(&self.year_days_of(year));
        }
        if let Some(weeks) = self.weeks {
            days.intersect(&self.weeks_of(year, weeks));
        }
        if let Weekdays::InYear(each, numbered) = &self.weekdays {
            days.intersect(&self.weekdays_of(year, *each, numbered));
        }
        days
    }

    /// Whether a day is one of them, for the rules without numbered weekdays or weeks.
    pub(super) fn contains(&self, day: Day) -> bool {
        if self.is_every_day() {
            return true;
        }
        let month = self.calendar.month(day);
        self.month(&month) >> (day.0 - month.first.0) & 1 == 1
            && (self.year_days.is_empty() || self.has_year_day(day))
    }

    /// The first of them that is not before a day; `None` when there is none for a whole cycle of the calendar.
    pub(super) fn at_or_after(&self, day: Day) -> Option<Day> {
        let year = self.calendar.year(day);
        (year..=year + YEARS_PER_CYCLE).find_map(|year| self.year(year).at_or_after(day))
    }

    /// The last of them that is not after a day; `None` when there is none for a whole cycle of the calendar.
    pub(super) fn at_or_before(&self, day: Day) -> Option<Day> {
        let year = self.calendar.year(day);
        (year - YEARS_PER_CYCLE..=year).rev().find_map(|year| self.year(year).at_or_before(day))
    }

    /// Whether no part of the rule limits the days.
    pub(super) const fn is_every_day(&self) -> bool {
        self.months.is_none()
            && self.weeks.is_none()
            && self.year_days.is_empty()
            && self.month_days.is_none()
            && matches!(self.weekdays, Weekdays::Any)
    }

    /// The months of a year that BYMONTH agrees to: leap months that the year does not have are moved (RFC 8984
    /// §4.3.3.1, "if the candidate's month is invalid for the given year").
    fn months_of_year(&self, year: i64) -> u64 {
        let Some(months) = self.months else { return !AFTER_THE_YEAR };
        if months >> LEAP_BITS == 0 || self.skip == Skip::Omit {
            return months;
        }
        let (mut present, mut last) = (0, 0);
        self.calendar.each_month(year, |month| {
            present |= month.name.bit();
            last = month.name.number();
        });
        let missing = (months & !present) >> LEAP_BITS;
        if self.skip == Skip::Backward {
            return months | missing;
        }
        let after = if missing >> last & 1 == 1 { AFTER_THE_YEAR } else { 0 };
        months | missing << 1 | after
    }

    fn month_days(&self, ordinals: Ordinals, length: u32) -> u64 {
        let valid = (1 << length) - 1;
        let from_start = ordinals.from_start >> 1;
        let from_end = ordinals.ends(length);
        let invalid = from_start & !valid & ((1 << self.calendar.month_days_max()) - 1);
        let skipped = match self.skip {
            Skip::Omit => 0,
            _ if invalid == 0 || self.is_by_number_in_year() => 0,
            Skip::Backward => 1 << (length - 1),
            Skip::Forward => 1 << length,
        };
        from_start & valid | from_end | skipped
    }

    /// Whether BYWEEKNO or BYYEARDAY is there, which have no place for a day that does not exist (RFC 8984 §4.3.3.1).
    const fn is_by_number_in_year(&self) -> bool {
        self.weeks.is_some() || !self.year_days.is_empty()
    }

    fn year_days_of(&self, year: i64) -> DaySet {
        let first = self.calendar.first_of_year(year);
        let length = i64::from(self.calendar.days_in_year(year));
        let mut days = DaySet::from_bits(first, 0);
        for number in self.year_days.iter().copied().map(i64::from) {
            let offset = if number > 0 { number - 1 } else { length + number };
            days.insert_bits(first.plus(offset), u64::from((0..length).contains(&offset)));
        }
        days
    }

    fn has_year_day(&self, day: Day) -> bool {
        let year = self.calendar.year(day);
        let number = day.0 - self.calendar.first_of_year(year).0 + 1;
        let from_end = number - i64::from(self.calendar.days_in_year(year)) - 1;
        [number, from_end]
            .into_iter()
            .filter_map(|number| i16::try_from(number).ok())
            .any(|number| self.year_days.binary_search(&number).is_ok())
    }

    /// The days of a calendar year that lie in one of some weeks. A week at either end of the year can belong to the
    /// year beside it, and then goes by its number there.
    fn weeks_of(&self, year: i64, weeks: Ordinals) -> DaySet {
        let mut days = DaySet::from_bits(self.calendar.first_of_year(year), 0);
        for week_year in [year - 1, year, year + 1] {
            let first = self.first_week(week_year);
            let count = (self.first_week(week_year + 1).0 - first.0) / 7;
            for week in 0..count {
                if weeks.has(week, count) {
                    days.insert_bits(first.plus(week * 7), ALL_WEEKDAYS);
                }
            }
        }
        days
    }

    /// The first day of week one: of the first week with at least four days in the year.
    fn first_week(&self, year: i64) -> Day {
        let fourth = self.calendar.first_of_year(year).plus(3);
        let days_into_week = (fourth.weekday() + 7 - self.week_start) % 7;
        fourth.plus(-i64::from(days_into_week))
    }

    /// The weekdays of a year, all of some and the nth of others.
    fn weekdays_of(&self, year: i64, each: u64, numbered: &[NthWeekday]) -> DaySet {
        let first = self.calendar.first_of_year(year);
        let length = self.calendar.days_in_year(year);
        let mut days = DaySet::from_bits(first, 0);
        let week = turned(each, first.weekday());
        for start in (0..=i64::from(length)).step_by(7) {
            days.insert_bits(first.plus(start), week);
        }
        for offset in numbered.iter().filter_map(|nth| nth.offset(first.weekday(), length)) {
            days.insert_bits(first.plus(i64::from(offset)), 1);
        }
        days
    }
}

impl Ordinals {
    /// `None` for an empty list: the part is not written.
    pub(super) fn of(numbers: &[i16]) -> Option<Self> {
        let negated: Vec<i16> = numbers.iter().map(|number| -number).collect();
        (!numbers.is_empty()).then(|| Self { from_start: bits::of(numbers), from_end: bits::of(&negated) })
    }

    /// Those that count from the end of so many, as bits from the first of them.
    const fn ends(self, count: u32) -> u64 {
        // Bit n of `from_end` is the nth from the end, which is bit `count - n` from the start. What does not exist is
        // shifted out.
        self.from_end.reverse_bits() >> (u64::BITS - 1 - count)
    }

    /// Whether it has the one with so many before it, out of so many.
    const fn has(self, index: i64, count: i64) -> bool {
        self.from_start >> (index + 1) & 1 == 1 || self.from_end >> (count - index) & 1 == 1
    }
}

impl Weekdays {
    /// The BYDAY of a rule whose numbers are about what `numbered` makes of them.
    pub(super) fn of(by_day: &[WeekdayNum], numbered: fn(u64, Vec<NthWeekday>) -> Self) -> Self {
        if by_day.is_empty() {
            return Self::Any;
        }
        let each = by_day.iter().filter(|day| day.ordinal.is_none());
        let each = each.fold(0, |set, day| set | 1 << monday_zero(day));
        let numbers: Vec<NthWeekday> = by_day
            .iter()
            .filter_map(|day| Some(NthWeekday { ordinal: day.ordinal?, weekday: monday_zero(day) }))
            .collect();
        if numbers.is_empty() { Self::Each(each) } else { numbered(each, numbers) }
    }

    /// The weekdays without a number, bit 0 for Monday.
    pub(super) const fn each(&self) -> u64 {
        match self {
            Self::Any => ALL_WEEKDAYS,
            Self::Each(each) | Self::InMonth(each, _) | Self::InYear(each, _) => *each,
        }
    }
}

const fn monday_zero(day: &WeekdayNum) -> u32 {
    day.weekday.to_monday_zero_offset().unsigned_abs() as u32
}

impl NthWeekday {
    /// How many days after the first of a span of so many days it falls; `None` when the span has too few of them.
    fn offset(self, first_weekday: u32, length: u32) -> Option<u32> {
        let weeks = u32::from(self.ordinal.unsigned_abs()) - 1;
        if self.ordinal > 0 {
            let offset = (self.weekday + 7 - first_weekday) % 7 + weeks * 7;
            (offset < length).then_some(offset)
        } else {
            let last_weekday = (first_weekday + length - 1) % 7;
            let from_end = (last_weekday + 7 - self.weekday) % 7 + weeks * 7;
            (length - 1).checked_sub(from_end)
        }
    }
}

/// A set of weekdays as bits from a day that is the given weekday.
const fn turned(weekdays: u64, first_weekday: u32) -> u64 {
    (weekdays >> first_weekday | weekdays << (7 - first_weekday)) & ALL_WEEKDAYS
}

/// The same for six weeks.
const fn every_week(weekdays: u64, first_weekday: u32) -> u64 {
    turned(weekdays, first_weekday) * EACH_WEEK
}

#[cfg(test)]
mod tests {
    use super::super::calendar::{Calendar, CalendarScale};
    use super::super::rule::{Rule, Skip};
    use super::super::wall::Day;
    use super::{DayRule, Ordinals, Weekdays};
    use jiff::civil::date;

    fn day_rule(rule: &str) -> DayRule {
        let rule = Rule::parse(rule).unwrap();
        DayRule {
            calendar: Calendar::of(CalendarScale::Gregorian),
            months: (!rule.by_month.is_empty())
                .then(|| rule.by_month.iter().fold(0, |months, month| months | month.bit())),
            weeks: None,
            year_days: rule.by_year_day.clone(),
            month_days: Ordinals::of(&rule.by_month_day),
            weekdays: Weekdays::of(&rule.by_day, Weekdays::InMonth),
            week_start: 0,
            skip: Skip::Omit,
        }
    }

    #[test]
    fn a_run_of_days_is_what_each_of_its_days_says() {
        for rule in
            ["FREQ=DAILY", "FREQ=DAILY;BYDAY=MO,TH", "FREQ=DAILY;BYMONTH=2,3", "FREQ=DAILY;BYMONTHDAY=1,-1"]
        {
            let rule = day_rule(rule);
            for interval in [1, 2, 5, 31, 64, 1 << 40] {
                for first in (0..60).map(|day| Day::of(date(2024, 2, 1)).plus(day)) {
                    if !rule.contains(first) {
                        continue;
                    }
                    let run = rule.days(first, interval);
                    for period in 0..run.periods {
                        let offset = period * interval;
                        assert_eq!(
                            run.days >> offset & 1 == 1,
                            rule.contains(first.plus(offset)),
                            "{rule:?} {first:?}"
                        );
                    }
                    let in_step = (0..run.periods).fold(0, |days, period| days | 1 << (period * interval));
                    assert_eq!(run.days & !in_step, 0, "days out of step");
                }
            }
        }
    }

    #[test]
    fn a_run_of_weeks_is_what_each_of_its_weeks_says() {
        for rule in ["FREQ=WEEKLY;BYDAY=MO,SU", "FREQ=WEEKLY;BYDAY=TU;BYMONTH=3"] {
            let rule = day_rule(rule);
            for interval in [1, 2, 3, 8, 9, 1 << 40] {
                let first = Day::of(date(2024, 2, 26));
                let run = rule.weeks(first, interval);
                let weeks = (0..run.periods).map(|period| {
                    let offset = period * interval * 7;
                    rule.week(first.plus(offset)) << offset
                });
                assert_eq!(run.days, weeks.fold(0, |days, week| days | week), "{rule:?} every {interval}");
            }
        }
    }
}
