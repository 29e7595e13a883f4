//! The examples of RFC 4791 §7.8.1 to §7.8.4, on the data of its appendix B.

use ta_ical::CalendarObject;
use ta_ical::project::{
    ComponentParts, IcalProperty, PropertyValueRequest, SelectedComponents, SelectedProperties, Selection,
};

use super::{expansion, limit, projected, span};
use crate::data;

/// The second override of the event, which the answers of §7.8.1 and §7.8.2 speak of and appendix B leaves out.
const SECOND_OVERRIDE: &str = "BEGIN:VEVENT
DTSTAMP:20060206T001121Z
DTSTART;TZID=US/Eastern:20060106T140000
DURATION:PT1H
RECURRENCE-ID;TZID=US/Eastern:20060106T120000
SUMMARY:Event #2 bis bis
UID:00959BC664CA650E933C892C@example.com
END:VEVENT
";

const TIME_ZONE: &str = "BEGIN:VTIMEZONE
LAST-MODIFIED:20040110T032845Z
TZID:US/Eastern
BEGIN:DAYLIGHT
DTSTART:20000404T020000
RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=4
TZNAME:EDT
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20001026T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZNAME:EST
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
END:STANDARD
END:VTIMEZONE
";

const HEAD: &str = "BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example Corp.//CalDAV Client//EN
";

fn stored(name: &str) -> String {
    String::from_utf8(data::read("rfc4791", name)).unwrap().replace("\r\n", "\n")
}

fn read(text: String) -> CalendarObject {
    CalendarObject::from_bytes(text.into_bytes()).unwrap()
}

fn event_2() -> CalendarObject {
    read(stored("abcd2.ics").replace("END:VCALENDAR", &format!("{SECOND_OVERRIDE}END:VCALENDAR")))
}

fn these(names: &[&str]) -> SelectedProperties {
    let property =
        |name: &&str| IcalProperty { name: (*name).to_owned(), value: PropertyValueRequest::WithValue };
    SelectedProperties::These(names.iter().map(property).collect())
}

/// The parts that §7.8.1 asks for.
fn some_parts() -> Selection {
    let names = [
        "SUMMARY",
        "UID",
        "DTSTART",
        "DTEND",
        "DURATION",
        "RRULE",
        "RDATE",
        "EXRULE",
        "EXDATE",
        "RECURRENCE-ID",
    ];
    let event = ComponentParts {
        name: "VEVENT".to_owned(),
        properties: these(&names),
        components: SelectedComponents::These(Vec::new()),
    };
    let time_zone = ComponentParts {
        name: "VTIMEZONE".to_owned(),
        properties: SelectedProperties::All,
        components: SelectedComponents::All,
    };
    let parts = ComponentParts {
        name: "VCALENDAR".to_owned(),
        properties: these(&["VERSION"]),
        components: SelectedComponents::These(vec![event, time_zone]),
    };
    Selection { parts: Some(parts), ..Selection::default() }
}

#[test]
fn partial_retrieval() {
    // §7.8.1.
    let expected = format!(
        "BEGIN:VCALENDAR
VERSION:2.0
{TIME_ZONE}BEGIN:VEVENT
DTSTART;TZID=US/Eastern:20060102T120000
DURATION:PT1H
RRULE:FREQ=DAILY;COUNT=5
SUMMARY:Event #2
UID:00959BC664CA650E933C892C@example.com
END:VEVENT
BEGIN:VEVENT
DTSTART;TZID=US/Eastern:20060104T140000
DURATION:PT1H
RECURRENCE-ID;TZID=US/Eastern:20060104T120000
SUMMARY:Event #2 bis
UID:00959BC664CA650E933C892C@example.com
END:VEVENT
BEGIN:VEVENT
DTSTART;TZID=US/Eastern:20060106T140000
DURATION:PT1H
RECURRENCE-ID;TZID=US/Eastern:20060106T120000
SUMMARY:Event #2 bis bis
UID:00959BC664CA650E933C892C@example.com
END:VEVENT
END:VCALENDAR
"
    );
    assert_eq!(projected(&event_2(), &some_parts()), expected);
}

