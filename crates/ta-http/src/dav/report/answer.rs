//! What the reports have in common: telling of objects with or without their text.

use ta_core::{CollectionRef, StoredObject};
use ta_dav::{PropertyName, PropertyRequest, PropertyResults, PropertyValue};

use crate::dav::place::Place;
use crate::dav::property::{Viewer, results};

/// The properties of an object that a report asks for, its text among them if wanted.
pub(super) fn object_results(
    collection: &CollectionRef,
    stored: &StoredObject,
    request: &PropertyRequest,
    viewer: &Viewer,
) -> PropertyResults {
    let place = Place::Object { collection: collection.clone(), meta: Box::new(stored.meta.clone()) };
    let PropertyRequest::Prop(names) = request else { return results(&place, request, viewer) };
    let (text, others): (Vec<_>, Vec<_>) =
        names.iter().cloned().partition(|name| *name == PropertyName::CalendarData);
    let mut found = results(&place, &PropertyRequest::Prop(others), viewer);
    for name in text {
        found.found(name, PropertyValue::CalendarData(stored.data.clone()));
    }
    found
}
