//! A parsed element: what request bodies are read from, and what a dead property is kept as.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{XmlError, XmlErrorKind, push_attribute_value, push_text};
use crate::namespace;

/// An element with all that is in it. Comments and processing instructions are not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Element {
    /// Empty when the element is in no namespace.
    pub(crate) namespace: Cow<'static, str>,
    pub(crate) local_name: String,
    /// Empty when the name has none.
    pub(crate) prefix: String,
    /// The prefixes declared here, and what they stand for. The default namespace has the empty prefix.
    pub(crate) declarations: Vec<(String, String)>,
    pub(crate) attributes: Vec<Attribute>,
    /// The `xml:lang` that is in force here, which may be written on an ancestor.
    pub(crate) language: Option<String>,
    pub(crate) children: Vec<Node>,
    /// How many bytes of the body come before its tag.
    pub(crate) position: usize,
}

/// An attribute that is no namespace declaration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Attribute {
    /// Empty for an attribute without prefix.
    pub(crate) namespace: Cow<'static, str>,
    pub(crate) local_name: String,
    /// Empty when the name has none.
    pub(crate) prefix: String,
    pub(crate) value: String,
}

/// What an element holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    /// Whether this is the element of that name.
    pub(crate) fn is(&self, namespace: &str, local_name: &str) -> bool {
        self.namespace == namespace && self.local_name == local_name
    }

    /// The child elements, in order.
    pub(crate) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The child elements of one name, in order.
    pub(crate) fn elements_named<'a>(
        &'a self,
        namespace: &'a str,
        local_name: &'a str,
    ) -> impl Iterator<Item = &'a Element> {
        self.elements().filter(move |child| child.is(namespace, local_name))
    }

    /// The first child element of that name.
    pub(crate) fn child(&self, namespace: &str, local_name: &str) -> Option<&Element> {
        self.elements().find(|child| child.is(namespace, local_name))
    }

    /// The element's own text. Child elements do not belong in text and are passed over (RFC 4918 §17).
    pub(crate) fn text(&self) -> String {
        let texts = self.children.iter().filter_map(|node| match node {
            Node::Text(text) => Some(text.as_str()),
            Node::Element(_) => None,
        });
        texts.collect()
    }

    /// The value of an attribute without namespace.
    pub(crate) fn attribute(&self, local_name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|a| a.namespace.is_empty() && a.local_name == local_name);
        found.map(|attribute| attribute.value.as_str())
    }

    /// An error that points at this element.
    pub(crate) fn error(&self, kind: XmlErrorKind) -> XmlError {
        XmlError::new(self.position, kind)
    }

    /// The element as XML text that can stand anywhere: every namespace that it needs is declared on it, and so is the
    /// language in force (RFC 4918 §4.3). Prefixes inside are kept, white space too.
    pub(crate) fn to_xml(&self) -> String {
        let mut needed = BTreeMap::new();
        self.collect_needed(&mut Vec::new(), &mut needed);
        let mut out = String::new();
        out.push('<');
        push_name(&mut out, &self.prefix, &self.local_name);
        for (prefix, namespace) in needed {
            push_declaration(&mut out, prefix, namespace);
        }
        if let Some(language) = self.language.as_deref().filter(|_| !self.has_own_language()) {
            push_attribute(&mut out, "xml", "lang", language);
        }
        self.push_rest(&mut out);
        out
    }

    fn has_own_language(&self) -> bool {
        self.attributes.iter().any(|a| a.namespace == namespace::XML && a.local_name == "lang")
    }

    /// Gathers the prefixes that names in here use and that are declared outside.
    fn collect_needed<'a>(&'a self, declared: &mut Vec<&'a str>, needed: &mut BTreeMap<&'a str, &'a str>) {
        let outer = declared.len();
        declared.extend(self.declarations.iter().map(|(prefix, _)| prefix.as_str()));
        let own_name = (self.prefix.as_str(), self.namespace.as_ref());
        let prefixed = self.attributes.iter().filter(|a| !a.prefix.is_empty());
        let names = prefixed.map(|a| (a.prefix.as_str(), a.namespace.as_ref())).chain([own_name]);
        for (prefix, namespace) in names {
            let is_built_in = prefix == "xml" || (prefix.is_empty() && namespace.is_empty());
            if !is_built_in && !declared.contains(&prefix) {
                needed.insert(prefix, namespace);
            }
        }
        for child in self.elements() {
            child.collect_needed(declared, needed);
        }
        declared.truncate(outer);
    }

    fn push_whole(&self, out: &mut String) {
        out.push('<');
        push_name(out, &self.prefix, &self.local_name);
        self.push_rest(out);
    }

    /// Appends all that follows the name in the start tag.
    fn push_rest(&self, out: &mut String) {
        for (prefix, namespace) in &self.declarations {
            push_declaration(out, prefix, namespace);
        }
        for attribute in &self.attributes {
            push_attribute(out, &attribute.prefix, &attribute.local_name, &attribute.value);
        }
        if self.children.is_empty() {
            out.push_str("/>");
            return;
        }
        out.push('>');
        for node in &self.children {
            match node {
                Node::Element(child) => child.push_whole(out),
                Node::Text(text) => push_text(out, text),
            }
        }
        out.push_str("</");
        push_name(out, &self.prefix, &self.local_name);
        out.push('>');
    }
}

fn push_name(out: &mut String, prefix: &str, local_name: &str) {
    if !prefix.is_empty() {
        out.push_str(prefix);
        out.push(':');
    }
    out.push_str(local_name);
}

fn push_declaration(out: &mut String, prefix: &str, namespace: &str) {
    match prefix {
        "" => push_attribute(out, "", "xmlns", namespace),
        named => push_attribute(out, "xmlns", named, namespace),
    }
}

fn push_attribute(out: &mut String, prefix: &str, local_name: &str, value: &str) {
    out.push(' ');
    push_name(out, prefix, local_name);
    out.push_str("=\"");
    push_attribute_value(out, value);
    out.push('"');
}
