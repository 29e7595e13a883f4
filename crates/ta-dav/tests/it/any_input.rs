//! What holds for any input at all.

use proptest::collection::vec;
use proptest::prelude::{Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::sample::select;
use ta_dav::{
    DavPath, Depth, Destination, EntityTags, Href, IfHeader, MakeCollection, Multistatus, Overwrite,
    Preferences, PropertyInstruction, PropertyName, PropertyResults, PropertyValue, Propfind, Proppatch,
    Report, Segment, UrlReference,
};

use crate::infoset::{Content, Element, WhiteSpace, read};

/// Pieces that requests are made of, to be strung together without sense.
fn pieces() -> impl Strategy<Value = String> {
    const PIECES: [&str; 36] = [
        "<",
        ">",
        "/>",
        "</",
        "\"",
        "'",
        "=",
        " ",
        "&",
        ";",
        "&amp;",
        "&#13;",
        "&#x0;",
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
        "<?xml version=\"1.0\"?>",
        "<!DOCTYPE x>",
        "xmlns=\"DAV:\"",
        "xmlns:D=\"DAV:\"",
        "xml:lang=\"x\"",
        "<D:prop>",
        "</D:prop>",
        "<D:propfind xmlns:D=\"DAV:\">",
        "</D:propfind>",
        "<D:propertyupdate xmlns:D=\"DAV:\">",
        "<D:set>",
        "<x:a xmlns:x=\"urn:x\">",
        "</x:a>",
        "<a/>",
        "<C:calendar-query xmlns:C=\"urn:ietf:params:xml:ns:caldav\">",
        "<C:filter>",
        "<C:comp-filter name=\"VCALENDAR\">",
        "<C:time-range start=\"20260101T000000Z\"/>",
        "\u{FEFF}é",
    ];
    vec(select(PIECES.to_vec()), 0..24).prop_map(|pieces| pieces.concat())
}

fn any_body() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![vec(any::<u8>(), 0..200), pieces().prop_map(String::into_bytes)]
}

/// Text of characters that XML can hold, the awkward ones often.
fn xml_text() -> impl Strategy<Value = String> {
    let awkward = select(vec!['<', '>', '&', '"', '\'', '\r', '\n', '\t', ' ', ']', '\u{1F4C5}']);
    let allowed = any::<char>()
        .prop_filter("XML 1.0 §2.2", |c| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}'));
    vec(prop_oneof![awkward, allowed], 0..12).prop_map(|chars| chars.into_iter().collect())
}

/// Character data with every awkward character as a reference.
fn escaped(text: &str) -> String {
    let escape = |c: char| match c {
        '<' | '>' | '&' | '"' | '\'' | '\r' | '\n' | '\t' => format!("&#{};", u32::from(c)),
        other => other.to_string(),
    };
    text.chars().map(escape).collect()
}

/// An element in one of a few namespaces, declared here or outside, with attributes and mixed content.
fn element() -> impl Strategy<Value = String> {
    let prefix = || select(vec!["", "p:", "q:"]);
    let declarations =
        select(vec!["", " xmlns=\"urn:1\"", " xmlns=\"\"", " xmlns:p=\"urn:2\" xmlns:q=\"urn:3\""]);
    let start = (prefix(), select(vec!["a", "b", "c-d"]), declarations, prefix(), xml_text());
    let start = start
        .prop_map(|(prefix, local, declarations, attribute_prefix, value)| {
            let name = format!("{prefix}{local}");
            (
                format!("<{name}{declarations} {attribute_prefix}v=\"{}\">", escaped(&value)),
                format!("</{name}>"),
            )
        })
        .boxed();
    let leaf = xml_text().prop_map(|text| escaped(&text)).boxed();
    leaf.prop_recursive(4, 24, 4, move |inner| {
        (start.clone(), vec(inner, 0..4)).prop_map(|((open, close), inside)| open + &inside.concat() + &close)
    })
    .prop_map(|content| format!("<p:property>{content}</p:property>"))
}

/// An element whose name, declarations and attributes may break the rules of namespaces.
fn unruly_element() -> impl Strategy<Value = String> {
    let name = select(vec!["a", "p:a", "D:a", "xml:a", "xmlns:a", ":a", "a:", "a:b:c", "1a", "p:1"]);
    let attribute = select(vec![
        " xmlns=\"\"",
        " xmlns=\"urn:1\"",
        " xmlns=\"a&#10;b\nc\"",
        " xmlns=\"http://www.w3.org/2000/xmlns/\"",
        " xmlns:p=\"\"",
        " xmlns:p=\"urn:&amp;\"",
        " xmlns:D=\"urn:1\"",
        " xmlns:p=\"http://www.w3.org/XML/1998/namespac&#101;\"",
        " xmlns:xml=\"http://www.w3.org/XML/1998/namespace\"",
        " xmlns:xmlns=\"urn:1\"",
        " xml:lang=\"\"",
        " xml:lang=\"en\"",
        " p:a=\"1\"",
        " q:a=\"<>\"",
        " a=\"&#1;\"",
    ]);
    (name, vec(attribute, 0..4), 0..3_usize).prop_map(|(name, attributes, children)| {
        let inside = "<p:x/>text".repeat(children);
        format!("<{name}{}>{inside}</{name}>", attributes.concat())
    })
}

