//! Edits change what they name and nothing else.

use jiff::civil::datetime;
use jiff::tz::TimeZone;
use ta_ical::edit::{ContentLine, Edit, NewObject};
use ta_ical::{CalTime, CalendarObject, Component, ComponentKind, ICalendar, known_zone};

fn first_component(ical: &ICalendar) -> Component<'_> {
    ical.root().components().next().unwrap()
}

fn edited<'a>(ical: &'a ICalendar, change: impl FnOnce(&mut Edit<'a>, Component<'a>)) -> String {
    let mut edit = Edit::new(ical);
    change(&mut edit, first_component(ical));
    String::from_utf8(edit.apply()).unwrap()
}

fn parse(lines: &str) -> ICalendar {
    let text = format!("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{lines}END:VEVENT\r\nEND:VCALENDAR\r\n");
    ICalendar::parse(text.into_bytes()).unwrap()
}

/// The lines of the first component.
fn inner(text: &str) -> String {
    ICalendar::parse(text.to_owned().into_bytes())
        .map(|ical| first_component(&ical).raw().to_vec())
        .map(|raw| String::from_utf8(raw).unwrap())
        .unwrap()
        .replace("BEGIN:VEVENT\r\n", "")
        .replace("END:VEVENT\r\n", "")
}

fn berlin(hour: i8) -> CalTime {
    let local = datetime(2026, 7, 1, hour, 0, 0, 0);
    CalTime::Zoned { local, tzid: "Europe/Berlin".into(), zone: known_zone("Europe/Berlin").unwrap() }
}

#[test]
fn set_takes_the_first_place_and_removes_the_rest() {
    let ical = parse("UID:1\r\nSUMMARY:old\r\n  folded\r\nX:kept\r\nsummary:again\r\n");
    let text = edited(&ical, |edit, event| edit.set(event, &ContentLine::text("SUMMARY", "new")));
    assert_eq!(inner(&text), "UID:1\r\nSUMMARY:new\r\nX:kept\r\n");
}

#[test]
fn appended_lines_go_before_sub_components_in_order() {
    let ical = parse("UID:1\r\nBEGIN:VALARM\r\nACTION:AUDIO\r\nEND:VALARM\r\n");
    let text = edited(&ical, |edit, event| {
        edit.append(event, &ContentLine::text("A", "1"));
        edit.append(event, &ContentLine::text("B", "2"));
    });
    assert_eq!(inner(&text), "UID:1\r\nA:1\r\nB:2\r\nBEGIN:VALARM\r\nACTION:AUDIO\r\nEND:VALARM\r\n");
}

#[test]
fn parameter_of_one_attendee_changes() {
    let ical = parse(
        "ATTENDEE;CN=\"A, B\";PARTSTAT=NEEDS-ACTION:mailto:a@example.com\r\nATTENDEE:mailto:b@example.com\r\n",
    );
    let text = edited(&ical, |edit, event| {
        let attendee = event.property("ATTENDEE").unwrap();
        edit.replace(attendee, &ContentLine::of(&attendee).with_param("PARTSTAT", "ACCEPTED"));
    });
    let expected =
        "ATTENDEE;CN=\"A, B\";PARTSTAT=ACCEPTED:mailto:a@example.com\r\nATTENDEE:mailto:b@example.com\r\n";
    assert_eq!(inner(&text), expected);
}

#[test]
fn component_goes_and_takes_its_changes_along() {
    let ical = parse("UID:1\r\nBEGIN:VALARM\r\nACTION:AUDIO\r\nEND:VALARM\r\nBEGIN:VALARM\r\nEND:VALARM\r\n");
    let text = edited(&ical, |edit, event| {
        let alarm = event.components().next().unwrap();
        edit.set(alarm, &ContentLine::text("ACTION", "DISPLAY"));
        edit.append(alarm, &ContentLine::text("X", "1"));
        edit.remove_component(alarm);
    });
    assert_eq!(inner(&text), "UID:1\r\nBEGIN:VALARM\r\nEND:VALARM\r\n");
}

