//! What may be stored as a calendar object resource (RFC 4791 §4.1), and what is refused in which words.

use ta_ical::{CalendarObject, ComponentKind, DataError, ObjectError, ResourceError};

use crate::data;

const EVENT: &str = "BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260301T100000Z\r\nEND:VEVENT\r\n";

fn calendar(body: &str) -> Vec<u8> {
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{body}END:VCALENDAR\r\n").into_bytes()
}

fn event(lines: &str) -> Vec<u8> {
    calendar(&format!("BEGIN:VEVENT\r\nUID:1\r\n{lines}END:VEVENT\r\n"))
}

fn refusal(bytes: Vec<u8>) -> ObjectError {
    CalendarObject::from_bytes(bytes).unwrap_err()
}

#[test]
fn sample_objects() {
    let kinds = [
        ("01-folded.ics", ComponentKind::Event),
        ("02-xprops.ics", ComponentKind::Event),
        ("03-valarm.ics", ComponentKind::Event),
        ("04-vtimezone.ics", ComponentKind::Event),
        ("05-rdate-period.ics", ComponentKind::Event),
        ("06-6868.ics", ComponentKind::Event),
        ("07-exdate.ics", ComponentKind::Event),
        ("08-range.ics", ComponentKind::Event),
        ("09-vavailability.ics", ComponentKind::Availability),
        ("11-9073.ics", ComponentKind::Event),
        ("12-values.ics", ComponentKind::Event),
        ("14-rscale.ics", ComponentKind::Event),
        ("15-unknown.ics", ComponentKind::Event),
        ("17-limits.ics", ComponentKind::Event),
    ];
    for (name, kind) in kinds {
        let object = CalendarObject::from_bytes(data::read("icalendar", name)).unwrap();
        assert_eq!(object.kind(), kind, "{name}");
        assert_eq!(object.bytes()[..], data::read("icalendar", name)[..], "{name}");
    }
}

#[test]
fn sample_streams_that_are_no_objects() {
    let refusals = [
        ("10-vpoll.ics", ResourceError::Method { line: 4 }),
        ("13-freebusy.ics", ResourceError::Method { line: 4 }),
        (
            "16-todo.ics",
            ResourceError::SeveralKinds {
                line: 21,
                first: ComponentKind::Todo,
                other: ComponentKind::Journal,
            },
        ),
    ];
    for (name, expected) in refusals {
        assert_eq!(refusal(data::read("icalendar", name)), ObjectError::Resource(expected), "{name}");
    }
}

#[test]
fn malformed_objects_are_refused_with_line_and_property() {
    let no_version = DataError::MissingProperty { line: 1, component: "VCALENDAR", property: "VERSION" };
    let refusals = [
        ("noversion.ics", no_version.clone()),
        ("foldutf8.ics", no_version.clone()),
        ("dates.ics", no_version),
        ("dupuid.ics", DataError::RepeatedProperty { line: 6, property: "UID" }),
    ];
    for (name, expected) in refusals {
        assert_eq!(refusal(data::read("malformed", name)), ObjectError::Data(expected), "{name}");
    }
}

#[test]
fn malformed_objects_with_a_stated_reading() {
    for name in ["badcreated.ics", "blanklines.ics", "bom.ics", "lfonly.ics", "unktz.ics"] {
        let object = CalendarObject::from_bytes(data::read("malformed", name)).unwrap();
        assert_eq!(object.uid(), "u1@example.com", "{name}");
    }
}

#[test]
fn time_that_is_no_time() {
    let refused = refusal(event("DTSTART:20261399T999999Z\r\n"));
    let expected = DataError::BadValue { line: 5, property: "DTSTART", expected: "a DATE or DATE-TIME" };
    assert_eq!(refused, ObjectError::Data(expected));
    assert_eq!(
        refused.to_string(),
        "not valid iCalendar: line 5: the value of DTSTART is not a DATE or DATE-TIME"
    );
}

#[test]
fn duration_that_is_none() {
    let refused = refusal(event("DTSTART:20260301T100000Z\r\nDURATION:P99999999999999999999W\r\n"));
    let expected = DataError::BadValue { line: 6, property: "DURATION", expected: "a DURATION" };
    assert_eq!(refused, ObjectError::Data(expected));
}

