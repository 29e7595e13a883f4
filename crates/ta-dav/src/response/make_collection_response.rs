//! The answer to MKCALENDAR and to the extended MKCOL when properties were set or could not be.

use super::PropertyResults;
use crate::xml::{WireName, XmlWriter};

/// The method that makes a collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CollectionMethod {
    /// RFC 4791 §5.3.1.
    Mkcalendar,
    /// RFC 5689 §3.
    Mkcol,
}

/// The body that tells how each property fared. It is required when one of them made the request fail (RFC 5689 §3);
/// after success there is best no body at all.
pub fn make_collection_response(method: CollectionMethod, results: &PropertyResults) -> Vec<u8> {
    let root = match method {
        CollectionMethod::Mkcalendar => WireName::caldav("mkcalendar-response"),
        CollectionMethod::Mkcol => WireName::dav("mkcol-response"),
    };
    let mut xml = XmlWriter::document(root);
    results.write(&mut xml, None);
    xml.finish(root)
}
