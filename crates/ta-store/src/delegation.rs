//! Delegations: who may act for whom.

use ta_core::{DelegateRights, Delegation, PrincipalId, TeamId};

use crate::value::{Cell, FromCell, Row, Value};
use crate::{ReadTx, StoreError, WriteTx};

/// A query for delegations in team `$1`, with the columns in the order in which [`read`] takes them.
macro_rules! select {
    ($condition:literal) => {
        concat!(
            "SELECT member.login, delegate.login, delegation.rights, delegation.private_items FROM delegation \
             JOIN principal AS member ON member.team_id = $1 AND member.id = delegation.member_id \
             JOIN principal AS delegate ON delegate.team_id = $1 AND delegate.id = delegation.delegate_id ",
            $condition
        )
    };
}

/// All delegations of the team, by member and delegate.
///
/// # Errors
/// [`StoreError`].
pub fn list(tx: &mut ReadTx<'_>, team: TeamId) -> Result<Vec<Delegation>, StoreError> {
    let sql = select!("WHERE delegation.team_id = $1 ORDER BY member.login, delegate.login");
    tx.list(sql, &[team.into()], read)
}

/// Those whom a member lets act, by delegate.
///
/// # Errors
/// [`StoreError`].
pub fn list_of_member(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    member: PrincipalId,
) -> Result<Vec<Delegation>, StoreError> {
    let sql = select!("WHERE delegation.team_id = $1 AND delegation.member_id = $2 ORDER BY delegate.login");
    tx.list(sql, &[team.into(), member.into()], read)
}

/// Those for whom a delegate may act directly, by member.
///
/// # Errors
/// [`StoreError`].
pub fn list_of_delegate(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    delegate: PrincipalId,
) -> Result<Vec<Delegation>, StoreError> {
    let sql = select!("WHERE delegation.team_id = $1 AND delegation.delegate_id = $2 ORDER BY member.login");
    tx.list(sql, &[team.into(), delegate.into()], read)
}

/// Names a delegate, or changes what the delegate may do.
///
/// # Errors
/// [`StoreError::Stale`] when one of the two is not in the team.
pub fn set(tx: &mut WriteTx<'_>, team: TeamId, delegation: &Delegation) -> Result<(), StoreError> {
    let sql = "INSERT INTO delegation (team_id, member_id, delegate_id, rights, private_items) \
               SELECT $1, member.id, delegate.id, $4, $5 FROM principal AS member, principal AS delegate \
               WHERE member.team_id = $1 AND member.login = $2 \
                 AND delegate.team_id = $1 AND delegate.login = $3 \
               ON CONFLICT (team_id, member_id, delegate_id) DO UPDATE \
               SET rights = excluded.rights, private_items = excluded.private_items";
    tx.change(sql, &parameters(team, delegation))
}

/// Takes a delegate away, whatever the rights were. It is no error when there was none.
///
/// # Errors
/// [`StoreError`].
pub fn remove(tx: &mut WriteTx<'_>, team: TeamId, delegation: &Delegation) -> Result<(), StoreError> {
    let sql = "DELETE FROM delegation WHERE team_id = $1 \
                 AND member_id = (SELECT id FROM principal WHERE team_id = $1 AND login = $2) \
                 AND delegate_id = (SELECT id FROM principal WHERE team_id = $1 AND login = $3)";
    let parameters = [team.into(), (&delegation.member).into(), (&delegation.delegate).into()];
    tx.execute(sql, &parameters).map(drop)
}

fn parameters(team: TeamId, delegation: &Delegation) -> [Value<'_>; 5] {
    let (rights, private) = (delegation.rights.as_str(), delegation.private.as_str());
    [team.into(), (&delegation.member).into(), (&delegation.delegate).into(), rights.into(), private.into()]
}

fn read(row: &mut Row) -> Result<Delegation, StoreError> {
    Ok(Delegation { member: row.take()?, delegate: row.take()?, rights: row.take()?, private: row.take()? })
}

impl FromCell for DelegateRights {
    const EXPECTED: &'static str = "read or write";

    fn from_cell(cell: Cell) -> Option<Self> {
        Self::from_word(&String::from_cell(cell)?)
    }
}
