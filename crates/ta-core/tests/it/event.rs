//! Making and changing events. Expected texts were written by hand from RFC 5545.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ta_core::event::{
    Cancelled, Classification, EventChange, EventDraft, EventRefusal, EventScope, RecurrenceRule,
    cancel_instance, change_event, new_event,
};
use ta_core::{Change, Uid};
use ta_ical::{CalTime, CalendarObject, UtcRange};

const NOW: &str = "20261123T080000Z";

fn now() -> Timestamp {
    "2026-11-23T08:00:00Z".parse().unwrap()
}

fn paris() -> TimeZone {
    TimeZone::get("Europe/Paris").unwrap()
}

/// An event in UTC, so that no VTIMEZONE stands between the lines that count.
fn event(lines: &[&str]) -> CalendarObject {
    let inner = lines.iter().map(|line| format!("{line}\r\n")).collect::<String>();
    let text = format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Other//EN\r\nBEGIN:VEVENT\r\nUID:1\r\n\
         DTSTAMP:20260101T000000Z\r\n{inner}END:VEVENT\r\nEND:VCALENDAR\r\n"
    );
    CalendarObject::from_bytes(text.into_bytes()).unwrap()
}

/// A daily tea from Monday on at nine, with whatever else is said of it.
fn daily_tea(more: &[&str]) -> CalendarObject {
    let start = ["DTSTART:20261123T090000Z", "DTEND:20261123T093000Z", "RRULE:FREQ=DAILY", "SUMMARY:Tea"];
    event(&[&start, more].concat())
}

const OVERRIDE_OF_TUESDAY: [&str; 8] = [
    "END:VEVENT",
    "BEGIN:VEVENT",
    "UID:1",
    "DTSTAMP:20260101T000000Z",
    "RECURRENCE-ID:20261124T090000Z",
    "DTSTART:20261124T090000Z",
    "DTEND:20261124T093000Z",
    "SUMMARY:Cake",
];

fn at(value: &str) -> CalTime {
    CalTime::parse(value, None).unwrap()
}

fn in_paris(value: &str) -> CalTime {
    CalTime::parse(value, Some("Europe/Paris")).unwrap()
}

fn to_start(value: &str) -> EventChange {
    EventChange { start: Some(at(value)), ..EventChange::default() }
}

fn to_summary(text: &str) -> EventChange {
    EventChange { summary: Change::Set(text.to_owned()), ..EventChange::default() }
}

fn change(object: &CalendarObject, scope: &EventScope, change: &EventChange) -> Result<String, EventRefusal> {
    change_event(object, scope, change, &paris(), now()).map(|changed| text(&changed))
}

fn change_all(object: &CalendarObject, wanted: &EventChange) -> String {
    change(object, &EventScope::All, wanted).unwrap()
}

fn text(object: &CalendarObject) -> String {
    String::from_utf8(object.bytes().to_vec()).unwrap()
}

/// The lines of the text that the original does not have, apart from the stamps of the change.
fn new_lines(original: &CalendarObject, changed: &str) -> Vec<String> {
    let before = text(original);
    let stamps = ["DTSTAMP", "LAST-MODIFIED", "SEQUENCE"];
    let is_new = |line: &&str| {
        !before.lines().any(|old| old == *line) && !stamps.iter().any(|stamp| line.starts_with(stamp))
    };
    changed.lines().filter(is_new).map(str::to_owned).collect()
}

/// The starts of the first instances, in UTC.
fn starts(text: &str, count: usize) -> Vec<String> {
    let object = CalendarObject::from_bytes(text.as_bytes()).unwrap();
    let instances = object.instances(UtcRange::ALWAYS, &paris());
    instances.take(count).map(|instance| instance.start_utc.to_string()).collect()
}

