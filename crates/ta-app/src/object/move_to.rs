//! MOVE of a calendar object (RFC 4918 §9.9).

use jiff::Timestamp;
use ta_core::{Caller, CanWrite, MoveSnapshot, ObjectMeta, ObjectName, ObjectRef, View, plan_move};
use ta_store::object::Target;
use ta_store::{WriteTx, object};

use super::put::{Overwrite, lock_parent, visibility};
use super::seen::seen_etag;
use crate::Error;
use crate::calendar::find::{find_calendar, lock_calendar};

/// What became of an object that was moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MoveOutcome {
    /// The target's name held nothing before.
    Created(ObjectMeta),
    /// The object took the place of another, which was deleted.
    Replaced(ObjectMeta),
}

impl MoveOutcome {
    /// What is stored now.
    pub fn meta(&self) -> &ObjectMeta {
        match self {
            Self::Created(meta) | Self::Replaced(meta) => meta,
        }
    }
}

/// Moves an object to another name or another calendar. It keeps its history.
///
/// # Errors
/// [`Error::NotFound`] for the source, [`Error::NoSuchParent`] for the target's calendar; [`Error::SameAddress`];
/// [`Error::TargetTaken`]; [`Error::Put`]; [`Error::Store`].
pub fn move_object(
    tx: &mut WriteTx<'_>,
    caller: &Caller,
    source: &ObjectRef,
    target: &ObjectRef,
    overwrite: Overwrite,
    now: Timestamp,
) -> Result<MoveOutcome, Error> {
    if source == target {
        return Err(Error::SameAddress);
    }
    let (from, to) = lock_both(tx, caller, source, target)?;
    let snapshot = gather(tx, &from, &to, &source.name, &target.name)?;
    if snapshot.present.is_some() && overwrite == Overwrite::Forbidden {
        return Err(Error::TargetTaken);
    }
    let moved = snapshot.source.clone();
    let plan = plan_move(snapshot, &target.name)?;
    let team = from.calendar().team;
    let author = caller.author();
    if let Some(displaced) = &plan.displaced {
        object::remove(tx, team, displaced, &author, now)?;
    }
    let place = Target { calendar: plan.target, name: &target.name };
    let meta = object::move_to(tx, team, &moved, place, &author, now)?;
    Ok(if plan.displaced.is_some() { MoveOutcome::Replaced(meta) } else { MoveOutcome::Created(meta) })
}

/// Locks both calendars in the order of their keys, as every transaction does, so that two moves in opposite
/// directions cannot wait for each other.
pub(crate) fn lock_both(
    tx: &mut WriteTx<'_>,
    caller: &Caller,
    source: &ObjectRef,
    target: &ObjectRef,
) -> Result<(CanWrite, CanWrite), Error> {
    let source_id = find_calendar(tx, caller, &source.collection)?.calendar().id;
    let target_id =
        find_calendar(tx, caller, &target.collection).map_err(|_| Error::NoSuchParent)?.calendar().id;
    if source_id <= target_id {
        let from = lock_calendar(tx, caller, &source.collection)?;
        Ok((from, lock_parent(tx, caller, target)?))
    } else {
        let to = lock_parent(tx, caller, target)?;
        Ok((lock_calendar(tx, caller, &source.collection)?, to))
    }
}

fn gather(
    tx: &mut WriteTx<'_>,
    from: &CanWrite,
    to: &CanWrite,
    source: &ObjectName,
    target: &ObjectName,
) -> Result<MoveSnapshot, Error> {
    let (leaving, arriving) = (from.as_read(), to.as_read());
    let (from, to) = (from.calendar(), to.calendar());
    let source = object::meta_by_name(tx, from.team, from.id, View::Full, source)?.ok_or(Error::NotFound)?;
    let source_seen = seen_etag(tx, leaving, Some(&source))?.ok_or(Error::NotFound)?;
    let present = object::meta_by_name(tx, to.team, to.id, View::Full, target)?;
    let uid_holder = object::meta_by_uid(tx, to.team, to.id, &source.uid)?;
    Ok(MoveSnapshot {
        source_rights: leaving.rights(),
        source_seen,
        target: to.clone(),
        target_rights: arriving.rights(),
        present_seen: seen_etag(tx, arriving, present.as_ref())?,
        present,
        uid_holder_visibility: visibility(tx, arriving, uid_holder.as_ref())?,
        uid_holder,
        source,
    })
}
