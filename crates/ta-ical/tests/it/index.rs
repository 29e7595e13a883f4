//! The index of instances against the instances themselves.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::sample::select;
use proptest::{prop_assert, prop_assert_eq, proptest};
use ta_ical::index::{INSTANCES_MAX, InstanceIndex};
use ta_ical::{CalTime, CalendarObject, UtcRange};

fn utc(text: &str) -> Timestamp {
    CalTime::parse(text, None).unwrap().to_utc(&TimeZone::UTC)
}

fn span(start: &str, end: &str) -> UtcRange {
    UtcRange::new(Some(utc(start)), Some(utc(end))).unwrap()
}

fn window() -> UtcRange {
    span("20260801T000000Z", "20280101T000000Z")
}

fn event(lines: &str) -> CalendarObject {
    let lines = lines.replace('\n', "\r\n");
    let text = format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\n{lines}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    );
    CalendarObject::from_bytes(text.into_bytes()).unwrap()
}

fn index(lines: &str) -> InstanceIndex {
    event(lines).instance_index(window()).unwrap().unwrap()
}

fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap()
}

#[test]
fn what_repeats_takes_tens_of_bytes() {
    let size = |rule: &str| {
        let lines = format!("DTSTART;TZID=Europe/Paris:20200106T090000\nDURATION:PT1H\nRRULE:{rule}");
        index(&lines).to_bytes().len()
    };
    for rule in
        ["FREQ=DAILY", "FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=MO,WE,FR", "FREQ=HOURLY", "FREQ=DAILY;BYHOUR=9,17"]
    {
        assert!(size(rule) < 100, "{rule}: {}", size(rule));
    }
    // Seventeen months, none like the other.
    assert!(size("FREQ=MONTHLY;BYDAY=-1FR") < 150);
}

#[test]
fn questions_beyond_the_window_are_for_the_text() {
    let once = index("DTSTART:20261124T090000Z\nDURATION:PT1H");
    assert!(!once.may_overlap(span("20270101T000000Z", "20270102T000000Z")));
    for (start, end) in [
        ("20300101T000000Z", "20300102T000000Z"),
        ("20200101T000000Z", "20261001T000000Z"),
        ("20271231T000000Z", "20280201T000000Z"),
    ] {
        assert!(once.may_overlap(span(start, end)), "{start}");
        assert_eq!(once.spans(span(start, end), &TimeZone::UTC), None);
    }
    assert!(once.may_overlap(UtcRange::ALWAYS));
}

#[test]
fn days_are_where_the_asker_is() {
    let birthday = index("DTSTART;VALUE=DATE:20261124");
    let asked = span("20261122T000000Z", "20261127T000000Z");
    let spans = |zone: &TimeZone| birthday.spans(asked, zone).unwrap();
    assert_eq!(spans(&zone("Asia/Tokyo")), [(utc("20261123T150000Z"), utc("20261124T150000Z"))]);
    assert_eq!(spans(&zone("Pacific/Honolulu")), [(utc("20261124T100000Z"), utc("20261125T100000Z"))]);
    // It is still the day before in UTC when it begins in Kiribati.
    assert!(birthday.may_overlap(span("20261123T100000Z", "20261123T110000Z")));
    assert!(!birthday.may_overlap(span("20261122T000000Z", "20261122T100000Z")));
}

#[test]
fn a_span_that_touches_is_not_ruled_out() {
    let hour = index("DTSTART:20261124T090000Z\nDURATION:PT1H");
    assert!(hour.may_overlap(span("20261124T100000Z", "20261124T110000Z")));
    assert!(hour.may_overlap(span("20261124T080000Z", "20261124T090000Z")));
    assert!(!hour.may_overlap(span("20261124T100002Z", "20261124T110000Z")));
}

#[test]
fn floating_times_and_other_components_are_for_the_text() {
    for lines in ["DTSTART:20261124T090000", "DTSTART;VALUE=DATE:20261124\nDTEND:20261125T090000Z"] {
        assert_eq!(event(lines).instance_index(window()), Ok(None), "{lines}");
    }
    let todo =
        b"BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VTODO\nUID:1\nDUE:20261124T090000Z\nEND:VTODO\nEND:VCALENDAR\n";
    assert_eq!(CalendarObject::from_bytes(&todo[..]).unwrap().instance_index(window()), Ok(None));
}

#[test]
fn rule_that_is_too_dense_is_told_with_its_line() {
    let minutes = event("DTSTART:20261124T090000Z\nRRULE:FREQ=MINUTELY");
    let told = minutes.instance_index(window()).unwrap_err();
    assert_eq!(told.line, 6);
    assert!(
        told.to_string().starts_with("line 6: this makes more than 50000 instances in 519 days"),
        "{told}"
    );
}

