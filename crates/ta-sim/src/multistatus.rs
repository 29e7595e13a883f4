//! Reading XML answers as a client does, with a parser that the server does not use.
//!
//! Names are written with the usual prefixes: `D:` for WebDAV, `C:` for CalDAV, `CS:` for the CalendarServer extensions,
//! `A:` for Apple's properties, and `{namespace}local` for all others.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

/// The prefixes and what they stand for.
const PREFIXES: [(&str, &str); 4] = [
    ("D", "DAV:"),
    ("C", "urn:ietf:params:xml:ns:caldav"),
    ("CS", "http://calendarserver.org/ns/"),
    ("A", "http://apple.com/ns/ical/"),
];

/// A multistatus, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Multistatus {
    /// What it tells, in its order.
    pub responses: Vec<DavResponse>,
    /// The token of an answer to a sync-collection.
    pub sync_token: Option<String>,
}

/// What a multistatus tells of one resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DavResponse {
    /// The resource.
    pub href: String,
    /// The status of the resource as a whole, when there is one.
    pub status: Option<u16>,
    /// The condition in its `DAV:error`.
    pub error: Option<String>,
    /// Its properties.
    pub properties: BTreeMap<String, DavProperty>,
}

/// What is told of one property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DavProperty {
    /// Whether it was found, or how changing it fared.
    pub status: u16,
    /// The condition in the `DAV:error` of its group.
    pub error: Option<String>,
    /// All the text in it.
    pub text: String,
    /// The names of the elements right in it.
    pub children: Vec<String>,
    /// Its attributes, and those of the elements right in it, in order.
    pub attributes: Vec<(String, String)>,
    /// The element as it stands in the answer.
    pub xml: String,
}

/// A document element of this name with all prefixes declared.
pub fn xml_body(root: &str, content: &str) -> String {
    let declared: String =
        PREFIXES.iter().map(|(prefix, namespace)| format!(" xmlns:{prefix}=\"{namespace}\"")).collect();
    format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<{root}{declared}>{content}</{root}>")
}

impl Multistatus {
    /// Reads a body.
    ///
    /// # Panics
    /// When it is no multistatus.
    #[track_caller]
    pub fn parse(text: &str) -> Self {
        let document = parse(text);
        let root = document.root_element();
        assert_eq!(name_of(root), "D:multistatus", "{text}");
        let responses = children(root, "D:response").map(DavResponse::read).collect();
        Self { responses, sync_token: child_text(root, "D:sync-token") }
    }

    /// The resources, in order.
    pub fn hrefs(&self) -> Vec<&str> {
        self.responses.iter().map(|response| response.href.as_str()).collect()
    }

    /// What is told of this resource.
    ///
    /// # Panics
    /// When nothing is.
    #[track_caller]
    pub fn of(&self, href: &str) -> &DavResponse {
        let found = self.responses.iter().find(|response| response.href == href);
        found.unwrap_or_else(|| panic!("nothing about {href}, only about {:?}", self.hrefs()))
    }

    /// What is told of the only resource.
    ///
    /// # Panics
    /// When there are more or none.
    #[track_caller]
    pub fn only(&self) -> &DavResponse {
        match self.responses.as_slice() {
            [only] => only,
            _ => panic!("not one resource but {:?}", self.hrefs()),
        }
    }
}

impl DavResponse {
    fn read(node: Node<'_, '_>) -> Self {
        let mut properties = BTreeMap::new();
        for group in children(node, "D:propstat") {
            let status = child_text(group, "D:status").and_then(|line| status_of(&line)).unwrap_or_default();
            let error = error_in(group);
            let told = children(group, "D:prop").flat_map(elements);
            properties.extend(
                told.map(|property| (name_of(property), DavProperty::read(property, status, error.clone()))),
            );
        }
        Self {
            href: child_text(node, "D:href").unwrap_or_default(),
            status: child_text(node, "D:status").and_then(|line| status_of(&line)),
            error: error_in(node),
            properties,
        }
    }

    /// A property that was found.
    ///
    /// # Panics
    /// When it was not.
    #[track_caller]
    pub fn property(&self, name: &str) -> &DavProperty {
        match self.properties.get(name) {
            Some(found) if found.status == 200 => found,
            other => panic!("no {name} of {}: {other:?}", self.href),
        }
    }

    /// The text of a property that was found.
    ///
    /// # Panics
    /// When it was not.
    #[track_caller]
    pub fn text(&self, name: &str) -> &str {
        &self.property(name).text
    }

    /// How asking for a property or changing it fared; `None` when nothing is told of it.
    pub fn status_of(&self, name: &str) -> Option<u16> {
        self.properties.get(name).map(|property| property.status)
    }
}

impl DavProperty {
    fn read(node: Node<'_, '_>, status: u16, error: Option<String>) -> Self {
        let text = node.descendants().filter(Node::is_text).filter_map(|text| text.text()).collect();
        let with_attributes = std::iter::once(node).chain(elements(node));
        let attributes = with_attributes.flat_map(|element| element.attributes());
        Self {
            status,
            error,
            text,
            children: elements(node).map(name_of).collect(),
            attributes: attributes.map(|each| (each.name().to_owned(), each.value().to_owned())).collect(),
            xml: node.document().input_text().get(node.range()).unwrap_or_default().to_owned(),
        }
    }

    /// The references in it.
    pub fn hrefs(&self) -> Vec<String> {
        let wrapped = xml_body("D:x", &self.xml);
        let document = parse(&wrapped);
        let hrefs = document.descendants().filter(|node| node.is_element() && name_of(*node) == "D:href");
        hrefs.filter_map(|node| node.text()).map(str::to_owned).collect()
    }
}

/// The names and the explanation in a body that is a `DAV:error`.
///
/// # Panics
/// When it is none.
#[track_caller]
pub(crate) fn read_error(text: &str) -> (String, String, Vec<String>) {
    let document = parse(text);
    let root = document.root_element();
    assert_eq!(name_of(root), "D:error", "{text}");
    let (own, standard): (Vec<_>, Vec<_>) =
        elements(root).partition(|node| name_of(*node) == "{urn:teamagenda:dav}explanation");
    let explanation = own.first().and_then(|node| node.text()).unwrap_or_default().to_owned();
    let [condition] = standard.as_slice() else { panic!("not one condition: {text}") };
    let hrefs = children(*condition, "D:href").filter_map(|node| node.text()).map(str::to_owned);
    (name_of(*condition), explanation, hrefs.collect())
}

#[track_caller]
fn parse(text: &str) -> Document<'_> {
    Document::parse(text).unwrap_or_else(|error| panic!("no XML ({error}): {text}"))
}

fn elements<'a, 'i>(node: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(Node::is_element)
}

fn children<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    elements(node).filter(move |child| name_of(*child) == name)
}

fn child_text(node: Node<'_, '_>, name: &'static str) -> Option<String> {
    children(node, name).next().map(|child| child.text().unwrap_or_default().to_owned())
}

fn error_in(node: Node<'_, '_>) -> Option<String> {
    children(node, "D:error").flat_map(elements).next().map(name_of)
}

/// The code in a status line.
fn status_of(line: &str) -> Option<u16> {
    line.split(' ').nth(1)?.parse().ok()
}

fn name_of(node: Node<'_, '_>) -> String {
    let (namespace, local) = (node.tag_name().namespace().unwrap_or_default(), node.tag_name().name());
    match PREFIXES.iter().find(|(_, known)| *known == namespace) {
        Some((prefix, _)) => format!("{prefix}:{local}"),
        None => format!("{{{namespace}}}{local}"),
    }
}