#[test]
fn event_without_start() {
    let expected = DataError::MissingProperty { line: 3, component: "VEVENT", property: "DTSTART" };
    assert_eq!(refusal(event("")), ObjectError::Data(expected));
}

#[test]
fn empty_uid_is_none() {
    let refused = refusal(calendar("BEGIN:VTODO\r\nUID: \r\nEND:VTODO\r\n"));
    let expected = DataError::MissingProperty { line: 3, component: "VTODO", property: "UID" };
    assert_eq!(refused, ObjectError::Data(expected));
}

#[test]
fn vcalendar_1_0() {
    let stream = "BEGIN:VCALENDAR\r\nVERSION:1.0\r\nEND:VCALENDAR\r\n".as_bytes().to_vec();
    assert_eq!(refusal(stream), ObjectError::Data(DataError::Version { line: 2 }));
}

#[test]
fn two_calendars_in_one_resource() {
    let stream = [calendar(EVENT), calendar(EVENT)].concat();
    assert_eq!(refusal(stream), ObjectError::Data(DataError::SeveralCalendars { line: 8 }));
}

#[test]
fn nothing_to_store() {
    let stream = calendar("BEGIN:VTIMEZONE\r\nTZID:X\r\nEND:VTIMEZONE\r\n");
    assert_eq!(refusal(stream), ObjectError::Resource(ResourceError::NoComponent));
}

#[test]
fn two_uids() {
    let stream = calendar(&(EVENT.to_owned() + &EVENT.replace("UID:1", "UID:2")));
    assert_eq!(refusal(stream), ObjectError::Resource(ResourceError::SeveralUids { line: 8 }));
}

#[test]
fn two_masters() {
    let stream = calendar(&EVENT.repeat(2));
    assert_eq!(refusal(stream), ObjectError::Resource(ResourceError::SeveralMasters { line: 7 }));
}

#[test]
fn overrides_without_a_master() {
    let instance = EVENT.replace("DTSTART", "RECURRENCE-ID:20260302T100000Z\r\nDTSTART");
    let object = CalendarObject::from_bytes(calendar(&instance)).unwrap();
    assert!(object.master().is_none());
    assert_eq!(object.overrides().count(), 1);
}

#[test]
fn rule_that_is_none() {
    let rules = [
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=;;;=",
        "COUNT=99999999999999999999",
        "FREQ=YEARLY;BYDAY=999999MO,-0XX",
        "FREQ=DAILY;COUNT=2;UNTIL=20270101",
    ];
    for rule in rules {
        let refused = refusal(event(&format!("DTSTART:20260301T100000Z\r\nRRULE:{rule}\r\n")));
        assert!(refused.to_string().starts_with("not valid iCalendar: line 6: RRULE: "), "{refused}");
    }
}

#[test]
fn date_lists_that_are_none() {
    for line in ["RDATE:tomorrow", "EXDATE;VALUE=PERIOD:/", "RECURRENCE-ID;TZID=:x"] {
        let refused = refusal(event(&format!("DTSTART:20260301T100000Z\r\n{line}\r\n")));
        assert!(refused.to_string().starts_with("not valid iCalendar: line 6: the value of"), "{refused}");
    }
}

#[test]
fn rules_are_bounded_in_number_and_count() {
    let refused =
        refusal(event(&format!("DTSTART:20260301T100000Z\r\n{}", "RRULE:FREQ=DAILY\r\n".repeat(33))));
    assert_eq!(refused, ObjectError::Data(DataError::TooManyRules { line: 38, limit: 32 }));
    let refused = refusal(event("DTSTART:20260301T100000Z\r\nRRULE:FREQ=DAILY;COUNT=100001\r\n"));
    assert_eq!(refused, ObjectError::Data(DataError::CountTooLarge { line: 6, limit: 100_000 }));
}

#[test]
fn times_are_read_with_the_zones_of_the_object() {
    let object = CalendarObject::from_bytes(data::read("icalendar", "04-vtimezone.ics")).unwrap();
    let start = object.time_of(&object.master().unwrap().property("DTSTART").unwrap()).unwrap();
    assert!(!start.depends_on_place());
}

#[test]
fn objects_go_from_thread_to_thread() {
    const fn shared<T: Send + Sync>() {}
    shared::<CalendarObject>();
}
