//! Content lines as they are read, from the awkward but valid files.

use proptest::prelude::{any, prop, proptest};
use ta_ical::{Component, ICalendar, ParseError};

use crate::data;

fn parse(name: &str) -> ICalendar {
    ICalendar::parse(data::read("icalendar", name)).unwrap()
}

fn first_component(ical: &ICalendar) -> Component<'_> {
    ical.root().components().next().unwrap()
}

fn text(ical: &ICalendar, property: &str) -> String {
    first_component(ical).property(property).unwrap().text().into_owned()
}

/// Every byte of a component is a byte of its BEGIN, its END or of what is directly inside.
fn inner_bytes(component: Component<'_>) -> usize {
    let properties: usize = component.properties().map(|property| property.raw().len()).sum();
    let components: usize = component.components().map(|inner| inner.raw().len()).sum();
    properties + components
}

#[test]
fn properties_and_components_cover_every_byte() {
    for (name, bytes) in data::read_all("icalendar") {
        let line_end = if bytes.windows(2).any(|pair| pair == b"\r\n") { 2 } else { 1 };
        let frame = "BEGIN:VCALENDAR".len() + "END:VCALENDAR".len() + 2 * line_end;
        let ical = ICalendar::parse(bytes.clone()).unwrap();
        assert_eq!(inner_bytes(ical.root()) + frame, bytes.len(), "{name}");
    }
}

#[test]
fn fold_keeps_all_but_one_blank() {
    let summary = text(&parse("01-folded.ics"), "SUMMARY");
    assert!(summary.starts_with("This is a very long line that ends with a space  and continues"));
    assert!(summary.contains("an emoji 📅 and ßand"));
}

#[test]
fn tab_folds_like_a_blank() {
    let description = text(&parse("01-folded.ics"), "DESCRIPTION");
    assert_eq!(description, "Tab foldhere\nnew line, comma; semicolon \\ backslash \n cap N");
}

#[test]
fn fold_inside_a_character() {
    let ical = ICalendar::parse(data::read("malformed", "foldutf8.ics")).unwrap();
    assert_eq!(text(&ical, "SUMMARY"), "café ok");
}

#[test]
fn fold_inside_a_name() {
    let ical = ICalendar::parse(&b"BEGIN:VCAL\r\n ENDAR\r\nPRO\r\n DID:x\r\nEND:VCALENDAR\r\n"[..]).unwrap();
    assert_eq!(ical.root().property("PRODID").unwrap().value(), "x");
    assert_eq!(ical.root().property("PRODID").unwrap().raw(), b"PRO\r\n DID:x\r\n");
}

#[test]
fn quoted_parameter_value_may_hold_separators() {
    let ical = parse("02-xprops.ics");
    let property = first_component(&ical).property("X-FOO").unwrap();
    assert_eq!(property.param("x-baz").unwrap(), "a;b:c,d");
    assert_eq!(property.value(), r"a\,b;c,d\;e");
}

#[test]
fn caret_encoding_of_parameters_only() {
    let ical = parse("06-6868.ics");
    let event = first_component(&ical);
    let attendee = event.property("ATTENDEE").unwrap();
    assert_eq!(attendee.param("CN").unwrap(), "George Herman \"Babe\" Ruth");
    assert_eq!(attendee.param("X-A").unwrap(), "x\ny^z");
    assert_eq!(attendee.value(), "mailto:babe@example.com");
    assert_eq!(event.property("LOCATION").unwrap().text(), "Room ^ n, carets ^n stay in values");
}

#[test]
fn parameter_with_several_values() {
    let ical = parse("06-6868.ics");
    let attendee = first_component(&ical).property("ATTENDEE").unwrap();
    let member = attendee.params().find(|param| param.is("MEMBER")).unwrap();
    assert_eq!(member.values().collect::<Vec<_>>(), ["mailto:g1@example.com", "mailto:g2@example.com"]);
}

#[test]
fn list_of_texts() {
    let ical = parse("12-values.ics");
    let categories = first_component(&ical).property("CATEGORIES").unwrap();
    assert_eq!(categories.texts().collect::<Vec<_>>(), ["A", "B,C", "D"]);
}

#[test]
fn names_compare_without_case() {
    let ical = parse("15-unknown.ics");
    let event = ical.root().components_named("VEVENT").next().unwrap();
    assert_eq!(event.name(), "vevent");
    assert_eq!(event.property("SUMMARY").unwrap().param("Language").unwrap(), "en");
}

#[test]
fn nested_components() {
    let ical = parse("11-9073.ics");
    let event = first_component(&ical);
    let names: Vec<_> = event.components().map(|component| component.name()).collect();
    assert_eq!(names, ["PARTICIPANT", "VLOCATION", "VRESOURCE"]);
    let participant = event.components().next().unwrap();
    assert_eq!(participant.components().next().unwrap().property("NAME").unwrap().text(), "Home");
    assert_eq!(event.properties_named("UID").count(), 1, "the UIDs of inner components are not the event's");
}

#[test]
fn several_calendars_in_one_stream() {
    let one = "BEGIN:VCALENDAR\r\nX:1\r\nEND:VCALENDAR\r\n";
    let ical = ICalendar::parse(format!("{one}\r\n{one}").into_bytes()).unwrap();
    assert_eq!(ical.calendars().count(), 2);
}

#[test]
fn property_knows_its_line() {
    let ical = parse("01-folded.ics");
    assert_eq!(first_component(&ical).property("DURATION").unwrap().line_number(), 13);
}

proptest! {
    #[test]
    fn any_bytes_get_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _: Result<ICalendar, ParseError> = ICalendar::parse(bytes);
    }

    #[test]
    fn any_text_after_a_beginning_gets_an_answer(text in "(BEGIN:VCALENDAR\n)?([A-Z:;=\",\n \t\\^]{0,80})") {
        if let Ok(ical) = ICalendar::parse(text.into_bytes()) {
            for property in ical.root().properties() {
                let _ = (property.params().map(|param| param.values().count()).sum::<usize>(), property.text());
            }
        }
    }
}
