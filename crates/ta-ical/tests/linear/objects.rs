//! Calendar objects: checking them, and whatever can be asked of one.

use jiff::tz::TimeZone;
use ta_ical::filter::{CompFilter, CompTest, matches};
use ta_ical::project::{Budget, RecurrenceView, Selection, project};
use ta_ical::{CalTime, CalendarObject, UtcRange};

use crate::work::assert_linear;

/// Checks an object and asks it everything once.
fn ask(bytes: &Vec<u8>) {
    let Ok(object) = CalendarObject::from_bytes(bytes.as_slice()) else { return };
    object.bounds();
    drop(object.instance_index(month("2026")));
    for window in [UtcRange::ALWAYS, month("2026"), month("2400"), month("9998")] {
        object.instances(window, &TimeZone::UTC).take(10).for_each(drop);
        object.instance(&CalTime::parse("20260105T000000Z", None).unwrap(), &TimeZone::UTC);
    }
    for kind in ["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VAVAILABILITY"] {
        let alarm = filter("VALARM", Vec::new());
        matches(&object, &filter("VCALENDAR", vec![filter(kind, Vec::new())]), &TimeZone::UTC);
        let test = CompTest::All { time_range: None, props: Vec::new(), comps: vec![alarm] };
        let with_alarm = CompFilter { name: kind.to_owned(), test };
        matches(&object, &filter("VCALENDAR", vec![with_alarm]), &TimeZone::UTC);
    }
    for recurrence in
        [RecurrenceView::Expand(month("2026")), RecurrenceView::LimitRecurrenceSet(month("2026"))]
    {
        let selection =
            Selection { recurrence, limit_freebusy_set: Some(month("2026")), ..Selection::default() };
        drop(project(&object, &selection, &TimeZone::UTC, &mut Budget::new(100, 1 << 20)));
    }
}

/// Asks an object for all of its instances.
fn count_all(bytes: &Vec<u8>) {
    let object = CalendarObject::from_bytes(bytes.as_slice()).unwrap();
    object.instances(UtcRange::ALWAYS, &TimeZone::UTC).for_each(drop);
}

fn month(year: &str) -> UtcRange {
    let at = |month: &str| Some(format!("{year}-{month}-01T00:00:00Z").parse().unwrap());
    UtcRange::new(at("01"), at("02")).unwrap()
}

fn filter(name: &str, comps: Vec<CompFilter>) -> CompFilter {
    let time_range = (name != "VCALENDAR").then(|| month("2400"));
    CompFilter { name: name.to_owned(), test: CompTest::All { time_range, props: Vec::new(), comps } }
}

fn calendar(components: &str) -> (Vec<u8>, usize) {
    let text = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{components}END:VCALENDAR\r\n");
    (text.clone().into_bytes(), text.len())
}

/// An event with so many lines, each made from its number.
fn event(lines: &str, line: impl Fn(usize) -> String) -> impl Fn(usize) -> (Vec<u8>, usize) {
    let lines = format!("DTSTART:20260101T000000Z\r\n{lines}");
    move |size| component("VEVENT", &lines, &line)(size)
}

fn component(kind: &str, lines: &str, line: impl Fn(usize) -> String) -> impl Fn(usize) -> (Vec<u8>, usize) {
    move |size| {
        let more: String = (0..size).map(&line).collect();
        calendar(&format!("BEGIN:{kind}\r\nUID:1\r\n{lines}{more}END:{kind}\r\n"))
    }
}

/// A daily event with so many overrides.
fn overrides(kind: &str, lines: &str, other: impl Fn(usize) -> String) -> impl Fn(usize) -> (Vec<u8>, usize) {
    move |size| {
        let master = format!("BEGIN:{kind}\r\nUID:1\r\nDTSTART:20260101T000000Z\r\n{lines}END:{kind}\r\n");
        let others: String =
            (0..size).map(|n| format!("BEGIN:{kind}\r\nUID:1\r\n{}END:{kind}\r\n", other(n))).collect();
        calendar(&format!("{master}{others}"))
    }
}

/// A different time for each number: an hour later each.
fn hour(n: usize) -> String {
    let start: jiff::Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
    CalTime::Utc(start + jiff::SignedDuration::from_hours(n as i64)).to_value()
}

#[test]
fn rdates_and_exdates() {
    for name in ["RDATE", "EXDATE"] {
        let dates = event("RRULE:FREQ=HOURLY\r\n", |n| format!("{name}:{}\r\n", hour(n)));
        assert_linear(2_000, 60, &dates, ask);
        let of_a_zone = event("", |n| format!("{name};TZID=Europe/Paris:{}\r\n", &hour(n)[..15]));
        assert_linear(2_000, 60, of_a_zone, ask);
    }
    assert_linear(2_000, 120, event("", |n| format!("RDATE:{}\r\n", hour(n))), count_all);
}

#[test]
fn rdates_in_one_line() {
    let dates = |size: usize| {
        let list: Vec<_> = (0..size).map(hour).collect();
        event(&format!("RDATE:{}\r\n", list.join(",")), |_| String::new())(1)
    };
    assert_linear(2_000, 80, dates, ask);
}

#[test]
fn rdates_that_are_periods() {
    let periods = event("RRULE:FREQ=HOURLY\r\n", |n| format!("RDATE;VALUE=PERIOD:{}/P400000W\r\n", hour(n)));
    assert_linear(1_000, 500, &periods, ask);
    let periods = event("", |n| format!("RDATE;VALUE=PERIOD:{}/PT1H\r\n", hour(n)));
    assert_linear(1_000, 200, &periods, count_all);
}

