//! Properties of files that are stored without being understood (RFC 4918 §4.1).

use std::collections::HashMap;

use ta_core::file::FilePath;
use ta_core::{DeadProperty, FileId, PrincipalId, TeamId};

use crate::dead_property::PropertyName;
use crate::{ReadTx, StoreError, WriteTx};

/// The dead properties of a file, by name.
///
/// # Errors
/// [`StoreError`].
pub fn list(tx: &mut ReadTx<'_>, team: TeamId, file: FileId) -> Result<Vec<DeadProperty>, StoreError> {
    let sql = "SELECT namespace, local_name, xml FROM file_property \
               WHERE team_id = $1 AND file_id = $2 ORDER BY namespace, local_name";
    tx.list(sql, &[team.into(), file.into()], |row| {
        Ok(DeadProperty { namespace: row.take()?, local_name: row.take()?, xml: row.take()? })
    })
}

/// The dead properties of everything that is right in a collection, by file and name.
///
/// # Errors
/// [`StoreError`].
pub fn list_of_children(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    owner: PrincipalId,
    collection: &FilePath,
) -> Result<HashMap<FileId, Vec<DeadProperty>>, StoreError> {
    let sql = "SELECT file_id, namespace, local_name, xml FROM file_property AS property \
               JOIN file ON file.team_id = property.team_id AND file.id = property.file_id \
               WHERE file.team_id = $1 AND file.owner_id = $2 AND file.parent = $3 \
               ORDER BY namespace, local_name";
    let rows = tx.list(sql, &[team.into(), owner.into(), collection.into()], |row| {
        let file: FileId = row.take()?;
        Ok((file, DeadProperty { namespace: row.take()?, local_name: row.take()?, xml: row.take()? }))
    })?;
    let mut by_file: HashMap<FileId, Vec<DeadProperty>> = HashMap::new();
    for (file, property) in rows {
        by_file.entry(file).or_default().push(property);
    }
    Ok(by_file)
}

/// Sets a dead property.
///
/// # Errors
/// [`StoreError`].
pub fn set(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    file: FileId,
    property: &DeadProperty,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO file_property (team_id, file_id, namespace, local_name, xml) \
               VALUES ($1, $2, $3, $4, $5) \
               ON CONFLICT (team_id, file_id, namespace, local_name) DO UPDATE SET xml = excluded.xml";
    let DeadProperty { namespace, local_name, xml } = property;
    tx.change(sql, &[team.into(), file.into(), namespace.into(), local_name.into(), xml.into()])
}

/// Removes a dead property. It is no error when there is none (RFC 4918 §14.23).
///
/// # Errors
/// [`StoreError`].
pub fn remove(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    file: FileId,
    name: PropertyName<'_>,
) -> Result<(), StoreError> {
    let sql = "DELETE FROM file_property \
               WHERE team_id = $1 AND file_id = $2 AND namespace = $3 AND local_name = $4";
    let parameters = [team.into(), file.into(), name.namespace.into(), name.local_name.into()];
    tx.execute(sql, &parameters).map(drop)
}
