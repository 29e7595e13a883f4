//! Broken streams: each gets a precise refusal or a stated liberal reading.

use ta_ical::{ICalendar, ParseError};

use crate::data;

fn refusal(name: &str) -> ParseError {
    ICalendar::parse(data::read("malformed", name)).unwrap_err()
}

#[test]
fn text_that_is_no_icalendar() {
    let name = "VEVENT".to_owned();
    let cases = [
        ("empty.ics", ParseError::Empty),
        ("nul.ics", ParseError::ControlCharacter { line: 1, byte: 0 }),
        ("bin.ics", ParseError::ControlCharacter { line: 1, byte: 0 }),
        ("cronly.ics", ParseError::ControlCharacter { line: 1, byte: b'\r' }),
        ("utf8bad.ics", ParseError::NotUtf8 { line: 4 }),
        ("nobegin.ics", ParseError::OutsideComponent { line: 1 }),
        ("end.ics", ParseError::UnexpectedEnd { line: 1, name: "VCALENDAR".to_owned() }),
        ("noname.ics", ParseError::NoName { line: 2 }),
        ("quote.ics", ParseError::UnterminatedQuote { line: 2 }),
        ("rrule.ics", ParseError::NotUtf8 { line: 9 }),
        ("unterminated.ics", ParseError::Unclosed { line: 2, name: name.clone() }),
        (
            "mismatch.ics",
            ParseError::MismatchedEnd { line: 3, name: "VTODO".to_owned(), open: name, open_line: 2 },
        ),
    ];
    for (file, expected) in cases {
        assert_eq!(refusal(file), expected, "{file}");
    }
}

#[test]
fn component_outside_a_calendar() {
    let refused = ICalendar::parse(&b"BEGIN:VEVENT\r\nEND:VEVENT\r\n"[..]).unwrap_err();
    assert_eq!(refused, ParseError::NotVcalendar { line: 1, name: "VEVENT".to_owned() });
}

#[test]
fn liberal_readings() {
    for file in ["bom.ics", "lfonly.ics", "foldutf8.ics"] {
        let ical = ICalendar::parse(data::read("malformed", file)).unwrap();
        let event = ical.root().components().next().unwrap();
        assert!(event.property("SUMMARY").is_some(), "{file}");
    }
}

#[test]
fn blank_lines_are_stepped_over() {
    let ical = ICalendar::parse(data::read("malformed", "blanklines.ics")).unwrap();
    let event = ical.root().components().next().unwrap();
    let names: Vec<_> = event.properties().map(|property| property.name()).collect();
    assert_eq!(names, ["UID", "DTSTAMP", "DTSTART", "SUMMARY"]);
}
