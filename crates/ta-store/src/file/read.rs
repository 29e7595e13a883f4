//! Finding files.

use ta_core::file::{FileContent, FileMeta, FilePath, FileUsage, StoredFile};
use ta_core::{Etag, MediaType, PrincipalId, TeamId};

use super::{bounds_below, meta_columns};
use crate::value::Row;
use crate::{ReadTx, StoreError};

/// A query for what is known of files.
macro_rules! select_meta {
    ($condition:literal) => {
        concat!("SELECT ", meta_columns!(), " FROM file ", $condition)
    };
}

/// What is known of the file or collection at a path.
///
/// # Errors
/// [`StoreError`].
pub fn by_path(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    owner: PrincipalId,
    path: &FilePath,
) -> Result<Option<FileMeta>, StoreError> {
    let sql = select_meta!("WHERE team_id = $1 AND owner_id = $2 AND path = $3");
    tx.find(sql, &[team.into(), owner.into(), path.into()], read_meta)
}

/// The file at a path with its content.
///
/// # Errors
/// [`StoreError`].
pub fn with_content(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    owner: PrincipalId,
    path: &FilePath,
) -> Result<Option<StoredFile>, StoreError> {
    let sql = concat!(
        "SELECT ",
        meta_columns!(),
        ", data FROM file WHERE team_id = $1 AND owner_id = $2 AND path = $3"
    );
    tx.find(sql, &[team.into(), owner.into(), path.into()], |row| {
        Ok(StoredFile { meta: read_meta(row)?, data: row.take()? })
    })
}

/// What is right in a collection, by path.
///
/// # Errors
/// [`StoreError`].
pub fn children(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    owner: PrincipalId,
    collection: &FilePath,
) -> Result<Vec<FileMeta>, StoreError> {
    let sql = select_meta!("WHERE team_id = $1 AND owner_id = $2 AND parent = $3 ORDER BY path");
    tx.list(sql, &[team.into(), owner.into(), collection.into()], read_meta)
}

/// How much a home holds, itself not counted.
///
/// # Errors
/// [`StoreError`].
pub fn usage(tx: &mut ReadTx<'_>, team: TeamId, owner: PrincipalId) -> Result<FileUsage, StoreError> {
    // The cast is for PostgreSQL, where the sum of integers is none.
    let sql = "SELECT CAST(COALESCE(SUM(size_bytes), 0) AS BIGINT), COUNT(*) - 1 FROM file \
               WHERE team_id = $1 AND owner_id = $2";
    let usage = tx.find(sql, &[team.into(), owner.into()], |row| {
        Ok(FileUsage { bytes: row.take()?, count: row.take::<i64>()?.try_into().unwrap_or(0) })
    })?;
    Ok(usage.unwrap_or_default())
}

/// How large a file or a collection is with everything below it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    /// What it holds, itself counted.
    pub usage: FileUsage,
    /// The length of the longest path in it, in bytes.
    pub path_bytes_max: u64,
}

/// How large a file or a collection is with everything below it.
///
/// # Errors
/// [`StoreError`].
pub fn tree(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    owner: PrincipalId,
    root: &FilePath,
) -> Result<Tree, StoreError> {
    let (after, before) = bounds_below(root);
    let sql = "SELECT CAST(COALESCE(SUM(size_bytes), 0) AS BIGINT), COUNT(*), \
                 CAST(COALESCE(MAX(OCTET_LENGTH(path)), 0) AS BIGINT) FROM file \
               WHERE team_id = $1 AND owner_id = $2 AND (path = $3 OR (path > $4 AND path < $5))";
    let parameters = [team.into(), owner.into(), root.into(), (&after).into(), (&before).into()];
    let tree = tx.find(sql, &parameters, |row| {
        let usage = FileUsage { bytes: row.take()?, count: row.take()? };
        Ok(Tree { usage, path_bytes_max: row.take()? })
    })?;
    Ok(tree.unwrap_or_default())
}

pub(super) fn read_meta(row: &mut Row) -> Result<FileMeta, StoreError> {
    let (id, path) = (row.take()?, row.take()?);
    let (etag, media_type, size_bytes): (Option<Etag>, Option<MediaType>, u64) =
        (row.take()?, row.take()?, row.take()?);
    Ok(FileMeta {
        id,
        path,
        content: etag.map(|etag| FileContent { etag, media_type, size_bytes }),
        created_utc: row.take()?,
        modified_utc: row.take()?,
    })
}
