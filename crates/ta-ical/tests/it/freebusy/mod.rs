//! Free-busy periods against RFC examples, hand calculations and a timeline of minutes.

mod algebra;
mod answer;
mod availability;
mod object;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ta_ical::freebusy::{BusyPeriod, BusyPeriods, BusyType};
use ta_ical::project::Budget;
use ta_ical::{CalTime, CalendarObject, UtcRange};

fn utc(text: &str) -> Timestamp {
    CalTime::parse(text, None).unwrap().to_utc(&TimeZone::UTC)
}

/// A span, as in `20260101T000000Z/20260102T000000Z`.
fn span(text: &str) -> UtcRange {
    let (start, end) = text.split_once('/').unwrap();
    UtcRange::new(Some(utc(start)), Some(utc(end))).unwrap()
}

/// Periods as text, one in a line: `BUSY 20260101T000000Z/20260102T000000Z`.
fn text(busy: &BusyPeriods) -> String {
    let basic = |at: Timestamp| at.strftime("%Y%m%dT%H%M%SZ").to_string();
    let line = |period: &BusyPeriod| {
        format!("{} {}/{}\n", period.busy_type(), basic(period.start_utc()), basic(period.end_utc()))
    };
    busy.iter().map(line).collect()
}

fn period(start: i64, end: i64, busy_type: BusyType) -> Option<BusyPeriod> {
    let minute = |number: i64| Timestamp::from_second(number * 60).unwrap();
    BusyPeriod::new(minute(start), minute(end), busy_type)
}

fn object(kind: &str, lines: &[&str]) -> CalendarObject {
    let lines: String = lines.iter().map(|line| format!("{line}\r\n")).collect();
    let text = format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:{kind}\r\nUID:1\r\n{lines}END:{kind}\r\nEND:VCALENDAR\r\n"
    );
    CalendarObject::from_bytes(text.into_bytes()).unwrap()
}

fn enough() -> Budget {
    Budget::new(10_000, 0)
}
