//! Import of one object into a calendar. Nobody is invited by it.

use jiff::Timestamp;
use ta_core::{Caller, CanWrite, Condition, NewObject};
use ta_store::{WriteTx, object};

use super::put::{PutOutcome, put_in_locked};
use crate::Error;

/// Stores an imported object: in the place of the one with its UID where the calendar has one, else under its own name.
///
/// # Errors
/// [`Error::Put`] when the calendar takes no such components; [`Error::Store`].
pub fn import_object(
    tx: &mut WriteTx<'_>,
    caller: &Caller,
    target: &CanWrite,
    imported: &NewObject,
    now: Timestamp,
) -> Result<PutOutcome, Error> {
    let calendar = target.calendar();
    let holder = object::meta_by_uid(tx, calendar.team, calendar.id, &imported.uid)?;
    let name = holder.map_or_else(|| imported.name.clone(), |holder| holder.name);
    let new = NewObject { name, ..imported.clone() };
    put_in_locked(tx, caller, target, &new, &Condition::default(), now)
}
