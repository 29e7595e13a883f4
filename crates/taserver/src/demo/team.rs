//! The sample team as a description, applied like any other.

use std::collections::BTreeMap;

use ta_core::team::{PasswordSpec, TeamSettings, TeamSpec};
use ta_core::{
    AdminRole, DelegateRights, Delegation, EmailAddress, Login, NameError, PrincipalDraft, PrincipalKind,
    PrivateItems, ResourceKind, Rights,
};

use super::people::{Craft, Office, PEOPLE, Person};

/// Rooms and devices: login, name, kind and how many people it holds.
const RESOURCES: [(&str, &str, ResourceKind, Option<u32>); 6] = [
    ("seine", "Seine", ResourceKind::Room, Some(14)),
    ("montmartre", "Montmartre", ResourceKind::Room, Some(4)),
    ("hudson", "Hudson", ResourceKind::Room, Some(12)),
    ("brooklyn", "Brooklyn", ResourceKind::Room, Some(6)),
    ("projector", "Projector (Paris)", ResourceKind::Equipment, None),
    ("van", "Delivery van", ResourceKind::Vehicle, Some(3)),
];

/// The sample team.
///
/// # Errors
/// [`NameError`] when a name above cannot be one; a test keeps that from happening.
pub(crate) fn sample_team() -> Result<TeamSpec, NameError> {
    let mut spec = TeamSpec {
        settings: Some(TeamSettings {
            name: "Atelier Example".to_owned(),
            time_zone: Office::Paris.zone().to_owned(),
            member_rights: Rights::MEMBER_DEFAULT,
        }),
        principals: PEOPLE.iter().map(member).collect::<Result<_, _>>()?,
        passwords: passwords()?,
        delegations: vec![
            delegation("anna", "farid", DelegateRights::Write)?,
            delegation("grace", "julia", DelegateRights::Read)?,
        ],
        group_members: BTreeMap::new(),
    };
    add_group(&mut spec, "paris", "Paris office", |person| person.office == Office::Paris)?;
    add_group(&mut spec, "new-york", "New York office", |person| person.office == Office::NewYork)?;
    add_group(&mut spec, "design", "Design", |person| person.craft == Craft::Design)?;
    for (login, name, kind, capacity) in RESOURCES {
        let kind = PrincipalKind::Resource { kind, capacity };
        let emails = vec![EmailAddress::new(format!("{login}@example.com"))?];
        spec.principals
            .push(PrincipalDraft { emails, ..PrincipalDraft::new(kind, Login::new(login)?, name) });
    }
    Ok(spec)
}

fn member(person: &Person) -> Result<PrincipalDraft, NameError> {
    let admin = if person.craft == Craft::Operations { AdminRole::Team } else { AdminRole::None };
    Ok(PrincipalDraft {
        emails: vec![EmailAddress::new(person.email())?],
        time_zone: Some(person.office.zone().to_owned()),
        admin,
        ..PrincipalDraft::new(PrincipalKind::Member, Login::new(person.login)?, person.name)
    })
}

fn passwords() -> Result<BTreeMap<Login, PasswordSpec>, NameError> {
    let password =
        |person: &Person| Ok((Login::new(person.login)?, PasswordSpec::Plain(person.password().to_owned())));
    PEOPLE.iter().map(password).collect()
}

fn delegation(member: &str, delegate: &str, rights: DelegateRights) -> Result<Delegation, NameError> {
    Ok(Delegation {
        member: Login::new(member)?,
        delegate: Login::new(delegate)?,
        rights,
        private: PrivateItems::AsBusy,
    })
}

fn add_group(
    spec: &mut TeamSpec,
    login: &str,
    name: &str,
    has: fn(&Person) -> bool,
) -> Result<(), NameError> {
    let login = Login::new(login)?;
    let members = PEOPLE.iter().filter(|person| has(person)).map(|person| Login::new(person.login));
    spec.group_members.insert(login.clone(), members.collect::<Result<_, _>>()?);
    spec.principals.push(PrincipalDraft::new(PrincipalKind::Group, login, name));
    Ok(())
}

#[cfg(test)]
mod tests {
    use ta_core::PrincipalKind;

    use super::sample_team;

    #[test]
    fn the_sample_team_has_twelve_members_three_groups_and_six_resources() {
        let spec = sample_team().unwrap();
        let count = |is: fn(PrincipalKind) -> bool| spec.principals.iter().filter(|one| is(one.kind)).count();
        assert_eq!(count(|kind| kind == PrincipalKind::Member), 12);
        assert_eq!(count(|kind| kind == PrincipalKind::Group), 3);
        assert_eq!(count(|kind| matches!(kind, PrincipalKind::Resource { .. })), 6);
        assert!(spec.group_members.values().all(|members| !members.is_empty()));
    }
}