fn draft() -> EventDraft {
    EventDraft {
        summary: "Tea; and cake".to_owned(),
        start: in_paris("20261123T093000"),
        end: in_paris("20261123T100000"),
        location: Some("Kitchen".to_owned()),
        description: None,
        recurrence_rule: Some(RecurrenceRule::new("FREQ=WEEKLY").unwrap()),
        classification: Some(Classification::Private),
    }
}

fn create(draft: &EventDraft) -> Result<CalendarObject, EventRefusal> {
    new_event(draft, &Uid::new("1").unwrap(), &paris(), now())
}

#[test]
fn a_new_event_says_what_was_drafted() {
    let text = text(&create(&draft()).unwrap());
    let event = text.split_once("END:VTIMEZONE\r\n").unwrap().1;
    let expected = format!(
        "BEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:{NOW}\r\nCREATED:{NOW}\r\n\
         DTSTART;TZID=Europe/Paris:20261123T093000\r\nDTEND;TZID=Europe/Paris:20261123T100000\r\n\
         RRULE:FREQ=WEEKLY\r\nSUMMARY:Tea\\; and cake\r\nLOCATION:Kitchen\r\nCLASS:PRIVATE\r\n\
         END:VEVENT\r\nEND:VCALENDAR\r\n"
    );
    assert_eq!(event, expected);
}

#[test]
fn an_event_ends_after_its_start() {
    let backwards = EventDraft { end: in_paris("20261123T092959"), ..draft() };
    assert_eq!(create(&backwards).unwrap_err(), EventRefusal::EndBeforeStart);
    let no_day = EventDraft { start: at("20261123"), end: at("20261123"), ..draft() };
    assert_eq!(create(&no_day).unwrap_err(), EventRefusal::EndBeforeStart);
    let mixed = EventDraft { start: at("20261123"), ..draft() };
    assert_eq!(create(&mixed).unwrap_err(), EventRefusal::DayAndTime);
}

#[test]
fn an_event_that_takes_no_time_has_no_end() {
    let reminder = EventDraft { end: draft().start, ..draft() };
    assert!(!text(&create(&reminder).unwrap()).contains("DTEND"));
}

#[test]
fn only_what_changes_is_written_anew() {
    let original = event(&["DTSTART:20261123T090000Z", "SUMMARY:Tea", "X-KEPT;A=\"b:c\":as", "  it is"]);
    let expected = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Other//EN\r\nBEGIN:VEVENT\r\nUID:1\r\n\
        DTSTAMP:20261123T080000Z\r\nDTSTART:20261123T090000Z\r\nSUMMARY:Cake\r\nX-KEPT;A=\"b:c\":as\r\n  it is\r\n\
        LAST-MODIFIED:20261123T080000Z\r\nSEQUENCE:1\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    assert_eq!(change_all(&original, &to_summary("Cake")), expected);
}

#[test]
fn no_change_leaves_every_byte() {
    let original = daily_tea(&[]);
    assert_eq!(change_all(&original, &EventChange::default()), text(&original));
}

#[test]
fn the_sequence_steps() {
    let original = event(&["DTSTART:20261123T090000Z", "SEQUENCE:4"]);
    assert!(change_all(&original, &to_summary("Cake")).contains("\r\nSEQUENCE:5\r\n"));
}

#[test]
fn a_moved_event_keeps_its_length_and_loses_its_duration() {
    let original = event(&["DTSTART:20261123T090000Z", "DURATION:PT45M"]);
    let changed = change_all(&original, &to_start("20261124T100000Z"));
    assert_eq!(new_lines(&original, &changed), ["DTSTART:20261124T100000Z", "DTEND:20261124T104500Z"]);
    assert!(!changed.contains("DURATION"));
}

#[test]
fn a_day_stays_a_day_when_it_moves() {
    let original = event(&["DTSTART;VALUE=DATE:20261123", "DTEND;VALUE=DATE:20261125"]);
    let changed = change_all(&original, &to_start("20261130"));
    let expected = ["DTSTART;VALUE=DATE:20261130", "DTEND;VALUE=DATE:20261202"];
    assert_eq!(new_lines(&original, &changed), expected);
}

