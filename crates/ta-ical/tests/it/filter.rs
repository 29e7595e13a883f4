//! Which objects match a query (RFC 4791 §9.7).

use jiff::tz::TimeZone;
use ta_ical::filter::{
    Collation, CompFilter, CompTest, MatchCondition, ParamFilter, ParamTest, PropFilter, PropTest, TextMatch,
    ValueTest, index_range, matches,
};
use ta_ical::{CalendarObject, ComponentKind, TimeBounds, UtcRange};

use crate::data;

/// A range between two times as iCalendar writes them, `-` where it is open.
fn range(start: &str, end: &str) -> UtcRange {
    let time = |text: &str| match text {
        "-" => None,
        text => Some(ta_ical::CalTime::parse(text, None).unwrap().to_utc(&TimeZone::UTC)),
    };
    UtcRange::new(time(start), time(end)).unwrap()
}

fn comp(
    name: &str,
    time_range: Option<UtcRange>,
    props: Vec<PropFilter>,
    comps: Vec<CompFilter>,
) -> CompFilter {
    CompFilter { name: name.to_owned(), test: CompTest::All { time_range, props, comps } }
}

fn calendar(inner: CompFilter) -> CompFilter {
    comp("VCALENDAR", None, Vec::new(), vec![inner])
}

fn in_range(name: &str, start: &str, end: &str) -> CompFilter {
    calendar(comp(name, Some(range(start, end)), Vec::new(), Vec::new()))
}

fn with_prop(name: &str, prop: PropFilter) -> CompFilter {
    calendar(comp(name, None, vec![prop], Vec::new()))
}

fn prop(name: &str, value: Option<ValueTest>, params: Vec<ParamFilter>) -> PropFilter {
    PropFilter { name: name.to_owned(), test: PropTest::All { value, params } }
}

fn no_prop(name: &str) -> PropFilter {
    PropFilter { name: name.to_owned(), test: PropTest::IsNotDefined }
}

fn contains(needle: &str) -> TextMatch {
    TextMatch {
        needle: needle.to_owned(),
        collation: Collation::AsciiCasemap,
        condition: MatchCondition::Contains,
    }
}

fn contains_not(needle: &str) -> TextMatch {
    TextMatch { condition: MatchCondition::ContainsNot, ..contains(needle) }
}

fn object(kind: &str, lines: &str) -> CalendarObject {
    let text = format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:{kind}\r\nUID:1\r\n{lines}END:{kind}\r\nEND:VCALENDAR\r\n"
    );
    CalendarObject::from_bytes(text.into_bytes()).unwrap()
}

fn is_match(object: &CalendarObject, filter: &CompFilter) -> bool {
    matches(object, filter, &TimeZone::UTC)
}

fn touches(bounds: TimeBounds, range: UtcRange) -> bool {
    let before_end = bounds.start_utc.zip(range.end_utc()).is_none_or(|(start, end)| start < end);
    before_end && bounds.end_utc.zip(range.start_utc()).is_none_or(|(end, start)| end >= start)
}

/// The numbers of the calendar objects of RFC 4791 appendix B that match, whose index lets each of them through.
fn found(filter: &CompFilter) -> Vec<u32> {
    let index = index_range(filter);
    (1..=8)
        .filter(|number| {
            let object =
                CalendarObject::from_bytes(data::read("rfc4791", &format!("abcd{number}.ics"))).unwrap();
            let is_match = is_match(&object, filter);
            let in_index =
                index.kind.is_none_or(|kind| kind == object.kind()) && touches(object.bounds(), index.range);
            assert!(in_index || !is_match, "abcd{number} matches, but not by the index");
            is_match
        })
        .collect()
}

#[test]
fn rfc_4791_events_by_time_range() {
    // §7.8.1
    assert_eq!(found(&in_range("VEVENT", "20060104T000000Z", "20060105T000000Z")), [2, 3]);
}

