//! Storing, moving and removing files. A caller locks the home first, so that what it read stays true.

use jiff::Timestamp;
use ta_core::file::{FileMeta, FilePath, NewFile};
use ta_core::{FileId, PrincipalId, TeamId};

use super::read::read_meta;
use super::{bounds_below, meta_columns};
use crate::value::Value;
use crate::{StoreError, WriteTx};

/// Makes the home for files that every member has.
///
/// # Errors
/// [`StoreError`].
pub fn make_home(tx: &mut WriteTx<'_>, team: TeamId, owner: PrincipalId) -> Result<(), StoreError> {
    let sql = "INSERT INTO file (team_id, owner_id, path, size_bytes, created_us, modified_us, data) \
               VALUES ($1, $2, '', 0, 0, 0, $3)";
    tx.change(sql, &[team.into(), owner.into(), Value::Bytes(&[])])
}

/// Keeps everyone else from changing what is in a home until this transaction ends. `None` when there is no such home.
///
/// # Errors
/// [`StoreError`].
pub fn lock_home(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    owner: PrincipalId,
) -> Result<Option<FileId>, StoreError> {
    let sql = "SELECT id FROM file WHERE team_id = $1 AND owner_id = $2 AND path = '' FOR UPDATE";
    tx.find(sql, &[team.into(), owner.into()], |row| row.take())
}

/// Stores a new file. The path must be free, and not that of the home.
///
/// # Errors
/// [`StoreError`].
pub fn insert_file(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    owner: PrincipalId,
    path: &FilePath,
    new: &NewFile,
    now_utc: Timestamp,
) -> Result<FileMeta, StoreError> {
    let content = [(&new.etag).into(), new.media_type.as_ref().into(), size(new).into(), now_utc.into()];
    insert(tx, team, owner, path, content, &new.data)
}

/// Makes a collection. The path must be free, and not that of the home.
///
/// # Errors
/// [`StoreError`].
pub fn insert_collection(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    owner: PrincipalId,
    path: &FilePath,
    now_utc: Timestamp,
) -> Result<FileMeta, StoreError> {
    insert(tx, team, owner, path, [Value::Null, Value::Null, Value::Int(0), now_utc.into()], &[])
}

fn insert(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    owner: PrincipalId,
    path: &FilePath,
    content: [Value<'_>; 4],
    data: &[u8],
) -> Result<FileMeta, StoreError> {
    let sql = concat!(
        "INSERT INTO file \
           (team_id, owner_id, path, parent, etag, media_type, size_bytes, created_us, modified_us, data) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9) RETURNING ",
        meta_columns!()
    );
    let parent = path.parent();
    let place = [team.into(), owner.into(), path.into(), parent.as_ref().into()];
    let made = tx.find(sql, &[&place[..], &content, &[Value::Bytes(data)]].concat(), read_meta)?;
    made.ok_or_else(|| tx.stale())
}

/// Gives a file another content.
///
/// # Errors
/// [`StoreError::Stale`] when there is no such file.
pub fn replace_content(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    id: FileId,
    new: &NewFile,
    now_utc: Timestamp,
) -> Result<FileMeta, StoreError> {
    let sql = concat!(
        "UPDATE file SET etag = $3, media_type = $4, size_bytes = $5, modified_us = $6, data = $7 \
         WHERE team_id = $1 AND id = $2 RETURNING ",
        meta_columns!()
    );
    let parameters = [
        team.into(),
        id.into(),
        (&new.etag).into(),
        new.media_type.as_ref().into(),
        size(new).into(),
        now_utc.into(),
        Value::Bytes(&new.data),
    ];
    let stored = tx.find(sql, &parameters, read_meta)?;
    stored.ok_or_else(|| tx.stale())
}

/// Removes a file, or a collection with everything below it, dead properties included. Locks are another table's.
///
/// # Errors
/// [`StoreError`].
pub fn remove_tree(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    owner: PrincipalId,
    root: &FilePath,
) -> Result<(), StoreError> {
    let (after, before) = bounds_below(root);
    let sql = "DELETE FROM file \
               WHERE team_id = $1 AND owner_id = $2 AND (path = $3 OR (path > $4 AND path < $5))";
    tx.change(sql, &[team.into(), owner.into(), root.into(), (&after).into(), (&before).into()])
}

/// From where to where a tree goes. The target must be free, and neither in the source nor the source in it.
#[derive(Clone, Copy, Debug)]
pub struct TransferTo<'a> {
    /// The root of the tree.
    pub source: &'a FilePath,
    /// The root's path afterwards.
    pub target: &'a FilePath,
}

