//! Import and export: one stream into objects and back.

use std::fmt::Write;

use ta_ical::edit::ContentLine;
use ta_ical::split::{Refused, join, split};
use ta_ical::{CalendarObject, Component, ICalendar, ObjectError, ResourceError};

const PRODUCT: &str = "-//Example//Test//EN";
const ZONE_A: &str = "BEGIN:VTIMEZONE\r\nTZID:A\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";

fn event(uid: &str, lines: &str) -> String {
    format!("BEGIN:VEVENT\r\nUID:{uid}\r\n{lines}X-ODD: fol\r\n  ded\r\nEND:VEVENT\r\n")
}

fn calendar(body: &str) -> ICalendar {
    let text = format!("BEGIN:VCALENDAR\r\nMETHOD:PUBLISH\r\n{body}END:VCALENDAR\r\n");
    ICalendar::parse(text.into_bytes()).unwrap()
}

fn no_new_uid(_: Component<'_>) -> String {
    panic!("every component has a UID")
}

fn parts(stream: &ICalendar) -> Vec<Result<CalendarObject, Refused>> {
    split(stream, PRODUCT, no_new_uid).collect()
}

fn text(object: &CalendarObject) -> String {
    String::from_utf8(object.bytes().to_vec()).unwrap()
}

#[test]
fn object_for_each_uid_with_the_zones_it_names() {
    let in_a = event("1", "DTSTART;TZID=A:20260101T100000\r\n");
    let utc = event("2", "DTSTART:20260101T100000Z\r\n");
    let over = event("1", "RECURRENCE-ID;TZID=A:20260102T100000\r\nDTSTART:20260102T100000Z\r\n");
    let stream = calendar(&format!("{ZONE_A}{in_a}{utc}{over}"));
    let objects: Vec<_> = parts(&stream).into_iter().map(Result::unwrap).collect();
    let head = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:{PRODUCT}\r\n");
    assert_eq!(objects.len(), 2);
    assert_eq!(text(&objects[0]), format!("{head}{ZONE_A}{in_a}{over}END:VCALENDAR\r\n"));
    assert_eq!(text(&objects[1]), format!("{head}{utc}END:VCALENDAR\r\n"));
}

#[test]
fn zone_that_everybody_knows_is_added() {
    let stream = calendar(&event("1", "DTSTART;TZID=Europe/Paris:20260101T100000\r\n"));
    let object = parts(&stream).remove(0).unwrap();
    let zone = object.ical().root().components_named("VTIMEZONE").next().unwrap();
    assert_eq!(zone.property("TZID").unwrap().text(), "Europe/Paris");
}

#[test]
fn components_without_uid_get_one_each() {
    let lines = "DTSTART:20260101T100000Z\r\n";
    let without =
        format!("BEGIN:VEVENT\r\n{lines}END:VEVENT\r\nBEGIN:VEVENT\r\n{lines}UID:\r\nX:1\r\nEND:VEVENT\r\n");
    let stream = calendar(&without);
    let mut count = 0;
    let objects = split(&stream, PRODUCT, |_| {
        count += 1;
        format!("new-{count}")
    });
    let objects: Vec<_> = objects.map(Result::unwrap).collect();
    assert_eq!(objects[0].uid(), "new-1");
    let second = format!("BEGIN:VEVENT\r\nUID:new-2\r\n{lines}X:1\r\nEND:VEVENT\r\n");
    assert_eq!(objects[1].master().unwrap().raw(), second.as_bytes());
}

#[test]
fn what_makes_no_object_is_told_with_its_line() {
    let good = event("1", "DTSTART:20260101T100000Z\r\n");
    let twice = event("2", "DTSTART:20260101T100000Z\r\n");
    let stream = calendar(&format!("{good}{twice}{twice}"));
    let refused = parts(&stream).remove(1).unwrap_err();
    assert_eq!((refused.line, refused.uid.as_str()), (9, "2"));
    assert!(matches!(refused.reason, ObjectError::Resource(ResourceError::SeveralMasters { .. })));
}

#[test]
fn several_calendars_in_one_stream() {
    let one =
        |uid| format!("BEGIN:VCALENDAR\r\n{}END:VCALENDAR\r\n", event(uid, "DTSTART:20260101T100000Z\r\n"));
    let stream = ICalendar::parse((one("1") + &one("2")).into_bytes()).unwrap();
    assert_eq!(parts(&stream).len(), 2);
}

#[test]
fn export_has_each_zone_once_and_components_as_they_are() {
    let (one, two) =
        (event("1", "DTSTART;TZID=A:20260101T100000\r\n"), event("2", "DTSTART;TZID=A:20260102T100000\r\n"));
    let object = |event: &str| parts(&calendar(&format!("{ZONE_A}{event}"))).remove(0).unwrap();
    let (first, second) = (object(&one), object(&two));
    let joined = join([&first, &second], PRODUCT, &[ContentLine::text("NAME", "Team")]);
    let expected = format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:{PRODUCT}\r\nNAME:Team\r\n{ZONE_A}{one}{two}END:VCALENDAR\r\n"
    );
    assert_eq!(String::from_utf8(joined).unwrap(), expected);
}

#[test]
fn what_is_exported_is_imported_as_it_was() {
    let body =
        (0..50).map(|uid| event(&uid.to_string(), "DTSTART;TZID=A:20260101T100000\r\n")).collect::<String>();
    let objects: Vec<_> =
        parts(&calendar(&format!("{ZONE_A}{body}"))).into_iter().map(Result::unwrap).collect();
    let stream = ICalendar::parse(join(&objects, PRODUCT, &[])).unwrap();
    let again: Vec<_> = parts(&stream).into_iter().map(Result::unwrap).collect();
    assert!(objects.iter().map(text).eq(again.iter().map(text)));
}

#[test]
fn hundred_thousand_refused_components_are_told_in_linear_time() {
    let mut body = String::new();
    for uid in 0..100_000 {
        write!(body, "BEGIN:VEVENT\r\nUID:{uid}\r\nEND:VEVENT\r\n").unwrap();
    }
    let last = parts(&calendar(&body)).pop().unwrap().unwrap_err();
    assert_eq!(last.line, 3 + 3 * 99_999);
}
