//! From validated iCalendar to what the store keeps of it.

use ta_core::{Etag, NameError, NewObject, ObjectName, StoredObject, Uid};
use ta_ical::CalendarObject;

use crate::Error;

/// Derives everything the store needs from an object. It costs time but no transaction, so doors do it before they
/// open one.
///
/// # Errors
/// [`NameError`] when its UID cannot be kept.
pub fn prepare_object(name: ObjectName, object: &CalendarObject) -> Result<NewObject, NameError> {
    let data = object.bytes().clone();
    Ok(NewObject {
        name,
        uid: Uid::new(object.uid())?,
        kind: object.kind(),
        etag: Etag::of(&data),
        bounds: object.bounds(),
        data,
    })
}

/// The same for an object that lies in the store already and is to be stored under another name.
///
/// # Errors
/// [`Error::Damaged`] when the stored text cannot be read any more.
pub(super) fn prepare_stored(name: ObjectName, stored: &StoredObject) -> Result<NewObject, Error> {
    let damaged = || Error::Damaged(stored.meta.name.clone());
    let object = CalendarObject::from_bytes(stored.data.clone()).map_err(|_| damaged())?;
    prepare_object(name, &object).map_err(|_| damaged())
}