#[test]
fn rfc_4791_free_busy_by_time_range() {
    // §7.8.4
    assert_eq!(found(&in_range("VFREEBUSY", "20060102T000000Z", "20060103T000000Z")), [8]);
}

#[test]
fn rfc_4791_todos_by_alarm_time() {
    // §7.8.5, whose answer holds a DUE other than that of appendix B.
    let alarm = comp("VALARM", Some(range("20060106T100000Z", "20060107T100000Z")), Vec::new(), Vec::new());
    let filter = calendar(comp("VTODO", None, Vec::new(), vec![alarm]));
    let todo = |due| {
        object(
            "VTODO",
            &format!(
                "{due}\r\nBEGIN:VALARM\r\nACTION:AUDIO\r\nTRIGGER;RELATED=START:-PT10M\r\nEND:VALARM\r\n"
            ),
        )
    };
    assert!(is_match(&todo("DUE;TZID=US/Eastern:20060106T120000"), &filter));
    assert!(!is_match(&todo("DUE;VALUE=DATE:20060106"), &filter));
}

#[test]
fn rfc_4791_event_by_uid() {
    // §7.8.6
    let uid = TextMatch { collation: Collation::Octet, ..contains("DC6C50A017428C5216A2F1CD@example.com") };
    assert_eq!(found(&with_prop("VEVENT", prop("UID", Some(ValueTest::Text(uid)), Vec::new()))), [3]);
}

#[test]
fn rfc_4791_events_by_partstat() {
    // §7.8.7
    let partstat =
        ParamFilter { name: "PARTSTAT".to_owned(), test: ParamTest::Text(contains("NEEDS-ACTION")) };
    let lisa = ValueTest::Text(contains("mailto:lisa@example.com"));
    assert_eq!(found(&with_prop("VEVENT", prop("ATTENDEE", Some(lisa), vec![partstat]))), [3]);
}

#[test]
fn rfc_4791_events_only() {
    // §7.8.8
    assert_eq!(found(&calendar(comp("VEVENT", None, Vec::new(), Vec::new()))), [1, 2, 3]);
}

#[test]
fn rfc_4791_pending_todos() {
    // §7.8.9
    let open = prop("STATUS", Some(ValueTest::Text(contains_not("CANCELLED"))), Vec::new());
    let filter = calendar(comp("VTODO", None, vec![no_prop("COMPLETED"), open], Vec::new()));
    assert_eq!(found(&filter), [4, 5]);
}

#[test]
fn everything() {
    // Appendix B
    assert_eq!(found(&comp("VCALENDAR", None, Vec::new(), Vec::new())), [1, 2, 3, 4, 5, 6, 7, 8]);
}

#[test]
fn names_compare_without_case() {
    assert_eq!(
        found(&calendar(comp("vevent", None, vec![prop("description", None, Vec::new())], Vec::new()))),
        [1]
    );
}

#[test]
fn component_that_must_not_be_there() {
    let no_alarm = CompFilter { name: "VALARM".to_owned(), test: CompTest::IsNotDefined };
    assert_eq!(found(&calendar(comp("VTODO", None, Vec::new(), vec![no_alarm]))), [6, 7]);
}

#[test]
fn instance_of_its_own_answers_for_itself() {
    // abcd2 repeats at noon; on 4 January it is "bis" and at two.
    let bis = prop("SUMMARY", Some(ValueTest::Text(contains("bis"))), Vec::new());
    let on = |day: &str| {
        let day = range(&format!("{day}T000000Z"), &format!("{day}T235959Z"));
        calendar(comp("VEVENT", Some(day), vec![bis.clone()], Vec::new()))
    };
    assert_eq!(found(&on("20060104")), [2]);
    assert_eq!(found(&on("20060105")), Vec::<u32>::new());
}

