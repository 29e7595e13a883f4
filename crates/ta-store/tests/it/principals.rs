//! Members, groups and bookable resources.

use std::collections::BTreeMap;

use ta_core::{
    AccountState, AdminRole, EmailAddress, Login, PrincipalDraft, PrincipalKind, ResourceKind, TeamId,
};
use ta_store::principal::{self, SaveError};
use ta_store::{calendar, object, team};
use ta_testdb::on_both_engines;

use crate::fixture::{Home, at, calendar_name, event, login, member, settings};

fn address(text: &str) -> EmailAddress {
    EmailAddress::new(text).unwrap()
}

fn with_emails(name: &str, addresses: &[&str]) -> PrincipalDraft {
    PrincipalDraft { emails: addresses.iter().map(|text| address(text)).collect(), ..member(name) }
}

fn group(name: &str) -> PrincipalDraft {
    PrincipalDraft::new(PrincipalKind::Group, login(name), name)
}

fn logins(principals: &[ta_core::Principal]) -> Vec<&str> {
    principals.iter().map(|principal| principal.login.as_str()).collect()
}

on_both_engines! {
    fn every_field_is_kept(database) {
        let home = Home::new(database);
        let kind = PrincipalKind::Resource { kind: ResourceKind::Room, capacity: Some(12) };
        let draft = PrincipalDraft {
            kind,
            login: login("room.big"),
            name: "Große Halle".into(),
            emails: vec![address("Big@example.com"), address("hall@example.com")],
            time_zone: Some("Europe/Berlin".into()),
            admin: AdminRole::Team,
            state: AccountState::Disabled,
        };
        let stored = draft.clone();
        let id = home.write(move |tx, keys| principal::insert(tx, keys.team, &stored)).unwrap();
        let found = home.read(move |tx, keys| principal::by_id(tx, keys.team, id)).unwrap();
        assert_eq!(found.draft(), draft);
        assert_eq!((found.id, found.team), (id, home.keys.team));
    }

    fn an_update_replaces_every_field(database) {
        let home = Home::new(database);
        let owner = home.keys.owner;
        let draft = PrincipalDraft { name: "Anna B.".into(), ..with_emails("anna.b", &["b@example.com"]) };
        let new = draft.clone();
        home.write(move |tx, keys| principal::update(tx, keys.team, owner, &new)).unwrap();
        let found = home.read(move |tx, keys| principal::by_id(tx, keys.team, owner)).unwrap();
        assert_eq!(found.draft(), draft);
    }

    fn a_login_is_taken_by_one_principal_of_any_kind(database) {
        let home = Home::new(database);
        let made = home.write(|tx, keys| principal::insert(tx, keys.team, &group("anna")));
        assert_eq!(made, Err(SaveError::LoginTaken));
    }

    fn two_teams_may_have_the_same_login(database) {
        let home = Home::new(database);
        let other = home.write(|tx, _| team::find_or_create(tx, &settings("Studio"))).unwrap();
        home.write(move |tx, _| principal::insert(tx, other, &member("anna"))).unwrap();
        let found = home.read(move |tx, _| principal::by_login(tx, other, &login("anna"))).unwrap();
        assert_eq!(found.team, other);
        assert_ne!(found.id, home.keys.owner);
    }

    fn an_address_is_found_whatever_its_case(database) {
        let home = Home::new(database);
        home.write(|tx, keys| principal::insert(tx, keys.team, &with_emails("bob", &["Bob@Example.com"])))
            .unwrap();
        let found =
            home.read(|tx, keys| principal::by_email(tx, keys.team, &address("bob@example.COM"))).unwrap();
        assert_eq!(found.login, login("bob"));
    }

    fn an_address_belongs_to_one_principal(database) {
        let home = Home::new(database);
        home.write(|tx, keys| principal::insert(tx, keys.team, &with_emails("bob", &["b@example.com"])))
            .unwrap();
        let made =
            home.write(|tx, keys| principal::insert(tx, keys.team, &with_emails("ben", &["B@example.com"])));
        let taken = SaveError::EmailTaken { address: address("B@example.com"), holder: login("bob") };
        assert_eq!(made, Err(taken));
    }

    fn the_list_is_sorted_by_login_and_has_addresses(database) {
        let home = Home::new(database);
        let bob = with_emails("bob", &["b2@example.com", "b1@example.com"]);
        home.write(move |tx, keys| principal::insert(tx, keys.team, &bob)).unwrap();
        home.add_member("aaron");
        let list = home.read(|tx, keys| principal::list(tx, keys.team));
        assert_eq!(logins(&list), ["aaron", "anna", "bob"]);
        assert_eq!(list[2].emails, [address("b2@example.com"), address("b1@example.com")]);
    }

    fn a_group_has_the_members_that_were_set(database) {
        let home = Home::new(database);
        let bob = home.add_member("bob");
        let crew = home.write(|tx, keys| principal::insert(tx, keys.team, &group("crew"))).unwrap();
        let anna = home.keys.owner;
        home.write(move |tx, keys| principal::set_members(tx, keys.team, crew, &[anna, bob])).unwrap();
        home.write(move |tx, keys| principal::set_members(tx, keys.team, crew, &[bob, bob])).unwrap();
        let members = home.read(move |tx, keys| principal::members_of(tx, keys.team, crew));
        assert_eq!(logins(&members), ["bob"]);
        let groups = home.read(|tx, keys| principal::group_members(tx, keys.team));
        assert_eq!(groups, BTreeMap::from([(login("crew"), vec![login("bob")])]));
    }

    fn membership_reaches_through_groups_and_ends_in_circles(database) {
        let home = Home::new(database);
        let make = |name| home.write(move |tx, keys| principal::insert(tx, keys.team, &group(name))).unwrap();
        let (inner, outer) = (make("inner"), make("outer"));
        let anna = home.keys.owner;
        home.write(move |tx, keys| principal::set_members(tx, keys.team, inner, &[anna, outer])).unwrap();
        home.write(move |tx, keys| principal::set_members(tx, keys.team, outer, &[inner])).unwrap();
        let direct = home.read(move |tx, keys| principal::groups_of(tx, keys.team, anna));
        assert_eq!(logins(&direct), ["inner"]);
        let all = home.read(move |tx, keys| principal::all_groups_of(tx, keys.team, anna));
        assert_eq!(logins(&all), ["inner", "outer"]);
    }

    fn removing_a_principal_removes_what_is_its_own_and_keeps_versions(database) {
        let home = Home::new(database);
        home.insert(event("a.ics", "one"));
        home.write(|tx, keys| principal::remove(tx, keys.team, keys.owner, &keys.author(), at(1))).unwrap();
        assert_eq!(home.read(|tx, keys| principal::by_id(tx, keys.team, keys.owner)), None);
        assert_eq!(home.read(|tx, keys| calendar::by_id(tx, keys.team, keys.calendar)), None);
        let kept =
            home.read(|tx, keys| object::removed_from(tx, keys.team, keys.owner, &calendar_name("work")));
        assert_eq!(&*kept[0].data, b"one");
    }

    fn a_login_of_another_team_is_not_found(database) {
        let home = Home::new(database);
        let find = |team: TeamId, name: Login| {
            home.read(move |tx, _| principal::by_login(tx, team, &name)).map(|found| found.id)
        };
        assert_eq!(find(home.keys.team, login("anna")), Some(home.keys.owner));
        assert_eq!(find(TeamId::new(home.keys.team.get() + 1), login("anna")), None);
    }
}
