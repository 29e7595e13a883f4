//! Spans of time as attributes: `start` and `end` as iCalendar times in UTC (RFC 4791 §9.9).

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;
use ta_ical::UtcRange;

use crate::request::required_attribute;
use crate::xml::{Element, XmlError, XmlErrorKind};

/// Reads an element that may leave one of its two bounds open, as `CALDAV:time-range` does.
pub(super) fn half_open_range(element: &Element) -> Result<UtcRange, XmlError> {
    let start = bound(element, "start")?;
    let end = bound(element, "end")?;
    if start.is_none() && end.is_none() {
        return Err(element.error(XmlErrorKind::MissingAttribute("start or end")));
    }
    UtcRange::new(start, end).ok_or_else(|| end_not_after_start(element))
}

/// Reads an element that must have both bounds, as `CALDAV:expand` must.
pub(super) fn closed_range(element: &Element) -> Result<UtcRange, XmlError> {
    for name in ["start", "end"] {
        required_attribute(element, name)?;
    }
    half_open_range(element)
}

fn bound(element: &Element, name: &str) -> Result<Option<Timestamp>, XmlError> {
    let Some(text) = element.attribute(name) else { return Ok(None) };
    let bad = || XmlErrorKind::BadValue { what: "date with UTC time", found: text.to_owned() };
    utc_time(text).map(Some).ok_or_else(|| element.error(bad()))
}

fn end_not_after_start(element: &Element) -> XmlError {
    let found = element.attribute("end").unwrap_or_default().to_owned();
    element.error(XmlErrorKind::BadValue { what: "end, for it is not after the start", found })
}

/// A time of the form `20060104T000000Z` (RFC 5545 §3.3.5, form 2). A leap second counts as the second before it.
fn utc_time(text: &str) -> Option<Timestamp> {
    let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
    if date.len() != 8 || time.len() != 6 {
        return None;
    }
    let at = DateTime::new(
        digits(date, 0..4)?,
        digits(date, 4..6)?,
        digits(date, 6..8)?,
        digits(time, 0..2)?,
        digits(time, 2..4)?,
        digits::<i8>(time, 4..6).map(|second| if second == 60 { 59 } else { second })?,
        0,
    );
    Offset::UTC.to_timestamp(at.ok()?).ok()
}

fn digits<T: std::str::FromStr>(text: &str, range: std::ops::Range<usize>) -> Option<T> {
    let part = text.get(range)?;
    if part.bytes().all(|b| b.is_ascii_digit()) { part.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::utc_time;

    #[test]
    fn a_utc_time_is_read() {
        assert_eq!(utc_time("20060104T123456Z").unwrap().to_string(), "2006-01-04T12:34:56Z");
    }

    #[test]
    fn a_leap_second_counts_as_the_second_before() {
        assert_eq!(utc_time("20161231T235960Z").unwrap().to_string(), "2016-12-31T23:59:59Z");
    }

    #[test]
    fn other_forms_are_refused() {
        for text in [
            "",
            "20060104",
            "20060104T123456",
            "2006-01-04T12:34:56Z",
            "20060104T1234Z",
            "20060132T000000Z",
            "20060104T240000Z",
            "+0060104T000000Z",
            "20060104T00000éZ",
        ] {
            assert_eq!(utc_time(text), None, "{text}");
        }
    }
}
