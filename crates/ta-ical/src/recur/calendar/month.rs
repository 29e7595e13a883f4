//! Months and days by name.

use std::fmt;

use crate::recur::wall::Day;

/// A month of a year by name: a value of BYMONTH, such as `5`, or `5L` for the leap month after the fifth (RFC 7529
/// §4.2).
///
/// ```
/// use ta_ical::recur::{MonthKind, MonthNum};
///
/// let adar_i = MonthNum::parse("5L").expect("a month");
/// assert_eq!((adar_i.number(), adar_i.kind()), (5, MonthKind::Leap));
/// assert_eq!(adar_i.to_string(), "5L");
/// assert_eq!(MonthNum::parse("14"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MonthNum {
    number: u8,
    kind: MonthKind,
}

/// Whether a month is in every year.
///
/// ```
/// use ta_ical::recur::{MonthKind, MonthNum};
///
/// assert_eq!(MonthNum::parse("5L").map(MonthNum::kind), Some(MonthKind::Leap));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MonthKind {
    /// It is.
    Ordinary,
    /// It is in some years, after the ordinary month of its number.
    Leap,
}

impl MonthNum {
    /// Some calendars have thirteen months in every year.
    const NUMBER_MAX: u8 = 13;

    /// Reads a value of BYMONTH: a number from 1 to 13, with an `L` in any case after it for a leap month.
    ///
    /// ```
    /// use ta_ical::recur::MonthNum;
    ///
    /// assert_eq!(MonthNum::parse("5l"), MonthNum::parse("5L"));
    /// assert!(MonthNum::parse("13").is_some(), "Coptic and Ethiopic years have it");
    /// assert_eq!(MonthNum::parse("L"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let (digits, kind) = match text.strip_suffix(['L', 'l']) {
            Some(digits) => (digits, MonthKind::Leap),
            None => (text, MonthKind::Ordinary),
        };
        let is_number = (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        let number: u8 = digits.parse().ok().filter(|_| is_number)?;
        (1..=Self::NUMBER_MAX).contains(&number).then_some(Self { number, kind })
    }

    /// Its number, 1 to 13.
    ///
    /// ```
    /// use ta_ical::recur::MonthNum;
    ///
    /// assert_eq!(MonthNum::parse("5L").map(MonthNum::number), Some(5));
    /// ```
    pub const fn number(self) -> u8 {
        self.number
    }

    /// Whether it is a leap month.
    ///
    /// ```
    /// use ta_ical::recur::{MonthKind, MonthNum};
    ///
    /// assert_eq!(MonthNum::parse("5").map(MonthNum::kind), Some(MonthKind::Ordinary));
    /// ```
    pub const fn kind(self) -> MonthKind {
        self.kind
    }

    pub(in crate::recur) const fn ordinary(number: u8) -> Self {
        Self { number, kind: MonthKind::Ordinary }
    }

    pub(super) const fn leap(number: u8) -> Self {
        Self { number, kind: MonthKind::Leap }
    }

    /// Its bit in a set of months.
    pub(in crate::recur) const fn bit(self) -> u64 {
        match self.kind {
            MonthKind::Ordinary => 1 << self.number,
            MonthKind::Leap => 1 << (LEAP_BITS + self.number as u32),
        }
    }
}

/// Leap months have their bits so much further up.
pub(in crate::recur) const LEAP_BITS: u32 = 32;

impl fmt::Display for MonthNum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            MonthKind::Ordinary => write!(f, "{}", self.number),
            MonthKind::Leap => write!(f, "{}L", self.number),
        }
    }
}

/// A day by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::recur) struct Place {
    pub(in crate::recur) year: i64,
    pub(in crate::recur) month: MonthNum,
    /// From 1.
    pub(in crate::recur) day: u32,
}

/// A month of a certain year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::recur) struct Month {
    pub(in crate::recur) name: MonthNum,
    pub(in crate::recur) first: Day,
    /// In days, at most 32.
    pub(in crate::recur) length: u32,
}