impl<'a> TransferTo<'a> {
    /// The parameters `$3` to `$8` of a statement that gives paths of the tree another beginning.
    fn parameters<'p>(self, places: &'p Places) -> [Value<'p>; 6]
    where
        'a: 'p,
    {
        [
            self.source.into(),
            (&places.after).into(),
            (&places.before).into(),
            self.target.into(),
            (&places.target_parent).into(),
            Value::Int(places.kept_from),
        ]
    }
}

/// What the statements about a tree need to know of its place.
struct Places {
    after: String,
    before: String,
    target_parent: FilePath,
    /// The first character, from 1, of a path below the source that it keeps.
    kept_from: i64,
}

impl Places {
    fn of(transfer: TransferTo<'_>) -> Self {
        let (after, before) = bounds_below(transfer.source);
        let characters = transfer.source.as_str().chars().count();
        let target_parent = transfer.target.parent().unwrap_or_default();
        Self {
            after,
            before,
            target_parent,
            kept_from: i64::try_from(characters).unwrap_or(i64::MAX - 1) + 1,
        }
    }
}

/// Moves a file, or a collection with everything below it. All keep their keys and so their dead properties.
///
/// # Errors
/// [`StoreError`].
pub fn move_to(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    owner: PrincipalId,
    transfer: TransferTo<'_>,
) -> Result<(), StoreError> {
    let sql = "UPDATE file SET \
                 path = $6 || SUBSTR(path, CAST(CAST($8 AS BIGINT) AS INTEGER)), \
                 parent = CASE WHEN path = $3 THEN $7 ELSE $6 || SUBSTR(parent, CAST(CAST($8 AS BIGINT) AS INTEGER)) END \
               WHERE team_id = $1 AND owner_id = $2 AND (path = $3 OR (path > $4 AND path < $5))";
    let places = Places::of(transfer);
    let keys = [team.into(), owner.into()];
    tx.change(sql, &[&keys[..], &transfer.parameters(&places)].concat())
}

/// Copies a file, or a collection with everything below it, dead properties included.
///
/// # Errors
/// [`StoreError`].
pub fn copy(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    owner: PrincipalId,
    transfer: TransferTo<'_>,
    now_utc: Timestamp,
) -> Result<(), StoreError> {
    let files = "INSERT INTO file \
           (team_id, owner_id, path, parent, etag, media_type, size_bytes, created_us, modified_us, data) \
         SELECT team_id, owner_id, $6 || SUBSTR(path, CAST(CAST($8 AS BIGINT) AS INTEGER)), \
           CASE WHEN path = $3 THEN $7 ELSE $6 || SUBSTR(parent, CAST(CAST($8 AS BIGINT) AS INTEGER)) END, \
           etag, media_type, size_bytes, CAST($9 AS BIGINT), CAST($9 AS BIGINT), data FROM file \
         WHERE team_id = $1 AND owner_id = $2 AND (path = $3 OR (path > $4 AND path < $5))";
    let properties = "INSERT INTO file_property (team_id, file_id, namespace, local_name, xml) \
         SELECT copied.team_id, copied.id, property.namespace, property.local_name, property.xml \
         FROM file AS original \
         JOIN file_property AS property \
           ON property.team_id = original.team_id AND property.file_id = original.id \
         JOIN file AS copied ON copied.team_id = original.team_id AND copied.owner_id = original.owner_id \
           AND copied.path = $6 || SUBSTR(original.path, CAST(CAST($7 AS BIGINT) AS INTEGER)) \
         WHERE original.team_id = $1 AND original.owner_id = $2 \
           AND (original.path = $3 OR (original.path > $4 AND original.path < $5))";
    let places = Places::of(transfer);
    let keys = [team.into(), owner.into()];
    let [source, after, before, target, _, kept_from] = transfer.parameters(&places);
    tx.change(files, &[&keys[..], &transfer.parameters(&places), &[now_utc.into()]].concat())?;
    let parameters = [&keys[..], &[source, after, before, target, kept_from]].concat();
    tx.execute(properties, &parameters).map(drop)
}

fn size(new: &NewFile) -> i64 {
    new.size_bytes().try_into().unwrap_or(i64::MAX)
}
