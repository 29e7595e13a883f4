//! Any stream and any text to put into it: the edit says what it should, and nothing else is touched.
//!
//! The text is the beginning of the stream itself.

#![no_main]

#[allow(dead_code, reason = "the tests of ta-ical need more of it")]
#[path = "../../crates/ta-ical/tests/it/lossless/lines.rs"]
mod lines;

use libfuzzer_sys::fuzz_target;
use ta_ical::edit::{ContentLine, Edit};
use ta_ical::{CalTime, Component, ICalendar, Property};

fuzz_target!(|bytes: &[u8]| {
    let Ok(ical) = ICalendar::parse(bytes) else { return };
    properties(ical.root()).iter().take(12).for_each(|property| check_one_line(&ical, *property));
    let text = String::from_utf8_lossy(bytes.get(..80).unwrap_or(bytes)).into_owned();
    let Some(component) = ical.root().components().find(|inner| !inner.is("VTIMEZONE")) else { return };
    let berlin = CalTime::parse("20260301T100000", Some("Europe/Berlin")).expect("a time");
    let mut edit = Edit::new(&ical);
    edit.set(component, &ContentLine::text("SUMMARY", &text));
    edit.set(component, &ContentLine::time("DTSTART", &berlin));
    edit.append(component, &ContentLine::raw("ATTENDEE", &text).with_param("CN", &text));
    edit.remove_all(component, "DESCRIPTION");
    let edited = ICalendar::parse(edit.apply()).expect("an edit leaves a stream");
    let after =
        edited.root().components().find(|other| !other.is("VTIMEZONE")).expect("the component is there");
    let summary = after.property("SUMMARY").expect("it was set");
    assert_eq!(summary.text(), without_control(&text));
    assert_eq!(after.properties_named("SUMMARY").count(), 1);
    assert_eq!(after.properties_named("DESCRIPTION").count(), 0);
    assert_eq!(untouched(component), untouched(after));
});

/// What an escaped text can hold: line ends and tabs, no other control characters.
fn without_control(text: &str) -> String {
    text.chars().filter(|c| matches!(c, '\n' | '\t') || !c.is_ascii_control()).collect()
}

fn untouched(component: Component<'_>) -> Vec<&[u8]> {
    const TOUCHED: [&str; 4] = ["SUMMARY", "DTSTART", "ATTENDEE", "DESCRIPTION"];
    let others = component.properties().filter(|property| !TOUCHED.iter().any(|name| property.is(name)));
    others.map(|property| property.raw()).chain(component.components().map(|inner| inner.raw())).collect()
}

fn properties(component: Component<'_>) -> Vec<Property<'_>> {
    component.properties().chain(component.components().flat_map(properties)).collect()
}

/// A property by itself, taken away and written again: all other content lines, as a splitter finds them that knows
/// nothing of properties, are as they were.
fn check_one_line<'a>(ical: &'a ICalendar, property: Property<'a>) {
    let mut all = lines::split(ical.as_bytes());
    let index = all.iter().position(|line| std::ptr::eq(*line, property.raw())).expect("it is a content line");
    let mut edit = Edit::new(ical);
    edit.replace(property, &ContentLine::of(&property));
    let edited = edit.apply();
    all[index] = lines::split(&edited)[index];
    assert_eq!(lines::unfolded(all[index]), lines::unfolded(property.raw()));
    assert_eq!(lines::joined(all.iter().copied()), edited);
    let mut edit = Edit::new(ical);
    edit.remove(property);
    all.remove(index);
    assert_eq!(lines::joined(all), edit.apply());
}
