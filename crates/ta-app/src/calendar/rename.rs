//! MOVE of a whole calendar: it gets another name in the same home.

use ta_core::{CalendarName, Caller, CollectionRef};
use ta_store::{WriteTx, calendar};

use super::find::lock_access;
use crate::Error;

/// Gives a calendar another name. Its objects, its change log and its tokens go with it.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Missing`] when it is not the caller's own; [`Error::SameAddress`]; [`Error::NameTaken`];
/// [`Error::Store`].
pub fn rename_calendar(
    tx: &mut WriteTx<'_>,
    caller: &Caller,
    address: &CollectionRef,
    name: &CalendarName,
) -> Result<(), Error> {
    if address.calendar == *name {
        return Err(Error::SameAddress);
    }
    let found = lock_access(tx, caller, address)?.may_own(caller)?;
    let found = found.calendar();
    calendar::rename(tx, found.team, found.id, name)?;
    Ok(())
}
