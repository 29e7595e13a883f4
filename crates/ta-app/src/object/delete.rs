//! DELETE of a calendar object.

use jiff::Timestamp;
use ta_core::{Caller, Condition, ObjectRef, View, check_may_change};
use ta_store::{WriteTx, object};

use super::seen::seen_etag;
use crate::Error;
use crate::calendar::find::lock_access;

/// Deletes an object. Its last version is kept as a former one.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Missing`]; [`Error::Condition`]; [`Error::Store`].
pub fn delete_object(
    tx: &mut WriteTx<'_>,
    caller: &Caller,
    address: &ObjectRef,
    condition: &Condition,
    now: Timestamp,
) -> Result<(), Error> {
    let found = lock_access(tx, caller, &address.collection)?.may_read()?;
    let calendar = found.calendar();
    let present = object::meta_by_name(tx, calendar.team, calendar.id, View::Full, &address.name)?;
    let seen = seen_etag(tx, &found, present.as_ref())?;
    condition.check(seen.as_ref())?;
    let present = present.filter(|_| seen.is_some()).ok_or(Error::NotFound)?;
    check_may_change(found.rights(), &present, seen.as_ref())?;
    object::remove(tx, calendar.team, &present, &caller.author(), now)?;
    Ok(())
}
