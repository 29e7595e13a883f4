//! The objects of RFC 5545 §4, as the RFC prints them, read as the RFC says beside them.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ta_ical::filter::{CompFilter, CompTest, matches};
use ta_ical::{CalendarObject, Component, ComponentKind, ICalendar, Property, UtcRange};

use crate::data;

fn object(name: &str) -> CalendarObject {
    CalendarObject::from_bytes(data::read("rfc5545", name)).unwrap()
}

fn refusal(name: &str) -> String {
    CalendarObject::from_bytes(data::read("rfc5545", name)).unwrap_err().to_string()
}

fn property<'a>(component: Component<'a>, name: &str) -> Property<'a> {
    component.property(name).unwrap()
}

fn utc(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// Start and end of its only instance, for somebody in the zone.
fn span(object: &CalendarObject, zone: &str) -> (Timestamp, Timestamp) {
    let zone = TimeZone::get(zone).unwrap();
    let [one] = <[_; 1]>::try_from(object.instances(UtcRange::ALWAYS, &zone).collect::<Vec<_>>()).unwrap();
    (one.start_utc, one.end_utc)
}

#[test]
fn three_day_conference() {
    let object = object("1-conference.ics");
    assert_eq!(span(&object, "Asia/Tokyo"), (utc("1996-09-18T14:30:00Z"), utc("1996-09-20T22:00:00Z")));
    let description = property(object.master().unwrap(), "DESCRIPTION").text();
    assert_eq!(
        description,
        "Networld+Interop Conference and Exhibit\nAtlanta World Congress Center\nAtlanta, Georgia"
    );
}

#[test]
fn meeting_at_half_past_eight_est() {
    let object = object("2-meeting.ics");
    assert_eq!(span(&object, "Asia/Tokyo"), (utc("1998-03-12T13:30:00Z"), utc("1998-03-12T14:30:00Z")));
    let attendee = property(object.master().unwrap(), "ATTENDEE");
    assert_eq!(attendee.param("CUTYPE").unwrap(), "GROUP");
    assert_eq!(attendee.value(), "mailto:employee-A@example.com");
}

#[test]
fn message_is_read_but_not_stored() {
    assert_eq!(
        refusal("3-message.ics"),
        "not a calendar object resource: line 2: METHOD is for messages, not for stored objects"
    );
    let ical = ICalendar::parse(data::read("rfc5545", "3-message.ics")).unwrap();
    let event = ical.root().components().next().unwrap();
    let attachment = property(event, "ATTACH");
    assert_eq!(attachment.value(), "ftp://example.com/pub/conf/bkgrnd.ps");
    assert_eq!(attachment.param("FMTTYPE").unwrap(), "application/postscript");
    assert_eq!(property(event, "CATEGORIES").texts().collect::<Vec<_>>(), ["MEETING", "PROJECT"]);
}

/// Its trigger is an instant without the `VALUE=DATE-TIME` that one needs; the form of the value decides.
#[test]
fn alarm_of_the_to_do_goes_off_at_noon_and_hourly_four_times_more() {
    let object = object("4-todo.ics");
    let goes_off = |from: &str, to: &str| {
        let test = |time_range, comps| CompTest::All { time_range, props: Vec::new(), comps };
        let comp = |name: &str, test| CompFilter { name: name.to_owned(), test };
        let window = UtcRange::new(Some(utc(from)), Some(utc(to)));
        let todo = comp("VTODO", test(None, vec![comp("VALARM", test(window, Vec::new()))]));
        matches(&object, &comp("VCALENDAR", test(None, vec![todo])), &TimeZone::UTC)
    };
    for hour in 12..=16 {
        assert!(
            goes_off(&format!("1998-04-03T{hour}:00:00Z"), &format!("1998-04-03T{hour}:00:01Z")),
            "{hour}"
        );
    }
    assert!(!goes_off("1998-04-03T16:00:01Z", "1998-04-14T00:00:00Z"));
    assert!(!goes_off("1998-04-01T00:00:00Z", "1998-04-03T12:00:00Z"));
}

#[test]
fn to_do_is_due_wherever_one_is() {
    let due = utc("1998-04-15T04:00:00Z");
    assert_eq!(span(&object("4-todo.ics"), "America/New_York"), (due, due));
}

/// It says nothing of when, and is long.
#[test]
fn journal_entry() {
    let object = object("5-journal.ics");
    assert_eq!(object.kind(), ComponentKind::Journal);
    assert_eq!(object.instances(UtcRange::ALWAYS, &TimeZone::UTC).count(), 0);
    let journal = object.master().unwrap();
    let categories: Vec<_> = property(journal, "CATEGORIES").texts().collect();
    assert_eq!(categories, ["Project Report", "XYZ", "Weekly Meeting"]);
    let minutes = property(journal, "DESCRIPTION").text();
    assert_eq!(minutes.lines().nth(2).unwrap(), "1. Review of project version 1.0 requirements.");
    assert_eq!(minutes.lines().last().unwrap(), "-Next weeks meeting is cancelled. No meeting until 3/23.");
}

/// It has no UID, which the section on VFREEBUSY asks for; as published busy time it is read all the same.
#[test]
fn published_busy_time() {
    assert_eq!(refusal("6-freebusy.ics"), "not valid iCalendar: line 4: VFREEBUSY without UID");
    let ical = ICalendar::parse(data::read("rfc5545", "6-freebusy.ics")).unwrap();
    let busy = ical.root().components().next().unwrap();
    assert_eq!(busy.properties_named("FREEBUSY").count(), 3);
}

/// §5, practice 2: an RDATE that is a period decides how long the instance is that RRULE has at the same time.
#[test]
fn an_rdate_that_is_a_period_has_its_own_length_where_the_rule_is_too() {
    let object = CalendarObject::from_bytes(
        &b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:19970902T090000Z\r\n\
           DURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=2\r\nRDATE;VALUE=PERIOD:19970903T090000Z/PT3H\r\n\
           END:VEVENT\r\nEND:VCALENDAR\r\n"[..],
    )
    .unwrap();
    let instances = object.instances(UtcRange::ALWAYS, &TimeZone::UTC);
    let ends: Vec<_> = instances.map(|one| one.end.to_value()).collect();
    assert_eq!(ends, ["19970902T100000Z", "19970903T120000Z"]);
}
