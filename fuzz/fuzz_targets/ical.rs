//! Any bytes as iCalendar: reading loses nothing, and whatever can be stored can be asked anything.

#![no_main]

use jiff::tz::TimeZone;
use libfuzzer_sys::fuzz_target;
use ta_ical::edit::Edit;
use ta_ical::filter::{CompFilter, CompTest, matches};
use ta_ical::value::Attendee;
use ta_ical::{CalendarObject, Component, ICalendar, Property, UtcRange, stream};

fuzz_target!(|bytes: &[u8]| {
    let Ok(ical) = ICalendar::parse(bytes) else { return };
    assert_eq!(&ical.as_bytes()[..], bytes);
    assert_eq!(Edit::new(&ical).apply(), bytes);
    ical.calendars().for_each(read_all);
    let objects: Vec<_> = stream::split(&ical).into_iter().filter_map(|piece| piece.object.ok()).collect();
    objects.iter().for_each(ask_everything);
    survive_a_stream(&objects);
    if let Ok(object) = CalendarObject::from_icalendar(ical) {
        ask_everything(&object);
    }
});

fn read_all(component: Component<'_>) {
    for property in component.properties() {
        property.params().for_each(|param| param.values().for_each(drop));
        property.texts().for_each(drop);
        drop(property.text());
        read_values(&property);
    }
    component.attendees().for_each(read_attendee);
    component.components().for_each(read_all);
}

/// A value that is none is told by the line of its property.
fn read_values(property: &Property<'_>) {
    let refusals = [
        property.binary().err(),
        property.boolean().err(),
        property.duration().err(),
        property.float().err(),
        property.geo().err(),
        property.integer().err(),
        property.periods().err(),
        property.request_status().err(),
        property.time_of_day().err(),
        property.uri().err(),
        property.utc_offset().err(),
    ];
    for refusal in refusals.into_iter().flatten() {
        assert_eq!(refusal.line, property.line_number());
        assert!(refusal.to_string().len() < 300);
    }
}

fn read_attendee(attendee: Attendee<'_>) {
    let _ = (attendee.address(), attendee.status(), attendee.role(), attendee.user_type());
    attendee.member_of().chain(attendee.delegated_to()).chain(attendee.delegated_from()).for_each(drop);
}

/// Put together and taken apart again, objects have the same components, byte for byte.
fn survive_a_stream(objects: &[CalendarObject]) {
    let joined = stream::join(objects.iter().map(CalendarObject::ical), "-//Example//Fuzz//EN");
    let pieces = stream::split(&ICalendar::parse(joined).expect("a stream"));
    assert_eq!(pieces.len(), objects.len());
    for (piece, object) in pieces.iter().zip(objects) {
        let again = piece.object.as_ref().expect("it was an object before");
        assert!(again.components().map(|one| one.raw()).eq(object.components().map(|one| one.raw())));
    }
}

fn ask_everything(object: &CalendarObject) {
    let bounds = object.bounds();
    for zone in ["UTC", "America/Sao_Paulo", "Pacific/Apia"] {
        let zone = TimeZone::get(zone).unwrap();
        let instances: Vec<_> = object.instances(UtcRange::ALWAYS, &zone).take(50).collect();
        assert!(instances.is_sorted_by_key(|instance| instance.start_utc));
        for instance in &instances {
            assert!(instance.start_utc <= instance.end_utc);
            assert!(bounds.start_utc.is_none_or(|start| start <= instance.start_utc));
            assert!(bounds.end_utc.is_none_or(|end| end >= instance.end_utc));
        }
        object.instances(far_window(), &zone).take(5).for_each(drop);
    }
    for name in ["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VAVAILABILITY"] {
        let alarm = filter("VALARM", Vec::new());
        matches(object, &filter("VCALENDAR", vec![filter(name, Vec::new())]), &TimeZone::UTC);
        let with_alarm = CompTest::All { time_range: None, props: Vec::new(), comps: vec![alarm] };
        let with_alarm = CompFilter { name: name.to_owned(), test: with_alarm };
        matches(object, &filter("VCALENDAR", vec![with_alarm]), &TimeZone::UTC);
    }
}

fn far_window() -> UtcRange {
    let at = |time: &str| Some(time.parse().unwrap());
    UtcRange::new(at("2400-01-01T00:00:00Z"), at("2400-03-01T00:00:00Z")).unwrap()
}

fn filter(name: &str, comps: Vec<CompFilter>) -> CompFilter {
    let time_range = (name != "VCALENDAR").then(far_window);
    CompFilter { name: name.to_owned(), test: CompTest::All { time_range, props: Vec::new(), comps } }
}
