//! DELETE of a calendar object.

use jiff::Timestamp;
use ta_core::{Caller, Condition, ObjectRef};
use ta_store::{WriteTx, object};

use crate::Error;
use crate::calendar::find::lock_calendar;

/// Deletes an object. Its last version is kept as a former one.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Condition`]; [`Error::Store`].
pub fn delete_object(
    tx: &mut WriteTx<'_>,
    caller: &Caller,
    address: &ObjectRef,
    condition: &Condition,
    now: Timestamp,
) -> Result<(), Error> {
    let found = lock_calendar(tx, caller, &address.collection)?;
    let calendar = found.calendar();
    let present = object::meta_by_name(tx, calendar.team, calendar.id, &address.name)?;
    condition.check(present.as_ref().map(|present| &present.etag))?;
    let present = present.ok_or(Error::NotFound)?;
    object::remove(tx, calendar.team, &present, &caller.author(), now)?;
    Ok(())
}
