//! The rule of `team apply`: what has to change.

use std::collections::{BTreeMap, BTreeSet};

use crate::{Delegation, EmailAddress, Login, Principal, PrincipalDraft, PrincipalKind};

use super::{Difference, TeamChange, TeamSettings, TeamSpec};

/// The team as it is stored.
#[derive(Clone, Debug)]
pub struct CurrentTeam {
    /// The team itself.
    pub settings: TeamSettings,
    /// Everyone and everything in it.
    pub principals: Vec<Principal>,
    /// The members of each group, by the group's login.
    pub group_members: BTreeMap<Login, Vec<Login>>,
    /// All delegations.
    pub delegations: Vec<Delegation>,
    /// Members whose stored password is the described one already.
    pub password_holds: BTreeSet<Login>,
}

/// Why a description cannot be followed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TeamRefusal {
    /// The login belongs to another kind of principal already.
    #[error(
        "{login} is a {stored} already and cannot become a {described}; choose another login, or remove it first"
    )]
    KindDiffers {
        /// The login.
        login: Login,
        /// What it is.
        stored: &'static str,
        /// What the description says.
        described: &'static str,
    },
    /// The address belongs to somebody whom the description does not mention.
    #[error("{address} is an address of {holder} already, so {login} cannot have it")]
    AddressTaken {
        /// The address.
        address: EmailAddress,
        /// Whose it is.
        holder: Login,
        /// Who should get it.
        login: Login,
    },
    /// A group would have itself as a member, directly or through others.
    #[error("{0} would contain itself; take one of the groups out of the other")]
    GroupContainsItself(Login),
    /// A login is named that is neither stored nor described.
    #[error("{0} is named, but there is nobody of that login")]
    Unknown(Login),
}

/// Lists the changes that lead from `current` to `spec`, in an order in which they can be applied. An empty list means
/// that all is as described.
///
/// # Errors
/// Every [`TeamRefusal`] there is; nothing may be applied then.
pub fn plan_team(current: &CurrentTeam, spec: &TeamSpec) -> Result<Vec<TeamChange>, Vec<TeamRefusal>> {
    let refusals = refusals(current, spec);
    if !refusals.is_empty() {
        return Err(refusals);
    }
    let mut changes = Vec::new();
    changes.extend(plan_settings(current, spec));
    changes.extend(spec.principals.iter().filter_map(|draft| plan_principal(current, draft)));
    changes.extend(plan_passwords(current, spec));
    changes
        .extend(spec.group_members.iter().filter_map(|(group, members)| plan_group(current, group, members)));
    changes.extend(plan_delegations(current, spec));
    Ok(changes)
}

fn plan_settings(current: &CurrentTeam, spec: &TeamSpec) -> Option<TeamChange> {
    let new = spec.settings.as_ref()?;
    let differences = Difference::between_settings(&current.settings, new);
    (!differences.is_empty()).then(|| TeamChange::UpdateTeam { new: new.clone(), differences })
}

fn plan_principal(current: &CurrentTeam, draft: &PrincipalDraft) -> Option<TeamChange> {
    let Some(stored) = current.principal(&draft.login) else {
        return Some(TeamChange::AddPrincipal(draft.clone()));
    };
    let differences = Difference::between(&stored.draft(), draft);
    (!differences.is_empty()).then(|| TeamChange::UpdatePrincipal { new: draft.clone(), differences })
}

fn plan_passwords<'a>(current: &'a CurrentTeam, spec: &'a TeamSpec) -> impl Iterator<Item = TeamChange> + 'a {
    let to_set = spec.passwords.keys().filter(|login| !current.password_holds.contains(*login));
    to_set.cloned().map(TeamChange::SetPassword)
}

fn plan_group(current: &CurrentTeam, group: &Login, members: &[Login]) -> Option<TeamChange> {
    let stored: BTreeSet<_> = current.group_members.get(group).into_iter().flatten().cloned().collect();
    let described: BTreeSet<_> = members.iter().cloned().collect();
    let added: Vec<_> = described.difference(&stored).cloned().collect();
    let removed: Vec<_> = stored.difference(&described).cloned().collect();
    let differs = !added.is_empty() || !removed.is_empty();
    differs.then(|| TeamChange::SetGroupMembers {
        group: group.clone(),
        members: described.into_iter().collect(),
        added,
        removed,
    })
}

fn plan_delegations(current: &CurrentTeam, spec: &TeamSpec) -> Vec<TeamChange> {
    let described: BTreeSet<_> = spec.delegations.iter().map(|d| (&d.member, &d.delegate)).collect();
    let members: BTreeSet<_> = spec.principals.iter().map(|draft| &draft.login).collect();
    let gone = current
        .delegations
        .iter()
        .filter(|d| members.contains(&d.member) && !described.contains(&(&d.member, &d.delegate)));
    let set = spec.delegations.iter().filter(|d| !current.delegations.contains(d));
    let gone = gone.cloned().map(TeamChange::RemoveDelegation);
    gone.chain(set.cloned().map(TeamChange::SetDelegation)).collect()
}

