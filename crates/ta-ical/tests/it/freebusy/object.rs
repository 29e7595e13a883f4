//! What one object makes of its owner's time.

use jiff::tz::TimeZone;
use ta_ical::CalendarObject;
use ta_ical::freebusy::{BusyPeriods, BusyType, busy_type_of};
use ta_ical::project::{Budget, TooMuch};
use ta_ical::value::CalAddress;

use super::{enough, object, span, text};
use crate::data::read_all;

const DAY: &str = "20260104T000000Z/20260105T000000Z";

fn busy(object: &CalendarObject, day: &str) -> String {
    text(&object.busy_periods(span(day), &TimeZone::UTC, &[], &mut enough()).unwrap())
}

/// The busy type of an event with these lines beside its time.
fn busy_type(lines: &[&str]) -> Option<BusyType> {
    let event = object("VEVENT", &[&["DTSTART:20260104T090000Z", "DURATION:PT1H"], lines].concat());
    busy_type_of(event.master().unwrap(), &[])
}

fn answered(partstat: &str) -> Option<BusyType> {
    let lines = ["DTSTART:20260104T090000Z", "ORGANIZER:mailto:ben@example.com", partstat];
    let event = object("VEVENT", &lines);
    busy_type_of(event.master().unwrap(), &[CalAddress::new("mailto:anna@example.com")])
}

#[test]
fn example_of_rfc_4791() {
    // §7.10.1, over the objects of its appendix B. The prose asks about January 4 only; the end of the request, a day
    // later, is a slip, as the answer leaves out what appendix B has on January 5.
    let asked = span("20060104T140000Z/20060104T220000Z");
    let objects =
        read_all("rfc4791").into_iter().map(|(_, bytes)| CalendarObject::from_bytes(bytes).unwrap());
    let each: Vec<BusyPeriods> = objects
        .map(|object| object.busy_periods(asked, &TimeZone::UTC, &[], &mut enough()).unwrap())
        .collect();
    assert_eq!(
        text(&BusyPeriods::merge(&each)),
        "BUSY-TENTATIVE 20060104T150000Z/20060104T160000Z\nBUSY 20060104T190000Z/20060104T200000Z\n"
    );
}

#[test]
fn transparency_and_status_decide_by_the_table() {
    // RFC 4791 §7.10, row by row.
    assert_eq!(busy_type(&[]), Some(BusyType::Busy));
    assert_eq!(busy_type(&["TRANSP:OPAQUE", "STATUS:CONFIRMED"]), Some(BusyType::Busy));
    assert_eq!(busy_type(&["STATUS:CANCELLED"]), None);
    assert_eq!(busy_type(&["STATUS:TENTATIVE"]), Some(BusyType::Tentative));
    assert_eq!(busy_type(&["STATUS:X-MAYBE"]), Some(BusyType::Busy));
    for status in ["CONFIRMED", "CANCELLED", "TENTATIVE", "X-MAYBE"] {
        assert_eq!(busy_type(&["TRANSP:TRANSPARENT", &format!("STATUS:{status}")]), None, "{status}");
    }
}

#[test]
fn values_count_in_any_case_and_with_blanks() {
    assert_eq!(busy_type(&["TRANSP:transparent "]), None);
    assert_eq!(busy_type(&["STATUS:Tentative"]), Some(BusyType::Tentative));
}

#[test]
fn answer_of_the_owner_counts() {
    assert_eq!(answered("ATTENDEE;PARTSTAT=ACCEPTED:MAILTO:Anna@example.com"), Some(BusyType::Busy));
    assert_eq!(answered("ATTENDEE;PARTSTAT=DECLINED:mailto:anna@example.com"), None);
    assert_eq!(answered("ATTENDEE;PARTSTAT=DELEGATED:mailto:anna@example.com"), None);
    assert_eq!(answered("ATTENDEE;PARTSTAT=TENTATIVE:mailto:anna@example.com"), Some(BusyType::Tentative));
    assert_eq!(answered("ATTENDEE:mailto:anna@example.com"), Some(BusyType::Tentative));
}

#[test]
fn answer_of_somebody_else_does_not() {
    assert_eq!(answered("ATTENDEE;PARTSTAT=DECLINED:mailto:carl@example.com"), Some(BusyType::Busy));
}

