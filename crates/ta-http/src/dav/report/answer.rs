//! What the reports have in common: telling of objects with or without their text.

use jiff::tz::TimeZone;
use ta_app::{Error, ReadTx, calendar_zone, find_calendar};
use ta_core::{Caller, CollectionRef};
use ta_dav::{PropertyName, PropertyRequest, PropertyResults, PropertyValue};

use super::object_text::ReportedObject;
use crate::dav::place::Place;
use crate::dav::property::{Viewer, results};

/// The properties of an object that a report asks for, its text among them if wanted.
pub(super) fn object_results(
    collection: &CollectionRef,
    object: &ReportedObject,
    request: &PropertyRequest,
    viewer: &Viewer,
) -> PropertyResults {
    let place = Place::Object { collection: collection.clone(), meta: Box::new(object.meta.clone()) };
    let PropertyRequest::Prop(names) = request else { return results(&place, request, viewer) };
    let (text, others): (Vec<_>, Vec<_>) =
        names.iter().cloned().partition(|name| *name == PropertyName::CalendarData);
    let mut found = results(&place, &PropertyRequest::Prop(others), viewer);
    for name in text {
        found.found(name, PropertyValue::CalendarData(object.text.clone()));
    }
    found
}

/// The zone in which a calendar's times are meant that have none of their own.
pub(super) fn own_zone(
    tx: &mut ReadTx<'_>,
    caller: &Caller,
    address: &CollectionRef,
) -> Result<TimeZone, Error> {
    let calendar = find_calendar(tx, caller, address)?;
    Ok(calendar_zone(tx, &calendar)?)
}
