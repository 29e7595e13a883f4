//! Days and times on the wall, as plain numbers: a rule is expanded here, without a zone.
//!
//! jiff's civil types are exact and checked, and too slow for a loop that runs ten million times a second, so that
//! they stand at both ends of the engine only.

use jiff::civil::{Date, DateTime, Time};

pub(super) const SECONDS_PER_DAY: i64 = 86_400;
/// The Gregorian calendar repeats after 400 years, weekdays included.
pub(super) const DAYS_PER_CYCLE: i64 = 146_097;

/// A day of the proleptic Gregorian calendar: the number of days since 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Day(pub(super) i64);

/// A local time: the number of seconds since 1970-01-01T00:00:00 on a clock that is never set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Local(pub(super) i64);

/// A day by its place in the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct YearMonthDay {
    pub(super) year: i64,
    /// 1 to 12.
    pub(super) month: u32,
    /// 1 to 31.
    pub(super) day: u32,
}

impl Day {
    pub(super) fn of(date: Date) -> Self {
        let first = Self::first_of_month(i64::from(date.year()), u32::from(date.month().unsigned_abs()));
        Self(first.0 + i64::from(date.day()) - 1)
    }

    /// The first day of a month, which is one of 1 to 12.
    pub(super) fn first_of_month(year: i64, month: u32) -> Self {
        // Years begin in March here: the leap day then comes last and shifts no month of its year.
        let (march_year, march_month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        let century = march_year.div_euclid(100);
        let leap_days = march_year.div_euclid(4) - century + century.div_euclid(4);
        let days_before_month = (153 * i64::from(march_month) + 2) / 5;
        Self(march_year * 365 + leap_days + days_before_month - MARCH_OF_YEAR_ZERO)
    }

    pub(super) fn first_of_year(year: i64) -> Self {
        Self::first_of_month(year, 1)
    }

    /// Its place in the calendar, by the method of Neri and Schneider ("Euclidean affine functions and their application
    /// to calendar algorithms", 2022): years begin in March, and divisions are multiplications and shifts. It is exact for
    /// the years -9999 to 9999 and far beyond.
    pub(super) const fn calendar(self) -> YearMonthDay {
        // Counted in quarters of a day, as a year has 365 and about one of them.
        let quarters = (self.0 + MARCH_OF_YEAR_ZERO + CYCLES_TO_POSITIVE * DAYS_PER_CYCLE) as u32 * 4 + 3;
        let century = quarters / DAYS_PER_CYCLE as u32;
        let quarters_of_century = (quarters % DAYS_PER_CYCLE as u32) | 3;
        let scaled = quarters_of_century as u64 * QUARTERS_PER_YEAR_INVERSE;
        let year_of_century = (scaled >> 32) as u32;
        let day_of_year = scaled as u32 / QUARTERS_PER_YEAR_INVERSE as u32 / 4;
        let month_and_day = day_of_year * DAYS_PER_MONTH_INVERSE + 197_913;
        let march_month = month_and_day >> 16;
        let is_next_year = day_of_year >= DAYS_MARCH_TO_DECEMBER;
        let year = (century * 100 + year_of_century) as i64 - CYCLES_TO_POSITIVE * 400;
        YearMonthDay {
            year: year + is_next_year as i64,
            month: if is_next_year { march_month - 12 } else { march_month },
            day: (month_and_day & 0xFFFF) / DAYS_PER_MONTH_INVERSE + 1,
        }
    }

    pub(super) const fn year(self) -> i64 {
        self.calendar().year
    }

    /// 0 for Monday to 6 for Sunday.
    pub(super) const fn weekday(self) -> u32 {
        // 1970-01-01 was a Thursday.
        (self.0 + 3).rem_euclid(7).unsigned_abs() as u32
    }

    pub(super) const fn plus(self, days: i64) -> Self {
        Self(self.0 + days)
    }

    pub(super) const fn at(self, second_of_day: i64) -> Local {
        Local(self.0 * SECONDS_PER_DAY + second_of_day)
    }
}

/// Days from 0000-03-01 to 1970-01-01.
const MARCH_OF_YEAR_ZERO: i64 = 719_468;
/// So many cycles of 400 years before the year zero, every day that can be written has a positive number.
const CYCLES_TO_POSITIVE: i64 = 40;
/// 2^32 by the 1461 quarters of a day in a year, rounded up.
const QUARTERS_PER_YEAR_INVERSE: u64 = 2_939_745;
/// 2^16 by the 30.61 days that a month has on average from March on.
const DAYS_PER_MONTH_INVERSE: u32 = 2141;
const DAYS_MARCH_TO_DECEMBER: u32 = 306;

pub(super) const fn is_leap(year: i64) -> bool {
    year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0)
}

pub(super) const fn days_in_year(year: i64) -> u32 {
    if is_leap(year) { 366 } else { 365 }
}