#[test]
fn endless_rule_matches_in_the_year_2400() {
    let daily = object("VEVENT", "DTSTART;VALUE=DATE:20260101\r\nRRULE:FREQ=DAILY\r\n");
    assert!(is_match(&daily, &in_range("VEVENT", "24000101T000000Z", "24000102T000000Z")));
}

#[test]
fn floating_event_is_in_the_askers_zone() {
    let event = object("VEVENT", "DTSTART:20260301T120000\r\nDURATION:PT1H\r\n");
    let filter = in_range("VEVENT", "20260301T030000Z", "20260301T040000Z");
    assert!(matches(&event, &filter, &TimeZone::get("Asia/Tokyo").unwrap()));
    assert!(!is_match(&event, &filter));
}

#[test]
fn todo_without_start_and_due() {
    let todo = |lines| object("VTODO", lines);
    let day = in_range("VTODO", "20260301T000000Z", "20260302T000000Z");
    let cases = [
        ("", true),
        ("CREATED:20260201T000000Z\r\n", true),
        ("CREATED:20260401T000000Z\r\n", false),
        ("COMPLETED:20260301T120000Z\r\n", true),
        ("COMPLETED:20260201T120000Z\r\n", false),
        ("CREATED:20260201T000000Z\r\nCOMPLETED:20260401T000000Z\r\n", true),
        ("CREATED:20260101T000000Z\r\nCOMPLETED:20260201T000000Z\r\n", false),
    ];
    for (lines, expected) in cases {
        assert_eq!(is_match(&todo(lines), &day), expected, "{lines}");
    }
}

#[test]
fn journal_without_start_is_never_in_a_range() {
    let filter = in_range("VJOURNAL", "-", "20260302T000000Z");
    assert!(!is_match(&object("VJOURNAL", ""), &filter));
    assert!(is_match(&object("VJOURNAL", "DTSTART;VALUE=DATE:20260301\r\n"), &filter));
}

#[test]
fn free_busy_by_its_periods() {
    let freebusy =
        object("VFREEBUSY", "FREEBUSY:20260301T100000Z/PT1H,20260302T100000Z/20260302T110000Z\r\n");
    assert!(is_match(&freebusy, &in_range("VFREEBUSY", "20260301T103000Z", "20260301T120000Z")));
    assert!(!is_match(&freebusy, &in_range("VFREEBUSY", "20260301T110000Z", "20260302T100000Z")));
}

#[test]
fn availability_is_open_where_nothing_is_said() {
    let open = object("VAVAILABILITY", "DTSTART:20260301T000000Z\r\n");
    assert!(is_match(&open, &in_range("VAVAILABILITY", "20990101T000000Z", "20990102T000000Z")));
    assert!(!is_match(&open, &in_range("VAVAILABILITY", "20260101T000000Z", "20260102T000000Z")));
}

/// Whether an alarm of a weekly event on Mondays at nine goes off in a range.
fn alarm(lines: &str, start: &str, end: &str) -> bool {
    let event = format!(
        "DTSTART:20260302T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY\r\nBEGIN:VALARM\r\n{lines}\r\nEND:VALARM\r\n"
    );
    let alarm = comp("VALARM", Some(range(start, end)), Vec::new(), Vec::new());
    is_match(&object("VEVENT", &event), &calendar(comp("VEVENT", None, Vec::new(), vec![alarm])))
}

#[test]
fn alarm_before_an_instance() {
    assert!(alarm("TRIGGER:-PT15M", "20260309T084500Z", "20260309T084501Z"));
    assert!(!alarm("TRIGGER:-PT15M", "20260309T084501Z", "20260316T084500Z"));
    assert!(alarm("TRIGGER:-P3650D", "20260309T000000Z", "20260317T000000Z"));
}

#[test]
fn alarm_after_an_instance() {
    assert!(alarm("TRIGGER;RELATED=END:PT5M", "20260309T100500Z", "20260309T100501Z"));
    assert!(!alarm("TRIGGER;RELATED=END:PT5M", "20260309T090000Z", "20260309T100500Z"));
}

