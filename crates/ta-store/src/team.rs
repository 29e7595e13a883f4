//! Teams: the tenants of a database.

use ta_core::team::TeamSettings;
use ta_core::{PrivateItems, Rights, TeamId};

use crate::value::Value;
use crate::{ReadTx, StoreError, WriteTx};

/// The team of this name, which is made with these settings when it is not there.
///
/// # Errors
/// [`StoreError`].
pub fn find_or_create(tx: &mut WriteTx<'_>, settings: &TeamSettings) -> Result<TeamId, StoreError> {
    if let Some(team) = by_name(tx, &settings.name)? {
        return Ok(team);
    }
    let sql =
        "INSERT INTO team (name, time_zone, member_see, member_act) VALUES ($1, $2, $3, $4) RETURNING id";
    let made = tx.find(sql, &columns(settings), |row| row.take())?;
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
    let sql = "SELECT name, time_zone, member_see, member_act FROM team WHERE id = $1";
    tx.find(sql, &[team.into()], |row| {
        let (name, time_zone) = (row.take()?, row.take()?);
        let member_rights = Rights::new(row.take()?, row.take()?, PrivateItems::AsBusy);
        Ok(TeamSettings { name, time_zone, member_rights })
    })
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
    let sql = "UPDATE team SET name = $1, time_zone = $2, member_see = $3, member_act = $4 WHERE id = $5";
    Ok(tx.change(sql, &[&columns(settings)[..], &[team.into()]].concat())?)
}

fn columns(settings: &TeamSettings) -> [Value<'_>; 4] {
    let rights = settings.member_rights;
    let words = (rights.see().as_str(), rights.act().as_str());
    [(&settings.name).into(), (&settings.time_zone).into(), words.0.into(), words.1.into()]
}
