//! Bodies that are too much, or no XML at all.

use ta_dav::{Precondition, Propfind, Report, XmlError, XmlErrorKind};

fn refusal(body: impl AsRef<[u8]>) -> XmlError {
    Propfind::parse(body.as_ref()).unwrap_err()
}

fn nested(depth: usize) -> String {
    let inner = depth - 1;
    format!(
        "<D:propfind xmlns:D=\"DAV:\">{}{}</D:propfind>",
        "<D:prop>".repeat(inner),
        "</D:prop>".repeat(inner)
    )
}

#[test]
fn elements_may_nest_to_a_limit() {
    assert!(Propfind::parse(nested(32).as_bytes()).is_ok());
    assert_eq!(refusal(nested(33)).kind(), &XmlErrorKind::TooDeep { max: 32 });
}

#[test]
fn ten_thousand_levels_are_refused_at_the_first_too_many() {
    let error = refusal(nested(10_000));
    assert_eq!(error.kind(), &XmlErrorKind::TooDeep { max: 32 });
    assert_eq!(error.position(), "<D:propfind xmlns:D=\"DAV:\">".len() + 31 * "<D:prop>".len());
}

#[test]
fn elements_are_counted() {
    let body = |elements: usize| {
        format!("<D:propfind xmlns:D=\"DAV:\"><D:prop>{}</D:prop></D:propfind>", "<a/>".repeat(elements - 2))
    };
    assert!(Propfind::parse(body(10_000).as_bytes()).is_ok());
    assert_eq!(refusal(body(10_001)).kind(), &XmlErrorKind::TooManyElements { max: 10_000 });
}

#[test]
fn a_document_type_declaration_is_refused_before_any_entity_is_read() {
    let bomb = r#"<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>
        <D:propfind xmlns:D="DAV:"><D:prop>&b;</D:prop></D:propfind>"#;
    let error = refusal(bomb);
    assert_eq!(error.kind(), &XmlErrorKind::Doctype);
    assert_eq!(error.position(), 21);
    assert_eq!(error.precondition(), Some(Precondition::NoExternalEntities));
}

