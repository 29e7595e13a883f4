//! Spans as long as the calendar, and times at its ends.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ta_ical::{CalDuration, CalTime, CalendarObject, UtcRange};

fn event(lines: &str) -> CalendarObject {
    let text = format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\n{lines}END:VEVENT\r\nEND:VCALENDAR\r\n"
    );
    CalendarObject::from_bytes(text.into_bytes()).unwrap()
}

fn utc(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn window(start: &str, end: &str) -> UtcRange {
    UtcRange::new(Some(utc(start)), Some(utc(end))).unwrap()
}

/// Instants end 26 hours before the year 9999 does, so that every zone can show them; what is later is read as this.
const LAST_INSTANT: Timestamp = Timestamp::MAX;

fn whole_calendar() -> UtcRange {
    UtcRange::new(Some(Timestamp::MIN), Some(Timestamp::MAX)).unwrap()
}

/// Start and end of the first instances in a window, for somebody in UTC.
fn spans(object: &CalendarObject, window: UtcRange, count: usize) -> Vec<String> {
    let instances = object.instances(window, &TimeZone::UTC).take(count);
    instances.map(|one| format!("{}/{}", one.start.to_value(), one.end.to_value())).collect()
}

#[test]
fn event_of_all_time_is_in_every_window() {
    let event = event("DTSTART:00010101T000000Z\r\nDTEND:99991231T235959Z\r\n");
    let windows = [
        whole_calendar(),
        UtcRange::ALWAYS,
        window("0001-01-01T00:00:00Z", "0001-01-01T00:00:01Z"),
        window("2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"),
        UtcRange::new(Some(utc("9999-12-30T21:59:59Z")), None).unwrap(),
    ];
    for window in windows {
        let [found] =
            <[_; 1]>::try_from(event.instances(window, &TimeZone::UTC).collect::<Vec<_>>()).unwrap();
        assert_eq!(
            (found.start_utc, found.end_utc),
            (utc("0001-01-01T00:00:00Z"), LAST_INSTANT),
            "{window:?}"
        );
    }
    assert_eq!(
        spans(&event, window("0000-12-31T00:00:00Z", "0001-01-01T00:00:00Z"), 9),
        Vec::<String>::new()
    );
}

#[test]
fn durations_longer_than_the_calendar_are_none() {
    assert_eq!(CalDuration::parse("P9999999W"), None);
    let longest = CalDuration::parse("P1043497W").unwrap();
    let start = CalTime::parse("20260101T000000Z", None).unwrap();
    assert_eq!(start.plus(longest, &TimeZone::UTC).to_utc(&TimeZone::UTC), Timestamp::MAX);
    let shortest = CalDuration::parse("-P1043497W").unwrap();
    assert!(start.plus(shortest, &TimeZone::UTC).to_utc(&TimeZone::UTC) < utc("-009998-01-01T00:00:00Z"));
}

/// Every day begins what lasts 8,000 years: seven hundred thousand of them are going on at any time.
#[test]
fn series_of_instances_that_overlap_for_ages() {
    let event = event("DTSTART:00010101T000000Z\r\nDURATION:P417000W\r\nRRULE:FREQ=DAILY\r\n");
    let later = window("9000-01-01T00:00:00Z", "9000-01-02T00:00:00Z");
    // 417,000 weeks are 2,919,000 days. What began on 20 January 1008 ends as the window begins.
    assert_eq!(spans(&event, later, 1), ["10080121T000000Z/90000102T000000Z"]);
}

#[test]
fn rdates_of_millennia() {
    let event = event(
        "DTSTART:20260101T000000Z\r\nRDATE;VALUE=PERIOD:00010101T000000Z/99991231T235959Z,\
         00020101T000000Z/P1000000W,30000101T000000Z/20000101T000000Z\r\n",
    );
    let in_5000 = event.instances(window("5000-01-01T00:00:00Z", "5000-01-02T00:00:00Z"), &TimeZone::UTC);
    let found: Vec<_> = in_5000.map(|one| (one.start_utc, one.end_utc)).collect();
    // 1,000,000 weeks are more than 19,000 years.
    let both = [utc("0001-01-01T00:00:00Z"), utc("0002-01-01T00:00:00Z")].map(|start| (start, LAST_INSTANT));
    assert_eq!(found, both);
    // The one that ends before it begins takes no time.
    let backward = spans(&event, window("3000-01-01T00:00:00Z", "3000-01-01T00:00:01Z"), 9);
    assert_eq!(backward.last().unwrap(), "30000101T000000Z/30000101T000000Z");
}

#[test]
fn last_second_there_is() {
    let event = event("DTSTART:99991231T235959Z\r\nDURATION:P1W\r\nRRULE:FREQ=SECONDLY\r\n");
    let found: Vec<_> = event.instances(whole_calendar(), &TimeZone::UTC).collect();
    assert!(found.iter().all(|one| one.start_utc <= one.end_utc));
    assert!(found.len() <= 1);
}

#[test]
fn first_day_there_is_in_zones_before_it() {
    let object = event("DTSTART;TZID=Pacific/Auckland:00010101T000000\r\nRRULE:FREQ=YEARLY\r\n");
    let first = object.instances(UtcRange::ALWAYS, &TimeZone::UTC).next().unwrap();
    // Auckland kept its local mean time then: 11 h 39 min 4 s before Greenwich.
    assert_eq!(first.start_utc, utc("0000-12-31T12:20:56Z"));
    assert_eq!(object.instances(UtcRange::ALWAYS, &TimeZone::UTC).count(), 9999);
}

#[test]
fn alarm_ages_before_and_after() {
    use ta_ical::filter::{CompFilter, CompTest, matches};
    let comp = |name: &str, time_range, comps| CompFilter {
        name: name.to_owned(),
        test: CompTest::All { time_range, props: Vec::new(), comps },
    };
    let alarm_in = |object: &CalendarObject, window| {
        let alarm = comp("VALARM", Some(window), Vec::new());
        let filter = comp("VCALENDAR", None, vec![comp("VEVENT", None, vec![alarm])]);
        matches(object, &filter, &TimeZone::UTC)
    };
    let with_alarm = |trigger: &str| {
        event(&format!("DTSTART:50000101T000000Z\r\nBEGIN:VALARM\r\nTRIGGER:{trigger}\r\nEND:VALARM\r\n"))
    };
    // 100,000 weeks are 700,000 days, a little more than 1,916 years.
    assert!(alarm_in(&with_alarm("-P100000W"), window("3083-01-01T00:00:00Z", "3084-01-01T00:00:00Z")));
    assert!(alarm_in(&with_alarm("P100000W"), window("6916-01-01T00:00:00Z", "6917-01-01T00:00:00Z")));
    assert!(!alarm_in(&with_alarm("P1000000W"), window("5000-01-01T00:00:00Z", "9000-01-01T00:00:00Z")));
}
