//! Making, changing and removing principals.

use jiff::Timestamp;
use ta_core::{
    AccountState, AdminRole, Author, EmailAddress, Login, PrincipalDraft, PrincipalId, PrincipalKind, TeamId,
};

use crate::value::Value;
use crate::{ReadTx, StoreError, WriteTx, calendar};

/// Why a principal was not stored.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SaveError {
    /// Another principal of the team has this login.
    #[error("somebody has this login already; choose another")]
    LoginTaken,
    /// Another principal of the team has one of the mail addresses.
    #[error("{address} belongs to {holder} already")]
    EmailTaken {
        /// The address.
        address: EmailAddress,
        /// Whose it is.
        holder: Login,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes a principal.
///
/// # Errors
/// [`SaveError::LoginTaken`], [`SaveError::EmailTaken`], [`SaveError::Store`].
pub fn insert(tx: &mut WriteTx<'_>, team: TeamId, draft: &PrincipalDraft) -> Result<PrincipalId, SaveError> {
    check_login(tx, team, &draft.login, None)?;
    check_emails(tx, team, &draft.emails, None)?;
    let sql = "INSERT INTO principal \
                 (team_id, kind, resource_kind, capacity, login, name, time_zone, admin, state) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id";
    let made = tx.find(sql, &columns(team, draft), |row| row.take())?;
    let id = made.ok_or_else(|| tx.stale())?;
    insert_emails(tx, team, id, &draft.emails)?;
    Ok(id)
}

/// Changes a principal to what the draft says, its login and addresses included.
///
/// # Errors
/// [`SaveError::LoginTaken`], [`SaveError::EmailTaken`], [`SaveError::Store`].
pub fn update(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    id: PrincipalId,
    draft: &PrincipalDraft,
) -> Result<(), SaveError> {
    check_login(tx, team, &draft.login, Some(id))?;
    check_emails(tx, team, &draft.emails, Some(id))?;
    let sql = "UPDATE principal SET kind = $2, resource_kind = $3, capacity = $4, login = $5, name = $6, \
                 time_zone = $7, admin = $8, state = $9 \
               WHERE team_id = $1 AND id = $10";
    let parameters: Vec<_> = columns(team, draft).into_iter().chain([id.into()]).collect();
    tx.change(sql, &parameters)?;
    tx.execute(
        "DELETE FROM principal_email WHERE team_id = $1 AND principal_id = $2",
        &[team.into(), id.into()],
    )?;
    Ok(insert_emails(tx, team, id, &draft.emails)?)
}

/// Removes a principal with all that is its own: addresses, memberships, delegations, passwords, sessions and calendars.
/// Of what its calendars held, the former versions stay.
///
/// # Errors
/// [`StoreError`].
pub fn remove(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    id: PrincipalId,
    author: &Author,
    now_utc: Timestamp,
) -> Result<(), StoreError> {
    for calendar in calendar::list_of(tx, team, id)? {
        calendar::remove(tx, team, calendar.id, author, now_utc)?;
    }
    tx.change("DELETE FROM principal WHERE team_id = $1 AND id = $2", &[team.into(), id.into()])
}

fn columns(team: TeamId, draft: &PrincipalDraft) -> [Value<'_>; 9] {
    let (kind, resource_kind, capacity) = kind_columns(draft.kind);
    [
        team.into(),
        kind.into(),
        resource_kind.into(),
        capacity.into(),
        (&draft.login).into(),
        (&draft.name).into(),
        draft.time_zone.as_ref().into(),
        admin_word(draft.admin).into(),
        state_word(draft.state).into(),
    ]
}

fn kind_columns(kind: PrincipalKind) -> (&'static str, Option<&'static str>, Option<i64>) {
    match kind {
        PrincipalKind::Member => ("member", None, None),
        PrincipalKind::Group => ("group", None, None),
        PrincipalKind::Resource { kind, capacity } => {
            ("resource", Some(kind.as_str()), capacity.map(i64::from))
        }
    }
}

fn admin_word(admin: AdminRole) -> &'static str {
    match admin {
        AdminRole::None => "none",
        AdminRole::Team => "team",
    }
}

fn state_word(state: AccountState) -> &'static str {
    match state {
        AccountState::Active => "active",
        AccountState::Disabled => "disabled",
    }
}

fn check_login(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    login: &Login,
    own: Option<PrincipalId>,
) -> Result<(), SaveError> {
    let sql = "SELECT id FROM principal WHERE team_id = $1 AND login = $2";
    let holder: Option<PrincipalId> = tx.find(sql, &[team.into(), login.into()], |row| row.take())?;
    if holder.is_some() && holder != own { Err(SaveError::LoginTaken) } else { Ok(()) }
}

fn check_emails(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    emails: &[EmailAddress],
    own: Option<PrincipalId>,
) -> Result<(), SaveError> {
    let sql = "SELECT principal.id, principal.login FROM principal_email \
               JOIN principal ON principal.team_id = $1 AND principal.id = principal_email.principal_id \
               WHERE principal_email.team_id = $1 AND principal_email.address_key = $2";
    for address in emails {
        let key = address.key();
        let holder = tx.find(sql, &[team.into(), (&key).into()], |row| Ok((row.take()?, row.take()?)))?;
        if let Some((_, holder)) = holder.filter(|(id, _)| Some(*id) != own) {
            return Err(SaveError::EmailTaken { address: address.clone(), holder });
        }
    }
    Ok(())
}

/// An address that is given twice is stored once, at its first position.
fn insert_emails(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    id: PrincipalId,
    emails: &[EmailAddress],
) -> Result<(), StoreError> {
    let sql = "INSERT INTO principal_email (team_id, address_key, principal_id, position, address) \
               VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
    for (position, address) in (0_i64..).zip(emails) {
        let key = address.key();
        tx.execute(sql, &[team.into(), (&key).into(), id.into(), position.into(), address.into()])?;
    }
    Ok(())
}
