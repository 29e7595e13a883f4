//! The calendar that a rule counts by (RFC 7529): where its years and months begin, and what a day is called in it.
//!
//! Dates are written in the Gregorian calendar always; a rule's own calendar only numbers years, months and days while
//! the rule is expanded. The Gregorian one is computed here by a few multiplications, as nearly all rules use it. The
//! others are ICU's, asked one day at a time.

mod month;
mod reading;
mod scale;

use super::wall::{Day, YearMonthDay, days_in_month, days_in_year};

pub(super) use month::{LEAP_BITS, Month, Place};
pub use month::{MonthKind, MonthNum};
use reading::Reading;
pub use scale::CalendarScale;

/// A calendar as an engine for numbers. Scales that only count years in another way are the Gregorian one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Calendar {
    Gregorian,
    /// One with the same number of months in each year.
    Steady(CalendarScale, i64),
    /// One whose months follow the moon and whose years the sun, with leap months.
    Lunisolar(CalendarScale),
}

/// A new moon, that of 1970-01-07 in the evening. Any would do.
const NEW_MOON: f64 = 6.9;
/// Days from new moon to new moon, on average. Between two months of the years 1 to 9999 it is never wrong by so much
/// that another month would be nearer.
const LUNATION_DAYS: f64 = 29.530_588_853;
/// After the start of a month by the mean moon, surely within the month.
const INTO_MONTH_DAYS: f64 = 14.0;

impl Calendar {
    pub(super) const fn of(scale: CalendarScale) -> Self {
        match scale {
            CalendarScale::Gregorian
            | CalendarScale::Buddhist
            | CalendarScale::Japanese
            | CalendarScale::Roc => Self::Gregorian,
            CalendarScale::Coptic | CalendarScale::Ethiopic | CalendarScale::EthiopicAmeteAlem => {
                Self::Steady(scale, 13)
            }
            CalendarScale::Indian
            | CalendarScale::IslamicCivil
            | CalendarScale::IslamicTbla
            | CalendarScale::IslamicUmalqura
            | CalendarScale::Persian => Self::Steady(scale, 12),
            CalendarScale::Chinese | CalendarScale::Dangi | CalendarScale::Hebrew => Self::Lunisolar(scale),
        }
    }

    /// What a day is called.
    pub(super) fn place(self, day: Day) -> Place {
        match self {
            Self::Gregorian => {
                let YearMonthDay { year, month, day } = day.calendar();
                Place { year, month: MonthNum::ordinary(month as u8), day }
            }
            Self::Steady(scale, _) | Self::Lunisolar(scale) => Reading::of(scale, day).place(),
        }
    }

    /// The year that a day is in.
    pub(super) fn year(self, day: Day) -> i64 {
        match self {
            Self::Gregorian => day.year(),
            Self::Steady(scale, _) | Self::Lunisolar(scale) => Reading::of(scale, day).year,
        }
    }

    /// The month that a day is in.
    pub(super) fn month(self, day: Day) -> Month {
        match self {
            Self::Gregorian => {
                let place = day.calendar();
                Month::gregorian(place.year, place.month)
            }
            Self::Steady(scale, _) | Self::Lunisolar(scale) => Reading::of(scale, day).month(),
        }
    }

    /// The first day of a year.
    pub(super) fn first_of_year(self, year: i64) -> Day {
        match self {
            Self::Gregorian => Day::first_of_year(year),
            Self::Steady(scale, _) | Self::Lunisolar(scale) => Reading::of_new_year(scale, year).day,
        }
    }

    pub(super) fn days_in_year(self, year: i64) -> u32 {
        match self {
            Self::Gregorian => days_in_year(year),
            Self::Steady(scale, _) | Self::Lunisolar(scale) => Reading::of_new_year(scale, year).days_in_year,
        }
    }

    /// Hands over each month of a year in order.
    pub(super) fn each_month(self, year: i64, mut take: impl FnMut(Month)) {
        match self {
            Self::Gregorian => (1..=12).for_each(|month| take(Month::gregorian(year, month))),
            Self::Steady(scale, _) | Self::Lunisolar(scale) => {
                let mut reading = Reading::of_new_year(scale, year);
                while reading.year == year {
                    let month = reading.month();
                    reading = Reading::of(scale, month.first.plus(i64::from(month.length)));
                    take(month);
                }
            }
        }
    }

