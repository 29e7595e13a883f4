//! DURATION values (RFC 5545 §3.3.6).

use jiff::civil::DateTime;
use jiff::{SignedDuration, ToSpan};

/// A DURATION: days that follow the calendar, whatever their length in hours, and then seconds that pass (RFC 5545
/// §3.3.6). Both have the same sign.
///
/// ```
/// use ta_ical::CalDuration;
///
/// let duration = CalDuration::parse("-P1DT2H").expect("a duration");
/// assert_eq!((duration.days(), duration.exact().as_hours()), (-1, -2));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CalDuration {
    days: i32,
    seconds: i64,
}

impl CalDuration {
    /// No time.
    ///
    /// ```
    /// use ta_ical::CalDuration;
    ///
    /// assert_eq!(CalDuration::parse("PT0S"), Some(CalDuration::ZERO));
    /// ```
    pub const ZERO: Self = Self { days: 0, seconds: 0 };

    /// Reads a DURATION such as `P1DT2H30M` or `-PT15M`. `None` for any other text, and for more than some
    /// 20,000 years. Weeks may stand beside days, and units may be left out, though the RFC allows neither.
    ///
    /// ```
    /// use ta_ical::CalDuration;
    ///
    /// assert_eq!(CalDuration::parse("P7W").map(|weeks| weeks.days()), Some(49));
    /// assert_eq!(CalDuration::parse("7 weeks"), None);
    /// ```
    pub fn parse(value: &str) -> Option<Self> {
        let value = value.trim_ascii();
        let (sign, magnitude) = match value.split_at_checked(1)? {
            ("-", rest) => (-1, rest),
            ("+", rest) => (1, rest),
            _ => (1, value),
        };
        let (days, seconds) = parse_magnitude(magnitude.strip_prefix('P')?)?;
        Some(Self { days: sign * i32::try_from(days).ok()?, seconds: i64::from(sign) * seconds })
    }

    /// So many calendar days.
    pub(crate) const fn of_days(days: i32) -> Self {
        Self { days, seconds: 0 }
    }

    /// So many seconds that pass.
    pub(crate) const fn of_seconds(seconds: i64) -> Self {
        Self { days: 0, seconds }
    }

    /// Whole calendar days.
    ///
    /// ```
    /// use ta_ical::CalDuration;
    ///
    /// // A day is what the calendar makes of it; 24 hours are none.
    /// assert_eq!(CalDuration::parse("P1DT24H").expect("a duration").days(), 1);
    /// ```
    pub const fn days(&self) -> i32 {
        self.days
    }

    /// What passes after the days.
    ///
    /// ```
    /// use ta_ical::CalDuration;
    ///
    /// assert_eq!(CalDuration::parse("P1DT1M").expect("a duration").exact(), jiff::SignedDuration::from_mins(1));
    /// ```
    pub const fn exact(&self) -> SignedDuration {
        SignedDuration::from_secs(self.seconds)
    }

    /// Whether it leads forward in time, by however little.
    ///
    /// ```
    /// use ta_ical::CalDuration;
    ///
    /// assert!(CalDuration::parse("PT1S").expect("a duration").is_positive());
    /// assert!(!CalDuration::ZERO.is_positive());
    /// ```
    pub const fn is_positive(&self) -> bool {
        self.days > 0 || self.seconds > 0
    }

    /// Its length were every day of 24 hours.
    ///
    /// ```
    /// use ta_ical::CalDuration;
    ///
    /// assert_eq!(CalDuration::parse("P1DT1M").expect("a duration").nominal_seconds(), 86_460);
    /// ```
    pub const fn nominal_seconds(&self) -> i64 {
        self.days as i64 * SECONDS_PER_DAY + self.seconds
    }

    /// The value as iCalendar writes it, such as `P1DT2H30M`. Weeks are written as days.
    pub(crate) fn to_value(self) -> String {
        let sign = if self.days < 0 || self.seconds < 0 { "-" } else { "" };
        let (days, seconds) = (self.days.unsigned_abs(), self.seconds.unsigned_abs());
        let date = if days > 0 { format!("{days}D") } else { String::new() };
        let units = [(seconds / 3600, 'H'), (seconds / 60 % 60, 'M'), (seconds % 60, 'S')];
        let time: String = units
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, unit)| format!("{count}{unit}"))
            .collect();
        match (days, time.as_str()) {
            (0, "") => "PT0S".to_owned(),
            (_, "") => format!("{sign}P{date}"),
            _ => format!("{sign}P{date}T{time}"),
        }
    }

    /// The local time that many days away, at the ends of the calendar the last one there is.
    pub(crate) fn add_days(&self, local: DateTime) -> DateTime {
        local.saturating_add(self.days.days())
    }
}

const SECONDS_PER_DAY: i64 = 86_400;

/// Longer than jiff's calendar is wide, so that a sum with any date saturates.
const DAYS_MAX: i64 = 7_304_484;

fn parse_magnitude(text: &str) -> Option<(i64, i64)> {
    let (date, time) = text.split_once('T').map_or((text, None), |(date, time)| (date, Some(time)));
    let days = sum_of_units(date, &[(b'W', 7), (b'D', 1)])?;
    let seconds = match time {
        Some(time) => sum_of_units(time, &[(b'H', 3600), (b'M', 60), (b'S', 1)])?,
        None => 0,
    };
    let said_something = !text.is_empty() && text != "T";
    let bounded = days <= DAYS_MAX && seconds <= DAYS_MAX * SECONDS_PER_DAY;
    (said_something && bounded).then_some((days, seconds))
}

/// The sum of numbers, each with one of the units in their order.
fn sum_of_units(mut text: &str, units: &[(u8, i64)]) -> Option<i64> {
    let mut sum = 0_i64;
    let mut units = units.iter();
    while !text.is_empty() {
        let length = text.bytes().position(|byte| !byte.is_ascii_digit())?;
        let (number, rest) = text.split_at_checked(length)?;
        let unit = rest.bytes().next()?;
        let (_, factor) = units.by_ref().find(|(name, _)| *name == unit)?;
        sum = sum.checked_add(number.parse::<i64>().ok()?.checked_mul(*factor)?)?;
        text = rest.get(1..)?;
    }
    Some(sum)
}

#[cfg(test)]
mod tests {
    use super::CalDuration;

    fn parse(value: &str) -> Option<(i32, i64)> {
        CalDuration::parse(value).map(|duration| (duration.days, duration.seconds))
    }

    #[test]
    fn examples_of_rfc_5545() {
        assert_eq!(parse("P15DT5H0M20S"), Some((15, 18_020)));
        assert_eq!(parse("P7W"), Some((49, 0)));
    }

    #[test]
    fn signs() {
        assert_eq!(parse("-PT15M"), Some((0, -900)));
        assert_eq!(parse("+P1DT0H0M30S"), Some((1, 30)));
        assert_eq!(parse("-P2W"), Some((-14, 0)));
        assert_eq!(parse("PT0S"), Some((0, 0)));
    }

    #[test]
    fn written_as_read() {
        for value in ["P15DT5H20S", "P2D", "-PT15M", "PT26H", "PT0S"] {
            assert_eq!(CalDuration::parse(value).unwrap().to_value(), value);
        }
    }

    #[test]
    fn other_forms_are_refused() {
        let forms = [
            "",
            "P",
            "PT",
            "1H",
            "PT1",
            "PT1D",
            "P1H",
            "PT1M1H",
            "P1Y",
            "P-1D",
            "P99999999999999999999W",
            "P9999999W",
        ];
        for value in forms {
            assert_eq!(parse(value), None, "{value}");
        }
    }
}
