//! COPY of a calendar object (RFC 4918 §9.8).

use jiff::Timestamp;
use ta_core::{Caller, Condition, ConditionFailed, ObjectRef};
use ta_store::WriteTx;

use super::get::get_object;
use super::prepare::prepare_stored;
use super::put::{Overwrite, PutOutcome, lock_parent, put_in_locked};
use crate::Error;

/// Stores a copy of an object under another address.
///
/// Within one calendar that is always refused, since two of its objects cannot have one UID (RFC 4791 §5.3.2.1).
///
/// # Errors
/// [`Error::NotFound`] for the source, [`Error::NoSuchParent`] for the target's calendar; [`Error::SameAddress`];
/// [`Error::TargetTaken`]; [`Error::Put`]; [`Error::Store`].
pub fn copy_object(
    tx: &mut WriteTx<'_>,
    caller: &Caller,
    source: &ObjectRef,
    target: &ObjectRef,
    overwrite: Overwrite,
    now: Timestamp,
) -> Result<PutOutcome, Error> {
    if source == target {
        return Err(Error::SameAddress);
    }
    let original = get_object(tx, caller, source)?;
    let parent = lock_parent(tx, caller, target)?;
    let copy = prepare_stored(target.name.clone(), &original, now)?;
    put_in_locked(tx, caller, &parent, &copy, &condition(overwrite), now).map_err(|error| match error {
        Error::Condition(ConditionFailed { .. }) => Error::TargetTaken,
        other => other,
    })
}

fn condition(overwrite: Overwrite) -> Condition {
    match overwrite {
        Overwrite::Allowed => Condition::default(),
        Overwrite::Forbidden => Condition::nothing_there(),
    }
}
