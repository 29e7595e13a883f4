//! PUT of a calendar object (RFC 4791 §5.3.2).

use jiff::Timestamp;
use ta_core::{
    Caller, CanWrite, Condition, NewObject, ObjectMeta, ObjectRef, PutPlan, PutSnapshot, plan_put,
};
use ta_store::{WriteTx, object};

use crate::Error;
use crate::calendar::find::lock_calendar;

/// What became of an object that was put.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PutOutcome {
    /// It is new.
    Created(ObjectMeta),
    /// It replaced what was there.
    Replaced(ObjectMeta),
    /// The same bytes were there already; nothing changed.
    Kept(ObjectMeta),
}

/// Whether something may be put in the place of what is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overwrite {
    /// It may.
    Allowed,
    /// It may not.
    Forbidden,
}

impl PutOutcome {
    /// What is stored now.
    pub fn meta(&self) -> &ObjectMeta {
        match self {
            Self::Created(meta) | Self::Replaced(meta) | Self::Kept(meta) => meta,
        }
    }
}

/// Stores an object under the name it carries.
///
/// # Errors
/// [`Error::NoSuchParent`] when the calendar is not there or not the caller's to change; [`Error::Condition`];
/// [`Error::Put`]; [`Error::Store`].
pub fn put_object(
    tx: &mut WriteTx<'_>,
    caller: &Caller,
    address: &ObjectRef,
    new: &NewObject,
    condition: &Condition,
    now: Timestamp,
) -> Result<PutOutcome, Error> {
    let target = lock_parent(tx, caller, address)?;
    put_in_locked(tx, caller, &target, new, condition, now)
}

/// Locks the calendar that an object is to be put in.
pub(super) fn lock_parent(
    tx: &mut WriteTx<'_>,
    caller: &Caller,
    address: &ObjectRef,
) -> Result<CanWrite, Error> {
    lock_calendar(tx, caller, &address.collection).map_err(|error| match error {
        Error::NotFound => Error::NoSuchParent,
        other => other,
    })
}

/// Stores an object in a calendar that this transaction has locked.
pub(crate) fn put_in_locked(
    tx: &mut WriteTx<'_>,
    caller: &Caller,
    target: &CanWrite,
    new: &NewObject,
    condition: &Condition,
    now: Timestamp,
) -> Result<PutOutcome, Error> {
    let calendar = target.calendar();
    let snapshot = PutSnapshot {
        calendar: calendar.clone(),
        present: object::meta_by_name(tx, calendar.team, calendar.id, &new.name)?,
        uid_holder: object::meta_by_uid(tx, calendar.team, calendar.id, &new.uid)?.map(|holder| holder.name),
    };
    let author = caller.author();
    match plan_put(snapshot, new.clone(), condition)? {
        PutPlan::Keep(present) => Ok(PutOutcome::Kept(present)),
        PutPlan::Create(new) => {
            Ok(PutOutcome::Created(object::insert(tx, calendar.team, calendar.id, &new, &author, now)?))
        }
        PutPlan::Replace { present, new } => {
            Ok(PutOutcome::Replaced(object::replace(tx, calendar.team, &present, &new, &author, now)?))
        }
    }
}
