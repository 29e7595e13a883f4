//! Web sessions.

use ta_core::{ClientName, SecretDigest, WebSession};
use ta_store::web_session;
use ta_testdb::on_both_engines;

use crate::fixture::{Home, Keys, at};

fn session(keys: Keys, token: &str, expires_second: i64) -> WebSession {
    WebSession {
        digest: SecretDigest::of(token),
        principal: keys.owner,
        client: ClientName::new("Firefox"),
        created_utc: at(0),
        last_used_utc: at(0),
        expires_utc: at(expires_second),
    }
}

fn open(home: &Home, token: &'static str, expires_second: i64) {
    home.write(move |tx, keys| web_session::insert(tx, keys.team, &session(keys, token, expires_second)))
        .unwrap();
}

fn find(home: &Home, token: &'static str) -> Option<WebSession> {
    home.read(move |tx, keys| web_session::by_digest(tx, keys.team, &SecretDigest::of(token)))
}

on_both_engines! {
    fn a_session_is_found_by_its_token(database) {
        let home = Home::new(database);
        open(&home, "one", 100);
        assert_eq!(find(&home, "one"), Some(session(home.keys, "one", 100)));
        assert_eq!(find(&home, "two"), None);
    }

    fn a_touched_session_lives_longer(database) {
        let home = Home::new(database);
        open(&home, "one", 100);
        let touched = WebSession { last_used_utc: at(50), ..session(home.keys, "one", 150) };
        let stored = touched.clone();
        home.write(move |tx, keys| web_session::touch(tx, keys.team, &stored)).unwrap();
        assert_eq!(find(&home, "one"), Some(touched));
    }

    fn purging_removes_what_has_expired_by_then(database) {
        let home = Home::new(database);
        open(&home, "one", 99);
        open(&home, "two", 100);
        open(&home, "three", 101);
        assert_eq!(home.write(|tx, keys| web_session::purge(tx, keys.team, at(100))), Ok(2));
        assert!(find(&home, "three").is_some());
    }

    fn all_sessions_of_a_member_end_at_once(database) {
        let home = Home::new(database);
        open(&home, "one", 100);
        open(&home, "two", 100);
        let listed = home.read(|tx, keys| web_session::list_of(tx, keys.team, keys.owner));
        assert_eq!(listed.len(), 2);
        assert_eq!(home.write(|tx, keys| web_session::remove_all_of(tx, keys.team, keys.owner)), Ok(2));
        assert_eq!(find(&home, "one"), None);
    }

    fn a_removed_session_is_gone(database) {
        let home = Home::new(database);
        open(&home, "one", 100);
        home.write(|tx, keys| web_session::remove(tx, keys.team, &SecretDigest::of("one"))).unwrap();
        assert_eq!(find(&home, "one"), None);
    }
}
