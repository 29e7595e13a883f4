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

/// One fault in an event that is otherwise in order, whose own lines begin at line 5, and what is said of it. Those of
/// `rrule.ics`, which is no text to begin with, are among them one by one.
const FAULTS: &[(&str, &str)] = &[
    ("DTSTART:2026", "line 5: the value of DTSTART is not a DATE or DATE-TIME"),
    ("DTSTART:20260230", "line 5: the value of DTSTART is not a DATE or DATE-TIME"),
    ("DTSTART:20260101T250000Z", "line 5: the value of DTSTART is not a DATE or DATE-TIME"),
    ("DTSTART:20260101T10:00:00", "line 5: the value of DTSTART is not a DATE or DATE-TIME"),
    ("DTSTART;TZID=Europe/Paris:", "line 5: the value of DTSTART is not a DATE or DATE-TIME"),
    ("SUMMARY:x", "line 3: VEVENT without DTSTART"),
    ("DTSTART:20260101\r\nDTSTART:20260101", "line 6: a second DTSTART in one component"),
    ("DTSTART:20260101\r\nDTEND:-1", "line 6: the value of DTEND is not a DATE or DATE-TIME"),
    ("DTSTART:20260101\r\nDTEND:20260102\r\nDTEND:20260103", "line 7: a second DTEND in one component"),
    (
        "DTSTART:20260101\r\nDURATION:P99999999999999999999W",
        "line 6: the value of DURATION is not a DURATION",
    ),
    ("DTSTART:20260101\r\nDURATION:P9999999W", "line 6: the value of DURATION is not a DURATION"),
    ("DTSTART:20260101\r\nDURATION:PT", "line 6: the value of DURATION is not a DURATION"),
    ("DTSTART:20260101\r\nRECURRENCE-ID:x", "line 6: the value of RECURRENCE-ID is not a DATE or DATE-TIME"),
    (
        "DTSTART:20260101\r\nRDATE:20260102,x",
        "line 6: the value of RDATE is not a list of DATE, DATE-TIME or PERIOD",
    ),
    (
        "DTSTART:20260101\r\nRDATE;VALUE=PERIOD:20260102T000000Z/x",
        "line 6: the value of RDATE is not a list of DATE, DATE-TIME or PERIOD",
    ),
    (
        "DTSTART:20260101\r\nSUMMARY:a\r\n b\r\n c\r\nEXDATE:/",
        "line 9: the value of EXDATE is not a list of DATE or DATE-TIME",
    ),
    (
        "DTSTART:20260101\r\nEXDATE;VALUE=PERIOD:20260101T000000Z/PT1H",
        "line 6: the value of EXDATE is not a list of DATE or DATE-TIME",
    ),
    (
        "DTSTART:20260101\r\nRRULE:FREQ=DAILY;INTERVAL=0",
        "line 6: RRULE: INTERVAL=0: expected a number from 1",
    ),
    (
        "DTSTART:20260101\r\nRRULE:FREQ=;;;=",
        "line 6: RRULE: \"FREQ=\" is not a rule part: NAME=VALUE was expected",
    ),
    ("DTSTART:20260101\r\nRRULE:COUNT=99999999999999999999", "line 6: RRULE: FREQ is missing"),
    ("DTSTART:20260101\r\nRRULE:FREQ=DAILY;COUNT=99999999999999999999", "line 6: COUNT is more than 100000"),
    (
        "DTSTART:20260101\r\nRRULE:FREQ=YEARLY;BYDAY=999999MO,-0XX",
        "line 6: RRULE: BYDAY=999999MO: expected a weekday (MO to SU), with a number from 1 to 53 or -53 to -1 before it or none",
    ),
    (
        "DTSTART:20260101\r\nRRULE:FREQ=YEARLY;BYMONTH=13",
        "line 6: RRULE: BYMONTH=13: expected months from 1 to 12",
    ),
    (
        "DTSTART:20260101\r\nRRULE:FREQ=WEEKLY;BYMONTHDAY=1",
        "line 6: RRULE: BYMONTHDAY cannot be used with FREQ=WEEKLY",
    ),
    (
        "DTSTART:20260101\r\nRRULE:FREQ=WEEKLY;BYDAY=1MO",
        "line 6: RRULE: BYDAY=1MO: a number is only for FREQ=MONTHLY and FREQ=YEARLY, not FREQ=WEEKLY",
    ),
    (
        "DTSTART:20260101\r\nRRULE:FREQ=DAILY;COUNT=1;UNTIL=20260101",
        "line 6: RRULE: COUNT and UNTIL cannot be in one rule",
    ),
    ("DTSTART:20260101\r\nEXRULE:FREQ=DAILY;BYSETPOS=1", "line 6: EXRULE: BYSETPOS needs another BY part"),
    (
        "DTSTART:20260101\r\nRRULE:FREQ=WEEKLY\r\nEXRULE:FREQ=DAILY",
        "line 7: EXRULE takes away every instance of a rule without an end",
    ),
    (
        "DTSTART:20260101\r\nRRULE:FREQ=DAILY;UNTIL=tomorrow",
        "line 6: RRULE: UNTIL=tomorrow: expected a date (YYYYMMDD) or a date and time (YYYYMMDDTHHMMSS, or with Z)",
    ),
    (
        "DTSTART:20260101\r\nRRULE:FREQ=DAILY;WKST=XX",
        "line 6: RRULE: WKST=XX: expected one of MO, TU, WE, TH, FR, SA, SU",
    ),
];

