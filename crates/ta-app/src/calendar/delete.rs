//! DELETE of a whole calendar.

use jiff::Timestamp;
use ta_core::{Caller, CollectionRef};
use ta_store::grant::{HomeEntry, Listing};
use ta_store::{WriteTx, calendar, grant};

use super::find::{find_appearing, lock_access};
use crate::Error;

/// Deletes a calendar with everything in it. The former versions of its objects stay, so that it can be restored.
///
/// A calendar of another that appears in the caller's home is only removed from there.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Missing`] when it is not the caller's own; [`Error::Store`].
pub fn delete_calendar(
    tx: &mut WriteTx<'_>,
    caller: &Caller,
    address: &CollectionRef,
    now: Timestamp,
) -> Result<(), Error> {
    let access = lock_access(tx, caller, address)?;
    if address.home == caller.login && *access.owner() != caller.login {
        return remove_from_home(tx, caller, address);
    }
    let found = access.may_own(caller)?;
    let found = found.calendar();
    Ok(calendar::remove(tx, found.team, found.id, &caller.author(), now)?)
}

fn remove_from_home(tx: &mut WriteTx<'_>, caller: &Caller, address: &CollectionRef) -> Result<(), Error> {
    let given = find_appearing(tx, caller, &address.calendar)?;
    let entry = HomeEntry { listing: Listing::Removed, ..given.entry };
    Ok(grant::set_home_entry(tx, caller.team, caller.principal, given.calendar.id, &entry)?)
}
