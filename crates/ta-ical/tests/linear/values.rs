//! Values by themselves: rules, durations, times and offsets.

use ta_ical::recur::Rule;
use ta_ical::{CalDuration, CalTime, ICalendar};

use crate::work::assert_linear;

fn repeated(head: &str, copy: &str, tail: &str) -> impl Fn(usize) -> (String, usize) {
    move |size| {
        let text = format!("{head}{}{tail}", copy.repeat(size));
        (text.clone(), text.len())
    }
}

#[test]
fn rules() {
    for (head, copy, tail) in [
        ("FREQ=DAILY", ";X-A=1", ""),
        ("FREQ=DAILY;X-A=", "a", ""),
        ("FREQ=DAILY;COUNT=", "9", ""),
        ("FREQ=MONTHLY;BYMONTHDAY=1", ",-31,31", ""),
        ("FREQ=YEARLY;BYDAY=MO", ",53MO,-53SU", ""),
        ("FREQ=YEARLY;BYYEARDAY=1", ",-366,366,17", ""),
        ("FREQ=DAILY;BYSECOND=1", ",60,59", ";BYSETPOS=1"),
        ("FREQ=DAILY;BYHOUR=1", ",2", ",24"),
        ("FREQ=DAILY", ";", ""),
        ("FREQ=", "D", ""),
        ("RSCALE=", "X", ";FREQ=DAILY"),
        ("RSCALE=CHINESE;FREQ=YEARLY;BYMONTH=1", ",5L,12,11L", ";SKIP=FORWARD"),
        ("FREQ=DAILY;UNTIL=", "2", ""),
    ] {
        assert_linear(20_000, 40, repeated(head, copy, tail), |text| drop(Rule::parse(text)));
    }
}

#[test]
fn durations() {
    for (head, copy, tail) in
        [("P", "0", "W"), ("P", "1W", ""), ("PT", "1H1M1S", ""), ("P", "9", ""), ("", "-", "P1D")]
    {
        assert_linear(100_000, 1, repeated(head, copy, tail), |text| {
            CalDuration::parse(text);
        });
    }
}

#[test]
fn typed_values() {
    for (head, copy) in
        [("", "19970308T160000Z/PT3H,"), ("", "AAAA"), ("", "1"), ("2.0;", ";"), ("2.0;", "\\;"), ("1", ".1")]
    {
        let head = format!("BEGIN:VCALENDAR\nX:{head}");
        let text = repeated(&head, copy, "\nEND:VCALENDAR\n");
        let input = |size| {
            let (text, bytes) = text(size);
            (ICalendar::parse(text.into_bytes()).unwrap(), bytes)
        };
        assert_linear(20_000, 60, input, |ical| {
            let property = ical.root().properties().next().unwrap();
            let _ = (property.binary(), property.float(), property.integer(), property.geo(), property.uri());
            let _ = (property.periods(), property.request_status());
        });
    }
}

#[test]
fn times() {
    for (head, copy, tail) in [("", "2", ""), ("20260101T", "0", ""), ("", "T", ""), ("", " ", "20260101")] {
        assert_linear(100_000, 1, repeated(head, copy, tail), |text| drop(CalTime::parse(text, None)));
    }
}

#[test]
fn names_of_zones() {
    for (head, copy, tail) in [("", "/a", ""), ("/", "Europe/", "Paris"), ("", "\"", "UTC"), ("", "Z", "")] {
        let read = |tzid: &String| drop(CalTime::parse("20260101T000000", Some(tzid)));
        assert_linear(100_000, 8, repeated(head, copy, tail), read);
    }
}
