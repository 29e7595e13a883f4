//! From validated iCalendar to what the store keeps of it.

use jiff::Timestamp;
use ta_core::{Etag, NewObject, ObjectName, PutRefusal, StoredObject, Uid};
use ta_ical::CalendarObject;

use super::derive::{derivation, derive};
use crate::Error;

/// Derives everything the store needs from an object. It costs time but no transaction, so doors do it before they
/// open one.
///
/// # Errors
/// [`PutRefusal::UidNotKept`] and [`PutRefusal::TooManyInstances`].
pub fn prepare_object(
    name: ObjectName,
    object: &CalendarObject,
    now: Timestamp,
) -> Result<NewObject, PutRefusal> {
    let data = object.bytes().clone();
    Ok(NewObject {
        name,
        uid: Uid::new(object.uid()).map_err(PutRefusal::UidNotKept)?,
        kind: object.kind(),
        etag: Etag::of(&data),
        derived: derive(object, derivation(now))?,
        data,
    })
}

/// The same for an object that lies in the store already and is to be stored under another name.
///
/// # Errors
/// [`Error::Damaged`] when the stored text cannot be read any more; [`Error::Put`].
pub(super) fn prepare_stored(
    name: ObjectName,
    stored: &StoredObject,
    now: Timestamp,
) -> Result<NewObject, Error> {
    let damaged = || Error::Damaged(stored.meta.name.clone());
    let object = CalendarObject::from_bytes(stored.data.clone()).map_err(|_| damaged())?;
    Ok(prepare_object(name, &object, now)?)
}