#[test]
fn inserted_component_takes_the_line_ends_of_the_text() {
    let ical = ICalendar::parse(&b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR\n"[..]).unwrap();
    let text = edited(&ical, |edit, event| {
        edit.insert_component(event, "BEGIN:VALARM\r\nEND:VALARM\r\n");
        edit.set(event, &ContentLine::text("SUMMARY", "Tea"));
    });
    let expected =
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Tea\nBEGIN:VALARM\nEND:VALARM\nEND:VEVENT\nEND:VCALENDAR\n";
    assert_eq!(text, expected);
}

#[test]
fn last_change_of_a_property_holds() {
    let ical = parse("SUMMARY:old\r\n");
    let text = edited(&ical, |edit, event| {
        edit.set(event, &ContentLine::text("SUMMARY", "first"));
        edit.set(event, &ContentLine::text("SUMMARY", "second"));
    });
    assert_eq!(inner(&text), "SUMMARY:second\r\n");
}

#[test]
fn removed_property_that_is_set_afterwards_is_there() {
    let ical = parse("SUMMARY:old\r\nX:1\r\n");
    let text = edited(&ical, |edit, event| {
        edit.remove_all(event, "SUMMARY");
        edit.append(event, &ContentLine::text("Y", "2"));
        edit.set(event, &ContentLine::text("SUMMARY", "new"));
    });
    assert_eq!(inner(&text), "SUMMARY:new\r\nX:1\r\nY:2\r\n");
}

#[test]
fn time_in_a_new_zone_brings_its_vtimezone_once() {
    let ical = parse("UID:1\r\n");
    let text = edited(&ical, |edit, event| {
        edit.set(event, &ContentLine::time("DTSTART", &berlin(9)));
        edit.set(event, &ContentLine::time("DTEND", &berlin(10)));
    });
    assert!(text.starts_with("BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\n"), "{text}");
    assert_eq!(text.matches("BEGIN:VTIMEZONE").count(), 1);
}

#[test]
fn time_in_a_zone_that_is_there_adds_none() {
    let text = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\nBEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\nEND:VTIMEZONE\r\nEND:VCALENDAR\r\n";
    let ical = ICalendar::parse(text.as_bytes()).unwrap();
    let text = edited(&ical, |edit, event| edit.set(event, &ContentLine::time("DTSTART", &berlin(9))));
    assert_eq!(text.matches("BEGIN:VTIMEZONE").count(), 1);
}

#[test]
fn new_object_is_one_that_may_be_stored() {
    let new = NewObject {
        kind: ComponentKind::Event,
        product: "-//Example//Test//EN",
        uid: "a,b",
        stamp_utc: "2026-01-01T00:00:00Z".parse().unwrap(),
        lines: vec![ContentLine::time("DTSTART", &berlin(9)), ContentLine::text("SUMMARY", "Tea\nand cake")],
    };
    let object = CalendarObject::from_bytes(new.to_bytes()).unwrap();
    assert_eq!((object.uid(), object.kind()), ("a,b", ComponentKind::Event));
    let event = object.master().unwrap();
    assert_eq!(event.property("SUMMARY").unwrap().text(), "Tea\nand cake");
    assert_eq!(event.property("DTSTART").unwrap().param("TZID").unwrap(), "Europe/Berlin");
    let zones: Vec<_> = object.ical().root().components_named("VTIMEZONE").collect();
    assert_eq!(zones.len(), 1);
    assert_eq!(zones[0].property("TZID").unwrap().text(), "Europe/Berlin");
}

#[test]
fn zone_without_rules_is_one_constant_observance() {
    let text = ta_ical::edit::vtimezone("UTC+3", &TimeZone::fixed(jiff::tz::offset(3)), 2026);
    let expected = "BEGIN:VTIMEZONE\r\nTZID:UTC+3\r\nBEGIN:STANDARD\r\nDTSTART:19700101T030000\r\n\
        TZOFFSETFROM:+0300\r\nTZOFFSETTO:+0300\r\nTZNAME:+03\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
    assert_eq!(text, expected);
}