#[test]
fn exdates_that_leave_nothing() {
    let lines = "RRULE:FREQ=HOURLY;COUNT=100000\r\n";
    assert_linear(2_000, 80, event(lines, |n| format!("EXDATE:{}\r\n", hour(n))), ask);
}

#[test]
fn overrides_of_one_instance() {
    let rule = "RRULE:FREQ=HOURLY\r\n";
    let other = |n| format!("RECURRENCE-ID:{0}\r\nDTSTART:{0}\r\n", hour(n));
    assert_linear(500, 200, overrides("VEVENT", rule, other), ask);
    let counted = "RRULE:FREQ=HOURLY;COUNT=4000\r\n";
    assert_linear(500, 800, overrides("VEVENT", counted, other), count_all);
}

#[test]
fn overrides_of_one_instance_and_all_after_it() {
    let rule = "RRULE:FREQ=HOURLY\r\n";
    let other = |n| format!("RECURRENCE-ID;RANGE=THISANDFUTURE:{0}\r\nDTSTART:{0}\r\n", hour(n));
    assert_linear(500, 200, overrides("VEVENT", rule, other), ask);
    let counted = "RRULE:FREQ=HOURLY;COUNT=4000\r\n";
    assert_linear(500, 800, overrides("VEVENT", counted, other), count_all);
}

#[test]
fn overrides_for_the_future_of_what_exdates_leave() {
    let both = |size: usize| {
        let exdates: String = (0..size).map(|n| format!("EXDATE:{}\r\n", hour(n))).collect();
        let lines = format!("RRULE:FREQ=HOURLY;COUNT=100000\r\n{exdates}");
        let other = |n| format!("RECURRENCE-ID;RANGE=THISANDFUTURE:{0}\r\nDTSTART:{0}\r\n", hour(n));
        overrides("VEVENT", &lines, other)(size)
    };
    assert_linear(250, 300, both, ask);
}

#[test]
fn overrides_of_periods() {
    let both = |size: usize| {
        let rdates: String = (0..size).map(|n| format!("RDATE;VALUE=PERIOD:{}/PT1H\r\n", hour(n))).collect();
        let other = |n| format!("RECURRENCE-ID:{0}\r\nDTSTART:{0}\r\n", hour(n));
        overrides("VEVENT", &rdates, other)(size)
    };
    assert_linear(500, 400, both, ask);
}

#[test]
fn overrides_without_a_time() {
    let other = |n| format!("RECURRENCE-ID:{}\r\nSUMMARY:x\r\n", hour(n));
    for kind in ["VTODO", "VJOURNAL"] {
        assert_linear(500, 200, overrides(kind, "RRULE:FREQ=HOURLY\r\n", other), ask);
    }
}

#[test]
fn overrides_of_the_same_instance() {
    let other = |_| "RECURRENCE-ID:20260102T000000Z\r\nDTSTART:20260102T000000Z\r\n".to_owned();
    assert_linear(500, 200, overrides("VEVENT", "RRULE:FREQ=HOURLY\r\n", other), ask);
}

#[test]
fn overrides_of_a_rule_in_another_calendar() {
    let rule = "RRULE:RSCALE=HEBREW;FREQ=MONTHLY;BYMONTH=5L,6;BYMONTHDAY=30;SKIP=FORWARD\r\n";
    let other = |n| format!("RECURRENCE-ID:{0}\r\nDTSTART:{0}\r\n", hour(n));
    assert_linear(500, 200, overrides("VEVENT", rule, other), ask);
}

#[test]
fn alarms() {
    for trigger in ["-PT15M", "-P1000000W", "P1000000W", "20260101T000000Z", "nonsense"] {
        let alarm = format!(
            "BEGIN:VALARM\r\nTRIGGER:{trigger}\r\nREPEAT:99999999999\r\nDURATION:P9W\r\nEND:VALARM\r\n"
        );
        assert_linear(500, 300, event("RRULE:FREQ=DAILY;COUNT=1000\r\n", |_| alarm.clone()), ask);
    }
}

#[test]
fn busy_periods_and_availability() {
    let busy = component("VFREEBUSY", "", |n| format!("FREEBUSY:{}/P1W\r\n", hour(n)));
    assert_linear(2_000, 60, busy, ask);
    let dates = |n| {
        format!("BEGIN:AVAILABLE\r\nUID:{n}\r\nDTSTART:{}\r\nRRULE:FREQ=DAILY\r\nEND:AVAILABLE\r\n", hour(n))
    };
    assert_linear(500, 60, component("VAVAILABILITY", "", dates), ask);
}

#[test]
fn lines_that_say_nothing_about_time() {
    let attendees =
        event("RRULE:FREQ=DAILY\r\n", |n| format!("ATTENDEE;CN=\"A, {n}\":mailto:{n}@example.com\r\n"));
    // Each of a hundred instances has all of them, as far as the budget goes.
    assert_linear(3_000, 60, attendees, ask);
}

#[test]
fn rules_of_one_component() {
    for name in ["RRULE", "EXRULE"] {
        let rules = event("", |n| format!("{name}:FREQ=DAILY;INTERVAL={}\r\n", n + 1));
        assert_linear(2_000, 60, rules, ask);
    }
}

#[test]
fn masters_and_uids_that_are_too_many() {
    let masters =
        |size: usize| calendar(&"BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260101\r\nEND:VEVENT\r\n".repeat(size));
    assert_linear(1_000, 60, masters, ask);
    assert_linear(5_000, 40, event("", |n| format!("UID:{n}\r\n")), ask);
}
