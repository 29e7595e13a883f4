//! What an independent reader finds in a document, for comparing documents by their meaning.

use std::collections::BTreeMap;

/// An element with its attributes and content. Prefixes, the order of attributes and comments do not count.
#[derive(Debug, PartialEq)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
    pub(crate) content: Vec<Content>,
}

#[derive(Debug, PartialEq)]
pub(crate) enum Content {
    Element(Element),
    Text(String),
}

/// Whether white space around text counts.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum WhiteSpace {
    Kept,
    Trimmed,
}

/// Reads a document with a reader that shares no code with the one under test.
pub(crate) fn read(xml: impl AsRef<[u8]>, space: WhiteSpace) -> Element {
    let xml = std::str::from_utf8(xml.as_ref()).unwrap();
    let document = roxmltree::Document::parse(xml).unwrap_or_else(|error| panic!("{error} in {xml}"));
    element(document.root_element(), space)
}

fn element(node: roxmltree::Node<'_, '_>, space: WhiteSpace) -> Element {
    let mut content = Vec::new();
    for child in node.children() {
        if child.is_element() {
            content.push(Content::Element(element(child, space)));
        } else if let Some(text) = child.text().filter(|_| child.is_text()) {
            push_text(&mut content, text, space);
        }
    }
    let clark = |namespace: Option<&str>, name: &str| format!("{{{}}}{name}", namespace.unwrap_or_default());
    let attributes = node.attributes().map(|a| (clark(a.namespace(), a.name()), a.value().to_owned()));
    let name = clark(node.tag_name().namespace(), node.tag_name().name());
    Element { name, attributes: attributes.collect(), content }
}

fn push_text(content: &mut Vec<Content>, text: &str, space: WhiteSpace) {
    let text = if space == WhiteSpace::Trimmed { text.trim() } else { text };
    match content.last_mut() {
        _ if text.is_empty() => {}
        Some(Content::Text(before)) => before.push_str(text),
        _ => content.push(Content::Text(text.to_owned())),
    }
}

impl Element {
    /// The text of the one element of that local name in here, however deep; empty when it holds none.
    pub(crate) fn text_of(&self, local_name: &str) -> String {
        let found = self.find(local_name).unwrap_or_else(|| panic!("no {local_name} in {self:?}"));
        let text = found.content.iter().filter_map(|content| match content {
            Content::Text(text) => Some(text.as_str()),
            Content::Element(_) => None,
        });
        text.collect()
    }

    /// The first element of that local name in here, however deep.
    pub(crate) fn find(&self, local_name: &str) -> Option<&Element> {
        if self.name.ends_with(&format!("}}{local_name}")) {
            return Some(self);
        }
        self.content.iter().find_map(|content| match content {
            Content::Element(element) => element.find(local_name),
            Content::Text(_) => None,
        })
    }
}

/// Holds that two documents mean the same, but for white space around text.
pub(crate) fn assert_same(actual: impl AsRef<[u8]>, expected: &str) {
    let actual = actual.as_ref();
    assert_eq!(
        read(actual, WhiteSpace::Trimmed),
        read(expected, WhiteSpace::Trimmed),
        "{}",
        String::from_utf8_lossy(actual)
    );
}
