//! VTIMEZONEs: many, long ones, and many names for them.

use jiff::tz::TimeZone;
use ta_ical::project::{Budget, RecurrenceView, Selection, project};
use ta_ical::{CalendarObject, ICalendar, UtcRange, zone_of_vtimezone};

use crate::work::assert_linear;

fn observance(n: usize, rule: &str) -> String {
    let kind = if n.is_multiple_of(2) { "STANDARD" } else { "DAYLIGHT" };
    format!(
        "BEGIN:{kind}\r\nDTSTART:{:04}0101T000000\r\n{rule}TZOFFSETFROM:+0{}00\r\nTZOFFSETTO:+0{}00\r\nEND:{kind}\r\n",
        1 + n % 9998,
        n % 10,
        (n + 1) % 10
    )
}

fn compile(bytes: &Vec<u8>) {
    let ical = ICalendar::parse(bytes.as_slice()).unwrap();
    ical.root().components().filter_map(zone_of_vtimezone).for_each(drop);
}

/// A VCALENDAR with one VTIMEZONE.
fn zone(inside: impl Fn(usize) -> String) -> impl Fn(usize) -> (Vec<u8>, usize) {
    move |size| {
        let text = format!(
            "BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\nTZID:X\r\n{}END:VTIMEZONE\r\nEND:VCALENDAR\r\n",
            inside(size)
        );
        (text.clone().into_bytes(), text.len())
    }
}

#[test]
fn observances() {
    let observances = |rule: &'static str| zone(move |size| (0..size).map(|n| observance(n, rule)).collect());
    assert_linear(500, 100, observances(""), compile);
    assert_linear(250, 500, observances("RRULE:FREQ=YEARLY\r\n"), compile);
}

#[test]
fn dates_of_an_observance() {
    let rdate = |n: usize| format!("RDATE:{:04}{:02}01T000000\r\n", 1 + n / 12 % 9998, 1 + n % 12);
    let dates = zone(move |size| observance(0, &(0..size).map(rdate).collect::<String>()));
    assert_linear(5_000, 80, dates, compile);
}

#[test]
fn rules_of_an_observance() {
    let rules = |rule: &'static str| zone(move |size| observance(0, &rule.repeat(size)));
    assert_linear(2_000, 40, rules("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"), compile);
    assert_linear(2_000, 40, rules("RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\r\n"), compile);
}

#[test]
fn counts_that_end_far_away() {
    let observances = |rule: &'static str| zone(move |size| (0..size).map(|n| observance(n, rule)).collect());
    for rule in [
        "RRULE:FREQ=DAILY;COUNT=9999999\r\n",
        "RRULE:FREQ=MINUTELY;BYSECOND=1,2;BYSETPOS=2;INTERVAL=7;COUNT=999999999999\r\n",
        "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;INTERVAL=97;COUNT=4000\r\n",
    ] {
        assert_linear(10, 1_000, observances(rule), compile);
    }
}

#[test]
fn zones_that_are_all_used() {
    let zones = |size: usize| {
        let zones: String = (0..size)
            .map(|n| format!("BEGIN:VTIMEZONE\r\nTZID:Z{n}\r\n{}END:VTIMEZONE\r\n", observance(n, "")))
            .collect();
        let exdates: String = (0..size).map(|n| format!("EXDATE;TZID=Z{n}:20260101T000000\r\n")).collect();
        object(&zones, &format!("DTSTART;TZID=Z0:20260101T000000\r\nRRULE:FREQ=DAILY\r\n{exdates}"))
    };
    assert_linear(250, 200, zones, expand);
}

/// Every instance of an expansion names zones.
#[test]
fn zones_beside_the_one_that_is_used() {
    let zones = |size: usize| {
        let zones: String = (0..size)
            .map(|n| format!("BEGIN:VTIMEZONE\r\nTZID:Z{n}\r\n{}END:VTIMEZONE\r\n", observance(n, "")))
            .collect();
        object(&zones, "DTSTART;TZID=Z0:20260101T000000\r\nRRULE:FREQ=DAILY\r\n")
    };
    assert_linear(500, 200, zones, expand);
}

#[test]
fn names_that_nobody_knows() {
    let names = |size: usize| {
        let exdates: String = (0..size).map(|n| format!("EXDATE;TZID=/a/b{n}:20260101T000000\r\n")).collect();
        object("", &format!("DTSTART;TZID=Nope:20260101T000000\r\nRRULE:FREQ=DAILY\r\n{exdates}"))
    };
    assert_linear(250, 200, names, expand);
}

fn object(zones: &str, lines: &str) -> (Vec<u8>, usize) {
    let text = format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{zones}BEGIN:VEVENT\r\nUID:1\r\n{lines}END:VEVENT\r\nEND:VCALENDAR\r\n"
    );
    (text.clone().into_bytes(), text.len())
}

fn expand(bytes: &Vec<u8>) {
    let object = CalendarObject::from_bytes(bytes.as_slice()).unwrap();
    let at = |text: &str| Some(text.parse().unwrap());
    let year = UtcRange::new(at("2026-01-01T00:00:00Z"), at("2026-12-01T00:00:00Z")).unwrap();
    let selection = Selection { recurrence: RecurrenceView::Expand(year), ..Selection::default() };
    drop(project(&object, &selection, &TimeZone::UTC, &mut Budget::new(400, 1 << 20)));
}
