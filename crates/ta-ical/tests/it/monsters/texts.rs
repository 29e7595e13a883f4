//! Content lines: long, many, folded and nested.

use std::fmt::Write;

use ta_ical::{ICalendar, Limits, ParseError};

fn calendar(body: &str) -> Vec<u8> {
    format!("BEGIN:VCALENDAR\r\n{body}END:VCALENDAR\r\n").into_bytes()
}

#[test]
fn hundred_thousand_nested_components_are_refused() {
    let stream = "BEGIN:VCALENDAR\r\n".repeat(100_000).into_bytes();
    assert_eq!(ICalendar::parse(stream).unwrap_err(), ParseError::TooDeep { line: 65, limit: 64 });
}

#[test]
fn deep_but_allowed_nesting_is_read() {
    let stream = "BEGIN:VCALENDAR\r\n".repeat(64) + &"END:VCALENDAR\r\n".repeat(64);
    let ical = ICalendar::parse(stream.into_bytes()).unwrap();
    let mut depth = 0;
    let mut innermost = Some(ical.root());
    while let Some(component) = innermost {
        depth += 1;
        innermost = component.components().next();
    }
    assert_eq!(depth, 64);
}

#[test]
fn line_of_five_megabytes() {
    let long = "x".repeat(5 << 20);
    let ical = ICalendar::parse(calendar(&format!("SUMMARY:{long}\r\n"))).unwrap();
    assert_eq!(ical.root().property("SUMMARY").unwrap().value().len(), 5 << 20);
}

#[test]
fn half_a_million_folds() {
    let folds = "\r\n x".repeat(500_000);
    let ical = ICalendar::parse(calendar(&format!("SUMMARY:{folds}\r\n"))).unwrap();
    assert_eq!(ical.root().property("SUMMARY").unwrap().value().len(), 500_000);
}

#[test]
fn two_hundred_thousand_parameters() {
    let mut line = "X".to_owned();
    for n in 0..200_000 {
        write!(line, ";P{n}=a,\"b\"").unwrap();
    }
    let ical = ICalendar::parse(calendar(&format!("{line}:v\r\n"))).unwrap();
    let property = ical.root().property("X").unwrap();
    assert_eq!(property.params().count(), 200_000);
    assert_eq!(property.param("P199999").unwrap(), "a");
}

#[test]
fn hundred_thousand_components() {
    let ical =
        ICalendar::parse(calendar(&"BEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\n".repeat(100_000))).unwrap();
    assert_eq!(ical.root().components().filter(|event| event.property("UID").is_some()).count(), 100_000);
}

#[test]
fn more_bytes_than_allowed() {
    let limits = Limits { bytes: 10, ..Limits::default() };
    let refusal = ICalendar::parse_within(calendar(""), limits).unwrap_err();
    assert_eq!(refusal, ParseError::TooLarge { size_bytes: 32, limit_bytes: 10 });
}

#[test]
fn more_content_lines_than_allowed() {
    let limits = Limits { content_lines: 3, ..Limits::default() };
    let refusal = ICalendar::parse_within(calendar("A:1\r\n \r\nB:2\r\n"), limits).unwrap_err();
    assert_eq!(refusal, ParseError::TooManyLines { line: 5, limit: 3 });
}

#[test]
fn message_does_not_grow_with_the_input() {
    let stream = format!("BEGIN:{}\r\n", "X".repeat(1_000_000));
    assert!(ICalendar::parse(stream.into_bytes()).unwrap_err().to_string().len() < 200);
}
