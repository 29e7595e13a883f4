//! Makes, changes and removes members, as the administrator of the machine does from the command line.

use jiff::Timestamp;
use ta_core::{
    AccountState, Author, ClientName, EmailAddress, Login, Principal, PrincipalDraft, PrincipalId,
    PrincipalKind, TeamId,
};
use ta_store::principal::SaveError;
use ta_store::{ReadTx, WriteTx, credential, file, principal, web_session};

use crate::calendar::make::make_first_calendars;
use crate::{Error, PasswordHash};

/// Why a member is not made or changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MemberRefusal {
    /// Somebody has this login.
    #[error("{0} exists already")]
    LoginTaken(Login),
    /// Somebody has this address.
    #[error("{address} is an address of {holder} already")]
    AddressTaken {
        /// The address.
        address: EmailAddress,
        /// Whose it is.
        holder: Login,
    },
    /// Nobody has this login.
    #[error("there is nobody with the login {0}")]
    Unknown(Login),
    /// What is asked makes sense for members only.
    #[error("{0} is no member")]
    NotAMember(Login),
}

/// Makes a principal; a member is born with a calendar, a task list and a home for files.
///
/// # Errors
/// [`Error::Member`] when login or address are taken; [`Error::Store`].
pub fn add_principal(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    draft: &PrincipalDraft,
) -> Result<PrincipalId, Error> {
    let made = principal::insert(tx, team, draft).map_err(|error| save_refused(error, &draft.login))?;
    if draft.kind == PrincipalKind::Member {
        make_first_calendars(tx, team, made)?;
        file::make_home(tx, team, made)?;
    }
    Ok(made)
}

/// Sets a member's password and ends the web sessions that were opened with the old one.
///
/// # Errors
/// [`Error::Member`]; [`Error::Store`].
pub fn set_password(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    login: &Login,
    hash: &PasswordHash,
    now: Timestamp,
) -> Result<(), Error> {
    let member = find_member(tx, team, login)?;
    credential::set_password_hash(tx, team, member.id, hash.as_str(), now)?;
    web_session::remove_all_of(tx, team, member.id)?;
    Ok(())
}

/// Lets a member sign in, or keeps it out at once: open web sessions end.
///
/// # Errors
/// [`Error::Member`]; [`Error::Store`].
pub fn set_account_state(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    login: &Login,
    state: AccountState,
) -> Result<(), Error> {
    let member = find_member(tx, team, login)?;
    update_principal(tx, team, member.id, &PrincipalDraft { state, ..member.draft() })?;
    if state == AccountState::Disabled {
        web_session::remove_all_of(tx, team, member.id)?;
    }
    Ok(())
}

/// Removes a principal with everything it owns. Former versions of its objects stay, marked as removed by `client`.
///
/// # Errors
/// [`Error::Member`]; [`Error::Store`].
pub fn remove_principal(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    login: &Login,
    client: &ClientName,
    now: Timestamp,
) -> Result<(), Error> {
    let found = find_by_login(tx, team, login)?;
    let author = Author { principal: found.id, client: client.clone() };
    Ok(principal::remove(tx, team, found.id, &author, now)?)
}

/// Changes what is said of a principal.
///
/// # Errors
/// [`Error::Member`]; [`Error::Store`].
pub(super) fn update_principal(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    id: PrincipalId,
    draft: &PrincipalDraft,
) -> Result<(), Error> {
    principal::update(tx, team, id, draft).map_err(|error| save_refused(error, &draft.login))
}

fn save_refused(error: SaveError, login: &Login) -> Error {
    match error {
        SaveError::LoginTaken => Error::Member(MemberRefusal::LoginTaken(login.clone())),
        SaveError::EmailTaken { address, holder } => {
            Error::Member(MemberRefusal::AddressTaken { address, holder })
        }
        SaveError::Store(error) => Error::Store(error),
    }
}

/// Finds a member by login.
///
/// # Errors
/// [`Error::Member`]; [`Error::Store`].
pub fn find_member(tx: &mut ReadTx<'_>, team: TeamId, login: &Login) -> Result<Principal, Error> {
    let found = find_by_login(tx, team, login)?;
    if found.kind == PrincipalKind::Member {
        Ok(found)
    } else {
        Err(Error::Member(MemberRefusal::NotAMember(login.clone())))
    }
}

fn find_by_login(tx: &mut ReadTx<'_>, team: TeamId, login: &Login) -> Result<Principal, Error> {
    let found = principal::by_login(tx, team, login)?;
    found.ok_or_else(|| Error::Member(MemberRefusal::Unknown(login.clone())))
}