#[test]
fn only_predefined_entities_are_known() {
    let error = refusal(r#"<D:propfind xmlns:D="DAV:"><D:prop>&nbsp;</D:prop></D:propfind>"#);
    assert_eq!(error.kind(), &XmlErrorKind::UnknownEntity("nbsp".into()));
    assert_eq!(error.position(), 35);
}

#[test]
fn attributes_are_counted() {
    let attributes: String = (0..65).map(|n| format!(" a{n}=\"\"")).collect();
    let error = refusal(format!("<propfind xmlns=\"DAV:\"><prop{attributes}/></propfind>"));
    assert_eq!(error.kind(), &XmlErrorKind::TooManyAttributes { max: 64 });
}

#[test]
fn namespace_declarations_are_bounded() {
    let element =
        |n: usize| format!("<a xmlns:p{n}=\"urn:{n}\" xmlns:q{n}=\"urn:{n}\" xmlns:r{n}=\"urn:{n}\">");
    let open: String = (0..30).map(element).collect();
    let error = refusal(format!("<D:propfind xmlns:D=\"DAV:\">{open}"));
    assert!(matches!(error.kind(), XmlErrorKind::Malformed(_)), "{error}");
}

#[test]
fn long_namespace_names_are_refused() {
    let name = "x".repeat(257);
    let error = refusal(format!("<propfind xmlns=\"DAV:\"><prop><a xmlns=\"{name}\"/></prop></propfind>"));
    assert_eq!(error.kind(), &XmlErrorKind::NamespaceTooLong { max_bytes: 256 });
}

#[test]
fn what_is_not_well_formed_is_refused() {
    for body in [
        "hello",
        "<D:propfind xmlns:D=\"DAV:\"><D:prop>",
        "<D:propfind xmlns:D=\"DAV:\"></D:prop></D:propfind>",
        "<propfind xmlns=\"DAV:\"><prop/></propfind><propfind/>",
        "<propfind xmlns=\"DAV:\"><prop/></propfind>text",
        "<D:propfind><D:prop/></D:propfind>",
        "<propfind xmlns=\"DAV:\"><x:prop/></propfind>",
        "<propfind xmlns=\"DAV:\"><prop a=\"1\" a=\"2\"/></propfind>",
        "<propfind xmlns=\"DAV:\"><prop xmlns:x=\"u\" xmlns:y=\"u\" x:a=\"1\" y:a=\"2\"/></propfind>",
        "<propfind xmlns=\"DAV:\"><prop a/></propfind>",
        "<propfind xmlns=\"DAV:\"><1prop/></propfind>",
        "<propfind xmlns=\"DAV:\">&#0;</propfind>",
        "<propfind xmlns=\"DAV:\">& </propfind>",
        "<propfind xmlns=\"DAV:\"",
        "<propfind xmlns=\"DAV:\"><xmlns:a/></propfind>",
        "<propfind xmlns=\"DAV:\"><xml:a/></propfind>",
        "<propfind xmlns=\"DAV:\"><a xmlns:p=\"\"/></propfind>",
        "<propfind xmlns=\"DAV:\"><a xmlns=\"http://www.w3.org/2000/xmlns/\"/></propfind>",
        "<propfind xmlns=\"DAV:\"><a xmlns:p=\"http://www.w3.org/XML/1998/namespac&#101;\"/></propfind>",
        "<propfind xmlns=\"DAV:\"><a xmlns:xml=\"urn:x\"/></propfind>",
    ] {
        let error = refusal(body);
        assert!(matches!(error.kind(), XmlErrorKind::Malformed(_)), "{body}: {error}");
        assert!(error.position() <= body.len());
    }
}

#[test]
fn characters_that_xml_cannot_hold_are_refused() {
    for (body, forbidden) in [
        ("<propfind xmlns=\"DAV:\">\u{1}</propfind>", '\u{1}'),
        ("<propfind xmlns=\"DAV:\">&#x1;</propfind>", '\u{1}'),
        ("<propfind xmlns=\"DAV:\"><prop a=\"&#8;\"/></propfind>", '\u{8}'),
        ("<propfind xmlns=\"DAV:\"><![CDATA[\u{FFFE}]]></propfind>", '\u{FFFE}'),
    ] {
        assert_eq!(refusal(body).kind(), &XmlErrorKind::ForbiddenCharacter(forbidden), "{body}");
    }
}

#[test]
fn only_utf_8_is_read() {
    assert_eq!(refusal(b"<propfind xmlns=\"DAV:\">\xE9").kind(), &XmlErrorKind::NotUtf8);
    assert_eq!(refusal(b"<propfind xmlns=\"DAV:\">\xE9").position(), 23);
    let declared = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><propfind xmlns=\"DAV:\"/>";
    assert_eq!(refusal(declared).kind(), &XmlErrorKind::ForeignEncoding("ISO-8859-1".into()));
}

#[test]
fn a_byte_order_mark_counts_as_bytes_and_as_nothing_else() {
    let body =
        "\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-8\"?><propfind xmlns=\"DAV:\"><propname/></propfind>";
    assert!(Propfind::parse(body.as_bytes()).is_ok());
    assert_eq!(refusal("\u{FEFF}<D:x/>").position(), 3);
}

#[test]
fn another_document_element_is_named_in_the_refusal() {
    let error = refusal("<D:propertyupdate xmlns:D=\"DAV:\"/>");
    assert_eq!(error.to_string(), "at byte 0: the document element is propertyupdate, not propfind");
    assert_eq!(error.precondition(), None);
}

#[test]
fn a_report_needs_a_body() {
    assert_eq!(Report::parse(b"  ").unwrap_err().kind(), &XmlErrorKind::Empty);
}

#[test]
fn an_error_repeats_only_the_beginning_of_what_it_found() {
    let long = "é".repeat(100_000);
    for body in [
        format!("<{long}/>"),
        format!("<propfind xmlns=\"DAV:\">&{long};</propfind>"),
        format!("<propfind xmlns=\"DAV:\"></{long}>"),
        format!("<propfind xmlns=\"DAV:\"><{long}:a/></propfind>"),
        format!("<propfind xmlns=\"DAV:\"><a {long}=\"\" {long}=\"\"/></propfind>"),
    ] {
        assert!(refusal(body).to_string().len() < 300);
    }
}

#[test]
fn large_bodies_of_any_shape_are_read_once() {
    // Anything quadratic in one of these would take minutes.
    const BYTES: usize = 1_000_000;
    for piece in ["&amp;", "<!---->", "<?a?>", "]]", "<![CDATA[x]]>", "x", "\r\n", "&#38;"] {
        let body =
            format!("<propfind xmlns=\"DAV:\"><prop/>{}</propfind>", piece.repeat(BYTES / piece.len()));
        assert!(Propfind::parse(body.as_bytes()).is_ok(), "{piece}");
    }
    for piece in [" a=\"\"", " xmlns:x=\"u\"", " x"] {
        let body = format!("<propfind{}/>", piece.repeat(BYTES / piece.len()));
        assert!(Propfind::parse(body.as_bytes()).is_err(), "{piece}");
    }
}

#[test]
fn a_property_to_expand_has_a_name_that_an_element_can_have() {
    for attributes in ["", "name=\"\"", "name=\"a b\"", "name=\"D:a\"", "name=\"a/&gt;&lt;b\""] {
        let body = format!("<expand-property xmlns=\"DAV:\"><property {attributes}/></expand-property>");
        assert!(Report::parse(body.as_bytes()).is_err(), "{attributes}");
    }
    let xml = "<expand-property xmlns=\"DAV:\"><property name=\"a\" namespace=\"http://www.w3.org/2000/xmlns/\"/></expand-property>";
    assert!(Report::parse(xml.as_bytes()).is_err());
}
