//! XML as this crate reads and writes it: small documents with namespaces, nothing else.

mod characters;
mod element;
mod error;
mod parse;
mod writer;

pub(crate) use characters::{is_ncname, push_attribute_value, push_text};
pub(crate) use element::{Attribute, Element, Node};
pub use error::{XmlError, XmlErrorKind};
pub(crate) use parse::parse;
pub(crate) use writer::{WireName, XmlWriter};
