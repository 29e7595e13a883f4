//! What is read although a standard forbids it, one test for each row of `docs/liberal-reading.md`.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ta_ical::freebusy::{BusyType, busy_type_of};
use ta_ical::value::{CalAddress, ParticipationStatus};
use ta_ical::{CalendarObject, Component, ICalendar, UtcRange, zone_of_vtimezone};

const PAGE: &str = include_str!("../../../../docs/liberal-reading.md");

fn stream(inside: &str) -> Vec<u8> {
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{inside}END:VCALENDAR\r\n").into_bytes()
}

fn event(lines: &[&str]) -> CalendarObject {
    let lines: String = lines.iter().map(|line| format!("{line}\r\n")).collect();
    CalendarObject::from_bytes(stream(&format!("BEGIN:VEVENT\r\nUID:1\r\n{lines}END:VEVENT\r\n"))).unwrap()
}

fn master(object: &CalendarObject) -> Component<'_> {
    object.master().unwrap()
}

/// Start and end of each instance, for somebody in Tokyo, nine hours ahead of UTC.
fn spans(object: &CalendarObject) -> Vec<String> {
    let tokyo = TimeZone::get("Asia/Tokyo").unwrap();
    let instances = object.instances(UtcRange::ALWAYS, &tokyo).take(9);
    instances.map(|one| format!("{}/{}", one.start_utc, one.end_utc)).collect()
}

