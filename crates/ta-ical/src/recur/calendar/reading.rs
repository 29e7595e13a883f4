//! A day as one of ICU's calendars reads it.

use icu_calendar::types::RataDie;
use icu_calendar::{AnyCalendar, AnyCalendarKind, Date};

use super::{CalendarScale, Month, MonthNum, Place};
use crate::recur::wall::Day;

/// A day as one of ICU's calendars reads it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading {
    pub(super) day: Day,
    pub(super) year: i64,
    month: MonthNum,
    day_of_month: u32,
    days_in_month: u32,
    day_of_year: u32,
    pub(super) days_in_year: u32,
}

/// 1970-01-01 in days of ICU's count, in which 0001-01-01 is 1.
const EPOCH: i64 = 719_163;
/// The mean length of a year of the sun, and of twelve months of the moon.
const SOLAR_YEAR_DAYS: f64 = 365.2425;
const LUNAR_YEAR_DAYS: f64 = 354.367;

impl Reading {
    pub(super) fn of(scale: CalendarScale, day: Day) -> Self {
        let date = Date::from_rata_die(RataDie::new(day.0 + EPOCH), AnyCalendar::new(kind_of(scale)));
        let month = date.month();
        let name = if month.to_input().is_leap() { MonthNum::leap } else { MonthNum::ordinary };
        Self {
            day,
            year: i64::from(date.year().extended_year()),
            month: name(month.number()),
            day_of_month: u32::from(date.day_of_month().0),
            days_in_month: u32::from(date.days_in_month()),
            day_of_year: u32::from(date.day_of_year().0),
            days_in_year: u32::from(date.days_in_year()),
        }
    }

    /// The first day of a year: by the mean length of a year into its neighbourhood, then from new year to new year.
    pub(super) fn of_new_year(scale: CalendarScale, year: i64) -> Self {
        let mut reading = Self::of(scale, Day(0));
        loop {
            let years = year - reading.year;
            let new_year = reading.day.plus(1 - i64::from(reading.day_of_year));
            let next = match years {
                0 if reading.day_of_year == 1 => return reading,
                0 => new_year,
                1 => new_year.plus(i64::from(reading.days_in_year)),
                -1 => new_year.plus(-1),
                _ => reading.day.plus((years as f64 * year_days(scale)) as i64),
            };
            reading = Self::of(scale, next);
        }
    }

    pub(super) const fn place(self) -> Place {
        Place { year: self.year, month: self.month, day: self.day_of_month }
    }

    pub(super) fn month(self) -> Month {
        Month {
            name: self.month,
            first: self.day.plus(1 - i64::from(self.day_of_month)),
            length: self.days_in_month,
        }
    }
}

const fn year_days(scale: CalendarScale) -> f64 {
    match scale {
        CalendarScale::IslamicCivil | CalendarScale::IslamicTbla | CalendarScale::IslamicUmalqura => {
            LUNAR_YEAR_DAYS
        }
        _ => SOLAR_YEAR_DAYS,
    }
}

const fn kind_of(scale: CalendarScale) -> AnyCalendarKind {
    match scale {
        CalendarScale::Buddhist => AnyCalendarKind::Buddhist,
        CalendarScale::Chinese => AnyCalendarKind::Chinese,
        CalendarScale::Coptic => AnyCalendarKind::Coptic,
        CalendarScale::Dangi => AnyCalendarKind::Dangi,
        CalendarScale::Ethiopic => AnyCalendarKind::Ethiopian,
        CalendarScale::EthiopicAmeteAlem => AnyCalendarKind::EthiopianAmeteAlem,
        CalendarScale::Gregorian => AnyCalendarKind::Gregorian,
        CalendarScale::Hebrew => AnyCalendarKind::Hebrew,
        CalendarScale::Indian => AnyCalendarKind::Indian,
        CalendarScale::IslamicCivil => AnyCalendarKind::HijriTabularTypeIIFriday,
        CalendarScale::IslamicTbla => AnyCalendarKind::HijriTabularTypeIIThursday,
        CalendarScale::IslamicUmalqura => AnyCalendarKind::HijriUmmAlQura,
        CalendarScale::Japanese => AnyCalendarKind::Japanese,
        CalendarScale::Persian => AnyCalendarKind::Persian,
        CalendarScale::Roc => AnyCalendarKind::Roc,
    }
}
