//! Who comes in, who does not, and who has to wait.

use std::net::{IpAddr, Ipv4Addr};

use jiff::SignedDuration;
use ta_app::{AuthenticateError, create_app_password, draw_app_password_secret, list_app_passwords};
use ta_app::{remove_app_password, set_account_state};
use ta_core::{AccountState, Login};
use ta_testdb::on_both_engines;

use crate::fixture::TestTeam;

fn is_wrong(outcome: &Result<ta_core::Caller, AuthenticateError>) -> bool {
    matches!(outcome, Err(AuthenticateError::Wrong))
}

fn must_wait(outcome: &Result<ta_core::Caller, AuthenticateError>) -> bool {
    matches!(outcome, Err(AuthenticateError::TooMany { .. }))
}

on_both_engines! {
    fn login_and_password_let_in(database) {
        let team = TestTeam::with_member(database, "anna", "secret");
        assert_eq!(team.enter("anna", "secret").unwrap().login.as_str(), "anna");
    }

    fn a_mail_address_of_any_case_stands_for_the_login(database) {
        let team = TestTeam::with_member(database, "anna", "secret");
        assert_eq!(team.enter(" Anna@Example.COM", "secret").unwrap().login.as_str(), "anna");
    }

    fn a_wrong_password_and_an_unknown_login_are_told_alike(database) {
        let team = TestTeam::with_member(database, "anna", "secret");
        assert!(is_wrong(&team.enter("anna", "Secret")));
        assert!(is_wrong(&team.enter("ben", "secret")));
    }

    fn a_disabled_member_is_out_at_once(database) {
        let team = TestTeam::with_member(database, "anna", "secret");
        team.enter("anna", "secret").unwrap();
        let (id, login) = (team.app.team, Login::new("anna").unwrap());
        let disable = move |tx: &mut ta_app::WriteTx<'_>| set_account_state(tx, id, &login, AccountState::Disabled);
        team.app.store.write_blocking(disable).unwrap();
        assert!(is_wrong(&team.enter("anna", "secret")));
    }

    fn a_new_password_replaces_the_remembered_one_at_once(database) {
        let team = TestTeam::with_member(database, "anna", "old");
        team.enter("anna", "old").unwrap();
        team.set_password("anna", "new");
        assert!(is_wrong(&team.enter("anna", "old")));
        assert!(team.enter("anna", "new").is_ok());
    }

    fn different_guesses_have_to_wait_after_the_fifth(database) {
        let team = TestTeam::with_member(database, "anna", "secret");
        (0..6).for_each(|guess| assert!(is_wrong(&team.enter("anna", &format!("guess {guess}")))));
        assert!(must_wait(&team.enter("anna", "guess 6")));
        team.clock.advance(SignedDuration::from_secs(2));
        assert!(is_wrong(&team.enter("anna", "guess 6")));
    }

    fn a_phone_with_an_old_password_locks_nobody_out(database) {
        let team = TestTeam::with_member(database, "anna", "secret");
        (0..50).for_each(|_| assert!(is_wrong(&team.enter("anna", "last month's"))));
        assert!(team.enter("anna", "secret").is_ok());
    }

    fn guessing_elsewhere_does_not_lock_a_member_out(database) {
        let team = TestTeam::with_member(database, "anna", "secret");
        let elsewhere = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1));
        (0..7).for_each(|guess| drop(team.enter_from(elsewhere, "anna", &format!("guess {guess}"))));
        assert!(must_wait(&team.enter_from(elsewhere, "anna", "secret")));
        assert!(team.enter("anna", "secret").is_ok());
    }

    fn an_app_password_lets_in_until_it_is_removed(database) {
        let team = TestTeam::with_member(database, "anna", "secret");
        let caller = team.enter("anna", "secret").unwrap();
        let secret = draw_app_password_secret(team.app.entropy.as_ref());
        let (by, drawn, now) = (caller.clone(), secret.clone(), team.app.now());
        let made = move |tx: &mut ta_app::WriteTx<'_>| create_app_password(tx, &by, "phone", &drawn, now);
        let made = team.app.store.write_blocking(made).unwrap();
        assert!(team.enter("anna", &secret).is_ok());
        let by = caller.clone();
        let listed = team.app.store.read_blocking(move |tx| list_app_passwords(tx, &by)).unwrap();
        assert_eq!(listed.len(), 1);
        assert_eq!(listed.first().unwrap().last_used_utc, Some(team.app.now()));
        team.app.store.write_blocking(move |tx| remove_app_password(tx, &caller, made.id)).unwrap();
        assert!(is_wrong(&team.enter("anna", &secret)));
    }

    fn an_app_password_of_somebody_else_does_not_let_in(database) {
        let team = TestTeam::with_member(database, "anna", "secret");
        let caller = team.enter("anna", "secret").unwrap();
        let secret = draw_app_password_secret(team.app.entropy.as_ref());
        let (drawn, now) = (secret.clone(), team.app.now());
        let made = move |tx: &mut ta_app::WriteTx<'_>| create_app_password(tx, &caller, "phone", &drawn, now);
        team.app.store.write_blocking(made).unwrap();
        assert!(is_wrong(&team.enter("ben", &secret)));
    }
}
