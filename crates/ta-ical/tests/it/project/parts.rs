//! Partial retrieval: components and properties by name (RFC 4791 §9.6.1 to §9.6.4).

use ta_ical::CalendarObject;
use ta_ical::project::{
    ComponentParts, IcalProperty, PropertyValueRequest, SelectedComponents, SelectedProperties, Selection,
};

use super::projected;
use crate::data;

fn parts(properties: SelectedProperties, components: SelectedComponents) -> Selection {
    let parts = ComponentParts { name: "VCALENDAR".to_owned(), properties, components };
    Selection { parts: Some(parts), ..Selection::default() }
}

/// These properties of the event and nothing else.
fn of_the_event(properties: Vec<IcalProperty>) -> Selection {
    let event = ComponentParts {
        name: "vevent".to_owned(),
        properties: SelectedProperties::These(properties),
        components: SelectedComponents::These(Vec::new()),
    };
    parts(SelectedProperties::These(Vec::new()), SelectedComponents::These(vec![event]))
}

fn property(name: &str, value: PropertyValueRequest) -> IcalProperty {
    IcalProperty { name: name.to_owned(), value }
}

fn object(text: &str) -> CalendarObject {
    CalendarObject::from_bytes(text.as_bytes()).unwrap()
}

#[test]
fn nothing_asked_is_the_text_byte_for_byte() {
    let everything = parts(SelectedProperties::All, SelectedComponents::All);
    let mut objects = 0;
    for (name, bytes) in data::read_all("icalendar").into_iter().chain(data::read_all("rfc4791")) {
        let Ok(object) = CalendarObject::from_bytes(bytes.clone()) else { continue };
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(projected(&object, &Selection::default()), text, "{name}");
        assert_eq!(projected(&object, &everything), text, "{name}");
        objects += 1;
    }
    assert!(objects > 10, "{objects} objects");
}

#[test]
fn lines_that_are_asked_for_keep_their_folds_and_case() {
    let stored = object(
        "begin:vcalendar\nversion:2.0\nBEGIN:VEVENT\nuid:1\ndtstart:20260301T100000Z\nsum\n mary;X-A=\"b;\n c\":Tea \n  time\nLOCATION:x\n\
         BEGIN:VALARM\nACTION:DISPLAY\nEND:VALARM\nEND:VEVENT\nend:vcalendar\n",
    );
    let selection = of_the_event(vec![property("SUMMARY", PropertyValueRequest::WithValue)]);
    let expected =
        "begin:vcalendar\nBEGIN:VEVENT\nsum\n mary;X-A=\"b;\n c\":Tea \n  time\nEND:VEVENT\nend:vcalendar\n";
    assert_eq!(projected(&stored, &selection), expected);
}

#[test]
fn a_property_without_its_value_keeps_its_parameters() {
    // RFC 4791 §9.6.4.
    let stored = object(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260301T100000Z\r\n\
         ATTENDEE;CN=\"Smith, John\";PARTSTAT=ACCEPTED:mailto:john@example.com\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    );
    let selection = of_the_event(vec![
        property("attendee", PropertyValueRequest::NoValue),
        property("UID", PropertyValueRequest::NoValue),
    ]);
    assert_eq!(
        projected(&stored, &selection),
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:\r\nATTENDEE;CN=\"Smith, John\";PARTSTAT=ACCEPTED:\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    );
}

#[test]
fn all_sub_components_of_an_event_without_its_properties() {
    let stored = object(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260301T100000Z\r\n\
         BEGIN:VALARM\r\nACTION:DISPLAY\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    );
    let event = ComponentParts {
        name: "VEVENT".to_owned(),
        properties: SelectedProperties::These(Vec::new()),
        components: SelectedComponents::All,
    };
    let selection = parts(SelectedProperties::All, SelectedComponents::These(vec![event]));
    assert_eq!(
        projected(&stored, &selection),
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    );
}