#[test]
fn rule_that_is_too_dense_later_is_told_too() {
    let later = event("DTSTART:20400101T000000Z\nRRULE:FREQ=SECONDLY");
    assert!(later.instance_index(window()).is_err());
    let sparse = event("DTSTART:20400101T000000Z\nRRULE:FREQ=DAILY");
    assert!(sparse.instance_index(window()).is_ok());
}

#[test]
fn hourly_rule_without_end_is_not_too_dense() {
    assert!(event("DTSTART:20200101T000000Z\nRRULE:FREQ=HOURLY").instance_index(window()).is_ok());
    const { assert!(INSTANCES_MAX > 519 * 24) };
}

#[test]
fn other_bytes_are_no_index_and_damaged_ones_rule_nothing_out() {
    for bytes in [&b""[..], b"\0", b"\x02\x80\x80\x02\x80\x80\x02\0", b"\x01\xff", b"\x01\x02\x04\x07"] {
        assert_eq!(InstanceIndex::from_bytes(bytes), None, "{bytes:?}");
    }
    let daily = index("DTSTART:20200101T000000Z\nDURATION:PT1H\nRRULE:FREQ=WEEKLY").to_bytes();
    let cut = InstanceIndex::from_bytes(&daily[..daily.len() - 1]).unwrap();
    assert!(cut.may_overlap(span("20271229T000000Z", "20271229T010000Z")));
    assert_eq!(cut.spans(span("20271229T000000Z", "20271229T010000Z"), &TimeZone::UTC), None);
}

#[test]
fn index_is_the_same_at_every_moment_of_a_day() {
    let object = event("DTSTART:20261124T090000Z\nRRULE:FREQ=DAILY");
    let at = |start: &str| object.instance_index(span(start, "20280101T000000Z")).unwrap().unwrap();
    assert_eq!(at("20260801T000000Z"), at("20260801T235959Z"));
}

/// The lines of an event, perhaps with an exception and an addition.
fn some_event() -> impl Strategy<Value = String> {
    let zoned = (select(&["Europe/Paris", "America/New_York", "Australia/Lord_Howe"][..]), 0..24_u8)
        .prop_map(|(zone, hour)| format!("DTSTART;TZID={zone}:20260914T{hour:02}3000\nDURATION:PT90M"));
    let instant = (0..24_u8).prop_map(|hour| format!("DTSTART:20260914T{hour:02}0000Z\nDURATION:P1DT1H"));
    let day = (1..9_u8).prop_map(|days| format!("DTSTART;VALUE=DATE:20260914\nDURATION:P{days}D"));
    let start = prop_oneof![zoned, instant, day];
    let rule = prop_oneof![
        Just(String::new()),
        select(
            &[
                "FREQ=DAILY",
                "FREQ=WEEKLY;BYDAY=MO,TH",
                "FREQ=MONTHLY;BYMONTHDAY=-1",
                "FREQ=DAILY;INTERVAL=3;COUNT=9"
            ][..]
        )
        .prop_map(|rule| format!("\nRRULE:{rule}")),
    ];
    (start, rule, any::<bool>()).prop_map(|(start, rule, more)| {
        let more = if more { "\nRDATE:20261010T111500Z\nEXDATE;VALUE=DATE:20260921" } else { "" };
        format!("{start}{rule}{more}")
    })
}

proptest! {
    #[test]
    fn spans_are_those_of_the_instances_and_none_is_ruled_out(
        lines in some_event(),
        asked in vec((0..500_i64, 1..200_i64), 1..8),
        asker in select(&["UTC", "Asia/Tokyo", "Pacific/Honolulu", "Europe/Paris"][..]),
    ) {
        let object = event(&lines);
        let Ok(Some(index)) = object.instance_index(window()) else { return Ok(()) };
        let index = InstanceIndex::from_bytes(index.to_bytes()).unwrap();
        for (day, hours) in asked {
            let start = utc("20260802T000000Z") + SignedDuration::from_hours(24 * day);
            let range = UtcRange::new(Some(start), Some(start + SignedDuration::from_hours(hours))).unwrap();
            let expected: Vec<_> =
                object.instances(range, &zone(asker)).map(|one| (one.start_utc, one.end_utc)).collect();
            prop_assert!(expected.is_empty() || index.may_overlap(range), "{lines} in {range:?}");
            let mut found = index.spans(range, &zone(asker)).unwrap();
            found.sort();
            prop_assert_eq!(found, expected, "{} in {:?}", lines, range);
        }
    }

    #[test]
    fn any_bytes_answer(bytes in vec(any::<u8>(), 0..60)) {
        let bytes = [vec![1], bytes].concat();
        if let Some(index) = InstanceIndex::from_bytes(bytes) {
            let asked = span("20261122T000000Z", "20261127T000000Z");
            let _ = index.may_overlap(asked);
        }
    }
}
