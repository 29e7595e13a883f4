//! Reads objects by name, as the caller sees them.

use ta_core::{Caller, CanRead, CollectionRef, ObjectMeta, ObjectName, ObjectRef, StoredObject};
use ta_store::{ReadTx, object};

use crate::Error;
use crate::calendar::find::find_calendar;

/// Reads one object.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Store`].
pub fn get_object(tx: &mut ReadTx<'_>, caller: &Caller, address: &ObjectRef) -> Result<StoredObject, Error> {
    let found = find_calendar(tx, caller, &address.collection)?;
    let calendar = found.calendar();
    object::by_name(tx, calendar.team, calendar.id, found.view(), &address.name)?.ok_or(Error::NotFound)
}

/// Reads the objects of these names; those that are not there are left out.
///
/// # Errors
/// [`Error::NotFound`] when the calendar is not visible; [`Error::Store`].
pub fn get_objects(
    tx: &mut ReadTx<'_>,
    caller: &Caller,
    address: &CollectionRef,
    names: &[ObjectName],
) -> Result<Vec<StoredObject>, Error> {
    let found = find_calendar(tx, caller, address)?;
    let calendar = found.calendar();
    Ok(object::many_by_name(tx, calendar.team, calendar.id, found.view(), names)?)
}

/// Lists what a calendar holds, without the texts.
///
/// # Errors
/// [`Error::Store`].
pub fn list_objects(tx: &mut ReadTx<'_>, calendar: &CanRead) -> Result<Vec<ObjectMeta>, Error> {
    let view = calendar.view();
    let calendar = calendar.calendar();
    Ok(object::list_meta(tx, calendar.team, calendar.id, view)?)
}

/// Reads what is known of one object, without its text.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Store`].
pub fn get_object_meta(
    tx: &mut ReadTx<'_>,
    caller: &Caller,
    address: &ObjectRef,
) -> Result<ObjectMeta, Error> {
    let found = find_calendar(tx, caller, &address.collection)?;
    let calendar = found.calendar();
    object::meta_by_name(tx, calendar.team, calendar.id, found.view(), &address.name)?.ok_or(Error::NotFound)
}
