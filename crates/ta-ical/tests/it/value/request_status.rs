//! The examples of RFC 5545 §3.8.8.3.

use ta_ical::value::{StatusClass, ValueType};

use super::with_line;

/// Code, description and data.
fn read(line: &str) -> (String, String, Option<String>, StatusClass) {
    with_line(line, |property| {
        let status = property.request_status().unwrap();
        let class = status.class();
        (
            status.code.to_owned(),
            status.description.into_owned(),
            status.data.map(|data| data.into_owned()),
            class,
        )
    })
}

fn expected(
    code: &str,
    description: &str,
    data: Option<&str>,
    class: StatusClass,
) -> (String, String, Option<String>, StatusClass) {
    (code.to_owned(), description.to_owned(), data.map(str::to_owned), class)
}

#[test]
fn examples_of_rfc_5545() {
    assert_eq!(read("REQUEST-STATUS:2.0;Success"), expected("2.0", "Success", None, StatusClass::Success));
    assert_eq!(
        read("REQUEST-STATUS:3.1;Invalid property value;DTSTART:96-Apr-01"),
        expected("3.1", "Invalid property value", Some("DTSTART:96-Apr-01"), StatusClass::ClientError)
    );
    assert_eq!(
        read(
            "REQUEST-STATUS:2.8; Success\\, repeating event ignored. Scheduled\r\n  as a single event.;\
             RRULE:FREQ=WEEKLY\\;INTERVAL=2"
        ),
        expected(
            "2.8",
            "Success, repeating event ignored. Scheduled as a single event.",
            Some("RRULE:FREQ=WEEKLY;INTERVAL=2"),
            StatusClass::Success
        )
    );
    assert_eq!(
        read("REQUEST-STATUS:4.1;Event conflict.  Date-time is busy."),
        expected("4.1", "Event conflict.  Date-time is busy.", None, StatusClass::SchedulingError)
    );
    assert_eq!(
        read("REQUEST-STATUS:3.7;Invalid calendar user;ATTENDEE:\r\n mailto:jsmith@example.com"),
        expected(
            "3.7",
            "Invalid calendar user",
            Some("ATTENDEE:mailto:jsmith@example.com"),
            StatusClass::ClientError
        )
    );
}

#[test]
fn codes_of_three_levels_and_of_other_classes() {
    assert_eq!(read("REQUEST-STATUS:3.1.1;x").0, "3.1.1");
    assert_eq!(read("REQUEST-STATUS:1.0;x").3, StatusClass::Preliminary);
    assert_eq!(read("REQUEST-STATUS:5.1;x").3, StatusClass::Other);
}

#[test]
fn what_is_left_out_and_what_is_too_much() {
    assert_eq!(read("REQUEST-STATUS:2.0"), expected("2.0", "", None, StatusClass::Success));
    assert_eq!(read("REQUEST-STATUS:2.0;Success;a;b").2.as_deref(), Some("a;b"));
}

#[test]
fn no_status_without_a_code() {
    for value in ["", "Success", "2", "2.;x", "2.0.0.0;x", "2,0;x"] {
        let refusal =
            with_line(&format!("REQUEST-STATUS:{value}"), |property| property.request_status().map(|_| ()));
        assert_eq!(refusal.unwrap_err().value_type, ValueType::RequestStatus, "{value}");
    }
}
