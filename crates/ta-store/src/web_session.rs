//! Signed-in browsers, each known by the digest of the token in its cookie.

use jiff::Timestamp;
use ta_core::{PrincipalId, SecretDigest, TeamId, WebSession};

use crate::value::Row;
use crate::{ReadTx, StoreError, WriteTx};

/// A query for sessions, with the columns in the order in which [`read`] takes them.
macro_rules! select {
    ($condition:literal) => {
        concat!(
            "SELECT token_digest, principal_id, client, created_us, last_used_us, expires_us FROM web_session ",
            $condition
        )
    };
}

/// Stores a new session.
///
/// # Errors
/// [`StoreError`].
pub fn insert(tx: &mut WriteTx<'_>, team: TeamId, session: &WebSession) -> Result<(), StoreError> {
    let sql = "INSERT INTO web_session \
                 (team_id, token_digest, principal_id, client, created_us, last_used_us, expires_us) \
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let parameters = [
        team.into(),
        (&session.digest).into(),
        session.principal.into(),
        (&session.client).into(),
        session.created_utc.into(),
        session.last_used_utc.into(),
        session.expires_utc.into(),
    ];
    tx.change(sql, &parameters)
}

/// The session of this token, whether or not it has expired.
///
/// # Errors
/// [`StoreError`].
pub fn by_digest(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    digest: &SecretDigest,
) -> Result<Option<WebSession>, StoreError> {
    let sql = select!("WHERE team_id = $1 AND token_digest = $2");
    tx.find(sql, &[team.into(), digest.into()], read)
}

/// A member's sessions, the latest used first, expired ones among them.
///
/// # Errors
/// [`StoreError`].
pub fn list_of(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    principal: PrincipalId,
) -> Result<Vec<WebSession>, StoreError> {
    let sql = select!("WHERE team_id = $1 AND principal_id = $2 ORDER BY last_used_us DESC, token_digest");
    tx.list(sql, &[team.into(), principal.into()], read)
}

/// Stores when a session was last used and until when it is good, both taken from `session`. It is no error when the
/// session was removed meanwhile.
///
/// # Errors
/// [`StoreError`].
pub fn touch(tx: &mut WriteTx<'_>, team: TeamId, session: &WebSession) -> Result<(), StoreError> {
    let sql = "UPDATE web_session SET last_used_us = $3, expires_us = $4 \
               WHERE team_id = $1 AND token_digest = $2";
    let times = [session.last_used_utc.into(), session.expires_utc.into()];
    tx.execute(sql, &[[team.into(), (&session.digest).into()], times].concat()).map(drop)
}

/// Ends a session. It is no error when there is none.
///
/// # Errors
/// [`StoreError`].
pub fn remove(tx: &mut WriteTx<'_>, team: TeamId, digest: &SecretDigest) -> Result<(), StoreError> {
    let sql = "DELETE FROM web_session WHERE team_id = $1 AND token_digest = $2";
    tx.execute(sql, &[team.into(), digest.into()]).map(drop)
}

/// Ends all sessions of a member and tells how many there were.
///
/// # Errors
/// [`StoreError`].
pub fn remove_all_of(tx: &mut WriteTx<'_>, team: TeamId, principal: PrincipalId) -> Result<u64, StoreError> {
    let sql = "DELETE FROM web_session WHERE team_id = $1 AND principal_id = $2";
    tx.execute(sql, &[team.into(), principal.into()])
}

/// Removes the sessions that have expired by now and tells how many there were.
///
/// # Errors
/// [`StoreError`].
pub fn purge(tx: &mut WriteTx<'_>, team: TeamId, now_utc: Timestamp) -> Result<u64, StoreError> {
    let sql = "DELETE FROM web_session WHERE team_id = $1 AND expires_us <= $2";
    tx.execute(sql, &[team.into(), now_utc.into()])
}

fn read(row: &mut Row) -> Result<WebSession, StoreError> {
    Ok(WebSession {
        digest: row.take()?,
        principal: row.take()?,
        client: row.take()?,
        created_utc: row.take()?,
        last_used_utc: row.take()?,
        expires_utc: row.take()?,
    })
}
