//! Former versions of objects: kept whenever one is replaced, moved or removed, also with its whole calendar.
//!
//! A version names the place it had then, so that an object, or a calendar that is gone, can be put together again.

use jiff::Timestamp;
use ta_core::{Author, CalendarId, CalendarName, ObjectId, ObjectMeta, ObjectVersion, PrincipalId, TeamId};

use crate::value::Row;
use crate::{ReadTx, StoreError, WriteTx};

/// A query for versions, with the columns in the order in which [`read`] takes them.
macro_rules! select {
    ($condition:literal) => {
        concat!(
            "SELECT object_id, owner_id, calendar_id, calendar_name, name, uid, data, seq, author_id, \
               author_client, written_us, replaced_us, replaced_by_id, replaced_by_client \
             FROM object_version ",
            $condition
        )
    };
}

/// The former versions of an object, the latest first, also when the object itself is gone.
///
/// # Errors
/// [`StoreError`].
pub fn versions(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    object: ObjectId,
) -> Result<Vec<ObjectVersion>, StoreError> {
    let sql = select!("WHERE team_id = $1 AND object_id = $2 ORDER BY id DESC");
    tx.list(sql, &[team.into(), object.into()], read)
}

/// The last version of each object that lay in a calendar of this name when it was removed, by name. The calendar itself
/// may be gone.
///
/// # Errors
/// [`StoreError`].
pub fn removed_from(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    owner: PrincipalId,
    calendar: &CalendarName,
) -> Result<Vec<ObjectVersion>, StoreError> {
    let sql = select!(
        "AS last \
         WHERE team_id = $1 AND owner_id = $2 AND calendar_name = $3 \
           AND id = (SELECT MAX(id) FROM object_version AS any_of_it \
                     WHERE any_of_it.team_id = $1 AND any_of_it.object_id = last.object_id) \
           AND NOT EXISTS (SELECT 1 FROM object WHERE object.team_id = $1 AND object.id = last.object_id) \
         ORDER BY name, id"
    );
    tx.list(sql, &[team.into(), owner.into(), calendar.into()], read)
}

/// Removes the versions that were replaced before an instant, and tells how many there were.
///
/// # Errors
/// [`StoreError`].
pub fn purge_versions(tx: &mut WriteTx<'_>, team: TeamId, before_utc: Timestamp) -> Result<u64, StoreError> {
    let sql = "DELETE FROM object_version WHERE team_id = $1 AND replaced_us < $2";
    tx.execute(sql, &[team.into(), before_utc.into()])
}

/// Keeps what an object is now as a former version.
///
/// # Errors
/// [`StoreError::Stale`] when the object is no longer as `present` says.
pub(super) fn keep_version(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    present: &ObjectMeta,
    replaced_by: &Author,
    now_utc: Timestamp,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO object_version (team_id, object_id, owner_id, calendar_id, calendar_name, name, uid, \
                 seq, author_id, author_client, written_us, replaced_by_id, replaced_by_client, replaced_us, data) \
               SELECT object.team_id, object.id, calendar.owner_id, calendar.id, calendar.name, object.name, \
                 object.uid, object.seq, object.author_id, object.author_client, object.modified_us, \
                 $3, $4, $5, object.data \
               FROM object JOIN calendar ON calendar.team_id = $1 AND calendar.id = object.calendar_id \
               WHERE object.team_id = $1 AND object.id = $2 AND object.calendar_id = $6 AND object.seq = $7";
    let by = [replaced_by.principal.into(), (&replaced_by.client).into(), now_utc.into()];
    let expected = [present.calendar.into(), present.seq.into()];
    tx.change(sql, &[&[team.into(), present.id.into()], &by[..], &expected].concat())
}

/// Keeps what every object of a calendar is now as a former version.
pub(crate) fn keep_versions_of_calendar(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    calendar: CalendarId,
    replaced_by: &Author,
    now_utc: Timestamp,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO object_version (team_id, object_id, owner_id, calendar_id, calendar_name, name, uid, \
                 seq, author_id, author_client, written_us, replaced_by_id, replaced_by_client, replaced_us, data) \
               SELECT object.team_id, object.id, calendar.owner_id, calendar.id, calendar.name, object.name, \
                 object.uid, object.seq, object.author_id, object.author_client, object.modified_us, \
                 $3, $4, $5, object.data \
               FROM object JOIN calendar ON calendar.team_id = $1 AND calendar.id = object.calendar_id \
               WHERE object.team_id = $1 AND object.calendar_id = $2";
    let by = [replaced_by.principal.into(), (&replaced_by.client).into(), now_utc.into()];
    tx.execute(sql, &[&[team.into(), calendar.into()], &by[..]].concat()).map(drop)
}

fn read(row: &mut Row) -> Result<ObjectVersion, StoreError> {
    Ok(ObjectVersion {
        object: row.take()?,
        owner: row.take()?,
        calendar: row.take()?,
        calendar_name: row.take()?,
        name: row.take()?,
        uid: row.take()?,
        data: row.take()?,
        seq: row.take()?,
        author: Author { principal: row.take()?, client: row.take()? },
        written_utc: row.take()?,
        replaced_utc: row.take()?,
        replaced_by: Author { principal: row.take()?, client: row.take()? },
    })
}