#[test]
fn a_new_zone_brings_its_vtimezone() {
    let original = event(&["DTSTART:20261123T090000Z"]);
    let wanted = EventChange { start: Some(in_paris("20261123T100000")), ..EventChange::default() };
    let changed = change_all(&original, &wanted);
    assert!(changed.contains("DTSTART;TZID=Europe/Paris:20261123T100000\r\n"), "{changed}");
    assert_eq!(changed.matches("TZID:Europe/Paris").count(), 1);
}

#[test]
fn a_changed_instance_gets_a_component_and_the_series_keeps_its_bytes() {
    let original = daily_tea(&["BEGIN:VALARM", "ACTION:AUDIO", "TRIGGER:-PT5M", "END:VALARM"]);
    let scope = EventScope::Instance(at("20261125T090000Z"));
    let changed = change(&original, &scope, &to_summary("Cake")).unwrap();
    let own = format!(
        "BEGIN:VEVENT\r\nRECURRENCE-ID:20261125T090000Z\r\nDTSTART:20261125T090000Z\r\nDTEND:20261125T093000Z\r\n\
         UID:1\r\nDTSTAMP:{NOW}\r\nSUMMARY:Cake\r\nLAST-MODIFIED:{NOW}\r\nSEQUENCE:1\r\n\
         BEGIN:VALARM\r\nACTION:AUDIO\r\nTRIGGER:-PT5M\r\nEND:VALARM\r\nEND:VEVENT\r\n"
    );
    assert_eq!(changed, text(&original).replace("END:VCALENDAR\r\n", &format!("{own}END:VCALENDAR\r\n")));
}

#[test]
fn an_instance_changed_again_keeps_its_one_component() {
    let original = daily_tea(&OVERRIDE_OF_TUESDAY);
    let scope = EventScope::Instance(at("20261124T090000Z"));
    let changed = change(&original, &scope, &to_start("20261124T140000Z")).unwrap();
    assert_eq!(changed.matches("BEGIN:VEVENT").count(), 2);
    assert_eq!(new_lines(&original, &changed), ["DTSTART:20261124T140000Z", "DTEND:20261124T143000Z"]);
    assert!(changed.contains("SUMMARY:Cake"));
}

#[test]
fn an_instance_can_be_named_by_its_local_time() {
    let zoned = event(&["DTSTART;TZID=Europe/Paris:20261123T090000", "RRULE:FREQ=DAILY", "SUMMARY:Tea"]);
    let scope = EventScope::Instance(at("20261125T090000"));
    let changed = change(&zoned, &scope, &to_summary("Cake")).unwrap();
    assert!(changed.contains("RECURRENCE-ID;TZID=Europe/Paris:20261125T090000\r\n"), "{changed}");
}

#[test]
fn what_the_series_does_not_have_is_no_instance() {
    let scope = EventScope::Instance(at("20261125T100000Z"));
    let refused = change(&daily_tea(&[]), &scope, &to_summary("Cake"));
    assert_eq!(refused, Err(EventRefusal::NoSuchInstance));
    let single = event(&["DTSTART:20261125T100000Z"]);
    assert_eq!(change(&single, &scope, &to_summary("Cake")), Err(EventRefusal::NoSuchInstance));
}

#[test]
fn an_instance_has_no_rule() {
    let scope = EventScope::Instance(at("20261125T090000Z"));
    let wanted = EventChange { recurrence_rule: Change::Clear, ..EventChange::default() };
    assert_eq!(change(&daily_tea(&[]), &scope, &wanted), Err(EventRefusal::RuleOfInstance));
}

