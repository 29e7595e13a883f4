//! Properties of objects (RFC 4918 §15).

use ta_core::ObjectMeta;
use ta_dav::{PropertyName, PropertyValue};

/// The properties of this file.
pub(super) const NAMES: &[PropertyName] = &[
    PropertyName::GetEtag,
    PropertyName::GetContentType,
    PropertyName::GetContentLength,
    PropertyName::GetLastModified,
    PropertyName::CreationDate,
];

/// The value of a property, unless this file does not know it.
pub(super) fn value(meta: &ObjectMeta, name: &PropertyName) -> Option<PropertyValue> {
    match name {
        PropertyName::GetEtag => Some(PropertyValue::EntityTag(meta.etag.as_str().to_owned())),
        PropertyName::GetContentType => Some(PropertyValue::Text(content_type(meta))),
        PropertyName::GetContentLength => Some(PropertyValue::Number(meta.size_bytes)),
        PropertyName::GetLastModified => Some(PropertyValue::LastModified(meta.modified_utc)),
        PropertyName::CreationDate => Some(PropertyValue::CreationDate(meta.created_utc)),
        _ => None,
    }
}

fn content_type(meta: &ObjectMeta) -> String {
    format!("text/calendar; charset=utf-8; component={}", meta.kind)
}
