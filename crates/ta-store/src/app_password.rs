//! App passwords: a random secret for each program of a member, stored as a digest.

use jiff::Timestamp;
use ta_core::{AppPassword, AppPasswordId, ClientName, PrincipalId, SecretDigest, TeamId};

use crate::value::Row;
use crate::{ReadTx, StoreError, WriteTx};

/// The columns of an app password, in the order in which [`read`] takes them.
macro_rules! columns {
    () => {
        "id, principal_id, label, created_us, last_used_us, last_client"
    };
}

/// A query for app passwords.
macro_rules! select {
    ($condition:literal) => {
        concat!("SELECT ", columns!(), " FROM app_password ", $condition)
    };
}

/// Stores a new app password.
///
/// # Errors
/// [`StoreError`].
pub fn insert(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    principal: PrincipalId,
    label: &str,
    digest: &SecretDigest,
    now_utc: Timestamp,
) -> Result<AppPassword, StoreError> {
    let sql = concat!(
        "INSERT INTO app_password (team_id, principal_id, label, secret_digest, created_us) \
         VALUES ($1, $2, $3, $4, $5) RETURNING ",
        columns!()
    );
    let parameters = [team.into(), principal.into(), label.into(), digest.into(), now_utc.into()];
    let made = tx.find(sql, &parameters, read)?;
    made.ok_or_else(|| tx.stale())
}

/// A member's app passwords, the oldest first.
///
/// # Errors
/// [`StoreError`].
pub fn list(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    principal: PrincipalId,
) -> Result<Vec<AppPassword>, StoreError> {
    let sql = select!("WHERE team_id = $1 AND principal_id = $2 ORDER BY id");
    tx.list(sql, &[team.into(), principal.into()], read)
}

/// The app password of this digest.
///
/// # Errors
/// [`StoreError`].
pub fn by_secret_digest(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    digest: &SecretDigest,
) -> Result<Option<AppPassword>, StoreError> {
    let sql = select!("WHERE team_id = $1 AND secret_digest = $2");
    tx.find(sql, &[team.into(), digest.into()], read)
}

/// Notes that a program has signed in with an app password. It is no error when that was removed meanwhile.
///
/// # Errors
/// [`StoreError`].
pub fn touch(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    id: AppPasswordId,
    client: &ClientName,
    now_utc: Timestamp,
) -> Result<(), StoreError> {
    let sql = "UPDATE app_password SET last_used_us = $3, last_client = $4 WHERE team_id = $1 AND id = $2";
    tx.execute(sql, &[team.into(), id.into(), now_utc.into(), client.into()]).map(drop)
}

/// Whether there was something to remove.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Removal {
    /// It is gone now.
    Removed,
    /// There was none.
    NotThere,
}

/// Removes an app password of this member.
///
/// # Errors
/// [`StoreError`].
pub fn remove(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    principal: PrincipalId,
    id: AppPasswordId,
) -> Result<Removal, StoreError> {
    let sql = "DELETE FROM app_password WHERE team_id = $1 AND principal_id = $2 AND id = $3";
    let removed = tx.execute(sql, &[team.into(), principal.into(), id.into()])?;
    Ok(if removed > 0 { Removal::Removed } else { Removal::NotThere })
}

fn read(row: &mut Row) -> Result<AppPassword, StoreError> {
    Ok(AppPassword {
        id: row.take()?,
        principal: row.take()?,
        label: row.take()?,
        created_utc: row.take()?,
        last_used_utc: row.take()?,
        last_client: row.take()?,
    })
}