#[test]
fn a_cancelled_instance_is_left_out() {
    let original = daily_tea(&OVERRIDE_OF_TUESDAY);
    let Cancelled::Rest(rest) = cancel_instance(&original, &at("20261124T090000Z"), &paris(), now()).unwrap()
    else {
        panic!("there are others");
    };
    let rest = text(&rest);
    assert_eq!(new_lines(&original, &rest), ["EXDATE:20261124T090000Z"]);
    assert!(!rest.contains("Cake"));
    assert_eq!(starts(&rest, 2), ["2026-11-23T09:00:00Z", "2026-11-25T09:00:00Z"]);
}

#[test]
fn with_its_last_instance_a_series_is_gone() {
    let original =
        event(&["DTSTART:20261123T090000Z", "RRULE:FREQ=DAILY;COUNT=2", "EXDATE:20261123T090000Z"]);
    let left = cancel_instance(&original, &at("20261124T090000Z"), &paris(), now()).unwrap();
    assert!(matches!(left, Cancelled::Nothing));
}

#[test]
fn a_moved_series_takes_its_exceptions_along() {
    let more = [&["EXDATE:20261126T090000Z,20261127T090000Z"], &OVERRIDE_OF_TUESDAY[..]].concat();
    let original = daily_tea(&more);
    let changed = change_all(&original, &to_start("20261123T103000Z"));
    let expected = [
        "DTSTART:20261123T103000Z",
        "DTEND:20261123T110000Z",
        "EXDATE:20261126T103000Z",
        "EXDATE:20261127T103000Z",
        "RECURRENCE-ID:20261124T103000Z",
        "DTSTART:20261124T103000Z",
        "DTEND:20261124T110000Z",
    ];
    assert_eq!(new_lines(&original, &changed), expected);
    let starts = starts(&changed, 4);
    assert_eq!(starts[1..], ["2026-11-24T10:30:00Z", "2026-11-25T10:30:00Z", "2026-11-28T10:30:00Z"]);
}

#[test]
fn a_day_that_names_an_instance_moves_by_days() {
    let original = daily_tea(&["EXDATE;VALUE=DATE:20261126"]);
    let changed = change_all(&original, &to_start("20261124T103000Z"));
    assert!(changed.contains("EXDATE;VALUE=DATE:20261127\r\n"), "{changed}");
}

#[test]
fn a_series_that_becomes_all_day_takes_its_exceptions_along() {
    let original = daily_tea(&["EXDATE:20261126T090000Z"]);
    let wanted = EventChange { end: Some(at("20261124")), ..to_start("20261123") };
    let changed = change_all(&original, &wanted);
    assert!(changed.contains("EXDATE;VALUE=DATE:20261126\r\n"), "{changed}");
}

#[test]
fn an_instance_that_was_put_elsewhere_stays_there() {
    let mut elsewhere = OVERRIDE_OF_TUESDAY;
    (elsewhere[5], elsewhere[6]) = ("DTSTART:20261124T140000Z", "DTEND:20261124T150000Z");
    let changed = change_all(&daily_tea(&elsewhere), &to_start("20261123T103000Z"));
    assert!(changed.contains("RECURRENCE-ID:20261124T103000Z\r\nDTSTART:20261124T140000Z\r\n"), "{changed}");
}

#[test]
fn a_longer_series_makes_longer_instances() {
    let wanted = EventChange { end: Some(at("20261123T100000Z")), ..EventChange::default() };
    let original = daily_tea(&OVERRIDE_OF_TUESDAY);
    let changed = change_all(&original, &wanted);
    assert_eq!(new_lines(&original, &changed), ["DTEND:20261123T100000Z", "DTEND:20261124T100000Z"]);
}

#[test]
fn until_moves_along_across_a_change_of_the_clock() {
    // Paris is at UTC+1 on 23 March 2026 and at UTC+2 from 29 March on.
    let original =
        event(&["DTSTART;TZID=Europe/Paris:20260323T090000", "RRULE:FREQ=DAILY;UNTIL=20260331T070000Z"]);
    let wanted = EventChange { start: Some(in_paris("20260323T103000")), ..EventChange::default() };
    let changed = change_all(&original, &wanted);
    assert!(changed.contains("RRULE:FREQ=DAILY;UNTIL=20260331T083000Z\r\n"), "{changed}");
}

