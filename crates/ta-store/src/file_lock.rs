//! Write locks on files (RFC 4918 §6).

use jiff::Timestamp;
use ta_core::file::{FilePath, Lock, LockScope, LockToken, Locks, TreeDepth};
use ta_core::{PrincipalId, TeamId};

use crate::value::{Cell, FromCell, Row};
use crate::{ReadTx, StoreError, WriteTx};

/// The locks of a home that have not expired.
///
/// # Errors
/// [`StoreError`].
pub fn list(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    owner: PrincipalId,
    now_utc: Timestamp,
) -> Result<Locks, StoreError> {
    let sql = "SELECT token, root, depth, scope, owner_xml, creator_id, expires_us FROM file_lock \
               WHERE team_id = $1 AND owner_id = $2 AND expires_us > $3 ORDER BY root, token";
    Ok(Locks::new(tx.list(sql, &[team.into(), owner.into(), now_utc.into()], read)?))
}

/// Stores a lock.
///
/// # Errors
/// [`StoreError`].
pub fn insert(tx: &mut WriteTx<'_>, team: TeamId, owner: PrincipalId, lock: &Lock) -> Result<(), StoreError> {
    let sql = "INSERT INTO file_lock \
                 (team_id, token, owner_id, root, depth, scope, owner_xml, creator_id, expires_us) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let parameters = [
        team.into(),
        (&lock.token).into(),
        owner.into(),
        (&lock.root).into(),
        depth_word(lock.depth).into(),
        scope_word(lock.scope).into(),
        lock.owner_xml.as_ref().into(),
        lock.creator.into(),
        lock.expires_utc.into(),
    ];
    tx.change(sql, &parameters)
}

/// Lets a lock end at another time.
///
/// # Errors
/// [`StoreError::Stale`] when there is no such lock.
pub fn set_expiry(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    token: &LockToken,
    expires_utc: Timestamp,
) -> Result<(), StoreError> {
    let sql = "UPDATE file_lock SET expires_us = $3 WHERE team_id = $1 AND token = $2";
    tx.change(sql, &[team.into(), token.into(), expires_utc.into()])
}

/// Removes a lock.
///
/// # Errors
/// [`StoreError::Stale`] when there is no such lock.
pub fn remove(tx: &mut WriteTx<'_>, team: TeamId, token: &LockToken) -> Result<(), StoreError> {
    tx.change("DELETE FROM file_lock WHERE team_id = $1 AND token = $2", &[team.into(), token.into()])
}

/// Removes the locks that were taken at a path or below it.
///
/// # Errors
/// [`StoreError`].
pub fn remove_tree(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    owner: PrincipalId,
    root: &FilePath,
) -> Result<(), StoreError> {
    let (after, before) = (format!("{root}/"), format!("{root}0"));
    let sql = "DELETE FROM file_lock \
               WHERE team_id = $1 AND owner_id = $2 AND (root = $3 OR (root > $4 AND root < $5))";
    let parameters = [team.into(), owner.into(), root.into(), (&after).into(), (&before).into()];
    tx.execute(sql, &parameters).map(drop)
}

/// Removes the locks of a home that have expired.
///
/// # Errors
/// [`StoreError`].
pub fn purge(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    owner: PrincipalId,
    now_utc: Timestamp,
) -> Result<(), StoreError> {
    let sql = "DELETE FROM file_lock WHERE team_id = $1 AND owner_id = $2 AND expires_us <= $3";
    tx.execute(sql, &[team.into(), owner.into(), now_utc.into()]).map(drop)
}

fn read(row: &mut Row) -> Result<Lock, StoreError> {
    Ok(Lock {
        token: row.take()?,
        root: row.take()?,
        depth: row.take()?,
        scope: row.take()?,
        owner_xml: row.take()?,
        creator: row.take()?,
        expires_utc: row.take()?,
    })
}

fn depth_word(depth: TreeDepth) -> &'static str {
    match depth {
        TreeDepth::Zero => "zero",
        TreeDepth::Infinity => "infinity",
    }
}

fn scope_word(scope: LockScope) -> &'static str {
    match scope {
        LockScope::Exclusive => "exclusive",
        LockScope::Shared => "shared",
    }
}

impl FromCell for TreeDepth {
    const EXPECTED: &'static str = "a lock's depth";

    fn from_cell(cell: Cell) -> Option<Self> {
        let word = String::from_cell(cell)?;
        [Self::Zero, Self::Infinity].into_iter().find(|depth| depth_word(*depth) == word)
    }
}

impl FromCell for LockScope {
    const EXPECTED: &'static str = "a lock's scope";

    fn from_cell(cell: Cell) -> Option<Self> {
        let word = String::from_cell(cell)?;
        [Self::Exclusive, Self::Shared].into_iter().find(|scope| scope_word(*scope) == word)
    }
}