#[test]
fn alarm_that_repeats() {
    let lines = "TRIGGER:-PT15M\r\nREPEAT:2\r\nDURATION:PT5M";
    assert!(alarm(lines, "20260309T085500Z", "20260309T085501Z"));
    assert!(!alarm(lines, "20260309T085501Z", "20260316T084500Z"));
}

#[test]
fn alarm_at_a_time_of_its_own() {
    let lines = "TRIGGER;VALUE=DATE-TIME:19990101T000000Z";
    assert!(alarm(lines, "19990101T000000Z", "19990101T000001Z"));
    assert!(!alarm(lines, "20260309T000000Z", "20260310T000000Z"));
}

#[test]
fn property_times() {
    let event = object(
        "VEVENT",
        "DTSTART:20260302T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY\r\nLAST-MODIFIED:20260201T000000Z\r\n",
    );
    let has = |name, start, end| {
        let value = ValueTest::TimeRange(range(start, end));
        is_match(&event, &with_prop("VEVENT", prop(name, Some(value), Vec::new())))
    };
    assert!(has("LAST-MODIFIED", "20260201T000000Z", "20260201T000001Z"));
    assert!(!has("LAST-MODIFIED", "20260201T000001Z", "-"));
    assert!(has("DTSTART", "20300101T000000Z", "20300108T000000Z"), "of any instance");
    assert!(has("DTEND", "20260309T100000Z", "20260309T100001Z"), "as DURATION implies it");
    assert!(!has("DTEND", "20260309T100001Z", "20260316T100000Z"));
}

#[test]
fn parameters() {
    let event = object(
        "VEVENT",
        "DTSTART:20260302T090000Z\r\nATTENDEE;MEMBER=\"mailto:a@b.c\",\"mailto:d@e.f\":mailto:x@y.z\r\n",
    );
    let has = |name: &str, test| {
        let param = ParamFilter { name: name.to_owned(), test };
        is_match(&event, &with_prop("VEVENT", prop("ATTENDEE", None, vec![param])))
    };
    assert!(has("member", ParamTest::IsDefined));
    assert!(has("MEMBER", ParamTest::Text(contains("D@E"))));
    assert!(!has("MEMBER", ParamTest::Text(contains_not("d@e"))));
    assert!(has("PARTSTAT", ParamTest::IsNotDefined));
    assert!(!has("PARTSTAT", ParamTest::Text(contains_not("ACCEPTED"))));
}

#[test]
fn text_is_compared_without_its_escapes() {
    let event = object("VEVENT", "DTSTART:20260302T090000Z\r\nSUMMARY:Tea\\, then cake\r\n");
    let filter =
        |needle| with_prop("VEVENT", prop("SUMMARY", Some(ValueTest::Text(contains(needle))), Vec::new()));
    assert!(is_match(&event, &filter("tea, then")));
    assert!(!is_match(&event, &filter("tea\\,")));
}

#[test]
fn filter_on_something_else_than_a_calendar() {
    assert_eq!(found(&comp("VEVENT", None, Vec::new(), Vec::new())), Vec::<u32>::new());
}

#[test]
fn index_takes_the_kind_and_the_range_of_the_component() {
    let filter = in_range("vtodo", "20260301T000000Z", "20260302T000000Z");
    let index = index_range(&filter);
    assert_eq!(
        (index.kind, index.range),
        (Some(ComponentKind::Todo), range("20260301T000000Z", "20260302T000000Z"))
    );
}

#[test]
fn index_knows_nothing_of_alarms() {
    let alarm = comp("VALARM", Some(range("20060106T100000Z", "20060107T100000Z")), Vec::new(), Vec::new());
    let index = index_range(&calendar(comp("VTODO", None, Vec::new(), vec![alarm])));
    assert_eq!((index.kind, index.range), (Some(ComponentKind::Todo), UtcRange::ALWAYS));
}
