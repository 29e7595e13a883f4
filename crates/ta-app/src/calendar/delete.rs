//! DELETE of a whole calendar.

use jiff::Timestamp;
use ta_core::{Caller, CollectionRef};
use ta_store::{WriteTx, calendar};

use super::find::lock_calendar;
use crate::Error;

/// Deletes a calendar with everything in it. The former versions of its objects stay, so that it can be restored.
///
/// # Errors
/// [`Error::NotFound`] when the caller may not change it; [`Error::Store`].
pub fn delete_calendar(
    tx: &mut WriteTx<'_>,
    caller: &Caller,
    address: &CollectionRef,
    now: Timestamp,
) -> Result<(), Error> {
    let found = lock_calendar(tx, caller, address)?;
    let found = found.calendar();
    Ok(calendar::remove(tx, found.team, found.id, &caller.author(), now)?)
}
