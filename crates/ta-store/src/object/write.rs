//! Storing, replacing, moving and removing objects.
//!
//! Each change takes a step of its calendar's change log first. That locks the calendar, so that of two changes to one
//! calendar the second sees all of the first. Each keeps the former version, with who replaced it.

use jiff::Timestamp;
use ta_core::{Author, CalendarId, InstanceIndex, NewObject, ObjectMeta, ObjectName, SyncSeq, TeamId, Uid};

use super::bounds::{ceil_us, floor_us};
use super::narrow::{Looks, clear_tombstone, looks_of, state_columns};
use super::read::read_meta;
use super::version::keep_version;
use crate::calendar::{Stepped, lock_all, step};
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
    let views = &new.derived.views;
    let left = clear_tombstone(tx, team, calendar, &new.name)?;
    let touched = left.touched_by(views);
    let stepped = step(tx, team, calendar, touched.clone())?;
    check_free(tx, team, calendar, Place { name: &new.name, uid: &new.uid }, None)?;
    let seqs = left.seqs_after(&touched, &stepped.narrow);
    let sql = concat!(
        "INSERT INTO object (team_id, calendar_id, name, uid, kind, etag, size_bytes, created_us, \
           modified_us, seq, earliest_us, latest_us, instances, derived, author_id, author_client, data, \
           shared_seq, titles_seq, ",
        narrow_columns!(),
        ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, \
           $21, $22) \
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
        stepped.seq.into(),
        new.derived.bounds.start_utc.map(floor_us).into(),
        new.derived.bounds.end_utc.map(ceil_us).into(),
        instances.as_deref().into(),
        new.derived.stamp.get().into(),
        author.principal.into(),
        (&author.client).into(),
        (&*new.data).into(),
        seqs.shared.into(),
        seqs.titles.into(),
    ];
    let made = tx.find(sql, &[&parameters[..], &state_columns(views)].concat(), read_meta)?;
    Ok(made.ok_or_else(|| tx.stale())?)
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
    let views = &new.derived.views;
    let looks = looks_of(tx, team, present)?;
    let touched = looks.touched_by(views);
    let stepped = step(tx, team, present.calendar, touched.clone())?;
    check_free(tx, team, present.calendar, Place { name: &present.name, uid: &new.uid }, Some(present))?;
    let seqs = looks.seqs_after(&touched, &stepped.narrow);
    keep_version(tx, team, present, author, now_utc)?;
    let sql = concat!(
        "UPDATE object SET uid = $3, kind = $4, etag = $5, size_bytes = $6, modified_us = $7, seq = $8, \
           earliest_us = $9, latest_us = $10, instances = $11, derived = $12, author_id = $13, \
           author_client = $14, data = $15, shared_seq = $16, titles_seq = $17, shared_etag = $18, \
           shared_bytes = $19, titles_etag = $20, titles_bytes = $21 \
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
        stepped.seq.into(),
        new.derived.bounds.start_utc.map(floor_us).into(),
        new.derived.bounds.end_utc.map(ceil_us).into(),
        instances.as_deref().into(),
        new.derived.stamp.get().into(),
        author.principal.into(),
        (&author.client).into(),
        (&*new.data).into(),
        seqs.shared.into(),
        seqs.titles.into(),
    ];
    let replaced = tx.find(sql, &[&parameters[..], &state_columns(views)].concat(), read_meta)?;
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
    let looks = looks_of(tx, team, present)?;
    let stepped = step(tx, team, present.calendar, looks.seen_in())?;
    keep_version(tx, team, present, author, now_utc)?;
    let sql = "DELETE FROM object WHERE team_id = $1 AND id = $2";
    tx.change(sql, &[team.into(), present.id.into()])?;
    set_tombstone(tx, team, present, &looks, &stepped)?;
    Ok(stepped.seq)
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
    let looks = looks_of(tx, team, present)?;
    let left = step(tx, team, present.calendar, looks.seen_in())?;
    let found = clear_tombstone(tx, team, target.calendar, target.name)?;
    let touched = found.touched_by(looks.states());
    let arrived = step(tx, team, target.calendar, touched.clone())?;
    let seqs = found.seqs_after(&touched, &arrived.narrow);
    check_free(tx, team, target.calendar, Place { name: target.name, uid: &present.uid }, Some(present))?;
    keep_version(tx, team, present, author, now_utc)?;
    let sql = concat!(
        "UPDATE object SET calendar_id = $3, name = $4, modified_us = $5, seq = $6, author_id = $7, \
           author_client = $8, shared_seq = $9, titles_seq = $10 \
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
        arrived.seq.into(),
        author.principal.into(),
        (&author.client).into(),
        seqs.shared.into(),
        seqs.titles.into(),
    ];
    let moved = tx.find(sql, &parameters, read_meta)?;
    let moved = moved.ok_or_else(|| tx.stale())?;
    set_tombstone(tx, team, present, &looks, &left)?;
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

/// In a narrow view, the end of what was seen there is a change; what had been hidden before has ended there already.
fn set_tombstone(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    gone: &ObjectMeta,
    looks: &Looks,
    stepped: &Stepped,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO tombstone (team_id, calendar_id, name, seq, shared_seq, titles_seq) \
               VALUES ($1, $2, $3, $4, $5, $6) \
               ON CONFLICT (team_id, calendar_id, name) DO UPDATE \
               SET seq = excluded.seq, shared_seq = excluded.shared_seq, titles_seq = excluded.titles_seq";
    let seqs = looks.seqs_after(&looks.seen_in(), &stepped.narrow);
    let keys = [team.into(), gone.calendar.into(), (&gone.name).into()];
    tx.change(sql, &[&keys[..], &[stepped.seq.into(), seqs.shared.into(), seqs.titles.into()]].concat())
}

fn size(new: &NewObject) -> i64 {
    i64::try_from(new.data.len()).unwrap_or(i64::MAX)
}
