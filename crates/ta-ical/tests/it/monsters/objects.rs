//! Calendar objects with a hundred thousand of something.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use ta_ical::{CalTime, CalendarObject, ICalendar, UtcRange, stream, zone_of_vtimezone};

const SIZE: usize = 100_000;

/// An object of these components.
fn object(components: &str) -> CalendarObject {
    parse(components).unwrap()
}

fn parse(components: &str) -> Result<CalendarObject, String> {
    let text = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{components}END:VCALENDAR\r\n");
    CalendarObject::from_bytes(text.into_bytes()).map_err(|refusal| refusal.to_string())
}

/// An event of 1 January 2000 with these lines.
fn event(lines: &str) -> String {
    format!("BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20000101T000000Z\r\n{lines}END:VEVENT\r\n")
}

/// So many hours after the event began.
fn at(hours: usize) -> Timestamp {
    let start: Timestamp = "2000-01-01T00:00:00Z".parse().unwrap();
    start + SignedDuration::from_hours(hours as i64)
}

fn hour(hours: usize) -> String {
    CalTime::Utc(at(hours)).to_value()
}

fn lines(line: impl Fn(usize) -> String) -> String {
    (1..=SIZE).map(line).collect()
}

fn starts(object: &CalendarObject) -> Vec<Timestamp> {
    object.instances(UtcRange::ALWAYS, &TimeZone::UTC).map(|instance| instance.start_utc).collect()
}

#[test]
fn rdates() {
    let found = starts(&object(&event(&lines(|n| format!("RDATE:{}\r\n", hour(n))))));
    assert_eq!((found.len(), found[0], found[SIZE]), (SIZE + 1, at(0), at(SIZE)));
}

#[test]
fn rdates_in_one_line() {
    let list: Vec<_> = (1..=SIZE).rev().map(hour).collect();
    let found = starts(&object(&event(&format!("RDATE:{}\r\n", list.join(",")))));
    assert_eq!((found.len(), found[0], found[SIZE]), (SIZE + 1, at(0), at(SIZE)));
}

#[test]
fn exdates() {
    let exdates = lines(|n| format!("EXDATE:{}\r\n", hour(n)));
    let left = object(&event(&format!("RRULE:FREQ=HOURLY\r\n{exdates}")));
    let mut found = left.instances(UtcRange::ALWAYS, &TimeZone::UTC).map(|instance| instance.start_utc);
    assert_eq!([found.next(), found.next()], [Some(at(0)), Some(at(SIZE + 1))]);
}

#[test]
fn overrides() {
    let component = |n| {
        let by_rule = hour(n);
        let moved = hour(n + SIZE);
        format!("BEGIN:VEVENT\r\nUID:1\r\nRECURRENCE-ID:{by_rule}\r\nDTSTART:{moved}\r\nEND:VEVENT\r\n")
    };
    let series = object(&format!("{}{}", event("RRULE:FREQ=HOURLY;COUNT=100000\r\n"), lines(component)));
    let found = starts(&series);
    // The rule's first is left, its other 99,999 are moved; the last override stands for none of them and is there.
    assert_eq!((found.len(), found[0], found[1]), (SIZE + 1, at(0), at(SIZE + 1)));
    let id = CalTime::Utc(at(70_000));
    assert_eq!(series.instance(&id, &TimeZone::UTC).unwrap().start_utc, at(SIZE + 70_000));
}

#[test]
fn overrides_for_the_future() {
    let component = |n| {
        let id = hour(n);
        format!(
            "BEGIN:VEVENT\r\nUID:1\r\nRECURRENCE-ID;RANGE=THISANDFUTURE:{id}\r\nDTSTART:{id}\r\nEND:VEVENT\r\n"
        )
    };
    let series = object(&format!("{}{}", event("RRULE:FREQ=HOURLY\r\n"), lines(component)));
    let window = UtcRange::new(Some(at(SIZE - 1)), Some(at(SIZE + 2))).unwrap();
    let found: Vec<_> = series.instances(window, &TimeZone::UTC).map(|instance| instance.start_utc).collect();
    assert_eq!(found, [at(SIZE - 1), at(SIZE), at(SIZE + 1)]);
}

#[test]
fn exrules() {
    let exrules = "EXRULE:FREQ=DAILY\r\n".repeat(10_000);
    // The RRULE is on line 6 and the first of 33 rules.
    let expected = "not valid iCalendar: line 38: more than 32 recurrence rules in one component";
    assert_eq!(parse(&event(&format!("RRULE:FREQ=DAILY\r\n{exrules}"))).unwrap_err(), expected);
}

#[test]
fn alarms() {
    let alarms = lines(|n| format!("BEGIN:VALARM\r\nTRIGGER:-PT{n}M\r\nEND:VALARM\r\n"));
    let object = object(&event(&alarms));
    assert_eq!(object.master().unwrap().components_named("VALARM").count(), SIZE);
    assert_eq!(starts(&object), [at(0)]);
}

#[test]
fn observances() {
    let observance = |n: usize| {
        let (year, month, day) = (2000 + n / 336, 1 + n / 28 % 12, 1 + n % 28);
        format!(
            "BEGIN:STANDARD\r\nDTSTART:{year:04}{month:02}{day:02}T000000\r\n\
             TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nEND:STANDARD\r\n"
        )
    };
    let zone = format!("BEGIN:VTIMEZONE\r\nTZID:X\r\n{}END:VTIMEZONE\r\n", lines(observance));
    let text = format!("BEGIN:VCALENDAR\r\n{zone}END:VCALENDAR\r\n");
    let ical = ICalendar::parse(text.into_bytes()).unwrap();
    let zone = ical.root().components().find_map(zone_of_vtimezone).unwrap();
    // 1999 is before the first onset.
    let offset = |instant: &str| zone.to_offset(instant.parse().unwrap()).seconds();
    assert_eq!([offset("1999-01-01T00:00:00Z"), offset("2000-06-01T00:00:00Z")], [3600, 7200]);
}

#[test]
fn zones() {
    let zones = lines(|n| {
        format!(
            "BEGIN:VTIMEZONE\r\nTZID:Z{n}\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n\
             TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0{}00\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n",
            n % 10
        )
    });
    let event = "BEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Z99993:20000101T030000\r\nEND:VEVENT\r\n";
    assert_eq!(starts(&object(&format!("{zones}{event}"))), [at(0)]);
}

#[test]
fn objects_of_one_stream() {
    let todos = lines(|n| format!("BEGIN:VTODO\r\nUID:{n}\r\nEND:VTODO\r\n"));
    let text = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{todos}END:VCALENDAR\r\n");
    let pieces = stream::split(&ICalendar::parse(text.into_bytes()).unwrap());
    let objects: Vec<_> = pieces.iter().map(|piece| piece.object.as_ref().unwrap()).collect();
    assert_eq!((objects.len(), objects[SIZE - 1].uid()), (SIZE, "100000"));
    let joined = stream::join(objects.into_iter().map(CalendarObject::ical), "-//Example//Test//EN");
    let again = ICalendar::parse(joined).unwrap();
    assert_eq!(again.root().components_named("VTODO").count(), SIZE);
}