fn refusals(current: &CurrentTeam, spec: &TeamSpec) -> Vec<TeamRefusal> {
    let mut refusals = Vec::new();
    for draft in &spec.principals {
        refusals.extend(kind_differs(current, draft));
        refusals.extend(addresses_taken(current, spec, draft));
    }
    refusals.extend(unknown_logins(current, spec).map(TeamRefusal::Unknown));
    refusals.extend(group_containing_itself(current, spec).map(TeamRefusal::GroupContainsItself));
    refusals
}

fn kind_differs(current: &CurrentTeam, draft: &PrincipalDraft) -> Option<TeamRefusal> {
    let stored = current.principal(&draft.login)?;
    let same = matches!(
        (stored.kind, draft.kind),
        (PrincipalKind::Member, PrincipalKind::Member)
            | (PrincipalKind::Group, PrincipalKind::Group)
            | (PrincipalKind::Resource { .. }, PrincipalKind::Resource { .. })
    );
    (!same).then(|| TeamRefusal::KindDiffers {
        login: draft.login.clone(),
        stored: stored.kind.as_str(),
        described: draft.kind.as_str(),
    })
}

fn addresses_taken(current: &CurrentTeam, spec: &TeamSpec, draft: &PrincipalDraft) -> Vec<TeamRefusal> {
    let described: BTreeSet<_> = spec.principals.iter().map(|other| &other.login).collect();
    let undescribed = || current.principals.iter().filter(|other| !described.contains(&other.login));
    let holder = |address: &EmailAddress| {
        undescribed().find(|other| other.emails.iter().any(|held| held.key() == address.key()))
    };
    let taken = draft.emails.iter().filter_map(|address| Some((address, holder(address)?)));
    taken
        .map(|(address, holder)| TeamRefusal::AddressTaken {
            address: address.clone(),
            holder: holder.login.clone(),
            login: draft.login.clone(),
        })
        .collect()
}

fn unknown_logins(current: &CurrentTeam, spec: &TeamSpec) -> impl Iterator<Item = Login> {
    let mut known: BTreeSet<_> = spec.principals.iter().map(|draft| &draft.login).collect();
    known.extend(current.principals.iter().map(|principal| &principal.login));
    let groups = spec.group_members.iter().flat_map(|(group, members)| members.iter().chain([group]));
    let delegations = spec.delegations.iter().flat_map(|d| [&d.member, &d.delegate]);
    let named = groups.chain(spec.passwords.keys()).chain(delegations);
    let unknown: BTreeSet<_> = named.filter(|login| !known.contains(login)).cloned().collect();
    unknown.into_iter()
}

/// One group of each circle would do; every group that reaches itself is told.
fn group_containing_itself(current: &CurrentTeam, spec: &TeamSpec) -> impl Iterator<Item = Login> {
    let mut after = current.group_members.clone();
    after.extend(spec.group_members.clone());
    let circular: Vec<_> = after.keys().filter(|group| reaches_itself(&after, group)).cloned().collect();
    circular.into_iter()
}

fn reaches_itself(groups: &BTreeMap<Login, Vec<Login>>, start: &Login) -> bool {
    let mut seen = BTreeSet::new();
    let mut open: Vec<&Login> = groups.get(start).into_iter().flatten().collect();
    while let Some(login) = open.pop() {
        if login == start {
            return true;
        }
        if seen.insert(login) {
            open.extend(groups.get(login).into_iter().flatten());
        }
    }
    false
}

