//! The answer to DAV:principal-search-property-set: what principals can be searched by.

use super::property_value::write_description;
use crate::PropertyName;
use crate::xml::{WireName, XmlWriter};

/// The body that names the properties by which principals can be searched, each with what it means in English (RFC 3744
/// §9.5).
pub fn principal_search_property_set(searchable: &[(PropertyName, &str)]) -> Vec<u8> {
    let root = WireName::dav("principal-search-property-set");
    let mut xml = XmlWriter::document(root);
    for (name, description) in searchable {
        xml.open(WireName::dav("principal-search-property"));
        xml.open(WireName::dav("prop"));
        xml.empty(name.wire());
        xml.close(WireName::dav("prop"));
        write_description(&mut xml, description);
        xml.close(WireName::dav("principal-search-property"));
    }
    xml.finish(root)
}
