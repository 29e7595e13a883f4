//! Objects survive being put into one stream and taken out of it.

use proptest::prelude::{prop, proptest};
use ta_ical::stream::{join, split};
use ta_ical::{CalendarObject, Component, ICalendar};

use crate::data;

/// The objects of a stream of these ones. What stands beside them without being part of one is told, not lost in silence.
fn through_a_stream(objects: &[CalendarObject]) -> Vec<CalendarObject> {
    let stream = join(objects.iter().map(CalendarObject::ical), "-//Example//Test//EN");
    let pieces = split(&ICalendar::parse(stream).unwrap());
    let (taken, refused): (Vec<_>, Vec<_>) =
        pieces.into_iter().map(|piece| piece.object).partition(Result::is_ok);
    assert_eq!(refused.len(), objects.iter().map(strangers).sum::<usize>());
    taken.into_iter().flatten().collect()
}

/// How many components nobody knows stand beside an object.
fn strangers(object: &CalendarObject) -> usize {
    let all = object.ical().root().components().filter(|component| !component.is("VTIMEZONE"));
    all.count() - object.components().count()
}

/// Every component that is part of an object, byte for byte.
fn raws(object: &CalendarObject) -> Vec<&[u8]> {
    object.components().map(|component: Component<'_>| component.raw()).collect()
}

fn objects() -> Vec<(String, CalendarObject)> {
    let files = ["icalendar", "rfc4791", "rfc5545", "malformed"].into_iter().flat_map(data::read_all);
    files.filter_map(|(name, bytes)| Some((name, CalendarObject::from_bytes(bytes).ok()?))).collect()
}

#[test]
fn every_object_by_itself() {
    for (file, object) in objects() {
        let again = through_a_stream(std::slice::from_ref(&object));
        assert_eq!(again.len(), 1, "{file}");
        assert_eq!(raws(&again[0]), raws(&object), "{file}");
    }
}

/// Those that have one UID are one object in a stream, so that each file takes part once.
#[test]
fn all_objects_together() {
    let mut uids = std::collections::HashSet::new();
    let distinct: Vec<_> = objects()
        .into_iter()
        .map(|(_, object)| object)
        .filter(|object| uids.insert(object.uid().to_owned()))
        .collect();
    let again = through_a_stream(&distinct);
    assert_eq!(again.len(), distinct.len());
    for (again, object) in again.iter().zip(&distinct) {
        assert_eq!(again.uid(), object.uid());
        assert_eq!(raws(again), raws(object));
    }
}

/// A zone that no database knows goes along with the object that names it.
#[test]
fn own_time_zones_go_along() {
    let object = CalendarObject::from_bytes(data::read("icalendar", "04-vtimezone.ics")).unwrap();
    let zone = |object: &CalendarObject| {
        object.ical().root().components_named("VTIMEZONE").map(|zone| zone.raw().to_vec()).collect::<Vec<_>>()
    };
    let again = through_a_stream(std::slice::from_ref(&object));
    assert_eq!(zone(&again[0]), zone(&object));
    assert_eq!(zone(&object).len(), 1);
}

proptest! {
    #[test]
    fn objects_of_any_lines(
        bodies in prop::collection::vec("(X-[A-Z]{1,5}(;[a-z]{1,3}=(\"[a-z:;,^]{0,4}\"|[a-zé^]{0,4}))?:[ -~ß📅\t]{0,30}(\r\n [a-z ]{0,9})?\r?\n){0,6}", 1..6),
    ) {
        let objects: Vec<_> = bodies.iter().enumerate().map(|(uid, body)| {
            let text = format!("BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VTODO\r\nUID:{uid}\r\n{body}END:VTODO\nEND:VCALENDAR\n");
            CalendarObject::from_bytes(text.into_bytes()).unwrap()
        }).collect();
        let again = through_a_stream(&objects);
        assert_eq!(again.iter().map(raws).collect::<Vec<_>>(), objects.iter().map(raws).collect::<Vec<_>>());
    }
}
