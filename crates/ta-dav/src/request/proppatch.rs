//! The body of PROPPATCH (RFC 4918 §9.2).

use super::parse_root;
use crate::namespace::DAV;
use crate::xml::{Element, XmlError, XmlErrorKind};
use crate::{PropertyElement, PropertyName};

/// A PROPPATCH request's body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proppatch {
    /// What to do, in document order; all of it or nothing (RFC 4918 §9.2). At least one.
    pub instructions: Vec<PropertyInstruction>,
}

/// One change of one property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PropertyInstruction {
    /// Give the property this value (RFC 4918 §14.26).
    Set(PropertyElement),
    /// Remove the property; that it is not there is no error (RFC 4918 §14.23).
    Remove(PropertyName),
}

impl PropertyInstruction {
    /// The property that changes.
    pub fn name(&self) -> &PropertyName {
        match self {
            Self::Set(property) => property.name(),
            Self::Remove(name) => name,
        }
    }
}

impl Proppatch {
    /// Reads a body.
    ///
    /// # Errors
    /// What is wrong with the XML, or [`XmlErrorKind::MissingElement`] when it changes no property.
    pub fn parse(body: &[u8]) -> Result<Self, XmlError> {
        let root = parse_root(body, DAV, "propertyupdate")?;
        let instructions: Vec<_> = root.elements().flat_map(instructions).collect();
        if instructions.is_empty() {
            return Err(root.error(XmlErrorKind::MissingElement("set or remove with a property")));
        }
        Ok(Self { instructions })
    }
}

/// What one child of `DAV:propertyupdate` asks for; nothing when it is neither a `DAV:set` nor a `DAV:remove`.
fn instructions(update: &Element) -> Vec<PropertyInstruction> {
    let props = update.elements_named(DAV, "prop");
    if update.is(DAV, "set") {
        return props.flat_map(PropertyElement::all_in).map(PropertyInstruction::Set).collect();
    }
    if update.is(DAV, "remove") {
        let removed = props.flat_map(Element::elements);
        return removed.map(|property| PropertyInstruction::Remove(property.into())).collect();
    }
    Vec::new()
}