impl CurrentTeam {
    fn principal(&self, login: &Login) -> Option<&Principal> {
        self.principals.iter().find(|principal| principal.login == *login)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::{CurrentTeam, TeamRefusal, plan_team};
    use crate::team::{PasswordSpec, TeamChange, TeamSettings, TeamSpec};
    use crate::{
        DelegateRights, Delegation, EmailAddress, Login, Principal, PrincipalDraft, PrincipalId,
        PrincipalKind, PrivateItems, Rights, TeamId,
    };

    fn login(text: &str) -> Login {
        Login::new(text).unwrap()
    }

    fn settings() -> TeamSettings {
        TeamSettings {
            name: "Example".into(),
            time_zone: "UTC".into(),
            member_rights: Rights::MEMBER_DEFAULT,
        }
    }

    fn member(text: &str) -> PrincipalDraft {
        PrincipalDraft::new(PrincipalKind::Member, login(text), text.to_uppercase())
    }

    fn group(text: &str) -> PrincipalDraft {
        PrincipalDraft::new(PrincipalKind::Group, login(text), text)
    }

    fn stored(draft: &PrincipalDraft) -> Principal {
        Principal {
            team: TeamId::new(1),
            id: PrincipalId::new(1),
            kind: draft.kind,
            login: draft.login.clone(),
            name: draft.name.clone(),
            emails: draft.emails.clone(),
            time_zone: draft.time_zone.clone(),
            admin: draft.admin,
            state: draft.state,
        }
    }

    fn team_of(drafts: &[PrincipalDraft]) -> CurrentTeam {
        CurrentTeam {
            settings: settings(),
            principals: drafts.iter().map(stored).collect(),
            group_members: BTreeMap::new(),
            delegations: Vec::new(),
            password_holds: BTreeSet::new(),
        }
    }

    fn spec_of(drafts: &[PrincipalDraft]) -> TeamSpec {
        TeamSpec { principals: drafts.to_vec(), ..TeamSpec::default() }
    }

    #[test]
    fn a_team_as_described_needs_nothing() {
        let drafts = [member("anna"), group("blue")];
        assert_eq!(plan_team(&team_of(&drafts), &spec_of(&drafts)), Ok(vec![]));
    }

    #[test]
    fn whoever_is_missing_is_added_and_the_undescribed_stay() {
        let plan = plan_team(&team_of(&[member("ben")]), &spec_of(&[member("anna")]));
        assert_eq!(plan, Ok(vec![TeamChange::AddPrincipal(member("anna"))]));
    }

    #[test]
    fn a_change_tells_the_field_and_both_values() {
        let renamed = PrincipalDraft { name: "Anna Blue".into(), ..member("anna") };
        let plan = plan_team(&team_of(&[member("anna")]), &spec_of(&[renamed])).unwrap();
        let [TeamChange::UpdatePrincipal { differences, .. }] = plan.as_slice() else { panic!("{plan:?}") };
        assert_eq!(differences[0].to_string(), "name \"ANNA\" → \"Anna Blue\"");
    }

    #[test]
    fn only_a_password_that_does_not_hold_is_set() {
        let mut current = team_of(&[member("anna"), member("ben")]);
        current.password_holds.insert(login("anna"));
        let mut spec = spec_of(&[member("anna"), member("ben")]);
        for name in ["anna", "ben"] {
            spec.passwords.insert(login(name), PasswordSpec::Plain(name.into()));
        }
        assert_eq!(plan_team(&current, &spec), Ok(vec![TeamChange::SetPassword(login("ben"))]));
    }

    #[test]
    fn a_described_member_keeps_only_the_described_delegates() {
        let mut current = team_of(&[member("anna"), member("ben"), member("carl")]);
        let delegation = |delegate| Delegation {
            member: login("anna"),
            delegate: login(delegate),
            rights: DelegateRights::Write,
            private: PrivateItems::AsBusy,
        };
        current.delegations = vec![delegation("ben")];
        let mut spec = spec_of(&[member("anna")]);
        spec.delegations = vec![delegation("carl")];
        let expected = vec![
            TeamChange::RemoveDelegation(delegation("ben")),
            TeamChange::SetDelegation(delegation("carl")),
        ];
        assert_eq!(plan_team(&current, &spec), Ok(expected));
    }

    #[test]
    fn groups_in_a_circle_are_refused() {
        let mut spec = spec_of(&[group("a"), group("b")]);
        spec.group_members.insert(login("a"), vec![login("b")]);
        spec.group_members.insert(login("b"), vec![login("a")]);
        let refusals = plan_team(&team_of(&[]), &spec).unwrap_err();
        let circular = ["a", "b"].map(|name| TeamRefusal::GroupContainsItself(login(name)));
        assert_eq!(refusals, circular);
    }

    #[test]
    fn an_address_of_somebody_undescribed_is_refused_in_any_case() {
        let address = |text| EmailAddress::new(text).unwrap();
        let ben = PrincipalDraft { emails: vec![address("x@example.com")], ..member("ben") };
        let anna = PrincipalDraft { emails: vec![address("X@EXAMPLE.com")], ..member("anna") };
        let refusals = plan_team(&team_of(&[ben]), &spec_of(&[anna])).unwrap_err();
        assert!(matches!(refusals.as_slice(), [TeamRefusal::AddressTaken { .. }]));
    }

    #[test]
    fn a_member_cannot_become_a_group() {
        let refusals = plan_team(&team_of(&[member("anna")]), &spec_of(&[group("anna")])).unwrap_err();
        assert!(matches!(refusals.as_slice(), [TeamRefusal::KindDiffers { .. }]));
    }

    #[test]
    fn every_unknown_login_is_told() {
        let mut spec = spec_of(&[group("a")]);
        spec.group_members.insert(login("a"), vec![login("x"), login("y")]);
        let refusals = plan_team(&team_of(&[]), &spec).unwrap_err();
        assert_eq!(refusals, ["x", "y"].map(|name| TeamRefusal::Unknown(login(name))));
    }
}
