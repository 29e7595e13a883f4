//! Recurrence against RFC texts and other engines.

mod bounded;
mod cases;
mod gaps;
mod literal;
mod oracle;
mod random;
mod readings;
mod refusals;
mod rfc5545;
mod rfc7529;
mod rfc8984;
mod rscale_oracle;
mod windows;

use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};
use ta_ical::CalTime;
use ta_ical::recur::{RecurrenceSet, Rule};

/// A DTSTART in the shape of the case list: `VALUE=DATE:20260101`, `TZID=Europe/Berlin:20260101T090000`,
/// `:20260101T000000Z` or `:20260101T000000`.
pub(crate) fn start(text: &str) -> CalTime {
    let (parameter, value) = text.split_once(':').unwrap();
    match (parameter.split_once('='), value.strip_suffix('Z')) {
        (Some(("VALUE", "DATE")), _) => CalTime::Date(date(value)),
        (Some(("TZID", zone)), _) => zoned(value, zone),
        (_, Some(value)) => CalTime::Utc(Offset::UTC.to_timestamp(local(value)).unwrap()),
        (_, None) => CalTime::Floating(local(value)),
    }
}

fn zoned(value: &str, zone: &str) -> CalTime {
    CalTime::Zoned { local: local(value), tzid: zone.into(), zone: TimeZone::get(zone).unwrap() }
}

pub(crate) fn date(text: &str) -> Date {
    Date::strptime("%Y%m%d", text).unwrap()
}

pub(crate) fn local(text: &str) -> DateTime {
    DateTime::strptime("%Y%m%dT%H%M%S", text).unwrap()
}

pub(crate) fn set(dtstart: &str, rule: &str) -> RecurrenceSet {
    RecurrenceSet::new(&start(dtstart)).with_rule(&Rule::parse(rule).unwrap())
}

/// The first so many occurrences as local times.
pub(crate) fn locals(set: &RecurrenceSet, count: usize) -> Vec<String> {
    set.occurrences().take(count).map(|occurrence| basic(occurrence.local)).collect()
}

pub(crate) fn basic(local: DateTime) -> String {
    local.strftime("%Y%m%dT%H%M%S").to_string()
}
