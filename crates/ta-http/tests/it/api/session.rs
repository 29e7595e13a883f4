//! Signing in and out.

use jiff::SignedDuration;
use serde_json::json;
use ta_http::{Limits, Scheme};
use ta_sim::TestServer;
use ta_testdb::on_both_engines;

on_both_engines! {
    fn signing_in_tells_who_one_is(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let session = server.sign_in("anna");
        let body = server.get("/api/v1/session").with_cookie(&session).send().expect(200).json();
        assert_eq!(body["member"]["login"], "anna");
        assert_eq!(body["member"]["time_zone"], "Europe/Paris");
        assert_eq!(body["member"]["admin"], false);
        assert_eq!(body["csrf_token"], session.csrf_token);
        // 30 days after the Monday on which every test begins.
        assert_eq!(body["expires_utc"], "2026-12-23T08:00:00Z");
    }

    fn a_wrong_password_opens_nothing(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let body = json!({ "login": "anna", "password": "guess" });
        let answer = server.post("/api/v1/session").json(&body).send().expect(401);
        assert_eq!(answer.error_code(), "wrong-credentials");
        assert_eq!(answer.header("set-cookie"), "");
    }

    fn guessing_is_slowed_down(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let guess = |guess: usize| {
            let body = json!({ "login": "anna", "password": format!("guess {guess}") });
            server.post("/api/v1/session").json(&body).send()
        };
        for number in 0..6 {
            let _ = guess(number).expect(401);
        }
        let answer = guess(6).expect(429);
        assert_eq!(answer.error_code(), "too-many-attempts");
        assert_eq!(answer.header("retry-after"), "2");
    }

    fn signing_out_ends_the_session_everywhere(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let session = server.sign_in("anna");
        let answer = server.delete("/api/v1/session").within(&session).send().expect(204);
        assert!(answer.header("set-cookie").contains("Max-Age=0"));
        let later = server.get("/api/v1/calendars").with_cookie(&session).send().expect(401);
        assert_eq!(later.error_code(), "not-signed-in");
    }

    fn a_session_ends_by_itself(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let session = server.sign_in("anna");
        server.clock.advance(SignedDuration::from_hours(30 * 24));
        let _ = server.get("/api/v1/session").with_cookie(&session).send().expect(401);
    }
}

#[test]
fn the_cookie_is_out_of_reach_of_scripts_and_other_sites() {
    let database = ta_testdb::Engine::Sqlite.database();
    let server = TestServer::with_members(&database, ["anna"]);
    let body = json!({ "login": "anna", "password": TestServer::password_of("anna") });
    let answer = server.post("/api/v1/session").json(&body).send().expect(200);
    let attributes: Vec<_> = answer.header("set-cookie").split("; ").skip(1).collect();
    assert_eq!(attributes, ["Path=/", "Max-Age=2592000", "HttpOnly", "SameSite=Lax"]);
}

#[test]
fn over_https_the_cookie_is_bound_to_host_and_transport() {
    let database = ta_testdb::Engine::Sqlite.database();
    let server = TestServer::behind(&database, Limits::default(), Scheme::Https);
    server.add_member("anna");
    let body = json!({ "login": "anna", "password": TestServer::password_of("anna") });
    let answer = server.post("/api/v1/session").json(&body).send().expect(200);
    let set_cookie = answer.header("set-cookie");
    assert!(set_cookie.starts_with("__Host-"), "{set_cookie}");
    assert!(set_cookie.ends_with("; Secure"), "{set_cookie}");
}

#[test]
fn a_change_with_the_cookie_alone_is_refused() {
    let database = ta_testdb::Engine::Sqlite.database();
    let server = TestServer::with_members(&database, ["anna"]);
    let session = server.sign_in("anna");
    let calendar = json!({ "display_name": "Forged" });
    let answer = server.post("/api/v1/calendars").with_cookie(&session).json(&calendar).send().expect(403);
    assert_eq!(answer.error_code(), "csrf-token-wrong");
    let out = server.delete("/api/v1/session").with_cookie(&session).send().expect(403);
    assert_eq!(out.error_code(), "csrf-token-wrong");
}

#[test]
fn a_change_with_basic_credentials_needs_no_csrf_token() {
    let database = ta_testdb::Engine::Sqlite.database();
    let server = TestServer::with_members(&database, ["anna"]);
    let calendar = json!({ "display_name": "Scripted" });
    let _ = server.post("/api/v1/calendars").by("anna").json(&calendar).send().expect(201);
}

#[test]
fn without_credentials_no_browser_dialog_is_asked_for() {
    let database = ta_testdb::Engine::Sqlite.database();
    let server = TestServer::on(&database);
    let answer = server.get("/api/v1/calendars").send().expect(401);
    assert!(!answer.header("www-authenticate").starts_with("Basic"));
}

#[test]
fn a_form_of_another_site_cannot_sign_in() {
    let database = ta_testdb::Engine::Sqlite.database();
    let server = TestServer::with_members(&database, ["anna"]);
    let form = server.post("/api/v1/session").header("content-type", "text/plain").body("{}");
    assert_eq!(form.send().expect(415).error_code(), "not-json");
}