#[test]
fn every_fault_of_a_property_is_told_with_line_property_and_rule() {
    for (lines, expected) in FAULTS {
        let text = format!(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\n{lines}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        );
        let refusal = CalendarObject::from_bytes(text.into_bytes()).unwrap_err();
        assert_eq!(refusal.to_string(), format!("not valid iCalendar: {expected}"), "{lines}");
    }
}

/// A stream, and the same with something put into it.
const STREAM: &[u8] = b"BEGIN:VCALENDAR\r\nSUMM;PA=\"v\",w:value\r\n more\r\nEND:VCALENDAR\r\n";

fn stream_with(fault: &[u8], at: usize) -> Vec<u8> {
    let (before, after) = STREAM.split_at(at);
    [before, fault, after].concat()
}

/// The line of the bytes, from 1, that a place is on; and the first line of its content line, the third being a fold
/// unless something comes before its blank.
fn lines_of(at: usize) -> (u32, u32) {
    let before = &STREAM[..at];
    let line = 1 + before.iter().filter(|byte| **byte == b'\n').count() as u32;
    (line, if line == 3 && !before.ends_with(b"\n") { 2 } else { line })
}

/// Between CR and LF, it makes a carriage return that no line feed follows, which is refused first.
fn parts_a_line_end(at: usize) -> bool {
    STREAM[..at].ends_with(b"\r")
}

#[test]
fn bytes_that_are_not_utf8_are_refused_wherever_they_stand() {
    let faults: [&[u8]; 6] =
        [b"\xFF", b"\xC3", b"\xE2\x82", b"\xED\xA0\x80", b"\xC0\x80", b"\xF5\x80\x80\x80"];
    for at in (0..=STREAM.len()).filter(|at| !parts_a_line_end(*at)) {
        let (_, content_line) = lines_of(at);
        for fault in faults {
            let refusal = ICalendar::parse(stream_with(fault, at)).unwrap_err();
            assert_eq!(refusal, ParseError::NotUtf8 { line: content_line }, "{fault:?} at {at}");
        }
    }
}

#[test]
fn control_characters_are_refused_wherever_they_stand() {
    for at in (0..=STREAM.len()).filter(|at| !parts_a_line_end(*at)) {
        let (line, _) = lines_of(at);
        for byte in [0, 7, 0x1B] {
            let refusal = ICalendar::parse(stream_with(&[byte], at)).unwrap_err();
            assert_eq!(refusal, ParseError::ControlCharacter { line, byte }, "{byte} at {at}");
        }
    }
}
