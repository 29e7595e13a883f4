//! Who comes in through the door.

use jiff::SignedDuration;
use ta_app::{
    create_app_password, draw_app_password_secret, remove_app_password, set_account_state, set_password,
};
use ta_core::{AccountState, AppPasswordId, Caller, ClientName, Login};
use ta_sim::{Answer, DavClient, TestServer};
use ta_testdb::on_both_engines;

use super::sample::CALENDAR;

fn ask(server: &TestServer, login: &str, secret: &str) -> Answer {
    server.request("PROPFIND", CALENDAR).basic(login, secret).header("depth", "0").send()
}

/// Makes an app password for anna.
fn app_password(server: &TestServer) -> (AppPasswordId, String) {
    let app = &server.doors().app;
    let secret = draw_app_password_secret(app.entropy.as_ref());
    let (caller, now, kept) = (anna(server), app.now(), secret.clone());
    let made = app.store.write_blocking(move |tx| create_app_password(tx, &caller, "phone", &kept, now));
    (made.unwrap().id, secret)
}

fn anna(server: &TestServer) -> Caller {
    let app = &server.doors().app;
    let team = app.team;
    let login = Login::new("anna").unwrap();
    let found = app.store.read_blocking(move |tx| ta_app::find_member(tx, team, &login)).unwrap();
    Caller::new(&found, ClientName::new("test"))
}

fn set_state(server: &TestServer, state: AccountState) {
    let app = &server.doors().app;
    let team = app.team;
    let login = Login::new("anna").unwrap();
    app.store.write_blocking(move |tx| set_account_state(tx, team, &login, state)).unwrap();
}

on_both_engines! {
    fn whoever_brings_nothing_is_asked_to_sign_in(database) {
        let server = TestServer::with_members(database, ["anna"]);
        for path in ["/dav/", CALENDAR, "/dav/principals/users/anna/", "/dav/nowhere/"] {
            let answer = server.request("PROPFIND", path).header("depth", "0").send().expect(401);
            assert_eq!(answer.header("www-authenticate"), r#"Basic realm="TeamAgenda", charset="UTF-8""#);
        }
    }

    fn a_wrong_password_is_refused_as_an_unknown_login_is(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let wrong = ask(&server, "anna", "guess").expect(401);
        let unknown = ask(&server, "nobody", "guess").expect(401);
        assert_eq!(wrong.text(), unknown.text());
        assert!(!wrong.header("www-authenticate").is_empty());
    }

    fn a_header_that_is_not_basic_is_refused(database) {
        let server = TestServer::with_members(database, ["anna"]);
        for value in ["Bearer abc", "Basic", "Basic ???", "Basic bm9jb2xvbg=="] {
            let asked = server.request("PROPFIND", CALENDAR).header("authorization", value);
            let _ = asked.header("depth", "0").send().expect(401);
        }
    }

    fn the_login_may_be_typed_in_capitals(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let _ = ask(&server, "Anna", &TestServer::password_of("anna")).expect(207);
    }

    fn an_app_password_lets_a_device_in_until_it_is_taken_away(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let (id, secret) = app_password(&server);
        let _ = ask(&server, "anna", &secret).expect(207);
        let caller = anna(&server);
        let removed = server.doors().app.store.write_blocking(move |tx| remove_app_password(tx, &caller, id));
        removed.unwrap();
        let _ = ask(&server, "anna", &secret).expect(401);
    }

    fn an_app_password_is_its_owners_alone(database) {
        let server = TestServer::with_members(database, ["anna", "ben"]);
        let (_, secret) = app_password(&server);
        let _ = ask(&server, "ben", &secret).expect(401);
    }

    fn a_disabled_member_is_out_at_once(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let password = TestServer::password_of("anna");
        let (_, secret) = app_password(&server);
        let _ = ask(&server, "anna", &password).expect(207);
        set_state(&server, AccountState::Disabled);
        let _ = ask(&server, "anna", &password).expect(401);
        let _ = ask(&server, "anna", &secret).expect(401);
        set_state(&server, AccountState::Active);
        let _ = ask(&server, "anna", &password).expect(207);
    }

    fn a_new_password_ends_the_old_one_at_once(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let old = TestServer::password_of("anna");
        let _ = ask(&server, "anna", &old).expect(207);
        let app = &server.doors().app;
        let hash = ta_app::PasswordHash::of("new", app.entropy.as_ref()).unwrap();
        let (team, now, login) = (app.team, app.now(), Login::new("anna").unwrap());
        app.store.write_blocking(move |tx| set_password(tx, team, &login, &hash, now)).unwrap();
        let _ = ask(&server, "anna", &old).expect(401);
        let _ = ask(&server, "anna", "new").expect(207);
    }

    /// A phone that has not been told the new password.
    fn one_wrong_password_again_and_again_locks_nobody_out(database) {
        let server = TestServer::with_members(database, ["anna"]);
        for _ in 0..20 {
            let _ = ask(&server, "anna", "of last month").expect(401);
        }
        let _ = ask(&server, "anna", &TestServer::password_of("anna")).expect(207);
    }

    fn guessing_is_slowed_down_and_forgiven(database) {
        let server = TestServer::with_members(database, ["anna", "ben"]);
        let password = TestServer::password_of("anna");
        let refused = (0..20).map(|guess| ask(&server, "anna", &format!("guess {guess}"))).find(|answer| answer.status == 429);
        let refused = refused.expect("guessing goes on and on");
        let wait: i64 = refused.header("retry-after").parse().unwrap();
        assert!(wait > 0);
        let _ = ask(&server, "anna", &password).expect(429);
        // Others come in meanwhile.
        let ben = DavClient::new(&server, "ben");
        let _ = ben.propfind("/dav/", "0", &["D:displayname"]).send().expect(207);
        server.clock.advance(SignedDuration::from_secs(wait));
        let _ = ask(&server, "anna", &password).expect(207);
    }
}