#[test]
fn each_instance_counts_as_its_own_component_says() {
    let text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n\
        BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260103T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\n\
        BEGIN:VEVENT\r\nUID:1\r\nRECURRENCE-ID:20260104T090000Z\r\nDTSTART:20260104T120000Z\r\nDURATION:PT2H\r\n\
        STATUS:TENTATIVE\r\nEND:VEVENT\r\n\
        BEGIN:VEVENT\r\nUID:1\r\nRECURRENCE-ID:20260105T090000Z\r\nDTSTART:20260105T090000Z\r\nDURATION:PT1H\r\n\
        TRANSP:TRANSPARENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let series = CalendarObject::from_bytes(text.as_bytes()).unwrap();
    assert_eq!(
        busy(&series, "20260103T000000Z/20260107T000000Z"),
        "BUSY 20260103T090000Z/20260103T100000Z\n\
         BUSY-TENTATIVE 20260104T120000Z/20260104T140000Z\n\
         BUSY 20260106T090000Z/20260106T100000Z\n"
    );
}

#[test]
fn periods_are_cut_to_the_span() {
    let long = object("VEVENT", &["DTSTART:20260101T000000Z", "DTEND:20260110T000000Z"]);
    assert_eq!(busy(&long, DAY), "BUSY 20260104T000000Z/20260105T000000Z\n");
}

#[test]
fn event_without_length_holds_no_time() {
    assert_eq!(busy(&object("VEVENT", &["DTSTART:20260104T090000Z"]), DAY), "");
}

#[test]
fn all_day_and_floating_events_are_where_the_asker_is() {
    let tokyo = TimeZone::get("Asia/Tokyo").unwrap();
    let of = |lines: &[&str]| {
        let found = object("VEVENT", lines).busy_periods(
            span("20260103T000000Z/20260106T000000Z"),
            &tokyo,
            &[],
            &mut enough(),
        );
        text(&found.unwrap())
    };
    assert_eq!(of(&["DTSTART;VALUE=DATE:20260104"]), "BUSY 20260103T150000Z/20260104T150000Z\n");
    assert_eq!(of(&["DTSTART:20260104T090000", "DURATION:PT1H"]), "BUSY 20260104T000000Z/20260104T010000Z\n");
}

#[test]
fn free_busy_components_count_by_their_periods() {
    let stated = object(
        "VFREEBUSY",
        &[
            "FREEBUSY:20260104T100000Z/PT2H,20260104T110000Z/20260104T130000Z",
            "FREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20260104T150000Z/PT1H",
            "FREEBUSY;FBTYPE=FREE:20260104T170000Z/PT1H",
            "FREEBUSY;FBTYPE=X-ASLEEP:20260104T190000Z/PT1H",
        ],
    );
    assert_eq!(
        busy(&stated, DAY),
        "BUSY 20260104T100000Z/20260104T130000Z\nBUSY-UNAVAILABLE 20260104T150000Z/20260104T160000Z\n\
         BUSY 20260104T190000Z/20260104T200000Z\n"
    );
}

#[test]
fn to_dos_and_journals_never_count() {
    let todo = object("VTODO", &["DTSTART:20260104T090000Z", "DUE:20260104T100000Z"]);
    let journal = object("VJOURNAL", &["DTSTART;VALUE=DATE:20260104"]);
    assert_eq!((busy(&todo, DAY), busy(&journal, DAY)), (String::new(), String::new()));
}

#[test]
fn more_instances_than_the_budget_has_are_too_much() {
    let minutes = object("VEVENT", &["DTSTART:20260101T000000Z", "DURATION:PT30S", "RRULE:FREQ=MINUTELY"]);
    let found = minutes.busy_periods(span(DAY), &TimeZone::UTC, &[], &mut Budget::new(1000, 0));
    assert_eq!(found, Err(TooMuch));
}

#[test]
fn endless_series_of_free_time_costs_nothing() {
    let free = object(
        "VEVENT",
        &["DTSTART:20260101T000000Z", "DURATION:PT30S", "RRULE:FREQ=SECONDLY", "TRANSP:TRANSPARENT"],
    );
    let found = free.busy_periods(span(DAY), &TimeZone::UTC, &[], &mut Budget::new(0, 0));
    assert_eq!(found, Ok(BusyPeriods::FREE));
}
