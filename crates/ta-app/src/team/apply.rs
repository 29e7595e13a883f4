//! `team apply`: makes the stored team as described.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use ta_core::team::{CurrentTeam, PasswordSpec, TeamChange, TeamRefusal, TeamSettings, TeamSpec, plan_team};
use ta_core::{Login, PrincipalDraft, PrincipalId, TeamId};
use ta_store::team::UpdateError;
use ta_store::{ReadTx, Store, StoreError, WriteTx, credential, delegation, principal, team};

use super::member::{add_principal, set_password, update_principal};
use super::principals::team_settings;
use crate::{Entropy, Error, PasswordError, PasswordHash};

/// Whether the changes are made or only listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Run {
    /// They are made.
    Apply,
    /// They are listed.
    Dry,
}

/// Why a description was not applied. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum ApplyTeamError {
    /// The description cannot be followed, for each of these reasons.
    #[error("the team cannot be made as described")]
    Refused(Vec<TeamRefusal>),
    /// A password cannot be set.
    #[error("the password of {0} cannot be set: {1}")]
    Password(Login, PasswordError),
    /// A use case that applies a change failed.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<StoreError> for ApplyTeamError {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

/// Makes the team as described, or lists what would change. An empty list means that all is as described.
///
/// # Errors
/// [`ApplyTeamError`]; nothing was changed then.
pub fn apply_team(
    store: &Store,
    team: TeamId,
    spec: &TeamSpec,
    run: Run,
    entropy: &dyn Entropy,
    now: Timestamp,
) -> Result<Vec<TeamChange>, ApplyTeamError> {
    let passwords = prepare_passwords(store, team, spec, run, entropy)?;
    let spec = spec.clone();
    store.write_blocking(move |tx| {
        let current = load_team(tx, team, passwords.holding.clone())?;
        let changes = plan_team(&current, &spec).map_err(ApplyTeamError::Refused)?;
        if run == Run::Apply {
            changes.iter().try_for_each(|change| release_addresses(tx, team, change))?;
            changes.iter().try_for_each(|change| apply_change(tx, team, change, &passwords.new, now))?;
        }
        Ok(changes)
    })
}

/// Passwords are checked and hashed before the transaction opens, since each takes tens of milliseconds.
struct Passwords {
    holding: BTreeSet<Login>,
    new: BTreeMap<Login, PasswordHash>,
}

fn prepare_passwords(
    store: &Store,
    team: TeamId,
    spec: &TeamSpec,
    run: Run,
    entropy: &dyn Entropy,
) -> Result<Passwords, ApplyTeamError> {
    let logins: Vec<Login> = spec.passwords.keys().cloned().collect();
    let stored = store.read_blocking(move |tx| stored_hashes(tx, team, &logins))?;
    let mut passwords = Passwords { holding: BTreeSet::new(), new: BTreeMap::new() };
    for (login, password) in &spec.passwords {
        let holds = stored.get(login).is_some_and(|hash| is_of(hash, password));
        if holds {
            passwords.holding.insert(login.clone());
        } else if run == Run::Apply {
            let hash =
                hash_of(password, entropy).map_err(|error| ApplyTeamError::Password(login.clone(), error))?;
            passwords.new.insert(login.clone(), hash);
        }
    }
    Ok(passwords)
}

fn stored_hashes(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    logins: &[Login],
) -> Result<BTreeMap<Login, PasswordHash>, StoreError> {
    let mut hashes = BTreeMap::new();
    for login in logins {
        let Some(member) = principal::by_login(tx, team, login)? else { continue };
        let stored = credential::password_hash(tx, team, member.id)?;
        if let Some(hash) = stored.and_then(|text| PasswordHash::from_phc(&text).ok()) {
            hashes.insert(login.clone(), hash);
        }
    }
    Ok(hashes)
}

fn is_of(hash: &PasswordHash, password: &PasswordSpec) -> bool {
    match password {
        PasswordSpec::Plain(plain) => hash.verifies(plain),
        PasswordSpec::Hash(phc) => hash.as_str() == phc,
    }
}

fn hash_of(password: &PasswordSpec, entropy: &dyn Entropy) -> Result<PasswordHash, PasswordError> {
    match password {
        PasswordSpec::Plain(plain) => PasswordHash::of(plain, entropy),
        PasswordSpec::Hash(phc) => PasswordHash::from_phc(phc),
    }
}

fn load_team(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    password_holds: BTreeSet<Login>,
) -> Result<CurrentTeam, Error> {
    Ok(CurrentTeam {
        settings: team_settings(tx, team)?,
        principals: principal::list(tx, team)?,
        group_members: principal::group_members(tx, team)?,
        delegations: delegation::list(tx, team)?,
        password_holds,
    })
}

/// Takes the addresses of those who get others, so that whoever comes first can have what another gives up.
fn release_addresses(tx: &mut WriteTx<'_>, team: TeamId, change: &TeamChange) -> Result<(), Error> {
    let TeamChange::UpdatePrincipal { new, .. } = change else { return Ok(()) };
    let stored = principal::by_login(tx, team, &new.login)?.ok_or(Error::NotFound)?;
    if stored.emails == new.emails {
        return Ok(());
    }
    update_principal(tx, team, stored.id, &PrincipalDraft { emails: Vec::new(), ..stored.draft() })
}

fn apply_change(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    change: &TeamChange,
    hashes: &BTreeMap<Login, PasswordHash>,
    now: Timestamp,
) -> Result<(), Error> {
    match change {
        TeamChange::UpdateTeam { new, .. } => update_settings(tx, team, new)?,
        TeamChange::AddPrincipal(draft) => {
            add_principal(tx, team, draft)?;
        }
        TeamChange::UpdatePrincipal { new, .. } => {
            let id = id_of(tx, team, &new.login)?;
            update_principal(tx, team, id, new)?;
        }
        TeamChange::SetPassword(login) => {
            let hash = hashes.get(login).ok_or(Error::NotFound)?;
            set_password(tx, team, login, hash, now)?;
        }
        TeamChange::SetGroupMembers { group, members, .. } => set_group_members(tx, team, group, members)?,
        TeamChange::SetDelegation(set) => delegation::set(tx, team, set)?,
        TeamChange::RemoveDelegation(removed) => delegation::remove(tx, team, removed)?,
    }
    Ok(())
}

fn update_settings(tx: &mut WriteTx<'_>, team: TeamId, settings: &TeamSettings) -> Result<(), Error> {
    team::update(tx, team, settings).map_err(|error| match error {
        UpdateError::NameTaken => Error::TeamNameTaken,
        UpdateError::Store(error) => Error::Store(error),
    })
}

fn set_group_members(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    group: &Login,
    members: &[Login],
) -> Result<(), Error> {
    let group = id_of(tx, team, group)?;
    let members = members.iter().map(|member| id_of(tx, team, member)).collect::<Result<Vec<_>, _>>()?;
    Ok(principal::set_members(tx, team, group, &members)?)
}

fn id_of(tx: &mut ReadTx<'_>, team: TeamId, login: &Login) -> Result<PrincipalId, Error> {
    Ok(principal::by_login(tx, team, login)?.ok_or(Error::NotFound)?.id)
}
