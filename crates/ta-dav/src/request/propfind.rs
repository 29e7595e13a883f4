//! The body of PROPFIND (RFC 4918 §9.1).

use super::{PropertyRequest, is_blank, parse_root};
use crate::namespace::DAV;
use crate::xml::{XmlError, XmlErrorKind};

/// A PROPFIND request's body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Propfind {
    /// Which properties are asked for.
    pub properties: PropertyRequest,
}

impl Propfind {
    /// Reads a body. An empty one asks for all properties (RFC 4918 §9.1).
    ///
    /// # Errors
    /// What is wrong with the XML, or [`XmlErrorKind::MissingElement`] when it does not say which properties.
    pub fn parse(body: &[u8]) -> Result<Self, XmlError> {
        if is_blank(body) {
            return Ok(Self { properties: PropertyRequest::AllProp { include: Vec::new() } });
        }
        let root = parse_root(body, DAV, "propfind")?;
        let properties = PropertyRequest::of(&root);
        let missing = || root.error(XmlErrorKind::MissingElement("prop, allprop or propname"));
        Ok(Self { properties: properties.ok_or_else(missing)? })
    }
}