#[test]
fn a_rule_that_names_days_cannot_follow_to_another_day() {
    let weekly = event(&["DTSTART:20261123T090000Z", "RRULE:FREQ=WEEKLY;BYDAY=MO"]);
    let moved = change(&weekly, &EventScope::All, &to_start("20261124T090000Z"));
    assert_eq!(moved, Err(EventRefusal::RuleNamesTimes));
    assert!(change(&weekly, &EventScope::All, &to_start("20261123T100000Z")).is_ok());
    assert!(change(&weekly, &EventScope::All, &to_start("20261130T090000Z")).is_ok());
}

#[test]
fn with_a_rule_of_its_own_a_start_goes_anywhere() {
    let weekly = event(&["DTSTART:20261123T090000Z", "RRULE:FREQ=WEEKLY;BYDAY=MO"]);
    let rule = RecurrenceRule::new("FREQ=WEEKLY;BYDAY=TU").unwrap();
    let wanted = EventChange { recurrence_rule: Change::Set(rule), ..to_start("20261124T090000Z") };
    let starts = starts(&change_all(&weekly, &wanted), 2);
    assert_eq!(starts, ["2026-11-24T09:00:00Z", "2026-12-01T09:00:00Z"]);
}

#[test]
fn exceptions_that_cannot_follow_refuse_the_move() {
    // From the 30th to the 31st: there is an exception in April, which has no 31st.
    let original = event(&[
        "DTSTART:20260130T090000Z",
        "RRULE:FREQ=MONTHLY",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:1",
        "RECURRENCE-ID:20260430T090000Z",
        "DTSTART:20260430T120000Z",
    ]);
    let moved = change(&original, &EventScope::All, &to_start("20260131T090000Z"));
    assert_eq!(moved, Err(EventRefusal::ExceptionsCannotFollow));
}

#[test]
fn a_new_rule_drops_exceptions_that_it_does_not_have() {
    let rule = RecurrenceRule::new("FREQ=DAILY;INTERVAL=2").unwrap();
    let wanted = EventChange { recurrence_rule: Change::Set(rule), ..EventChange::default() };
    assert!(!change_all(&daily_tea(&OVERRIDE_OF_TUESDAY), &wanted).contains("Cake"));
}

#[test]
fn without_its_rule_a_series_is_one_event() {
    let wanted = EventChange { recurrence_rule: Change::Clear, ..EventChange::default() };
    let more = [&["EXDATE:20261126T090000Z"], &OVERRIDE_OF_TUESDAY[..]].concat();
    let changed = change_all(&daily_tea(&more), &wanted);
    assert_eq!(starts(&changed, 9), ["2026-11-23T09:00:00Z"]);
    assert_eq!(changed.matches("BEGIN:VEVENT").count(), 1);
    assert!(!changed.contains("EXDATE"));
}

#[test]
fn instances_that_say_the_same_take_over_what_changes() {
    let more = [&["LOCATION:Kitchen"], &OVERRIDE_OF_TUESDAY[..], &["LOCATION:Kitchen"]].concat();
    let wanted = EventChange { location: Change::Set("Garden".to_owned()), ..to_summary("Coffee") };
    let changed = change_all(&daily_tea(&more), &wanted);
    assert_eq!(changed.matches("LOCATION:Garden").count(), 2);
    assert_eq!((changed.matches("SUMMARY:Coffee").count(), changed.matches("SUMMARY:Cake").count()), (1, 1));
}

#[test]
fn a_to_do_is_no_event() {
    let todo = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VTODO\r\nUID:1\r\nEND:VTODO\r\nEND:VCALENDAR\r\n";
    let todo = CalendarObject::from_bytes(todo.as_bytes()).unwrap();
    assert_eq!(change(&todo, &EventScope::All, &to_summary("Cake")), Err(EventRefusal::NotAnEvent));
}
