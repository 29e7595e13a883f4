//! A team is made as described, and only what differs changes.

use ta_app::{ApplyTeamError, Run, apply_team, find_member, list_principals};
use ta_core::team::{PasswordSpec, TeamChange, TeamSettings, TeamSpec};
use ta_core::{
    DelegateRights, Delegation, EmailAddress, Login, PrincipalDraft, PrincipalKind, PrivateItems, Rights,
};
use ta_testdb::on_both_engines;

use crate::fixture::TestTeam;

fn login(text: &str) -> Login {
    Login::new(text).unwrap()
}

fn member(text: &str) -> PrincipalDraft {
    PrincipalDraft::new(PrincipalKind::Member, login(text), text)
}

fn two_members_and_a_group() -> TeamSpec {
    let mut spec = TeamSpec {
        settings: Some(TeamSettings {
            name: "Example".into(),
            time_zone: "Europe/Paris".into(),
            member_rights: Rights::MEMBER_DEFAULT,
        }),
        principals: vec![
            member("anna"),
            member("ben"),
            PrincipalDraft::new(PrincipalKind::Group, login("blue"), "Blue"),
        ],
        ..TeamSpec::default()
    };
    spec.group_members.insert(login("blue"), vec![login("anna"), login("ben")]);
    spec.passwords.insert(login("anna"), PasswordSpec::Plain("secret".into()));
    spec.delegations = vec![Delegation {
        member: login("anna"),
        delegate: login("ben"),
        rights: DelegateRights::Write,
        private: PrivateItems::AsBusy,
    }];
    spec
}

fn apply(team: &TestTeam, spec: &TeamSpec, run: Run) -> Result<Vec<TeamChange>, ApplyTeamError> {
    apply_team(&team.app.store, team.app.team, spec, run, team.app.entropy.as_ref(), team.app.now())
}

on_both_engines! {
    fn a_second_run_changes_nothing(database) {
        let team = TestTeam::on(database);
        assert_eq!(apply(&team, &two_members_and_a_group(), Run::Apply).unwrap().len(), 7);
        assert_eq!(apply(&team, &two_members_and_a_group(), Run::Apply).unwrap(), vec![]);
    }

    fn a_dry_run_lists_the_changes_and_makes_none(database) {
        let team = TestTeam::on(database);
        let spec = two_members_and_a_group();
        let listed = apply(&team, &spec, Run::Dry).unwrap();
        let id = team.app.team;
        assert!(team.app.store.read_blocking(move |tx| list_principals(tx, id)).unwrap().is_empty());
        assert_eq!(apply(&team, &spec, Run::Apply).unwrap(), listed);
    }

    fn a_described_member_can_sign_in(database) {
        let team = TestTeam::on(database);
        apply(&team, &two_members_and_a_group(), Run::Apply).unwrap();
        assert!(team.enter("anna", "secret").is_ok());
    }

    fn a_refused_description_changes_nothing(database) {
        let team = TestTeam::on(database);
        let mut spec = two_members_and_a_group();
        spec.group_members.insert(login("blue"), vec![login("nobody")]);
        assert!(matches!(apply(&team, &spec, Run::Apply), Err(ApplyTeamError::Refused(_))));
        let id = team.app.team;
        assert!(team.app.store.read_blocking(move |tx| list_principals(tx, id)).unwrap().is_empty());
    }

    fn two_members_can_swap_their_addresses(database) {
        let team = TestTeam::on(database);
        let with = |name: &str, address: &str| PrincipalDraft {
            emails: vec![EmailAddress::new(address).unwrap()],
            ..member(name)
        };
        let spec = |anna, ben| TeamSpec {
            principals: vec![with("anna", anna), with("ben", ben)],
            ..TeamSpec::default()
        };
        apply(&team, &spec("a@example.com", "b@example.com"), Run::Apply).unwrap();
        apply(&team, &spec("b@example.com", "a@example.com"), Run::Apply).unwrap();
        let id = team.app.team;
        let anna = team.app.store.read_blocking(move |tx| find_member(tx, id, &login("anna"))).unwrap();
        assert_eq!(anna.emails, vec![EmailAddress::new("b@example.com").unwrap()]);
    }
}
