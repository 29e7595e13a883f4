//! A request body to an [`Element`], within limits that keep any body cheap.
//!
//! The door limits the bytes; here the shape is limited. No document type declaration is read and no entity is expanded
//! but the five that XML predefines, so a body costs no more memory than a small multiple of its bytes.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::attributes::Attribute as RawAttribute;
use quick_xml::events::{BytesDecl, BytesRef, BytesStart, Event};
use quick_xml::name::{QName, ResolveResult};
use quick_xml::reader::NsReader;

use super::characters::{is_allowed, is_ncname};
use super::{Attribute, Element, Node, XmlError, XmlErrorKind};
use crate::namespace;

/// The deepest element that is read, the document element being at 1. Real requests stay below ten.
const DEPTH_MAX: usize = 32;
/// The most elements that are read. The largest real requests are lists of hrefs.
const ELEMENTS_MAX: usize = 10_000;
/// The most attributes of one element, namespace declarations included.
const ATTRIBUTES_MAX: usize = 64;
/// The most namespace declarations in force at once.
const NAMESPACES_MAX: usize = 64;
/// The longest namespace name, in bytes. Each element remembers its namespace, so this bounds memory.
const NAMESPACE_BYTES_MAX: usize = 256;

/// Reads a body and returns its document element.
///
/// # Errors
/// [`XmlErrorKind::Empty`] without any element, else what is wrong with the XML and where.
pub(crate) fn parse(body: &[u8]) -> Result<Element, XmlError> {
    let text = std::str::from_utf8(body)
        .map_err(|error| XmlError::new(error.valid_up_to(), XmlErrorKind::NotUtf8))?;
    let unmarked = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    Parser::new(unmarked, text.len() - unmarked.len()).run()
}

struct Parser<'b> {
    reader: NsReader<&'b [u8]>,
    /// Bytes of the body before what the reader sees: the byte order mark.
    skipped: usize,
    open: Vec<Element>,
    root: Option<Element>,
    elements: usize,
}

impl<'b> Parser<'b> {
    fn new(text: &'b str, skipped: usize) -> Self {
        let mut reader = NsReader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        reader.resolver_mut().set_max_namespace_bindings(NAMESPACES_MAX);
        Self { reader, skipped, open: Vec::new(), root: None, elements: 0 }
    }

