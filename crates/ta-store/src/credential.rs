//! The chosen passwords of members, as hashes.

use jiff::Timestamp;
use ta_core::{PrincipalId, TeamId};

use crate::{ReadTx, StoreError, WriteTx};

/// The hash of a member's password in PHC string form. `None` for one who has no password.
///
/// # Errors
/// [`StoreError`].
pub fn password_hash(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    principal: PrincipalId,
) -> Result<Option<String>, StoreError> {
    let sql = "SELECT hash FROM password WHERE team_id = $1 AND principal_id = $2";
    tx.find(sql, &[team.into(), principal.into()], |row| row.take())
}

/// Sets a member's password by its hash in PHC string form.
///
/// # Errors
/// [`StoreError`].
pub fn set_password_hash(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    principal: PrincipalId,
    hash: &str,
    now_utc: Timestamp,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO password (team_id, principal_id, hash, changed_us) VALUES ($1, $2, $3, $4) \
               ON CONFLICT (team_id, principal_id) \
               DO UPDATE SET hash = excluded.hash, changed_us = excluded.changed_us";
    tx.change(sql, &[team.into(), principal.into(), hash.into(), now_utc.into()])
}

/// Takes a member's password away. It is no error when there was none.
///
/// # Errors
/// [`StoreError`].
pub fn remove_password(tx: &mut WriteTx<'_>, team: TeamId, principal: PrincipalId) -> Result<(), StoreError> {
    let sql = "DELETE FROM password WHERE team_id = $1 AND principal_id = $2";
    tx.execute(sql, &[team.into(), principal.into()]).map(drop)
}
