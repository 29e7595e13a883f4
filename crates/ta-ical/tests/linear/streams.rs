//! Streams taken apart and put together.

use ta_ical::ICalendar;
use ta_ical::stream::{join, split};

use crate::work::assert_linear;

fn take_apart(bytes: &Vec<u8>) {
    split(&ICalendar::parse(bytes.as_slice()).unwrap()).into_iter().for_each(drop);
}

fn calendars(calendar: impl Fn(usize) -> String) -> impl Fn(usize) -> (Vec<u8>, usize) {
    move |size| {
        let text: String = (0..size).map(&calendar).collect();
        (text.clone().into_bytes(), text.len())
    }
}

fn event(uid: usize, lines: &str) -> String {
    format!("BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTART;TZID=Office:20260101T000000\r\n{lines}END:VEVENT\r\n")
}

fn office(offset: usize) -> String {
    format!(
        "BEGIN:VTIMEZONE\r\nTZID:Office\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nX-N:{offset}\r\n\
         TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
}

fn calendar(body: &str) -> String {
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{body}END:VCALENDAR\r\n")
}

#[test]
fn objects_of_one_calendar() {
    let stream =
        |size: usize| calendars(|_| calendar(&(0..size).map(|uid| event(uid, "")).collect::<String>()))(1);
    assert_linear(500, 300, stream, take_apart);
}

#[test]
fn overrides_of_one_object() {
    let component = |n: usize| event(1, &format!("RECURRENCE-ID:{:04}0101T000000Z\r\n", 1 + n));
    let stream = |size: usize| calendars(|_| calendar(&(0..size).map(component).collect::<String>()))(1);
    assert_linear(500, 300, stream, take_apart);
}

#[test]
fn refused_components() {
    let stream = |size: usize| {
        let body: String =
            (0..size).map(|uid| format!("BEGIN:VEVENT\r\nUID:{uid}\r\nEND:VEVENT\r\n")).collect();
        calendars(|_| calendar(&body))(1)
    };
    assert_linear(2_000, 300, stream, take_apart);
}

#[test]
fn calendars_of_one_object_each() {
    assert_linear(2_000, 300, calendars(|uid| calendar(&event(uid, ""))), take_apart);
}

#[test]
fn calendars_that_define_a_zone_each() {
    assert_linear(
        500,
        300,
        calendars(|uid| calendar(&format!("{}{}", office(uid), event(uid, "")))),
        take_apart,
    );
}

#[test]
fn objects_that_name_many_zones() {
    let stream = |size: usize| {
        let lines: String = (0..size).map(|n| format!("EXDATE;TZID=Z{n}:20260101T000000\r\n")).collect();
        calendars(|_| calendar(&event(1, &lines)))(1)
    };
    assert_linear(1_000, 300, stream, take_apart);
}

/// Each definition of the zone differs, so that no two objects fit into one VCALENDAR.
#[test]
fn objects_put_together_that_define_a_zone_differently() {
    let objects = |size: usize| {
        let texts = (0..size).map(|uid| calendar(&format!("{}{}", office(uid), event(uid, ""))));
        let objects: Vec<_> = texts.map(|text| ICalendar::parse(text.into_bytes()).unwrap()).collect();
        let length = objects.iter().map(|object| object.as_bytes().len()).sum();
        (objects, length)
    };
    assert_linear(500, 50, objects, |objects: &Vec<ICalendar>| drop(join(objects, "-//Example//Test//EN")));
}

#[test]
fn objects_put_together() {
    let objects = |size: usize| {
        let texts = (0..size).map(|uid| calendar(&format!("{}{}", office(1), event(uid, ""))));
        let objects: Vec<_> = texts.map(|text| ICalendar::parse(text.into_bytes()).unwrap()).collect();
        let length = objects.iter().map(|object| object.as_bytes().len()).sum();
        (objects, length)
    };
    assert_linear(500, 50, objects, |objects: &Vec<ICalendar>| drop(join(objects, "-//Example//Test//EN")));
}
