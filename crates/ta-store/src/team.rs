//! Teams: the tenants of a database.

use ta_core::TeamId;
use ta_core::team::TeamSettings;

use crate::{ReadTx, StoreError, WriteTx};

/// The team of this name, which is made with these settings when it is not there.
///
/// # Errors
/// [`StoreError`].
pub fn find_or_create(tx: &mut WriteTx<'_>, settings: &TeamSettings) -> Result<TeamId, StoreError> {
    if let Some(team) = by_name(tx, &settings.name)? {
        return Ok(team);
    }
    let sql = "INSERT INTO team (name, time_zone) VALUES ($1, $2) RETURNING id";
    let made = tx.find(sql, &[(&settings.name).into(), (&settings.time_zone).into()], |row| row.take())?;
    made.ok_or_else(|| tx.stale())
}

/// The team of this name.
///
/// # Errors
/// [`StoreError`].
pub fn by_name(tx: &mut ReadTx<'_>, name: &str) -> Result<Option<TeamId>, StoreError> {
    tx.find("SELECT id FROM team WHERE name = $1", &[name.into()], |row| row.take())
}

/// All teams, the oldest first.
///
/// # Errors
/// [`StoreError`].
pub fn list(tx: &mut ReadTx<'_>) -> Result<Vec<TeamId>, StoreError> {
    tx.list("SELECT id FROM team ORDER BY id", &[], |row| row.take())
}

/// A team's settings.
///
/// # Errors
/// [`StoreError`].
pub fn settings(tx: &mut ReadTx<'_>, team: TeamId) -> Result<Option<TeamSettings>, StoreError> {
    let sql = "SELECT name, time_zone FROM team WHERE id = $1";
    tx.find(sql, &[team.into()], |row| Ok(TeamSettings { name: row.take()?, time_zone: row.take()? }))
}

/// Why a team's settings were not changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UpdateError {
    /// Another team of the database has this name.
    #[error("another team is called so already; choose another name")]
    NameTaken,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Changes a team's settings.
///
/// # Errors
/// [`UpdateError::NameTaken`], [`UpdateError::Store`].
pub fn update(tx: &mut WriteTx<'_>, team: TeamId, settings: &TeamSettings) -> Result<(), UpdateError> {
    if by_name(tx, &settings.name)?.is_some_and(|holder| holder != team) {
        return Err(UpdateError::NameTaken);
    }
    let sql = "UPDATE team SET name = $2, time_zone = $3 WHERE id = $1";
    Ok(tx.change(sql, &[team.into(), (&settings.name).into(), (&settings.time_zone).into()])?)
}
