//! Who is in which group. Groups may be in groups; no rule about that is held here.

use std::collections::BTreeMap;

use ta_core::{Login, Principal, PrincipalId, TeamId};

use super::read;
use crate::{ReadTx, StoreError, WriteTx};

/// The direct members of a group, by login.
///
/// # Errors
/// [`StoreError`].
pub fn members_of(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    group: PrincipalId,
) -> Result<Vec<Principal>, StoreError> {
    let sql = select!(
        "WHERE team_id = $1 AND id IN \
           (SELECT member_id FROM group_member WHERE team_id = $1 AND group_id = $2) \
         ORDER BY login"
    );
    list(tx, team, sql, group)
}

/// The groups that a principal is a direct member of, by login (`DAV:group-membership`, RFC 3744 §4.4).
///
/// # Errors
/// [`StoreError`].
pub fn groups_of(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    member: PrincipalId,
) -> Result<Vec<Principal>, StoreError> {
    let sql = select!(
        "WHERE team_id = $1 AND id IN \
           (SELECT group_id FROM group_member WHERE team_id = $1 AND member_id = $2) \
         ORDER BY login"
    );
    list(tx, team, sql, member)
}

/// The groups that a principal is a member of, directly or through other groups, by login.
///
/// # Errors
/// [`StoreError`].
pub fn all_groups_of(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    member: PrincipalId,
) -> Result<Vec<Principal>, StoreError> {
    // UNION drops what was found before, so that groups in a circle end.
    let sql = select!(
        "WHERE team_id = $1 AND id IN ( \
           WITH RECURSIVE reached (id) AS ( \
             SELECT group_id FROM group_member WHERE team_id = $1 AND member_id = $2 \
             UNION \
             SELECT group_member.group_id FROM group_member \
             JOIN reached ON group_member.member_id = reached.id WHERE group_member.team_id = $1) \
           SELECT id FROM reached) \
         ORDER BY login"
    );
    list(tx, team, sql, member)
}

/// The direct members of every group of the team that has any.
///
/// # Errors
/// [`StoreError`].
pub fn group_members(tx: &mut ReadTx<'_>, team: TeamId) -> Result<BTreeMap<Login, Vec<Login>>, StoreError> {
    let sql = "SELECT groups.login, members.login FROM group_member \
               JOIN principal AS groups ON groups.team_id = $1 AND groups.id = group_member.group_id \
               JOIN principal AS members ON members.team_id = $1 AND members.id = group_member.member_id \
               WHERE group_member.team_id = $1 ORDER BY groups.login, members.login";
    let pairs = tx.list(sql, &[team.into()], |row| Ok((row.take()?, row.take()?)))?;
    let mut members: BTreeMap<Login, Vec<Login>> = BTreeMap::new();
    for (group, member) in pairs {
        members.entry(group).or_default().push(member);
    }
    Ok(members)
}

/// Sets the direct members of a group.
///
/// # Errors
/// [`StoreError`].
pub fn set_members(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    group: PrincipalId,
    members: &[PrincipalId],
) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM group_member WHERE team_id = $1 AND group_id = $2",
        &[team.into(), group.into()],
    )?;
    let sql = "INSERT INTO group_member (team_id, group_id, member_id) VALUES ($1, $2, $3) \
               ON CONFLICT DO NOTHING";
    for member in members {
        tx.execute(sql, &[team.into(), group.into(), (*member).into()])?;
    }
    Ok(())
}

fn list(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    sql: &'static str,
    key: PrincipalId,
) -> Result<Vec<Principal>, StoreError> {
    let mut found = tx.list(sql, &[team.into(), key.into()], |row| read::read(team, row))?;
    read::add_emails(tx, team, &mut found)?;
    Ok(found)
}
