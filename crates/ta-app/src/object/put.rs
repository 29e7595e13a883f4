//! PUT of a calendar object (RFC 4791 §5.3.2).

use jiff::Timestamp;
use ta_core::{
    Caller, CanRead, CanWrite, Condition, Etag, NewObject, ObjectMeta, ObjectRef, PutPlan, PutSnapshot,
    UidHolder, View, Visibility, plan_put,
};
use ta_store::{ReadTx, WriteTx, object};

use super::seen::seen_etag;
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

/// What became of an object that a door has put.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Put {
    /// What became of it.
    pub outcome: PutOutcome,
    /// The tag under which the caller sees it from now on; `None` when the caller does not.
    pub seen: Option<Etag>,
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
/// [`Error::NoSuchParent`] when the calendar is not there for the caller; [`Error::Missing`]; [`Error::Condition`];
/// [`Error::Put`]; [`Error::Store`].
pub fn put_object(
    tx: &mut WriteTx<'_>,
    caller: &Caller,
    address: &ObjectRef,
    new: &NewObject,
    condition: &Condition,
    now: Timestamp,
) -> Result<Put, Error> {
    let target = lock_parent(tx, caller, address)?;
    let outcome = put_in_locked(tx, caller, &target, new, condition, now)?;
    Ok(Put { seen: seen_etag(tx, target.as_read(), Some(outcome.meta()))?, outcome })
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
    let found = target.as_read();
    let present = object::meta_by_name(tx, calendar.team, calendar.id, View::Full, &new.name)?;
    let holder = object::meta_by_uid(tx, calendar.team, calendar.id, &new.uid)?;
    let snapshot = PutSnapshot {
        calendar: calendar.clone(),
        rights: found.rights(),
        seen: seen_etag(tx, found, present.as_ref())?,
        present,
        uid_holder: match holder {
            Some(holder) => {
                Some(UidHolder { visibility: visibility(tx, found, Some(&holder))?, name: holder.name })
            }
            None => None,
        },
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

/// Whether the caller may be told of an object.
pub(super) fn visibility(
    tx: &mut ReadTx<'_>,
    calendar: &CanRead,
    holder: Option<&ObjectMeta>,
) -> Result<Visibility, Error> {
    Ok(if seen_etag(tx, calendar, holder)?.is_some() { Visibility::Seen } else { Visibility::Hidden })
}
