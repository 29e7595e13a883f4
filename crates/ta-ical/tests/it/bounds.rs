//! The span of time by which the store leaves objects out of a query.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use proptest::prelude::{Strategy, prop, proptest};
use ta_ical::{CalendarObject, TimeBounds, UtcRange};

fn object(kind: &str, lines: &str) -> CalendarObject {
    let text = format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:{kind}\r\nUID:1\r\n{lines}END:{kind}\r\nEND:VCALENDAR\r\n"
    );
    CalendarObject::from_bytes(text.into_bytes()).unwrap()
}

fn bounds(kind: &str, lines: &str) -> (Option<String>, Option<String>) {
    let bounds = object(kind, lines).bounds();
    (bounds.start_utc.map(|time| time.to_string()), bounds.end_utc.map(|time| time.to_string()))
}

fn some(start: &str, end: &str) -> (Option<String>, Option<String>) {
    (Some(start.to_owned()), Some(end.to_owned()))
}

#[test]
fn event_with_instants() {
    let lines = "DTSTART:20260301T100000Z\r\nDTEND:20260301T110000Z\r\n";
    assert_eq!(bounds("VEVENT", lines), some("2026-03-01T10:00:00Z", "2026-03-01T11:00:00Z"));
}

#[test]
fn endless_rule_has_no_end() {
    let (start, end) = bounds("VEVENT", "DTSTART:20260301T100000Z\r\nRRULE:FREQ=DAILY\r\n");
    assert_eq!((start.as_deref(), end), (Some("2026-03-01T10:00:00Z"), None));
}

#[test]
fn todo_without_dates_is_always_there() {
    assert_eq!(object("VTODO", "COMPLETED:20260301T100000Z\r\n").bounds(), TimeBounds::ALWAYS);
}

#[test]
fn availability_is_open_where_nothing_is_said() {
    let (start, end) = bounds("VAVAILABILITY", "DTSTART:20260301T100000Z\r\n");
    assert_eq!((start.as_deref(), end), (Some("2026-03-01T10:00:00Z"), None));
}

#[test]
fn what_ends_before_it_starts_is_at_its_start() {
    for kind in ["VAVAILABILITY", "VFREEBUSY"] {
        let lines = "DTSTART:20260301T100000Z\r\nDTEND:20250301T100000Z\r\n";
        assert_eq!(bounds(kind, lines), some("2026-03-01T10:00:00Z", "2026-03-01T10:00:00Z"));
    }
}

/// The start of the period is an instant; its end is seven o'clock wherever one is.
#[test]
fn period_that_ends_at_a_floating_time_ends_somewhere_in_two_days() {
    let lines = "DTSTART:20261101T050000Z\r\nRDATE;VALUE=PERIOD:20261101T060000Z/20261101T070000\r\n";
    let (_, end) = bounds("VEVENT", lines);
    // In Baker Island, twelve hours behind UTC, it is seven at 19:00.
    assert!(end.as_deref() >= Some("2026-11-01T19:00:00Z"), "{end:?}");
}

/// Objects that float, repeat, last and are overridden.
fn any_object() -> impl Strategy<Value = CalendarObject> {
    let start = prop::sample::select(vec![
        "DTSTART;VALUE=DATE:20260301",
        "DTSTART:20260301T233000",
        "DTSTART:20260301T233000Z",
        "DTSTART;TZID=America/New_York:20260301T233000",
        "DTSTART;TZID=Pacific/Kiritimati:20260301T003000",
    ]);
    let length =
        prop::sample::select(vec!["", "DURATION:P3D\r\n", "DURATION:PT36H\r\n", "DTEND:20260305T120000\r\n"]);
    let rule = prop::sample::select(vec![
        "",
        "RRULE:FREQ=WEEKLY;COUNT=5\r\n",
        "RRULE:FREQ=DAILY;UNTIL=20260310T000000Z\r\n",
        "RDATE:20250101T000000Z\r\n",
        "RDATE;VALUE=PERIOD:20250101T000000Z/P100D\r\n",
        "RDATE;VALUE=PERIOD:20260401T000000Z/20260403T010000\r\n",
        "RRULE:FREQ=MONTHLY\r\nEXDATE;VALUE=DATE:20260301\r\n",
    ]);
    let over = prop::sample::select(vec![
        "",
        "RECURRENCE-ID:20260308\r\nDTSTART:20240101T000000\r\n",
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20260308\r\nDTSTART:20260501T120000Z\r\n",
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20260308T233000\r\nDTSTART:20260101T000000\r\nDURATION:P9D\r\n",
    ]);
    (start, length, rule, over).prop_map(|(start, length, rule, over)| {
        let over = if over.is_empty() {
            String::new()
        } else {
            format!("END:VEVENT\r\nBEGIN:VEVENT\r\nUID:1\r\n{over}")
        };
        object("VEVENT", &format!("{start}\r\n{length}{rule}{over}"))
    })
}

proptest! {
    #[test]
    fn no_instance_lies_outside(object in any_object(), zone in prop::sample::select(vec!["UTC", "Pacific/Kiritimati", "Etc/GMT+12", "Europe/Berlin"])) {
        let bounds = object.bounds();
        let end: Timestamp = "2030-01-01T00:00:00Z".parse().unwrap();
        let window = UtcRange::new(None, Some(end)).unwrap();
        for instance in object.instances(window, &TimeZone::get(zone).unwrap()) {
            assert!(bounds.start_utc.is_none_or(|start| start <= instance.start_utc), "{instance:?} {bounds:?}");
            assert!(bounds.end_utc.is_none_or(|end| end >= instance.end_utc), "{instance:?} {bounds:?}");
        }
    }

    #[test]
    fn window_finds_what_all_of_time_holds(object in any_object(), day in 0_i64..800, days in 1_i64..60) {
        let first: Timestamp = "2024-12-01T00:00:00Z".parse().unwrap();
        let start = first + jiff::SignedDuration::from_hours(24 * day);
        let window = UtcRange::new(Some(start), Some(start + jiff::SignedDuration::from_hours(24 * days))).unwrap();
        let end: Timestamp = "2030-01-01T00:00:00Z".parse().unwrap();
        let zone = TimeZone::get("Asia/Tokyo").unwrap();
        let all = object.instances(UtcRange::new(None, Some(end)).unwrap(), &zone);
        let overlaps = |from: Timestamp, to: Timestamp| {
            let touches = if from == to { Some(from) >= window.start_utc() } else { Some(to) > window.start_utc() };
            touches && Some(from) < window.end_utc()
        };
        let expected: Vec<_> = all.filter(|i| overlaps(i.start_utc, i.end_utc)).collect();
        let found: Vec<_> = object.instances(window, &zone).collect();
        assert_eq!(found, expected);
        assert!(found.is_sorted_by_key(|instance| instance.start_utc));
    }
}