fn only_child(element: Element, local_name: &str) -> Element {
    let found = element.content.into_iter().find_map(|content| match content {
        Content::Element(child) if child.name.ends_with(&format!("}}{local_name}")) => Some(child),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("no {local_name}"))
}

fn in_response(name: PropertyName, value: PropertyValue) -> Element {
    let mut results = PropertyResults::new();
    results.found(name, value);
    let mut body = Multistatus::new(None);
    body.properties(&Href::verbatim("/x"), &results);
    let response = only_child(read(body.finish(), WhiteSpace::Kept), "response");
    only_child(only_child(response, "propstat"), "prop")
}

proptest! {
    #[test]
    fn no_body_panics(body in any_body()) {
        let _ = Propfind::parse(&body);
        let _ = Proppatch::parse(&body);
        let _ = MakeCollection::parse_mkcalendar(&body);
        let _ = MakeCollection::parse_mkcol(&body);
        let _ = Report::parse(&body);
    }

    #[test]
    fn an_error_points_into_the_body(body in any_body()) {
        if let Err(error) = Report::parse(&body) {
            prop_assert!(error.position() <= body.len());
        }
    }

    #[test]
    fn no_header_and_no_path_panics(text in ".{0,60}|[W/\\\\\"<>()\\[\\], aNot*-]{0,30}|/dav/[a-z%0-9./]{0,40}") {
        let _ = Depth::parse(Some(&text), Depth::Zero);
        let _ = Overwrite::parse(Some(&text));
        let _ = Destination::parse(Some(&text));
        let _ = EntityTags::if_match(Some(&text));
        let _ = EntityTags::if_none_match(Some(&text));
        let _ = IfHeader::parse(Some(&text));
        let _ = Preferences::parse([text.as_str()], Some(&text));
        let _ = UrlReference::parse(&text);
        let _ = DavPath::parse(&text);
    }

    #[test]
    fn a_printed_path_reads_back(login in ".{1,20}", calendar in ".{1,20}", object in ".{1,20}") {
        let segments = (Segment::new(login), Segment::new(calendar), Segment::new(object));
        if let (Some(login), Some(calendar), Some(object)) = segments {
            let path = DavPath::Object { login, calendar, object };
            prop_assert_eq!(DavPath::parse(&path.to_string()), Ok(path.clone()));
            prop_assert!(path.to_string().is_ascii());
        }
    }

    #[test]
    fn text_arrives_as_it_was(text in xml_text()) {
        let prop = in_response(PropertyName::DisplayName, PropertyValue::Text(text.clone()));
        prop_assert_eq!(prop.text_of("displayname"), text);
    }

    #[test]
    fn any_text_at_all_makes_a_readable_response(text in any::<String>(), bytes in vec(any::<u8>(), 0..60)) {
        in_response(PropertyName::DisplayName, PropertyValue::Text(text.clone()));
        in_response(PropertyName::CalendarData, PropertyValue::CalendarData(bytes.into()));
        in_response(
            PropertyName::Comment,
            PropertyValue::TextInLanguage { text: text.clone(), language: text },
        );
    }

    #[test]
    fn a_dead_property_means_the_same_in_the_response(element in element()) {
        let sent = format!(
            "<D:propertyupdate xmlns:D=\"DAV:\" xmlns:p=\"urn:p\" xmlns:q=\"urn:q\" xmlns=\"urn:d\"><D:set><D:prop>{element}</D:prop></D:set></D:propertyupdate>"
        );
        let set = only_child(only_child(read(&sent, WhiteSpace::Kept), "set"), "prop");
        let patch = Proppatch::parse(sent.as_bytes()).unwrap();
        let Some(PropertyInstruction::Set(property)) = patch.instructions.first() else { panic!("{patch:?}") };
        let answered = in_response(property.name().clone(), PropertyValue::Xml(property.to_xml()));
        prop_assert_eq!(answered.content, set.content);
    }

    #[test]
    fn whatever_is_taken_can_be_written_back(element in unruly_element()) {
        let sent = format!(
            "<D:propertyupdate xmlns:D=\"DAV:\" xmlns:p=\"urn:p\" xmlns:q=\"urn:p\" xml:lang=\"de\"><D:set><D:prop>{element}</D:prop></D:set></D:propertyupdate>"
        );
        if let Ok(patch) = Proppatch::parse(sent.as_bytes())
            && let Some(PropertyInstruction::Set(property)) = patch.instructions.first()
        {
            let answered = in_response(property.name().clone(), PropertyValue::Xml(property.to_xml()));
            let named = in_response(property.name().clone(), PropertyValue::Empty);
            prop_assert_eq!(first_name(&answered), first_name(&named));
        }
    }
}

/// The Clark name of the first element in here.
fn first_name(element: &Element) -> Option<&str> {
    element.content.iter().find_map(|content| match content {
        Content::Element(child) => Some(child.name.as_str()),
        Content::Text(_) => None,
    })
}

#[test]
fn the_line_ends_of_calendar_data_arrive_as_they_are() {
    let data: &[u8] = b"BEGIN:VCALENDAR\r\nSUMMARY:a <b> & ]]>\r\nX:\xC3\xA9\r\nEND:VCALENDAR\r\n";
    let prop = in_response(PropertyName::CalendarData, PropertyValue::CalendarData(data.into()));
    assert_eq!(prop.text_of("calendar-data").as_bytes(), data);
}
