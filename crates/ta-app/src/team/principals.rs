//! Reads who is in the team.

use ta_core::{Caller, EmailAddress, Login, Principal, PrincipalId, TeamId, team::TeamSettings};
use ta_store::{ReadTx, principal, team};

use crate::Error;

/// Finds a principal by login. Everyone in a team may know who else is.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Store`].
pub fn find_principal(tx: &mut ReadTx<'_>, caller: &Caller, login: &Login) -> Result<Principal, Error> {
    principal::by_login(tx, caller.team, login)?.ok_or(Error::NotFound)
}

/// Finds a principal by one of its mail addresses.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Store`].
pub fn find_principal_by_email(
    tx: &mut ReadTx<'_>,
    caller: &Caller,
    address: &EmailAddress,
) -> Result<Principal, Error> {
    principal::by_email(tx, caller.team, address)?.ok_or(Error::NotFound)
}

/// Lists everyone and everything in the team, by login.
///
/// # Errors
/// [`Error::Store`].
pub fn list_principals(tx: &mut ReadTx<'_>, team: TeamId) -> Result<Vec<Principal>, Error> {
    Ok(principal::list(tx, team)?)
}

/// Lists the direct members of a group.
///
/// # Errors
/// [`Error::Store`].
pub fn list_group_members(
    tx: &mut ReadTx<'_>,
    caller: &Caller,
    group: PrincipalId,
) -> Result<Vec<Principal>, Error> {
    Ok(principal::members_of(tx, caller.team, group)?)
}

/// Lists the groups that a principal is a direct member of.
///
/// # Errors
/// [`Error::Store`].
pub fn list_groups_of(
    tx: &mut ReadTx<'_>,
    caller: &Caller,
    member: PrincipalId,
) -> Result<Vec<Principal>, Error> {
    Ok(principal::groups_of(tx, caller.team, member)?)
}

/// Lists the groups that a principal is a member of, directly or through other groups.
///
/// # Errors
/// [`Error::Store`].
pub fn list_all_groups_of(
    tx: &mut ReadTx<'_>,
    caller: &Caller,
    member: PrincipalId,
) -> Result<Vec<Principal>, Error> {
    Ok(principal::all_groups_of(tx, caller.team, member)?)
}

/// Reads the settings of the team.
///
/// # Errors
/// [`Error::NotFound`] when the team is gone; [`Error::Store`].
pub fn team_settings(tx: &mut ReadTx<'_>, team: TeamId) -> Result<TeamSettings, Error> {
    team::settings(tx, team)?.ok_or(Error::NotFound)
}
