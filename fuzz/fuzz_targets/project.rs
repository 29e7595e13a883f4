//! Any object as a report returns it: an expansion is an object with the same instances and no rules.

#![no_main]

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use libfuzzer_sys::fuzz_target;
use ta_ical::project::{
    Budget, ComponentParts, IcalProperty, PropertyValueRequest, RecurrenceView, SelectedComponents,
    SelectedProperties, Selection, project,
};
use ta_ical::{CalendarObject, Component, ComponentKind, ICalendar, UtcRange};

const INSTANCES_MAX: usize = 60;
/// 9999-12-30T00:00:00Z.
const LAST_WHOLE_DAY_END: i64 = 253_402_128_000;

fuzz_target!(|bytes: &[u8]| {
    let Ok(object) = CalendarObject::from_bytes(bytes) else { return };
    let first = object.instances(UtcRange::ALWAYS, &TimeZone::UTC).next();
    let start = first.map_or(Timestamp::UNIX_EPOCH, |first| first.start_utc);
    let Ok(end) = start.checked_add(SignedDuration::from_hours(24 * 30)) else { return };
    let month = UtcRange::new(Some(start), Some(end)).expect("the end is later");
    check_expansion(&object, month);
    check_limits(&object, month);
    check_parts(&object);
});

fn shown(object: &CalendarObject, selection: &Selection) -> Option<ICalendar> {
    let text = project(object, selection, &TimeZone::UTC, &mut Budget::new(INSTANCES_MAX, 1 << 20)).ok()?;
    Some(ICalendar::parse(text).expect("what is returned is a stream"))
}

fn check_expansion(object: &CalendarObject, month: UtcRange) {
    let selection = Selection { recurrence: RecurrenceView::Expand(month), ..Selection::default() };
    let Some(expanded) = shown(object, &selection) else { return };
    // Other kinds have no instances and stay as they are, whatever they hold.
    if matches!(object.kind(), ComponentKind::Event | ComponentKind::Todo | ComponentKind::Journal) {
        assert!(expanded.root().components().filter(|one| one.is(object.kind().as_str())).all(has_no_rules));
    }
    // In seconds, as iCalendar has no parts of one; the last instant there is has some, and cuts the last day short.
    let second = |instant: Timestamp| instant.as_second().min(LAST_WHOLE_DAY_END);
    let spans = |object: &CalendarObject| -> Vec<_> {
        let instances = object.instances(month, &TimeZone::UTC).take(INSTANCES_MAX);
        instances.map(|one| (second(one.start_utc), second(one.end_utc))).collect()
    };
    let before = spans(object);
    if !before.is_empty() {
        let expanded = CalendarObject::from_icalendar(expanded).expect("instances are an object");
        assert_eq!(spans(&expanded), before);
    }
}

fn has_no_rules(component: Component<'_>) -> bool {
    ["RRULE", "RDATE", "EXDATE", "EXRULE"].iter().all(|name| component.property(name).is_none())
}

fn check_limits(object: &CalendarObject, month: UtcRange) {
    let recurrence = RecurrenceView::LimitRecurrenceSet(month);
    let selection = Selection { recurrence, limit_freebusy_set: Some(month), ..Selection::default() };
    let limited = shown(object, &selection).expect("limits need no budget");
    assert!(limited.as_bytes().len() <= object.bytes().len() + object.bytes().len() / 8 + 64);
}

fn check_parts(object: &CalendarObject) {
    let property = |name: &str, value| IcalProperty { name: name.to_owned(), value };
    let component = ComponentParts {
        name: object.kind().as_str().to_owned(),
        properties: SelectedProperties::These(vec![
            property("UID", PropertyValueRequest::WithValue),
            property("ATTENDEE", PropertyValueRequest::NoValue),
        ]),
        components: SelectedComponents::All,
    };
    let parts = ComponentParts {
        name: "VCALENDAR".to_owned(),
        properties: SelectedProperties::All,
        components: SelectedComponents::These(vec![component]),
    };
    let shown = shown(object, &Selection { parts: Some(parts), ..Selection::default() }).expect("no budget");
    for component in shown.root().components() {
        assert!(component.properties().all(|property| property.is("UID") || property.is("ATTENDEE")));
    }
}
