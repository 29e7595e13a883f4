//! Storing, replacing, moving and removing objects.
//!
//! Each change takes a step of its calendar's change log first. That locks the calendar, so that of two changes to one
//! calendar the second sees all of the first. Each keeps the former version, with who replaced it.

use jiff::Timestamp;
use ta_core::{Author, CalendarId, InstanceIndex, NewObject, ObjectMeta, ObjectName, SyncSeq, TeamId, Uid};

use super::bounds::{ceil_us, floor_us};
use super::read::read_meta;
use super::version::keep_version;
use crate::calendar::{lock_all, step};
use crate::{ReadTx, StoreError, WriteTx};

/// Why an object was not put in its place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// The calendar has an object of this name.
    #[error("the calendar has an object of this name already")]
    NameTaken,
    /// The calendar has an object of this UID.
    #[error("the calendar has an object of this UID already, under the name {name}")]
    UidTaken {
        /// The name of that object.
        name: ObjectName,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Stores a new object. A copy is stored so, too.
///
/// # Errors
/// [`WriteError::NameTaken`], [`WriteError::UidTaken`]; [`WriteError::Store`] with [`StoreError::Stale`] when there is
/// no such calendar.
pub fn insert(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    calendar: CalendarId,
    new: &NewObject,
    author: &Author,
    now_utc: Timestamp,
) -> Result<ObjectMeta, WriteError> {
    let seq = step(tx, team, calendar)?;
    check_free(tx, team, calendar, Place { name: &new.name, uid: &new.uid }, None)?;
    let sql = concat!(
        "INSERT INTO object (team_id, calendar_id, name, uid, kind, etag, size_bytes, created_us, \
           modified_us, seq, earliest_us, latest_us, instances, derived, author_id, author_client, data) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10, $11, $12, $13, $14, $15, $16) \
         RETURNING ",
        meta_columns!()
    );
    let instances = new.derived.instances.as_ref().map(InstanceIndex::to_bytes);
    let parameters = [
        team.into(),
        calendar.into(),
        (&new.name).into(),
        (&new.uid).into(),
        new.kind.into(),
        (&new.etag).into(),
        size(new).into(),
        now_utc.into(),
        seq.into(),
        new.derived.bounds.start_utc.map(floor_us).into(),
        new.derived.bounds.end_utc.map(ceil_us).into(),
        instances.as_deref().into(),
        new.derived.stamp.get().into(),
        author.principal.into(),
        (&author.client).into(),
        (&*new.data).into(),
    ];
    let made = tx.find(sql, &parameters, read_meta)?;
    let made = made.ok_or_else(|| tx.stale())?;
    clear_tombstone(tx, team, calendar, &new.name)?;
    Ok(made)
}

/// Replaces an object's text, and what was derived from it. Its name stays, whatever `new` says.
///
/// # Errors
/// [`WriteError::UidTaken`]; [`WriteError::Store`] with [`StoreError::Stale`] when the object is no longer as `present`
/// says.
pub fn replace(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    present: &ObjectMeta,
    new: &NewObject,
    author: &Author,
    now_utc: Timestamp,
) -> Result<ObjectMeta, WriteError> {
    let seq = step(tx, team, present.calendar)?;
    check_free(tx, team, present.calendar, Place { name: &present.name, uid: &new.uid }, Some(present))?;
    keep_version(tx, team, present, author, now_utc)?;
    let sql = concat!(
        "UPDATE object SET uid = $3, kind = $4, etag = $5, size_bytes = $6, modified_us = $7, seq = $8, \
           earliest_us = $9, latest_us = $10, instances = $11, derived = $12, author_id = $13, \
           author_client = $14, data = $15 \
         WHERE team_id = $1 AND id = $2 \
         RETURNING ",
        meta_columns!()
    );
    let instances = new.derived.instances.as_ref().map(InstanceIndex::to_bytes);
    let parameters = [
        team.into(),
        present.id.into(),
        (&new.uid).into(),
        new.kind.into(),
        (&new.etag).into(),
        size(new).into(),
        now_utc.into(),
        seq.into(),
        new.derived.bounds.start_utc.map(floor_us).into(),
        new.derived.bounds.end_utc.map(ceil_us).into(),
        instances.as_deref().into(),
        new.derived.stamp.get().into(),
        author.principal.into(),
        (&author.client).into(),
        (&*new.data).into(),
    ];
    let replaced = tx.find(sql, &parameters, read_meta)?;
    Ok(replaced.ok_or_else(|| tx.stale())?)
}

/// Removes an object and leaves a tombstone under its name. It returns the step that did so.
///
/// # Errors
/// [`StoreError::Stale`] when the object is no longer as `present` says.
pub fn remove(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    present: &ObjectMeta,
    author: &Author,
    now_utc: Timestamp,
) -> Result<SyncSeq, StoreError> {
    let seq = step(tx, team, present.calendar)?;
    keep_version(tx, team, present, author, now_utc)?;
    let sql = "DELETE FROM object WHERE team_id = $1 AND id = $2";
    tx.change(sql, &[team.into(), present.id.into()])?;
    set_tombstone(tx, team, present, seq)?;
    Ok(seq)
}

/// Moves an object to another name, in its own calendar or in another one. It keeps its id and its text; its old name
/// gets a tombstone. Within one calendar these are two steps of the change log, so that no step has two names.
///
/// # Errors
/// [`WriteError::NameTaken`], [`WriteError::UidTaken`]; [`WriteError::Store`] with [`StoreError::Stale`] when the object
/// is no longer as `present` says or the target is gone.
pub fn move_to(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    present: &ObjectMeta,
    target: Target<'_>,
    author: &Author,
    now_utc: Timestamp,
) -> Result<ObjectMeta, WriteError> {
    lock_all(tx, team, &[present.calendar, target.calendar])?;
    let left = step(tx, team, present.calendar)?;
    let arrived = step(tx, team, target.calendar)?;
    check_free(tx, team, target.calendar, Place { name: target.name, uid: &present.uid }, Some(present))?;
    keep_version(tx, team, present, author, now_utc)?;
    let sql = concat!(
        "UPDATE object SET calendar_id = $3, name = $4, modified_us = $5, seq = $6, author_id = $7, \
           author_client = $8 \
         WHERE team_id = $1 AND id = $2 \
         RETURNING ",
        meta_columns!()
    );
    let parameters = [
        team.into(),
        present.id.into(),
        target.calendar.into(),
        target.name.into(),
        now_utc.into(),
        arrived.into(),
        author.principal.into(),
        (&author.client).into(),
    ];
    let moved = tx.find(sql, &parameters, read_meta)?;
    let moved = moved.ok_or_else(|| tx.stale())?;
    set_tombstone(tx, team, present, left)?;
    clear_tombstone(tx, team, target.calendar, target.name)?;
    Ok(moved)
}

/// Where an object is moved to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target<'a> {
    /// The calendar.
    pub calendar: CalendarId,
    /// The name there.
    pub name: &'a ObjectName,
}

