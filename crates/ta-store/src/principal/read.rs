//! Finding principals.

use std::collections::HashMap;

use ta_core::{
    AccountState, AdminRole, EmailAddress, Login, Principal, PrincipalId, PrincipalKind, ResourceKind, TeamId,
};

use crate::value::{Cell, FromCell, Row, Value};
use crate::{ReadTx, StoreError};

/// The principal of this login.
///
/// # Errors
/// [`StoreError`].
pub fn by_login(tx: &mut ReadTx<'_>, team: TeamId, login: &Login) -> Result<Option<Principal>, StoreError> {
    let sql = select!("WHERE team_id = $1 AND login = $2");
    find(tx, team, sql, login.into())
}

/// The principal of this key.
///
/// # Errors
/// [`StoreError`].
pub fn by_id(tx: &mut ReadTx<'_>, team: TeamId, id: PrincipalId) -> Result<Option<Principal>, StoreError> {
    let sql = select!("WHERE team_id = $1 AND id = $2");
    find(tx, team, sql, id.into())
}

/// The principal that has this mail address.
///
/// # Errors
/// [`StoreError`].
pub fn by_email(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    address: &EmailAddress,
) -> Result<Option<Principal>, StoreError> {
    let sql = select!(
        "WHERE team_id = $1 AND id = \
           (SELECT principal_id FROM principal_email WHERE team_id = $1 AND address_key = $2)"
    );
    find(tx, team, sql, (&address.key()).into())
}

/// Everyone and everything in the team, by login.
///
/// # Errors
/// [`StoreError`].
pub fn list(tx: &mut ReadTx<'_>, team: TeamId) -> Result<Vec<Principal>, StoreError> {
    let sql = select!("WHERE team_id = $1 ORDER BY login");
    let mut principals = tx.list(sql, &[team.into()], |row| read(team, row))?;
    add_emails(tx, team, &mut principals)?;
    Ok(principals)
}

fn find(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    sql: &'static str,
    key: Value<'_>,
) -> Result<Option<Principal>, StoreError> {
    let Some(mut principal) = tx.find(sql, &[team.into(), key], |row| read(team, row))? else {
        return Ok(None);
    };
    let sql =
        "SELECT address FROM principal_email WHERE team_id = $1 AND principal_id = $2 ORDER BY position";
    principal.emails = tx.list(sql, &[team.into(), principal.id.into()], |row| row.take())?;
    Ok(Some(principal))
}

/// Adds their mail addresses to many principals with one query.
pub(super) fn add_emails(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    principals: &mut [Principal],
) -> Result<(), StoreError> {
    let sql = "SELECT principal_id, address FROM principal_email WHERE team_id = $1 \
               ORDER BY principal_id, position";
    let addresses = tx.list(sql, &[team.into()], |row| Ok((row.take()?, row.take()?)))?;
    let mut by_principal: HashMap<PrincipalId, Vec<EmailAddress>> = HashMap::new();
    for (principal, address) in addresses {
        by_principal.entry(principal).or_default().push(address);
    }
    for principal in principals {
        principal.emails = by_principal.remove(&principal.id).unwrap_or_default();
    }
    Ok(())
}

/// Reads a principal, its addresses apart.
pub(super) fn read(team: TeamId, row: &mut Row) -> Result<Principal, StoreError> {
    Ok(Principal {
        team,
        id: row.take()?,
        kind: read_kind(row)?,
        login: row.take()?,
        name: row.take()?,
        emails: Vec::new(),
        time_zone: row.take()?,
        admin: row.take()?,
        state: row.take()?,
    })
}

fn read_kind(row: &mut Row) -> Result<PrincipalKind, StoreError> {
    let kind: KindWord = row.take()?;
    let resource_kind: Option<ResourceKind> = row.take()?;
    let capacity = row.take()?;
    Ok(match kind {
        KindWord::Member => PrincipalKind::Member,
        KindWord::Group => PrincipalKind::Group,
        KindWord::Resource => {
            PrincipalKind::Resource { kind: resource_kind.unwrap_or(ResourceKind::Equipment), capacity }
        }
    })
}

/// The three words of the column `kind`.
enum KindWord {
    Member,
    Group,
    Resource,
}

impl FromCell for KindWord {
    const EXPECTED: &'static str = "member, group or resource";

    fn from_cell(cell: Cell) -> Option<Self> {
        match String::from_cell(cell)?.as_str() {
            "member" => Some(Self::Member),
            "group" => Some(Self::Group),
            "resource" => Some(Self::Resource),
            _ => None,
        }
    }
}

impl FromCell for ResourceKind {
    const EXPECTED: &'static str = "a kind of resource";

    fn from_cell(cell: Cell) -> Option<Self> {
        Self::from_word(&String::from_cell(cell)?)
    }
}

impl FromCell for AdminRole {
    const EXPECTED: &'static str = "none or team";

    fn from_cell(cell: Cell) -> Option<Self> {
        match String::from_cell(cell)?.as_str() {
            "none" => Some(Self::None),
            "team" => Some(Self::Team),
            _ => None,
        }
    }
}

impl FromCell for AccountState {
    const EXPECTED: &'static str = "active or disabled";

    fn from_cell(cell: Cell) -> Option<Self> {
        match String::from_cell(cell)?.as_str() {
            "active" => Some(Self::Active),
            "disabled" => Some(Self::Disabled),
            _ => None,
        }
    }
}
