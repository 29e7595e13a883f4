//! Writing response bodies: elements of well-known namespaces with fixed prefixes, others with their own declaration.

use super::{push_attribute_value, push_text};
use crate::namespace;

/// The prefixes that every document declares on its document element.
const PREFIXES: [(&str, &str); 4] = [
    ("D", namespace::DAV),
    ("C", namespace::CALDAV),
    ("CS", namespace::CALENDARSERVER),
    ("IC", namespace::APPLE_ICAL),
];

/// The name of an element to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct WireName<'a> {
    pub(crate) namespace: &'a str,
    pub(crate) local_name: &'a str,
}

impl<'a> WireName<'a> {
    /// A name of RFC 4918 and its extensions.
    pub(crate) const fn dav(local_name: &'a str) -> Self {
        Self { namespace: namespace::DAV, local_name }
    }

    /// A name of RFC 4791 and its extensions.
    pub(crate) const fn caldav(local_name: &'a str) -> Self {
        Self { namespace: namespace::CALDAV, local_name }
    }

    /// A name of the CalendarServer extensions.
    pub(crate) const fn calendarserver(local_name: &'a str) -> Self {
        Self { namespace: namespace::CALENDARSERVER, local_name }
    }

    fn prefix(self) -> Option<&'static str> {
        PREFIXES.iter().find(|(_, namespace)| *namespace == self.namespace).map(|(prefix, _)| *prefix)
    }
}

/// A response body in the making.
///
/// Every name is written with a prefix and the default namespace is never declared, so a dead property's own XML can
/// be put in as it is.
#[derive(Debug)]
pub(crate) struct XmlWriter {
    out: String,
}

impl XmlWriter {
    /// Begins a document with its document element open.
    pub(crate) fn document(root: WireName<'_>) -> Self {
        let mut writer = Self { out: "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<".to_owned() };
        writer.push_name(root);
        for (prefix, namespace) in PREFIXES {
            writer.push_attribute(&format!("xmlns:{prefix}"), namespace);
        }
        writer.out.push('>');
        writer
    }

    /// Closes the document element and hands the document out.
    pub(crate) fn finish(mut self, root: WireName<'_>) -> Vec<u8> {
        self.close(root);
        self.out.push('\n');
        self.out.into_bytes()
    }

    /// Opens an element.
    pub(crate) fn open(&mut self, name: WireName<'_>) {
        self.open_with(name, &[]);
    }

    /// Opens an element with attributes, each as written, prefix and all.
    pub(crate) fn open_with(&mut self, name: WireName<'_>, attributes: &[(&str, &str)]) {
        self.push_start(name, attributes);
        self.out.push('>');
    }

    /// Closes the element that was opened last.
    pub(crate) fn close(&mut self, name: WireName<'_>) {
        self.out.push_str("</");
        self.push_name(name);
        self.out.push('>');
    }

    /// Writes an element with nothing in it.
    pub(crate) fn empty(&mut self, name: WireName<'_>) {
        self.empty_with(name, &[]);
    }

    /// Writes an element with attributes only.
    pub(crate) fn empty_with(&mut self, name: WireName<'_>, attributes: &[(&str, &str)]) {
        self.push_start(name, attributes);
        self.out.push_str("/>");
    }

    /// Writes an element that holds text.
    pub(crate) fn text_element(&mut self, name: WireName<'_>, text: &str) {
        self.open(name);
        self.text(text);
        self.close(name);
    }

    /// Writes text into the open element.
    pub(crate) fn text(&mut self, text: &str) {
        push_text(&mut self.out, text);
    }

    /// Puts a self-contained element in as it is.
    pub(crate) fn raw(&mut self, xml: &str) {
        self.out.push_str(xml);
    }

    fn push_start(&mut self, name: WireName<'_>, attributes: &[(&str, &str)]) {
        self.out.push('<');
        self.push_name(name);
        if name.prefix().is_none() && !name.namespace.is_empty() {
            self.push_attribute("xmlns:X", name.namespace);
        }
        for (attribute, value) in attributes {
            self.push_attribute(attribute, value);
        }
    }

    fn push_name(&mut self, name: WireName<'_>) {
        match name.prefix() {
            Some(prefix) => self.out.push_str(prefix),
            None if !name.namespace.is_empty() => self.out.push('X'),
            None => {}
        }
        if !name.namespace.is_empty() {
            self.out.push(':');
        }
        self.out.push_str(name.local_name);
    }

    fn push_attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        push_attribute_value(&mut self.out, value);
        self.out.push('"');
    }
}
