//! The instances of an object: what happens, from when to when.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ta_ical::{CalTime, CalendarObject, Instance, UtcRange};

use crate::data;

fn object(lines: &str) -> CalendarObject {
    components(&format!("BEGIN:VEVENT\r\nUID:1\r\n{lines}END:VEVENT\r\n"))
}

fn components(text: &str) -> CalendarObject {
    let text = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{text}END:VCALENDAR\r\n");
    CalendarObject::from_bytes(text.into_bytes()).unwrap()
}

fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap()
}

fn utc(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn window(start: &str, end: &str) -> UtcRange {
    UtcRange::new(Some(utc(start)), Some(utc(end))).unwrap()
}

fn span(instance: &Instance<'_>) -> String {
    format!("{} {}", instance.start_utc, instance.end_utc)
}

/// Start and end of every instance for an asker in UTC.
fn spans(object: &CalendarObject, window: UtcRange) -> Vec<String> {
    object.instances(window, &TimeZone::UTC).map(|instance| span(&instance)).collect()
}

fn starts(object: &CalendarObject) -> Vec<String> {
    object.instances(UtcRange::ALWAYS, &TimeZone::UTC).map(|instance| instance.start.to_value()).collect()
}

#[test]
fn single_event() {
    let object = object("DTSTART:20260301T100000Z\r\nDTEND:20260301T110000Z\r\n");
    let instances: Vec<_> = object.instances(UtcRange::ALWAYS, &TimeZone::UTC).collect();
    assert_eq!(instances.len(), 1);
    assert_eq!(span(&instances[0]), "2026-03-01T10:00:00Z 2026-03-01T11:00:00Z");
    assert_eq!(instances[0].recurrence_id, None);
    assert!(!object.is_recurring());
}

#[test]
fn end_is_not_part_of_an_event() {
    let object = object("DTSTART:20260301T100000Z\r\nDTEND:20260301T110000Z\r\n");
    assert_eq!(spans(&object, window("2026-03-01T11:00:00Z", "2026-03-02T00:00:00Z")).len(), 0);
    assert_eq!(spans(&object, window("2026-03-01T10:59:59Z", "2026-03-02T00:00:00Z")).len(), 1);
    assert_eq!(spans(&object, window("2026-03-01T00:00:00Z", "2026-03-01T10:00:00Z")).len(), 0);
}

#[test]
fn day_without_end_lasts_the_askers_day() {
    let object = object("DTSTART;VALUE=DATE:20260301\r\n");
    let tokyo: Vec<_> = object.instances(UtcRange::ALWAYS, &zone("Asia/Tokyo")).collect();
    assert_eq!(span(&tokyo[0]), "2026-02-28T15:00:00Z 2026-03-01T15:00:00Z");
    assert_eq!(tokyo[0].end.to_value(), "20260302");
}

#[test]
fn dtend_gives_every_instance_the_same_exact_duration() {
    // RFC 5545 §3.8.5.3. The night to 29 March 2026 has an hour less in Berlin.
    let object = object(
        "DTSTART;TZID=Europe/Berlin:20260327T220000\r\nDTEND;TZID=Europe/Berlin:20260328T060000\r\nRRULE:FREQ=DAILY;COUNT=2\r\n",
    );
    let ends: Vec<_> = object.instances(UtcRange::ALWAYS, &TimeZone::UTC).map(|i| i.end.to_value()).collect();
    assert_eq!(ends, ["20260328T060000", "20260329T070000"]);
}

#[test]
fn duration_in_days_is_nominal() {
    let object =
        object("DTSTART;TZID=Europe/Berlin:20260328T120000\r\nDURATION:P1D\r\nRRULE:FREQ=DAILY;COUNT=2\r\n");
    let expected = ["2026-03-28T11:00:00Z 2026-03-29T10:00:00Z", "2026-03-29T10:00:00Z 2026-03-30T10:00:00Z"];
    assert_eq!(spans(&object, UtcRange::ALWAYS), expected);
}

#[test]
fn end_before_start_is_no_length() {
    let object = object("DTSTART:20260301T100000Z\r\nDTEND:20260301T090000Z\r\n");
    assert_eq!(spans(&object, UtcRange::ALWAYS), ["2026-03-01T10:00:00Z 2026-03-01T10:00:00Z"]);
}

#[test]
fn long_instance_reaches_into_the_window() {
    let object = object("DTSTART:20260101T000000Z\r\nDURATION:P10D\r\nRRULE:FREQ=MONTHLY\r\n");
    let expected = ["2026-06-01T00:00:00Z 2026-06-11T00:00:00Z"];
    assert_eq!(spans(&object, window("2026-06-10T23:00:00Z", "2026-06-20T00:00:00Z")), expected);
}

#[test]
fn exdates_and_exrule_take_away() {
    // From 20 days: EXDATE takes 2, 3, 5 and (as an instant) 10 March, EXRULE takes 1 and 8 March. An EXDATE that is
    // a day takes no timed instance.
    let object = CalendarObject::from_bytes(data::read("icalendar", "07-exdate.ics")).unwrap();
    let days = [4, 6, 7, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20];
    let expected: Vec<_> = days.iter().map(|day| format!("202603{day:02}T100000")).collect();
    assert_eq!(starts(&object), expected);
}

#[test]
fn rdate_periods_have_lengths_of_their_own() {
    let object = CalendarObject::from_bytes(data::read("icalendar", "05-rdate-period.ics")).unwrap();
    let expected = [
        "1996-04-03T02:00:00Z 1996-04-03T04:00:00Z",
        "1996-04-04T01:00:00Z 1996-04-04T04:00:00Z",
        "2026-03-01T15:00:00Z 2026-03-01T16:00:00Z",
        "2026-04-03T06:00:00Z 2026-04-03T08:00:00Z",
        "2026-04-04T05:00:00Z 2026-04-04T08:00:00Z",
        "2026-05-01T14:00:00Z 2026-05-01T15:00:00Z",
        "2026-06-01T14:00:00Z 2026-06-01T15:00:00Z",
        "2026-06-02T14:00:00Z 2026-06-02T15:00:00Z",
    ];
    assert_eq!(spans(&object, UtcRange::ALWAYS), expected);
}

#[test]
fn override_for_this_and_future_moves_what_comes_after() {
    let object = CalendarObject::from_bytes(data::read("icalendar", "08-range.ics")).unwrap();
    let instances: Vec<_> = object.instances(UtcRange::ALWAYS, &zone("America/New_York")).collect();
    let described: Vec<_> = instances
        .iter()
        .map(|i| format!("{} {}", i.start.to_value(), i.component.property("SUMMARY").unwrap().text()))
        .collect();
    let mut expected: Vec<_> = (1..=3).map(|day| format!("202603{day:02}T100000 m")).collect();
    expected.extend(["20260304T110000 o", "20260305T110000 o", "20260306 o2"].map(str::to_owned));
    expected.extend((7..=20).map(|day| format!("202603{day:02}T110000 o")));
    assert_eq!(described, expected);
    assert_eq!(instances[4].recurrence_id.as_ref().unwrap().to_value(), "20260305T100000");
}

const WEEKLY: &str = "BEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Europe/Berlin:20260302T090000\r\nDURATION:PT1H\r\n\
    RRULE:FREQ=WEEKLY;COUNT=4\r\nEND:VEVENT\r\n";

fn weekly_with(lines: &str) -> CalendarObject {
    components(&format!("{WEEKLY}BEGIN:VEVENT\r\nUID:1\r\n{lines}END:VEVENT\r\n"))
}

#[test]
fn override_replaces_its_instance() {
    let object = weekly_with(
        "RECURRENCE-ID;TZID=Europe/Berlin:20260309T090000\r\nDTSTART;TZID=Europe/Berlin:20260310T150000\r\n",
    );
    assert_eq!(starts(&object), ["20260302T090000", "20260310T150000", "20260316T090000", "20260323T090000"]);
}

#[test]
fn recurrence_id_may_be_written_in_other_ways() {
    for id in [
        "RECURRENCE-ID:20260309T080000Z",
        "RECURRENCE-ID:20260309T090000",
        "RECURRENCE-ID;VALUE=DATE:20260309",
    ] {
        let object = weekly_with(&format!("{id}\r\nDTSTART;TZID=Europe/Berlin:20260310T150000\r\n"));
        assert_eq!(starts(&object).len(), 4, "{id}");
    }
}

#[test]
fn override_is_found_where_it_moved_to() {
    let object = weekly_with(
        "RECURRENCE-ID;TZID=Europe/Berlin:20260309T090000\r\nDTSTART;TZID=Europe/Berlin:20270101T150000\r\n",
    );
    assert_eq!(spans(&object, window("2026-03-09T00:00:00Z", "2026-03-10T00:00:00Z")).len(), 0);
    assert_eq!(spans(&object, window("2027-01-01T00:00:00Z", "2027-01-02T00:00:00Z")).len(), 1);
}

#[test]
fn override_before_the_series_comes_first() {
    let object = weekly_with("RECURRENCE-ID:20260323T080000Z\r\nDTSTART:20260101T080000Z\r\n");
    assert_eq!(starts(&object)[0], "20260101T080000Z");
    assert_eq!(starts(&object).len(), 4);
}

#[test]
fn last_of_two_overrides_of_one_instance_counts() {
    let twice = "RECURRENCE-ID:20260309T080000Z\r\nDTSTART:20260310T080000Z\r\nEND:VEVENT\r\n\
        BEGIN:VEVENT\r\nUID:1\r\nRECURRENCE-ID:20260309T080000Z\r\nDTSTART:20260311T080000Z\r\n";
    assert_eq!(
        starts(&weekly_with(twice)),
        ["20260302T090000", "20260311T080000Z", "20260316T090000", "20260323T090000"]
    );
}

#[test]
fn second_override_for_this_and_future_takes_over() {
    let later = |id: &str, start: &str| {
        format!(
            "BEGIN:VEVENT\r\nUID:1\r\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:{id}\r\nDTSTART;TZID=Europe/Berlin:{start}\r\nEND:VEVENT\r\n"
        )
    };
    let first = later("20260309T090000", "20260310T090000");
    let second = later("20260323T090000", "20260323T120000");
    let object = components(&format!("{}{first}{second}", WEEKLY.replace("COUNT=4", "COUNT=5")));
    let expected =
        ["20260302T090000", "20260310T090000", "20260317T090000", "20260323T120000", "20260330T120000"];
    assert_eq!(starts(&object), expected);
}

#[test]
fn overrides_without_master_stand_alone() {
    let text = "BEGIN:VEVENT\r\nUID:1\r\nRECURRENCE-ID:20260309T080000Z\r\nDTSTART:20260310T080000Z\r\nEND:VEVENT\r\n";
    let object = components(text);
    let instances: Vec<_> = object.instances(UtcRange::ALWAYS, &TimeZone::UTC).collect();
    assert_eq!(instances.len(), 1);
    assert_eq!(instances[0].recurrence_id.as_ref().unwrap().to_value(), "20260309T080000Z");
    assert!(instances[0].is_override() && object.is_recurring());
}

#[test]
fn endless_rule_is_found_in_the_year_2400() {
    let object = object("DTSTART;VALUE=DATE:20260101\r\nRRULE:FREQ=YEARLY\r\n");
    let found = spans(&object, window("2400-01-01T00:00:00Z", "2400-02-01T00:00:00Z"));
    assert_eq!(found, ["2400-01-01T00:00:00Z 2400-01-02T00:00:00Z"]);
}

#[test]
fn todo_with_due_alone_happens_when_it_is_due() {
    let object = components(
        "BEGIN:VTODO\r\nUID:1\r\nDUE;VALUE=DATE:20260105\r\nRRULE:FREQ=WEEKLY;COUNT=2\r\nEND:VTODO\r\n",
    );
    let expected = ["2026-01-05T00:00:00Z 2026-01-05T00:00:00Z", "2026-01-12T00:00:00Z 2026-01-12T00:00:00Z"];
    assert_eq!(spans(&object, UtcRange::ALWAYS), expected);
}

#[test]
fn todo_due_at_the_end_of_the_window_counts() {
    let object = components("BEGIN:VTODO\r\nUID:1\r\nDUE:20260105T100000Z\r\nEND:VTODO\r\n");
    assert_eq!(spans(&object, window("2026-01-05T00:00:00Z", "2026-01-05T10:00:00Z")).len(), 1);
    assert_eq!(spans(&object, window("2026-01-05T10:00:00Z", "2026-01-05T12:00:00Z")).len(), 0);
}

#[test]
fn todo_without_dates_has_no_instances() {
    let object = components("BEGIN:VTODO\r\nUID:1\r\nEND:VTODO\r\n");
    assert_eq!(spans(&object, UtcRange::ALWAYS).len(), 0);
}

#[test]
fn instance_is_found_by_what_names_it() {
    let object = weekly_with(
        "RECURRENCE-ID;TZID=Europe/Berlin:20260309T090000\r\nDTSTART;TZID=Europe/Berlin:20260310T150000\r\n",
    );
    let named = |text| object.instance(&CalTime::Utc(utc(text)), &TimeZone::UTC).map(|i| i.start.to_value());
    assert_eq!(named("2026-03-09T08:00:00Z").as_deref(), Some("20260310T150000"));
    assert_eq!(named("2026-03-16T08:00:00Z").as_deref(), Some("20260316T090000"));
    assert_eq!(named("2026-03-16T09:00:00Z"), None);
}

#[test]
fn every_second_for_a_thousand_years_answers_at_once() {
    let object = object(
        "DTSTART:20000101T000000Z\r\nRRULE:FREQ=SECONDLY\r\nRDATE;VALUE=PERIOD:19000101T000000Z/P500000D\r\n",
    );
    let found = object.instances(window("2900-01-01T00:00:00Z", "2900-01-01T00:00:10Z"), &TimeZone::UTC);
    // The long period of 1900, and ten seconds.
    assert_eq!(found.count(), 11);
}

#[test]
fn twenty_thousand_overrides() {
    let mut text = String::from(
        "BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260101T000000Z\r\nRRULE:FREQ=MINUTELY\r\nEND:VEVENT\r\n",
    );
    let first = utc("2026-01-01T00:00:00Z");
    for minute in 0..20_000 {
        let id = (first + jiff::SignedDuration::from_mins(minute)).strftime("%Y%m%dT%H%M%SZ").to_string();
        text.push_str(&format!("BEGIN:VEVENT\r\nUID:1\r\nRECURRENCE-ID;RANGE=THISANDFUTURE:{id}\r\nDTSTART:{id}\r\nEND:VEVENT\r\n"));
    }
    let object = components(&text);
    assert_eq!(spans(&object, window("2026-01-02T00:00:00Z", "2026-01-02T01:00:00Z")).len(), 60);
}

#[test]
fn zone_of_the_object_itself() {
    // Since April 1973 its clocks have been 2:20 ahead, as the list of changes back ends in 1972.
    let object = CalendarObject::from_bytes(data::read("icalendar", "04-vtimezone.ics")).unwrap();
    let first = object.instances(UtcRange::ALWAYS, &TimeZone::UTC).next().unwrap();
    assert_eq!(span(&first), "2026-03-01T07:40:00Z 2026-03-01T09:10:00Z");
}

#[test]
fn zone_that_nobody_knows_floats() {
    let object = CalendarObject::from_bytes(data::read("malformed", "unktz.ics")).unwrap();
    let first = object.instances(UtcRange::ALWAYS, &zone("Asia/Tokyo")).next().unwrap();
    assert_eq!(first.start_utc, utc("2026-03-01T01:00:00Z"));
}

#[test]
fn series_that_ends_and_takes_everything_away_has_no_instances() {
    let object =
        object("DTSTART:20000101T000000Z\r\nRRULE:FREQ=SECONDLY;COUNT=9\r\nEXRULE:FREQ=SECONDLY\r\n");
    assert_eq!(object.instances(UtcRange::ALWAYS, &TimeZone::UTC).count(), 0);
}

#[test]
fn this_and_future_may_be_named_by_an_instant() {
    let object = weekly_with(
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20260309T080000Z\r\nDTSTART;TZID=Europe/Berlin:20260309T100000\r\n",
    );
    assert_eq!(starts(&object), ["20260302T090000", "20260309T100000", "20260316T100000", "20260323T100000"]);
}