pub(super) const fn days_in_month(year: i64, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 31,
    }
}

impl Local {
    /// 9999-12-31T23:59:59, the last time that iCalendar can write.
    pub(super) const MAX: Self = Self(253_402_300_799);
    /// Before anything that can be written.
    pub(super) const MIN: Self = Self(-400_000_000_000);

    /// A local time, without its fraction of a second.
    pub(super) fn of(local: DateTime) -> Self {
        let hours = i64::from(local.hour());
        let minutes = hours * 60 + i64::from(local.minute());
        Day::of(local.date()).at(minutes * 60 + i64::from(local.second()))
    }

    pub(super) const fn day(self) -> Day {
        Day(self.0.div_euclid(SECONDS_PER_DAY))
    }

    pub(super) const fn second_of_day(self) -> i64 {
        self.0.rem_euclid(SECONDS_PER_DAY)
    }

    pub(super) const fn plus(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }

    /// `None` beyond what jiff can write, the years -9999 to 9999.
    pub(super) fn date_time(self) -> Option<DateTime> {
        Writer::new().write(self)
    }
}

/// Writes local times as jiff's. It remembers the month and the time of day of the last one, which most often are those of
/// the next.
#[derive(Clone, Copy, Debug)]
pub(super) struct Writer {
    /// The first day of a month, and how many days it has.
    first: Day,
    length: u32,
    year: i16,
    month: i8,
    second_of_day: i64,
    time: Time,
}

impl Writer {
    pub(super) const fn new() -> Self {
        Self {
            first: Day(0),
            length: 0,
            year: 0,
            month: 0,
            second_of_day: 0,
            time: Time::constant(0, 0, 0, 0),
        }
    }

    /// `None` beyond what jiff can write, the years -9999 to 9999.
    pub(super) fn write(&mut self, local: Local) -> Option<DateTime> {
        let day = local.day();
        let second = local.0 - day.at(0).0;
        if second != self.second_of_day {
            self.time = time(second)?;
            self.second_of_day = second;
        }
        if !(0..i64::from(self.length)).contains(&(day.0 - self.first.0)) {
            self.turn_to(day)?;
        }
        let date = Date::new(self.year, self.month, small(day.0 - self.first.0 + 1)?).ok()?;
        Some(date.to_datetime(self.time))
    }

    fn turn_to(&mut self, day: Day) -> Option<()> {
        let YearMonthDay { year, month, day: number } = day.calendar();
        self.first = day.plus(1 - i64::from(number));
        self.length = days_in_month(year, month);
        (self.year, self.month) = (i16::try_from(year).ok()?, small(month.into())?);
        Some(())
    }
}

fn time(second_of_day: i64) -> Option<Time> {
    let (hour, minute) = (second_of_day / 3600, second_of_day / 60 % 60);
    Time::new(small(hour)?, small(minute)?, small(second_of_day % 60)?, 0).ok()
}

fn small(number: i64) -> Option<i8> {
    i8::try_from(number).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, Weekday, date, datetime};

    use super::{Day, Local};

    #[test]
    fn every_day_of_a_cycle_is_the_one_that_jiff_knows() {
        for start in [Date::MIN, Date::constant(1899, 12, 31), Date::constant(9590, 1, 1)] {
            assert_same_for_400_years(start);
        }
    }

    fn assert_same_for_400_years(start: Date) {
        let mut expected = start;
        let mut day = Day::of(expected);
        for _ in 0..146_500 {
            let found = day.calendar();
            assert_eq!(
                (found.year, found.month, found.day),
                (i64::from(expected.year()), expected.month() as u32, expected.day() as u32)
            );
            assert_eq!(day.weekday() as i8, expected.weekday().to_monday_zero_offset());
            assert_eq!(Day::of(expected), day);
            expected = expected.tomorrow().unwrap();
            day = day.plus(1);
        }
    }

    #[test]
    fn the_epoch_is_the_first_day_of_1970_a_thursday() {
        let epoch = Day::of(date(1970, 1, 1));
        assert_eq!(epoch, Day(0));
        assert_eq!(epoch.weekday(), Weekday::Thursday.to_monday_zero_offset() as u32);
    }

    #[test]
    fn local_times_come_back_as_they_went() {
        for local in [
            datetime(-9999, 1, 1, 0, 0, 0, 0),
            datetime(1969, 12, 31, 23, 59, 59, 0),
            datetime(2024, 2, 29, 12, 34, 56, 0),
            datetime(9999, 12, 31, 23, 59, 59, 0),
        ] {
            assert_eq!(Local::of(local).date_time(), Some(local));
        }
        assert_eq!(Local::MAX.date_time(), Some(datetime(9999, 12, 31, 23, 59, 59, 0)));
        assert_eq!(Local::MAX.plus(1).date_time(), None);
    }
}