    /// The number of the month that a day is in. Months that follow one another have numbers that do.
    pub(super) fn month_number(self, day: Day) -> i64 {
        match self {
            Self::Gregorian => {
                let place = day.calendar();
                place.year * 12 + i64::from(place.month) - 1
            }
            Self::Steady(scale, months_per_year) => {
                let place = Reading::of(scale, day).place();
                place.year * months_per_year + i64::from(place.month.number()) - 1
            }
            Self::Lunisolar(scale) => {
                let first = Reading::of(scale, day).month().first;
                ((first.0 as f64 - NEW_MOON) / LUNATION_DAYS).round() as i64
            }
        }
    }

    /// The month of a number.
    pub(super) fn month_of_number(self, number: i64) -> Month {
        match self {
            Self::Gregorian => {
                Month::gregorian(number.div_euclid(12), number.rem_euclid(12).unsigned_abs() as u32 + 1)
            }
            Self::Steady(scale, months_per_year) => {
                let mut month = Reading::of_new_year(scale, number.div_euclid(months_per_year)).month();
                for _ in 0..number.rem_euclid(months_per_year) {
                    month = Reading::of(scale, month.first.plus(i64::from(month.length))).month();
                }
                month
            }
            Self::Lunisolar(scale) => {
                let within = NEW_MOON + number as f64 * LUNATION_DAYS + INTO_MONTH_DAYS;
                Reading::of(scale, Day(within as i64)).month()
            }
        }
    }

    /// The most months in 400 years.
    pub(super) const fn months_per_cycle(self) -> i64 {
        match self {
            Self::Gregorian => 400 * 12,
            Self::Steady(..) | Self::Lunisolar(_) => 400 * 13,
        }
    }

    /// The number of days in its longest months: what SKIP presumes every month to have (RFC 8984 §4.3.3.1).
    pub(super) const fn month_days_max(self) -> u32 {
        match self {
            Self::Gregorian | Self::Steady(CalendarScale::Indian | CalendarScale::Persian, _) => 31,
            Self::Steady(..) | Self::Lunisolar(_) => 30,
        }
    }
}

impl Month {
    fn gregorian(year: i64, month: u32) -> Self {
        Self {
            name: MonthNum::ordinary(month as u8),
            first: Day::first_of_month(year, month),
            length: days_in_month(year, month),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Calendar, CalendarScale, Day};

    /// From the year 1 to 9999.
    const DAYS: std::ops::Range<i64> = -719_162..2_932_897;

    #[test]
    fn every_month_has_the_next_number_and_is_found_by_it() {
        for scale in CalendarScale::ALL {
            let calendar = Calendar::of(scale);
            let mut month = calendar.month(Day(DAYS.start));
            let mut number = calendar.month_number(month.first);
            while month.first.0 < DAYS.end {
                assert_eq!(calendar.month_of_number(number).first, month.first, "{scale} {month:?}");
                assert_eq!(calendar.month_number(month.first.plus(i64::from(month.length) - 1)), number);
                month = calendar.month(month.first.plus(i64::from(month.length)));
                number += 1;
            }
        }
    }

    #[test]
    fn years_begin_where_the_years_before_them_end() {
        for scale in CalendarScale::ALL {
            let calendar = Calendar::of(scale);
            let mut year = calendar.year(Day(DAYS.start)) + 1;
            let mut first = calendar.first_of_year(year);
            while first.0 < DAYS.end {
                assert_eq!(calendar.year(first), year, "{scale}");
                assert_eq!(calendar.year(first.plus(-1)), year - 1, "{scale}");
                let mut after = first;
                calendar.each_month(year, |month| {
                    assert_eq!(month.first, after);
                    after = after.plus(i64::from(month.length));
                });
                assert_eq!(after, first.plus(i64::from(calendar.days_in_year(year))), "{scale} {year}");
                (first, year) = (after, year + 1);
            }
        }
    }
}
