//! Dead properties: taken out of a request, kept as text, and written back so that nothing that matters is lost.

use ta_dav::{
    Href, Multistatus, PropertyElement, PropertyInstruction, PropertyResults, PropertyValue, Proppatch,
};

use crate::infoset::{Content, Element, WhiteSpace, read};

/// The property that a PROPPATCH sets, when this is its `DAV:set`.
fn set(xml: &str) -> PropertyElement {
    let body = format!("<D:propertyupdate xmlns:D=\"DAV:\" xmlns:o=\"urn:outer\">{xml}</D:propertyupdate>");
    let patch = Proppatch::parse(body.as_bytes()).unwrap();
    match patch.instructions.into_iter().next() {
        Some(PropertyInstruction::Set(property)) => property,
        other => panic!("{other:?}"),
    }
}

/// What an independent reader finds of a property in a response that it was written back into.
fn written_back(property: &PropertyElement) -> Element {
    let mut results = PropertyResults::new();
    results.found(property.name().clone(), PropertyValue::Xml(property.to_xml()));
    let mut body = Multistatus::new(None);
    body.properties(&Href::verbatim("/x"), &results);
    let mut document = read(body.finish(), WhiteSpace::Kept);
    for _ in 0..3 {
        // The response, the propstat after the href, and the prop.
        let last = |element: &Element| {
            element
                .content
                .iter()
                .rposition(|c| matches!(c, Content::Element(e) if !e.name.ends_with("status")))
        };
        let at = last(&document).unwrap();
        document = match document.content.swap_remove(at) {
            Content::Element(inner) => inner,
            Content::Text(text) => panic!("{text}"),
        };
    }
    match document.content.pop() {
        Some(Content::Element(property)) => property,
        other => panic!("{other:?}"),
    }
}

/// Holds that a property is kept as text with this meaning, and is found again with the same in a response.
fn assert_kept(set_element: &str, expected: &str) {
    let property = set(set_element);
    assert_eq!(read(property.to_xml(), WhiteSpace::Kept), read(expected, WhiteSpace::Kept));
    assert_eq!(written_back(&property), read(expected, WhiteSpace::Kept));
}

#[test]
fn mixed_content_is_preserved() {
    // RFC 4918 §4.3.1.
    let property = set(r#"<D:set><D:prop xml:lang="en" xmlns:D="DAV:">
       <x:author xmlns:x='http://example.com/ns'>
         <x:name>Jane Doe</x:name>
         <!-- Jane's contact info -->
         <x:uri type='email'
                added='2005-11-26'>mailto:jane.doe@example.com</x:uri>
         <x:uri type='web'
                added='2005-11-27'>http://www.example.com</x:uri>
         <x:notes xmlns:h='http://www.w3.org/1999/xhtml'>
           Jane has been working way <h:em>too</h:em> long on the
           long-awaited revision of <![CDATA[<RFC2518>]]>.
         </x:notes>
       </x:author>
     </D:prop></D:set>"#);
    let expected = r#"<author
             xml:lang='en'
             xmlns:x='http://example.com/ns'
             xmlns='http://example.com/ns'
             xmlns:h='http://www.w3.org/1999/xhtml'>
         <x:name>Jane Doe</x:name>
         
         <x:uri   added="2005-11-26" type="email"
           >mailto:jane.doe@example.com</x:uri>
         <x:uri   added="2005-11-27" type="web"
           >http://www.example.com</x:uri>
         <x:notes>
           Jane has been working way <h:em>too</h:em> long on the
           long-awaited revision of &lt;RFC2518&gt;.
         </x:notes>
       </author>"#;
    assert_eq!(written_back(&property), read(expected, WhiteSpace::Kept));
    assert_eq!(property.language(), Some("en"));
}

#[test]
fn prefixes_declared_outside_are_declared_on_the_property() {
    assert_kept(
        r#"<D:set xmlns:p="urn:p"><D:prop><o:a p:x="1"><p:b/><o:c/></o:a></D:prop></D:set>"#,
        r#"<o:a xmlns:o="urn:outer" xmlns:p="urn:p" p:x="1"><p:b/><o:c/></o:a>"#,
    );
}

#[test]
fn prefixes_that_are_not_used_are_not_declared() {
    assert_eq!(
        set("<D:set><D:prop><a xmlns=\"urn:a\"><b/></a></D:prop></D:set>").to_xml(),
        "<a xmlns=\"urn:a\"><b/></a>"
    );
    assert_eq!(
        set("<D:set><D:prop><o:a><b/></o:a></D:prop></D:set>").to_xml(),
        "<o:a xmlns:o=\"urn:outer\"><b/></o:a>"
    );
}

#[test]
fn a_prefix_may_change_its_meaning_inside() {
    assert_kept(
        r#"<D:set><D:prop><o:a><o:b xmlns:o="urn:inner"><o:c/></o:b><o:d/></o:a></D:prop></D:set>"#,
        r#"<x:a xmlns:x="urn:outer"><y:b xmlns:y="urn:inner"><y:c/></y:b><x:d/></x:a>"#,
    );
}

#[test]
fn a_default_namespace_is_taken_along_and_can_be_undone() {
    assert_kept(
        r#"<set xmlns="DAV:"><prop><a xmlns="urn:a"><b xmlns=""><c/></b></a></prop></set>"#,
        r#"<x:a xmlns:x="urn:a"><b><c/></b></x:a>"#,
    );
}

#[test]
fn a_property_of_the_dav_namespace_can_be_dead() {
    assert_kept("<D:set><D:prop><D:x>1</D:x></D:prop></D:set>", "<x xmlns=\"DAV:\">1</x>");
}

#[test]
fn declarations_that_only_values_use_are_kept() {
    let kept = set(r#"<D:set><D:prop><o:a xmlns:q="urn:q">q:name</o:a></D:prop></D:set>"#).to_xml();
    assert_eq!(kept, r#"<o:a xmlns:o="urn:outer" xmlns:q="urn:q">q:name</o:a>"#);
}

#[test]
fn the_language_of_the_value_itself_wins() {
    let property = set(r#"<D:set xml:lang="en"><D:prop><o:a xml:lang="fr">x</o:a></D:prop></D:set>"#);
    assert_eq!(property.language(), Some("fr"));
    assert_eq!(property.to_xml(), r#"<o:a xmlns:o="urn:outer" xml:lang="fr">x</o:a>"#);
}

#[test]
fn special_characters_survive_in_text_and_attributes() {
    assert_kept(
        "<D:set><D:prop><o:a v=\"&lt;&amp;&quot;'&#9;&#10;&#13;\">&lt;&amp;&gt;]]&gt;&#13;\n\u{1F4C5}</o:a></D:prop></D:set>",
        "<a xmlns=\"urn:outer\" v='&lt;&amp;\"&apos;&#9;&#10;&#13;'>&lt;&amp;&gt;]]&gt;&#13;&#10;\u{1F4C5}</a>",
    );
}

#[test]
fn references_in_a_namespace_name_are_resolved() {
    assert_kept(
        r#"<D:set><D:prop><a xmlns="http://x/?a&amp;b"/></D:prop></D:set>"#,
        r#"<a xmlns="http://x/?a&#38;b"/>"#,
    );
}

#[test]
fn an_empty_property_stays_a_property() {
    assert_eq!(set("<D:set><D:prop><o:a></o:a></D:prop></D:set>").to_xml(), "<o:a xmlns:o=\"urn:outer\"/>");
}
