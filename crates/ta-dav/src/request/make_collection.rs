//! The bodies of MKCALENDAR (RFC 4791 §5.3.1) and of the extended MKCOL (RFC 5689 §3).

use super::{is_blank, parse_root};
use crate::PropertyElement;
use crate::namespace::{CALDAV, DAV};
use crate::xml::{Element, XmlError};

/// The body of a MKCALENDAR or MKCOL request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MakeCollection {
    /// The properties that the new collection starts with, in document order.
    pub properties: Vec<PropertyElement>,
}

impl MakeCollection {
    /// Reads the body of MKCALENDAR; an empty one sets no properties.
    ///
    /// # Errors
    /// What is wrong with the XML.
    pub fn parse_mkcalendar(body: &[u8]) -> Result<Self, XmlError> {
        if is_blank(body) {
            return Ok(Self::default());
        }
        Ok(Self::of(&parse_root(body, CALDAV, "mkcalendar")?))
    }

    /// Reads the body of MKCOL; an empty one sets no properties and makes a plain collection.
    ///
    /// # Errors
    /// What is wrong with the XML.
    pub fn parse_mkcol(body: &[u8]) -> Result<Self, XmlError> {
        if is_blank(body) {
            return Ok(Self::default());
        }
        Ok(Self::of(&parse_root(body, DAV, "mkcol")?))
    }

    fn of(root: &Element) -> Self {
        let props = root.elements_named(DAV, "set").flat_map(|set| set.elements_named(DAV, "prop"));
        Self { properties: props.flat_map(PropertyElement::all_in).collect() }
    }
}