/// The two keys that an object needs for itself in a calendar.
struct Place<'a> {
    name: &'a ObjectName,
    uid: &'a Uid,
}

/// Checks that nothing but `own` has the name or the UID.
fn check_free(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    calendar: CalendarId,
    place: Place<'_>,
    own: Option<&ObjectMeta>,
) -> Result<(), WriteError> {
    let sql = "SELECT id, name FROM object WHERE team_id = $1 AND calendar_id = $2 AND name = $3 \
               UNION ALL \
               SELECT id, name FROM object WHERE team_id = $1 AND calendar_id = $2 AND uid = $4";
    let parameters = [team.into(), calendar.into(), place.name.into(), place.uid.into()];
    let holders = tx.list(sql, &parameters, |row| Ok((row.take()?, row.take::<ObjectName>()?)))?;
    let own = own.map(|own| own.id);
    match holders.into_iter().find(|(id, _)| Some(*id) != own) {
        None => Ok(()),
        Some((_, name)) if name == *place.name => Err(WriteError::NameTaken),
        Some((_, name)) => Err(WriteError::UidTaken { name }),
    }
}

fn set_tombstone(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    gone: &ObjectMeta,
    seq: SyncSeq,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO tombstone (team_id, calendar_id, name, seq) VALUES ($1, $2, $3, $4) \
               ON CONFLICT (team_id, calendar_id, name) DO UPDATE SET seq = excluded.seq";
    tx.change(sql, &[team.into(), gone.calendar.into(), (&gone.name).into(), seq.into()])
}

fn clear_tombstone(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    calendar: CalendarId,
    name: &ObjectName,
) -> Result<(), StoreError> {
    let sql = "DELETE FROM tombstone WHERE team_id = $1 AND calendar_id = $2 AND name = $3";
    tx.execute(sql, &[team.into(), calendar.into(), name.into()]).map(drop)
}

fn size(new: &NewObject) -> i64 {
    i64::try_from(new.data.len()).unwrap_or(i64::MAX)
}