    fn run(mut self) -> Result<Element, XmlError> {
        loop {
            let position = self.position();
            let event = self.reader.read_event().map_err(|error| self.malformed(&error.to_string()))?;
            match event {
                Event::Start(tag) => self.start(&tag, position)?,
                Event::End(_) => self.end(),
                Event::Text(text) => self.text(&text.xml10_content(), position)?,
                Event::CData(text) => self.text(&text.xml10_content(), position)?,
                Event::GeneralRef(reference) => self.reference(&reference, position)?,
                Event::DocType(_) => return Err(XmlError::new(position, XmlErrorKind::Doctype)),
                Event::Decl(declaration) => check_encoding(&declaration, position)?,
                Event::Eof => return self.finish(position),
                Event::Empty(_) | Event::Comment(_) | Event::PI(_) => {}
            }
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>, position: usize) -> Result<(), XmlError> {
        if self.root.is_some() {
            return Err(malformed_at(position, "there is a second document element"));
        }
        if self.open.len() >= DEPTH_MAX {
            return Err(XmlError::new(position, XmlErrorKind::TooDeep { max: DEPTH_MAX }));
        }
        self.elements += 1;
        if self.elements > ELEMENTS_MAX {
            return Err(XmlError::new(position, XmlErrorKind::TooManyElements { max: ELEMENTS_MAX }));
        }
        let element = self.element(tag, position)?;
        self.open.push(element);
        Ok(())
    }

    fn end(&mut self) {
        let Some(closed) = self.open.pop() else { return };
        match self.open.last_mut() {
            Some(parent) => parent.children.push(Node::Element(closed)),
            None => self.root = Some(closed),
        }
    }

    fn text(&mut self, text: &str, position: usize) -> Result<(), XmlError> {
        if let Some(forbidden) = text.chars().find(|c| !is_allowed(*c)) {
            return Err(XmlError::new(position, XmlErrorKind::ForbiddenCharacter(forbidden)));
        }
        let Some(element) = self.open.last_mut() else {
            return match text.trim_ascii() {
                "" => Ok(()),
                _ => Err(malformed_at(position, "there is text outside the document element")),
            };
        };
        match element.children.last_mut() {
            Some(Node::Text(before)) => before.push_str(text),
            _ => element.children.push(Node::Text(text.to_owned())),
        }
        Ok(())
    }

    fn reference(&mut self, reference: &BytesRef<'_>, position: usize) -> Result<(), XmlError> {
        let resolved = reference.resolve_char_ref().map_err(|e| malformed_at(position, &e.to_string()))?;
        if let Some(c) = resolved {
            return self.text(c.encode_utf8(&mut [0; 4]), position);
        }
        match resolve_predefined_entity(reference) {
            Some(text) => self.text(text, position),
            None => Err(XmlError::new(position, XmlErrorKind::UnknownEntity(reference.to_string()))),
        }
    }

    fn finish(self, position: usize) -> Result<Element, XmlError> {
        match (self.root, self.open.last()) {
            (_, Some(open)) => {
                Err(malformed_at(position, &format!("the element {} is not closed", open.local_name)))
            }
            (Some(root), None) => Ok(root),
            (None, None) => Err(XmlError::new(position, XmlErrorKind::Empty)),
        }
    }

    fn element(&self, tag: &BytesStart<'_>, position: usize) -> Result<Element, XmlError> {
        let (prefix, local_name) = split_name(tag.name(), position)?;
        if namespace::RESERVED_PREFIXES.contains(&prefix.as_str()) {
            return Err(malformed_at(position, &format!("the prefix {prefix:?} is not for elements")));
        }
        let (resolved, _) = self.reader.resolver().resolve_element(tag.name());
        let mut element = Element {
            namespace: namespace_of(resolved, position)?,
            local_name,
            prefix,
            declarations: Vec::new(),
            attributes: Vec::new(),
            language: self.open.last().and_then(|parent| parent.language.clone()),
            children: Vec::new(),
            position,
        };
        self.add_attributes(&mut element, tag)?;
        Ok(element)
    }

    fn add_attributes(&self, element: &mut Element, tag: &BytesStart<'_>) -> Result<(), XmlError> {
        let position = element.position;
        for (index, attribute) in tag.attributes().enumerate() {
            if index >= ATTRIBUTES_MAX {
                let kind = XmlErrorKind::TooManyAttributes { max: ATTRIBUTES_MAX };
                return Err(XmlError::new(position, kind));
            }
            let attribute = attribute.map_err(|error| malformed_at(position, &error.to_string()))?;
            let value = attribute_value(&attribute, position)?;
            let (prefix, local_name) = split_name(attribute.key, position)?;
            match (prefix.as_str(), local_name.as_str()) {
                ("", "xmlns") => add_declaration(element, String::new(), value)?,
                ("xmlns", _) => add_declaration(element, local_name, value)?,
                _ => {
                    let (resolved, _) = self.reader.resolver().resolve_attribute(attribute.key);
                    let namespace = namespace_of(resolved, position)?;
                    add_attribute(element, Attribute { namespace, local_name, prefix, value })?;
                }
            }
        }
        Ok(())
    }

    fn position(&self) -> usize {
        self.in_body(self.reader.buffer_position())
    }

    fn malformed(&self, words: &str) -> XmlError {
        malformed_at(self.in_body(self.reader.error_position()), words)
    }

    fn in_body(&self, reader_position: u64) -> usize {
        self.skipped + usize::try_from(reader_position).unwrap_or(usize::MAX)
    }
}

/// Notes a namespace declaration, unless it breaks a rule of Namespaces in XML 1.0 §3: written back, it would spoil every
/// response that it stands in.
fn add_declaration(element: &mut Element, prefix: String, name: String) -> Result<(), XmlError> {
    let is_reserved = namespace::RESERVED.contains(&name.as_str());
    let is_allowed = match prefix.as_str() {
        "xml" => name == namespace::XML,
        "xmlns" => false,
        "" => !is_reserved,
        _ => !is_reserved && !name.is_empty(),
    };
    if !is_allowed {
        let words = format!("the prefix {prefix:?} cannot stand for the namespace {name:?}");
        return Err(malformed_at(element.position, &words));
    }
    element.declarations.push((prefix, name));
    Ok(())
}

fn add_attribute(element: &mut Element, attribute: Attribute) -> Result<(), XmlError> {
    let same = |a: &&Attribute| a.namespace == attribute.namespace && a.local_name == attribute.local_name;
    if element.attributes.iter().any(|a| same(&a)) {
        let words = format!("the attribute {} is repeated", attribute.local_name);
        return Err(malformed_at(element.position, &words));
    }
    if attribute.namespace == namespace::XML && attribute.local_name == "lang" {
        element.language = Some(attribute.value.clone()).filter(|language| !language.is_empty());
    }
    element.attributes.push(attribute);
    Ok(())
}

/// The value of an attribute with its references resolved and its white space normalised.
fn attribute_value(attribute: &RawAttribute<'_>, position: usize) -> Result<String, XmlError> {
    let value = attribute
        .normalized_value(XmlVersion::Implicit1_0)
        .map_err(|error| malformed_at(position, &error.to_string()))?;
    match value.chars().find(|c| !is_allowed(*c)) {
        Some(forbidden) => Err(XmlError::new(position, XmlErrorKind::ForbiddenCharacter(forbidden))),
        None => Ok(value.into_owned()),
    }
}

/// Prefix (empty without one) and local part of a name.
fn split_name(name: QName<'_>, position: usize) -> Result<(String, String), XmlError> {
    let (local, prefix) = name.decompose();
    let prefix = prefix.map_or("", |prefix| prefix.into_inner());
    let local = local.into_inner();
    let is_prefix = prefix.is_empty() || is_ncname(prefix);
    if is_prefix && is_ncname(local) {
        return Ok((prefix.to_owned(), local.to_owned()));
    }
    Err(malformed_at(position, &format!("{:?} is not a name", name.into_inner())))
}

/// The namespace name that a prefix stands for, empty for none. Names known here take no memory of their own.
fn namespace_of(resolved: ResolveResult<'_>, position: usize) -> Result<Cow<'static, str>, XmlError> {
    let written = match resolved {
        ResolveResult::Bound(namespace) => namespace.into_inner(),
        ResolveResult::Unbound => return Ok(Cow::Borrowed("")),
        ResolveResult::Unknown(prefix) => {
            return Err(malformed_at(position, &format!("the prefix {prefix:?} is not declared")));
        }
    };
    if written.len() > NAMESPACE_BYTES_MAX {
        let kind = XmlErrorKind::NamespaceTooLong { max_bytes: NAMESPACE_BYTES_MAX };
        return Err(XmlError::new(position, kind));
    }
    // The reader hands the declaration's value out as written, references and all.
    let declaration = RawAttribute { key: QName("xmlns"), value: Cow::Borrowed(written) };
    let name = attribute_value(&declaration, position)?;
    Ok(match namespace::WELL_KNOWN.iter().find(|known| **known == name) {
        Some(known) => Cow::Borrowed(*known),
        None => Cow::Owned(name),
    })
}

fn check_encoding(declaration: &BytesDecl<'_>, position: usize) -> Result<(), XmlError> {
    let Some(encoding) = declaration.encoding() else { return Ok(()) };
    let encoding = encoding.map_err(|error| malformed_at(position, &error.to_string()))?;
    match encoding.to_ascii_lowercase().as_str() {
        "utf-8" | "utf8" | "us-ascii" => Ok(()),
        _ => Err(XmlError::new(position, XmlErrorKind::ForeignEncoding(encoding.into_owned()))),
    }
}

fn malformed_at(position: usize, words: &str) -> XmlError {
    XmlError::new(position, XmlErrorKind::Malformed(words.to_owned()))
}
