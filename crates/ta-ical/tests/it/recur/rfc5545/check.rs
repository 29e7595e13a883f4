//! One example of the RFC, asked for in every way there is.

use jiff::ToSpan;
use jiff::tz::TimeZone;
use ta_ical::recur::{Occurrence, RecurrenceSet, Rule};
use ta_ical::{CalTime, CalendarObject, Component, UtcRange};

use super::printed::Printed;

/// Holds the recurrence properties of an example, as the RFC prints them, against the dates that it prints behind them:
/// forward, backward, in windows, and as instances of an event.
pub(super) fn check(properties: &str, dates: &str) {
    let expected = Printed::read(dates);
    let object = event(properties);
    let set = set(object.master().unwrap());
    assert_eq!(set.is_endless(), expected.goes_on, "{properties}");
    check_forward(&set, &expected, properties);
    check_backward(&set, &expected, properties);
    check_windows(&set, &expected, properties);
    check_instances(&object, &expected, properties);
}

fn check_forward(set: &RecurrenceSet, expected: &Printed, properties: &str) {
    let mut found = set.occurrences();
    let first: Vec<_> = found.by_ref().take(expected.occurrences.len()).collect();
    assert_eq!(first, expected.occurrences, "{properties}");
    assert_eq!(found.next().is_some(), expected.goes_on, "{properties}");
}

/// From the end of time; of an endless rule, from behind the last date that is printed.
fn check_backward(set: &RecurrenceSet, expected: &Printed, properties: &str) {
    let last = *expected.occurrences.last().unwrap();
    let found = match expected.goes_on {
        true => set.occurrences_before_instant(last.instant.unwrap() + 1.second(), &TimeZone::UTC),
        false => set.occurrences_before(jiff::civil::DateTime::MAX),
    };
    let mut found: Vec<_> = found.collect();
    found.reverse();
    assert_eq!(found, expected.occurrences, "{properties} backward");
    assert_eq!(set.last(), (!expected.goes_on).then_some(last), "{properties}");
}

/// From each date, and from a second after it, up to and without the last one.
fn check_windows(set: &RecurrenceSet, expected: &Printed, properties: &str) {
    let (last, others) = expected.occurrences.split_last().unwrap();
    let in_window = |start, end| {
        let window = UtcRange::new(Some(start), Some(end));
        window.map_or(Vec::new(), |window| set.occurrences_in(window, &TimeZone::UTC).collect::<Vec<_>>())
    };
    for (index, Occurrence { instant, .. }) in others.iter().enumerate() {
        let (start, end) = (instant.unwrap(), last.instant.unwrap());
        assert_eq!(in_window(start, end), others[index..], "{properties} from {start}");
        assert_eq!(in_window(start + 1.second(), end), others[index + 1..], "{properties} after {start}");
        assert_eq!(in_window(start, end + 1.second()), expected.occurrences[index..], "{properties}");
    }
}

fn check_instances(object: &CalendarObject, expected: &Printed, properties: &str) {
    let instances = object.instances(UtcRange::ALWAYS, &TimeZone::UTC).take(expected.occurrences.len());
    let found: Vec<_> =
        instances.map(|one| Occurrence { instant: Some(one.start_utc), local: one.start.local() }).collect();
    assert_eq!(found, expected.occurrences, "{properties} as instances");
}

/// An event with these properties, which are indented; a line without a colon continues the one before.
pub(super) fn event(properties: &str) -> CalendarObject {
    let mut text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1".to_owned();
    for line in properties.lines().map(str::trim_start) {
        text.push_str(if line.contains(':') { "\r\n" } else { "\r\n " });
        text.push_str(line);
    }
    text.push_str("\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
    CalendarObject::from_bytes(text.into_bytes()).unwrap()
}

fn set(event: Component<'_>) -> RecurrenceSet {
    let times = |name| -> Vec<CalTime> {
        let properties = event.properties_named(name);
        properties.map(|one| CalTime::parse(one.value(), one.param("TZID").as_deref()).unwrap()).collect()
    };
    let rules = event.properties_named("RRULE").map(|rule| Rule::parse(rule.value()).unwrap());
    let start = RecurrenceSet::new(&times("DTSTART")[0]);
    rules.fold(start, |set, rule| set.with_rule(&rule)).without_dates(&times("EXDATE"))
}
