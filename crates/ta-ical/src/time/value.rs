//! The basic forms of DATE and DATE-TIME (RFC 5545 §3.3.4 and §3.3.5) and of UTC-OFFSET (§3.3.14).

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

/// A value of either type, by the form it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateOrTime {
    Date(Date),
    Local(DateTime),
    Utc(DateTime),
}

/// Reads a DATE or a DATE-TIME. A leap second is read as the second before it.
pub(crate) fn parse_date_or_time(value: &str) -> Option<DateOrTime> {
    let value = value.trim_ascii();
    let Some((date, time)) = value.split_once(['T', 't']) else {
        return parse_date(value).map(DateOrTime::Date);
    };
    let date = parse_date(date)?;
    match time.strip_suffix(['Z', 'z']) {
        Some(utc) => Some(DateOrTime::Utc(date.to_datetime(parse_time(utc)?))),
        None => Some(DateOrTime::Local(date.to_datetime(parse_time(time)?))),
    }
}

fn parse_date(value: &str) -> Option<Date> {
    let (year, rest) = digits(value, 4)?;
    let (month, rest) = digits(rest, 2)?;
    let (day, rest) = digits(rest, 2)?;
    let fits = rest.is_empty();
    fits.then(|| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()).flatten()
}

pub(crate) fn parse_time(value: &str) -> Option<Time> {
    let (hour, rest) = digits(value, 2)?;
    let (minute, rest) = digits(rest, 2)?;
    let (second, rest) = digits(rest, 2)?;
    let second = if second == 60 { 59 } else { second };
    let fits = rest.is_empty();
    fits.then(|| {
        Time::new(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, i8::try_from(second).ok()?, 0).ok()
    })
    .flatten()
}

/// Reads `±hhmm` or `±hhmmss`.
pub(crate) fn parse_utc_offset(value: &str) -> Option<Offset> {
    let value = value.trim_ascii();
    let (sign, rest) = match value.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let (hours, rest) = digits(rest, 2)?;
    let (minutes, rest) = digits(rest, 2)?;
    let (seconds, rest) = if rest.is_empty() { (0, rest) } else { digits(rest, 2)? };
    if minutes > 59 || seconds > 59 {
        return None;
    }
    let magnitude = i32::from(hours) * 3600 + i32::from(minutes) * 60 + i32::from(seconds);
    if rest.is_empty() { Offset::from_seconds(sign * magnitude).ok() } else { None }
}

/// The number in the first `count` bytes, which must all be digits, and what follows.
fn digits(text: &str, count: usize) -> Option<(i16, &str)> {
    let (number, rest) = text.split_at_checked(count)?;
    let all_digits = number.bytes().all(|byte| byte.is_ascii_digit());
    if all_digits { Some((number.parse().ok()?, rest)) } else { None }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, datetime};
    use jiff::tz::Offset;

    use super::{DateOrTime, parse_date_or_time, parse_utc_offset};

    #[test]
    fn forms_of_rfc_5545() {
        let at = datetime(1997, 7, 14, 13, 30, 0, 0);
        assert_eq!(parse_date_or_time("19970714"), Some(DateOrTime::Date(date(1997, 7, 14))));
        assert_eq!(parse_date_or_time("19970714T133000"), Some(DateOrTime::Local(at)));
        assert_eq!(parse_date_or_time("19970714T133000Z"), Some(DateOrTime::Utc(at)));
    }

    #[test]
    fn leap_second_is_the_second_before() {
        let expected = DateOrTime::Utc(datetime(1997, 6, 30, 23, 59, 59, 0));
        assert_eq!(parse_date_or_time("19970630T235960Z"), Some(expected));
    }

    #[test]
    fn other_forms_are_refused() {
        let forms =
            ["", "2026", "20261399", "20260101T", "20260101T250000", "20260101T10000", "-1", "２０２６0101"];
        for value in forms {
            assert_eq!(parse_date_or_time(value), None, "{value}");
        }
    }

    #[test]
    fn utc_offsets() {
        assert_eq!(parse_utc_offset("-0500"), Some(Offset::constant(-5)));
        assert_eq!(parse_utc_offset("+012034"), Offset::from_seconds(4834).ok());
        assert_eq!(parse_utc_offset("0100"), None);
        assert_eq!(parse_utc_offset("+1"), None);
    }
}