fn instant(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// The first instance starts then.
#[track_caller]
fn starts_at(lines: &[&str], expected: &str) {
    let object = event(lines);
    let first = object.instances(UtcRange::ALWAYS, &TimeZone::get("Asia/Tokyo").unwrap()).next().unwrap();
    assert_eq!(first.start_utc, instant(expected));
}

#[test]
fn every_row_of_the_page_has_its_test_and_every_test_its_row() {
    let rows = PAGE.lines().filter_map(|line| line.strip_suffix("` |")?.rsplit_once('`')).map(|row| row.1);
    let tests =
        include_str!("liberal.rs").split("#[test]\nfn ").skip(2).filter_map(|test| test.split_once('('));
    let (mut rows, mut tests): (Vec<_>, Vec<_>) = (rows.collect(), tests.map(|test| test.0).collect());
    rows.sort_unstable();
    tests.sort_unstable();
    assert_eq!(rows, tests);
}

// Zones.

#[test]
fn windows_zone_names() {
    // Berlin is an hour ahead of UTC in winter, New York five behind it.
    starts_at(&["DTSTART;TZID=W. Europe Standard Time:20260301T100000"], "2026-03-01T09:00:00Z");
    starts_at(&["DTSTART;TZID=Eastern Standard Time:20260301T100000"], "2026-03-01T15:00:00Z");
}

#[test]
fn blanks_after_a_tzid() {
    starts_at(&["DTSTART;TZID=W. Europe Standard Time  :20260301T100000"], "2026-03-01T09:00:00Z");
    starts_at(&["DTSTART;TZID=\"Europe/Berlin \":20260301T100000"], "2026-03-01T09:00:00Z");
}

#[test]
fn blanks_that_only_one_of_tzid_and_vtimezone_has() {
    let zone = "BEGIN:VTIMEZONE\r\nTZID:Office \r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0300\r\n\
        TZOFFSETTO:+0300\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
    let text =
        format!("{zone}BEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Office:20260301T100000\r\nEND:VEVENT\r\n");
    let object = CalendarObject::from_bytes(stream(&text)).unwrap();
    assert_eq!(spans(&object), ["2026-03-01T07:00:00Z/2026-03-01T07:00:00Z"]);
}

#[test]
fn prefixes_of_tzids() {
    for tzid in ["/freeassociation.sourceforge.net/Europe/Berlin", "/mozilla.org/20050126_1/Europe/Berlin"] {
        starts_at(&[&format!("DTSTART;TZID={tzid}:20260301T100000")], "2026-03-01T09:00:00Z");
    }
}

#[test]
fn tzids_that_nobody_knows() {
    // On the wall of whoever asks, here in Tokyo.
    starts_at(&["DTSTART;TZID=Nope/Nope:20260301T100000"], "2026-03-01T01:00:00Z");
}

#[test]
fn tzids_without_their_vtimezone() {
    starts_at(&["DTSTART;TZID=America/New_York:20260301T100000"], "2026-03-01T15:00:00Z");
}

#[test]
fn truncated_vtimezones_of_known_zones() {
    // Cut to the last change before March: by it Berlin would stay on winter time.
    let zone = "BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\nBEGIN:STANDARD\r\nDTSTART:20251026T030000\r\n\
        TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
    let text = format!(
        "{zone}BEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Europe/Berlin:20260701T100000\r\nEND:VEVENT\r\n"
    );
    let object = CalendarObject::from_bytes(stream(&text)).unwrap();
    assert_eq!(spans(&object), ["2026-07-01T08:00:00Z/2026-07-01T08:00:00Z"]);
}

#[test]
fn vtimezones_that_are_there_twice() {
    let zone = |offset: &str| {
        format!(
            "BEGIN:VTIMEZONE\r\nTZID:Office\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:{offset}\r\n\
             TZOFFSETTO:{offset}\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
        )
    };
    let event = "BEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Office:20260301T100000\r\nEND:VEVENT\r\n";
    let text = format!("{}{}{event}", zone("+0300"), zone("+0400"));
    let object = CalendarObject::from_bytes(stream(&text)).unwrap();
    assert_eq!(spans(&object), ["2026-03-01T07:00:00Z/2026-03-01T07:00:00Z"]);
}

#[test]
fn vtimezones_that_define_nothing() {
    let ical = ICalendar::parse(stream(
        "BEGIN:VTIMEZONE\r\nTZID:Office\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:1\r\n\
            DTSTART;TZID=Office:20260301T100000\r\nEND:VEVENT\r\n",
    ))
    .unwrap();
    assert!(ical.root().components().find_map(zone_of_vtimezone).is_none());
    assert_eq!(
        spans(&CalendarObject::from_icalendar(ical).unwrap()),
        ["2026-03-01T01:00:00Z/2026-03-01T01:00:00Z"]
    );
}

#[test]
fn negative_zero_as_an_offset() {
    let zone = "BEGIN:VTIMEZONE\r\nTZID:Office\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:-0000\r\n\
        TZOFFSETTO:-0000\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
    let text =
        format!("{zone}BEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Office:20260301T100000\r\nEND:VEVENT\r\n");
    let object = CalendarObject::from_bytes(stream(&text)).unwrap();
    assert_eq!(spans(&object), ["2026-03-01T10:00:00Z/2026-03-01T10:00:00Z"]);
}

// Times.

#[test]
fn duration_beside_an_end() {
    let object = event(&["DTSTART:20260301T100000Z", "DURATION:PT3H", "DTEND:20260301T110000Z"]);
    assert_eq!(spans(&object), ["2026-03-01T10:00:00Z/2026-03-01T11:00:00Z"]);
}

#[test]
fn ends_before_their_starts() {
    let object = event(&["DTSTART:20260301T100000Z", "DTEND:20260301T090000Z"]);
    assert_eq!(spans(&object), ["2026-03-01T10:00:00Z/2026-03-01T10:00:00Z"]);
}

#[test]
fn days_that_end_when_they_begin() {
    // Midnight in Tokyo is 15:00 in UTC.
    let object = event(&["DTSTART;VALUE=DATE:20260302", "DTEND;VALUE=DATE:20260302"]);
    assert_eq!(spans(&object), ["2026-03-01T15:00:00Z/2026-03-02T15:00:00Z"]);
}

#[test]
fn ends_of_another_form_than_their_starts() {
    let object = event(&["DTSTART:20260301T100000Z", "DTEND;VALUE=DATE:20260303"]);
    assert_eq!(spans(&object), ["2026-03-01T10:00:00Z/2026-03-02T15:00:00Z"]);
}

#[test]
fn value_date_that_is_missing_or_wrong() {
    starts_at(&["DTSTART:20260302"], "2026-03-01T15:00:00Z");
    starts_at(&["DTSTART;VALUE=DATE-TIME:20260302"], "2026-03-01T15:00:00Z");
    starts_at(&["DTSTART;VALUE=DATE:20260302T100000Z"], "2026-03-02T10:00:00Z");
}

#[test]
fn tzid_on_an_instant() {
    starts_at(&["DTSTART;TZID=Europe/Berlin:20260301T100000Z"], "2026-03-01T10:00:00Z");
}

#[test]
fn weeks_beside_days_in_durations() {
    // Ten days and two hours.
    let object = event(&["DTSTART:20260301T100000Z", "DURATION:P1W3DT2H"]);
    assert_eq!(spans(&object), ["2026-03-01T10:00:00Z/2026-03-11T12:00:00Z"]);
}

#[test]
fn leap_seconds() {
    starts_at(&["DTSTART:20261231T235960Z"], "2026-12-31T23:59:59Z");
}

// Recurrence.

#[test]
fn until_of_another_form_than_the_start() {
    let count = |until: &str| spans(&event(&["DTSTART;TZID=Europe/Berlin:20260301T100000", until])).len();
    assert_eq!(count("RRULE:FREQ=DAILY;UNTIL=20260303"), 3);
    assert_eq!(count("RRULE:FREQ=DAILY;UNTIL=20260303T095959"), 2);
    // In UTC it is nine.
    assert_eq!(count("RRULE:FREQ=DAILY;UNTIL=20260303T090000Z"), 3);
}

#[test]
fn rule_parts_in_any_order_and_case() {
    let object = event(&["DTSTART:20260301T100000Z", "RRULE:count=2;Freq=daily"]);
    assert_eq!(spans(&object).len(), 2);
}

#[test]
fn semicolon_at_the_end_of_a_rule() {
    let object = event(&["DTSTART:20260301T100000Z", "RRULE:FREQ=DAILY;COUNT=2;"]);
    assert_eq!(spans(&object).len(), 2);
}

#[test]
fn starts_that_their_rule_does_not_match() {
    // 1 March 2026 is a Sunday.
    let object = event(&["DTSTART:20260301T100000Z", "RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=2"]);
    let starts: Vec<_> = spans(&object).iter().map(|span| span[..10].to_owned()).collect();
    assert_eq!(starts, ["2026-03-01", "2026-03-02"]);
}

#[test]
fn exdates_of_another_form_than_the_start() {
    let left = |exdate: &str| {
        let lines = ["DTSTART;TZID=Europe/Berlin:20260301T100000", "RRULE:FREQ=DAILY;COUNT=3", exdate];
        spans(&event(&lines)).len()
    };
    assert_eq!(left("EXDATE:20260302T090000Z"), 2);
    assert_eq!(left("EXDATE:20260302T100000"), 2);
    assert_eq!(left("EXDATE;TZID=Asia/Tokyo:20260302T180000"), 2);
}

#[test]
fn empty_places_in_lists_of_dates() {
    let object = event(&["DTSTART:20260301T100000Z", "RDATE:,20260302T100000Z,", "EXDATE:"]);
    assert_eq!(spans(&object).len(), 2);
}

#[test]
fn several_rules_and_exrules() {
    let object = event(&[
        "DTSTART:20260301T100000Z",
        "RRULE:FREQ=DAILY;COUNT=3",
        "RRULE:FREQ=WEEKLY;COUNT=2",
        "EXRULE:FREQ=DAILY;INTERVAL=2;COUNT=2",
    ]);
    // 1, 2, 3 and 8 March, less 1 and 3 March.
    let starts: Vec<_> = spans(&object).iter().map(|span| span[..10].to_owned()).collect();
    assert_eq!(starts, ["2026-03-02", "2026-03-08"]);
}

/// A series at 20:00 in New York with one override, and when the instances are.
fn evenings(recurrence_id: &str) -> Vec<String> {
    let text = format!(
        "BEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=America/New_York:20260301T200000\r\nRRULE:FREQ=DAILY;COUNT=3\r\n\
         END:VEVENT\r\nBEGIN:VEVENT\r\nUID:1\r\nRECURRENCE-ID{recurrence_id}\r\nDTSTART:20260310T100000Z\r\nEND:VEVENT\r\n"
    );
    let object = CalendarObject::from_bytes(stream(&text)).unwrap();
    spans(&object).iter().map(|span| span[..13].to_owned()).collect()
}

#[test]
fn recurrence_ids_of_another_form_than_the_start() {
    // 2 March at 20:00 in New York is 3 March at 01:00 in UTC.
    let expected = ["2026-03-02T01", "2026-03-04T01", "2026-03-10T10"];
    for id in [":20260303T010000Z", ":20260302T200000", ";TZID=Asia/Tokyo:20260303T100000"] {
        assert_eq!(evenings(id), expected, "{id}");
    }
}

#[test]
fn recurrence_ids_that_are_days() {
    assert_eq!(evenings(";VALUE=DATE:20260302"), ["2026-03-02T01", "2026-03-04T01", "2026-03-10T10"]);
}

#[test]
fn this_and_prior() {
    let alone = evenings(";RANGE=THISANDPRIOR:20260303T010000Z");
    assert_eq!(alone, evenings(":20260303T010000Z"));
}

#[test]
fn rules_of_an_override() {
    let text = "BEGIN:VEVENT\r\nUID:1\r\nRECURRENCE-ID:20260301T100000Z\r\nDTSTART:20260301T100000Z\r\n\
        RRULE:FREQ=DAILY\r\nEND:VEVENT\r\n";
    assert_eq!(spans(&CalendarObject::from_bytes(stream(text)).unwrap()).len(), 1);
}

#[test]
fn overrides_without_their_series() {
    let text = "BEGIN:VEVENT\r\nUID:1\r\nRECURRENCE-ID:20260301T100000Z\r\nDTSTART:20260301T120000Z\r\nEND:VEVENT\r\n";
    let object = CalendarObject::from_bytes(stream(text)).unwrap();
    assert_eq!(spans(&object), ["2026-03-01T12:00:00Z/2026-03-01T12:00:00Z"]);
}

// People.

#[test]
fn mailto_in_capitals() {
    let object = event(&["DTSTART:20260301T100000Z", "ATTENDEE:MAILTO:Anna@Example.com"]);
    let anna = master(&object).attendees().next().unwrap();
    assert_eq!(anna.address(), CalAddress::new("mailto:anna@example.com"));
}

#[test]
fn encoded_and_bare_addresses() {
    let anna = CalAddress::new("mailto:anna@example.com");
    for address in ["mailto:anna%40example.com", "anna@example.com", " mailto: anna@example.com "] {
        assert_eq!(CalAddress::new(address), anna, "{address}");
    }
}

#[test]
fn missing_partstat() {
    let object = event(&["DTSTART:20260301T100000Z", "ATTENDEE;CN=Anna:mailto:anna@example.com"]);
    let event = master(&object);
    assert_eq!(event.attendees().next().unwrap().status(), ParticipationStatus::NeedsAction);
    let anna = [CalAddress::new("mailto:anna@example.com")];
    assert_eq!(busy_type_of(event, &anna), Some(BusyType::Tentative));
}

#[test]
fn missing_rsvp() {
    let object = event(&["DTSTART:20260301T100000Z", "ATTENDEE:mailto:anna@example.com"]);
    assert!(!master(&object).attendees().next().unwrap().is_reply_wanted());
}

#[test]
fn replies_without_an_organizer() {
    let ical = ICalendar::parse(stream(
        "METHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:1\r\nATTENDEE;PARTSTAT=ACCEPTED:\
        mailto:anna@example.com\r\nEND:VEVENT\r\n",
    ))
    .unwrap();
    let reply = ical.root().components().next().unwrap();
    assert!(reply.organizer().is_none());
    assert_eq!(reply.attendees().next().unwrap().status(), ParticipationStatus::Accepted);
}

#[test]
fn organizers_among_the_attendees() {
    let anna = "mailto:anna@example.com";
    let object = event(&[
        "DTSTART:20260301T100000Z",
        &format!("ORGANIZER:{anna}"),
        &format!("ATTENDEE;PARTSTAT=ACCEPTED:{anna}"),
    ]);
    assert_eq!(busy_type_of(master(&object), &[CalAddress::new(anna)]), Some(BusyType::Busy));
}

// Other properties.

#[test]
fn empty_urls() {
    let object = event(&["DTSTART:20260301T100000Z", "URL:", "URL;VALUE=URI:"]);
    assert!(master(&object).property("URL").unwrap().uri().is_err());
}

#[test]
fn missing_dtstamp_and_prodid() {
    assert_eq!(event(&["DTSTART:20260301T100000Z"]).uid(), "1");
}

#[test]
fn properties_of_wrong_types() {
    let object = event(&["DTSTART:20260301T100000Z", "CREATED:20250519", "SEQUENCE:abc", "PRIORITY:1.5"]);
    assert_eq!(
        master(&object).property("SEQUENCE").unwrap().integer().unwrap_err().to_string(),
        "line 7: the value of SEQUENCE is no INTEGER: digits, perhaps after a sign, from -2147483648 to 2147483647 \
         (RFC 5545 §3.3.8)"
    );
}

#[test]
fn properties_that_are_there_twice() {
    let object = event(&["DTSTART:20260301T100000Z", "SUMMARY:Tea", "SUMMARY:Cake"]);
    assert_eq!(master(&object).property("SUMMARY").unwrap().text(), "Tea");
}

#[test]
fn escapes_that_nobody_knows() {
    let object = event(&["DTSTART:20260301T100000Z", r"LOCATION:C:\temp\:x"]);
    assert_eq!(master(&object).property("LOCATION").unwrap().text(), r"C:\temp\:x");
}

#[test]
fn commas_in_positions() {
    let object = event(&["DTSTART:20260301T100000Z", "GEO:37.386013,-122.082932"]);
    assert_eq!(master(&object).property("GEO").unwrap().geo(), Ok((37.386_013, -122.082_932)));
}

#[test]
fn base64_without_padding() {
    let object = event(&["DTSTART:20260301T100000Z", "ATTACH;ENCODING=BASE64;VALUE=BINARY:VGVhcw"]);
    assert_eq!(master(&object).property("ATTACH").unwrap().binary().unwrap(), b"Teas");
}

// Text.

#[test]
fn lines_that_end_in_lf_alone() {
    let text = "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VTODO\nUID:1\nSUMMARY:Te\n a\nEND:VTODO\nEND:VCALENDAR";
    let object = CalendarObject::from_bytes(text.as_bytes()).unwrap();
    assert_eq!(master(&object).property("SUMMARY").unwrap().text(), "Tea");
    assert_eq!(&object.bytes()[..], text.as_bytes());
}

#[test]
fn byte_order_marks() {
    let text = [b"\xEF\xBB\xBF", &stream("BEGIN:VTODO\r\nUID:1\r\nEND:VTODO\r\n")[..]].concat();
    assert_eq!(CalendarObject::from_bytes(text).unwrap().uid(), "1");
}

#[test]
fn blank_lines() {
    let object =
        CalendarObject::from_bytes(stream("\r\nBEGIN:VTODO\r\n\r\nUID:1\r\n\r\nEND:VTODO\r\n\r\n")).unwrap();
    assert_eq!(master(&object).properties().count(), 1);
}

#[test]
fn folds_inside_a_character() {
    // The two bytes of an umlaut on two lines.
    let text = [
        &b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VTODO\r\nUID:1\r\nSUMMARY:K\xC3\r\n \xA4se\r\n"[..],
        b"END:VTODO\r\nEND:VCALENDAR\r\n",
    ]
    .concat();
    let object = CalendarObject::from_bytes(text).unwrap();
    assert_eq!(master(&object).property("SUMMARY").unwrap().text(), "Käse");
}

#[test]
fn names_in_any_case_and_with_other_characters() {
    let object = event(&["dtstart:20260301T100000Z", "X_MADE_BY:me"]);
    assert_eq!(spans(&object).len(), 1);
    assert_eq!(master(&object).property("x_made_by").unwrap().text(), "me");
}

#[test]
fn components_that_nobody_knows() {
    let text = "BEGIN:X-CUSTOM\r\nX-A:1\r\nEND:X-CUSTOM\r\nBEGIN:VTODO\r\nUID:1\r\nEND:VTODO\r\n";
    assert_eq!(CalendarObject::from_bytes(stream(text)).unwrap().uid(), "1");
}
