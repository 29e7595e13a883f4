//! Broken streams: each gets a precise refusal or a stated liberal reading.

use ta_ical::{CalendarObject, ICalendar, ParseError};

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

/// What becomes of each file as a calendar object resource: the refusal, or the UID under which it is stored.
const OUTCOMES: [(&str, Result<&str, &str>); 21] = [
    ("badcreated.ics", Ok("u1@example.com")),
    ("bin.ics", Err("line 1: control character 0x00")),
    ("blanklines.ics", Ok("u1@example.com")),
    ("bom.ics", Ok("u1@example.com")),
    ("cronly.ics", Err("line 1: control character 0x0D")),
    ("dates.ics", Err("line 1: VCALENDAR without VERSION")),
    ("dupuid.ics", Err("line 6: a second UID in one component")),
    ("empty.ics", Err("there is no BEGIN:VCALENDAR")),
    ("end.ics", Err("line 1: END:VCALENDAR without a BEGIN")),
    ("foldutf8.ics", Err("line 1: VCALENDAR without VERSION")),
    ("lfonly.ics", Ok("u1@example.com")),
    ("mismatch.ics", Err("line 3: END:VTODO while VEVENT of line 2 is open")),
    ("nobegin.ics", Err("line 1: a property outside every component")),
    ("noname.ics", Err("line 2: no property name")),
    ("noversion.ics", Err("line 1: VCALENDAR without VERSION")),
    ("nul.ics", Err("line 1: control character 0x00")),
    ("quote.ics", Err("line 2: a quoted parameter value does not end")),
    ("rrule.ics", Err("line 9: not UTF-8")),
    ("unktz.ics", Ok("u1@example.com")),
    ("unterminated.ics", Err("line 2: VEVENT does not end")),
    ("utf8bad.ics", Err("line 4: not UTF-8")),
];

#[test]
fn every_malformed_file_has_its_outcome() {
    let files = data::read_all("malformed");
    assert!(files.iter().map(|(name, _)| name.as_str()).eq(OUTCOMES.map(|(name, _)| name)));
    for ((name, bytes), (_, expected)) in files.into_iter().zip(OUTCOMES) {
        let outcome = CalendarObject::from_bytes(bytes);
        let outcome = outcome.as_ref().map(CalendarObject::uid).map_err(ToString::to_string);
        let expected = expected.map_err(|reason| format!("not valid iCalendar: {reason}"));
        assert_eq!(outcome, expected, "{name}");
    }
}