#[test]
fn overrides_of_a_span() {
    // §7.8.2.
    let selection = limit(span("2006-01-03T00:00:00Z", "2006-01-05T00:00:00Z"));
    let expected = format!(
        "{HEAD}{TIME_ZONE}BEGIN:VEVENT
DTSTAMP:20060206T001121Z
DTSTART;TZID=US/Eastern:20060102T120000
DURATION:PT1H
RRULE:FREQ=DAILY;COUNT=5
SUMMARY:Event #2
UID:00959BC664CA650E933C892C@example.com
END:VEVENT
BEGIN:VEVENT
DTSTAMP:20060206T001121Z
DTSTART;TZID=US/Eastern:20060104T140000
DURATION:PT1H
RECURRENCE-ID;TZID=US/Eastern:20060104T120000
SUMMARY:Event #2 bis
UID:00959BC664CA650E933C892C@example.com
END:VEVENT
END:VCALENDAR
"
    );
    assert_eq!(projected(&event_2(), &selection), expected);
    assert_eq!(projected(&read(stored("abcd3.ics")), &selection), stored("abcd3.ics"));
}

/// The times of the RFC's answer, with the Z that it forgets where its own §9.6.5 wants one.
#[test]
fn expanded_series() {
    // §7.8.3.
    let expected = [
        "BEGIN:VEVENT
DTSTAMP:20060206T001121Z
DTSTART:20060103T170000Z
DURATION:PT1H
RECURRENCE-ID:20060103T170000Z
SUMMARY:Event #2
UID:00959BC664CA650E933C892C@example.com
END:VEVENT
",
        "BEGIN:VEVENT
DTSTAMP:20060206T001121Z
DTSTART:20060104T190000Z
DURATION:PT1H
RECURRENCE-ID:20060104T170000Z
SUMMARY:Event #2 bis
UID:00959BC664CA650E933C892C@example.com
END:VEVENT
",
    ];
    let text = projected(&event_2(), &expansion(span("2006-01-03T00:00:00Z", "2006-01-05T00:00:00Z")));
    let inner = text.strip_prefix(HEAD).unwrap().strip_suffix("END:VCALENDAR\n").unwrap();
    let found: Vec<_> = inner.split_inclusive("END:VEVENT\n").map(sorted).collect();
    assert_eq!(found, expected.map(sorted));
}

/// Lines in alphabetical order: where RECURRENCE-ID stands makes no difference.
fn sorted(component: &str) -> Vec<&str> {
    let mut lines: Vec<_> = component.lines().collect();
    lines.sort_unstable();
    lines
}

#[test]
fn expanded_single_event() {
    // §7.8.3.
    let text = projected(
        &read(stored("abcd3.ics")),
        &expansion(span("2006-01-03T00:00:00Z", "2006-01-05T00:00:00Z")),
    );
    let expected = format!(
        "{HEAD}BEGIN:VEVENT
ATTENDEE;PARTSTAT=ACCEPTED;ROLE=CHAIR:mailto:cyrus@example.com
ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:lisa@example.com
DTSTAMP:20060206T001220Z
DTSTART:20060104T150000Z
DURATION:PT1H
LAST-MODIFIED:20060206T001330Z
ORGANIZER:mailto:cyrus@example.com
SEQUENCE:1
STATUS:TENTATIVE
SUMMARY:Event #3
UID:DC6C50A017428C5216A2F1CD@example.com
END:VEVENT
END:VCALENDAR
"
    );
    assert_eq!(text, expected);
}

#[test]
fn free_busy_values_of_a_span() {
    // §7.8.4.
    let range = span("2006-01-02T00:00:00Z", "2006-01-03T00:00:00Z");
    let selection = Selection { limit_freebusy_set: Some(range), ..Selection::default() };
    let expected = format!(
        "{HEAD}BEGIN:VFREEBUSY
ORGANIZER;CN=\"Bernard Desruisseaux\":mailto:bernard@example.com
UID:76ef34-54a3d2@example.com
DTSTAMP:20050530T123421Z
DTSTART:20060101T000000Z
DTEND:20060108T000000Z
FREEBUSY;FBTYPE=BUSY-TENTATIVE:20060102T100000Z/20060102T120000Z
END:VFREEBUSY
END:VCALENDAR
"
    );
    assert_eq!(projected(&read(stored("abcd8.ics")), &selection), expected);
}
