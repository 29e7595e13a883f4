//! The shape of refusals.

use serde_json::{Value, json};
use ta_http::Limits;
use ta_sim::TestServer;
use ta_testdb::Engine;

#[test]
fn a_refusal_names_code_message_and_field() {
    let database = Engine::Sqlite.database();
    let server = TestServer::with_members(&database, ["anna"]);
    let body = json!({ "display_name": "Choir", "color": "reddish" });
    let answer = server.post("/api/v1/calendars").by("anna").json(&body).send().expect(400);
    let message = "write a colour as #rrggbb, or a name of CSS such as teal";
    let expected = json!({ "error": { "code": "bad-field", "message": message, "field": "color" } });
    assert_eq!(answer.json(), expected);
    assert_eq!(answer.header("content-type"), "application/json");
}

#[test]
fn a_missing_field_is_named() {
    let database = Engine::Sqlite.database();
    let server = TestServer::with_members(&database, ["anna"]);
    let answer = server.post("/api/v1/calendars").by("anna").json(&json!({})).send().expect(400);
    assert_eq!(answer.json()["error"]["field"], "display_name");
}

#[test]
fn a_refusal_without_a_field_leaves_it_out() {
    let database = Engine::Sqlite.database();
    let server = TestServer::with_members(&database, ["anna"]);
    let answer = server.delete("/api/v1/calendars/none").by("anna").send().expect(404);
    assert_eq!(answer.json()["error"].get("field"), None::<&Value>);
}

#[test]
fn broken_json_is_told_apart() {
    let database = Engine::Sqlite.database();
    let server = TestServer::with_members(&database, ["anna"]);
    let request = server.post("/api/v1/calendars").by("anna").header("content-type", "application/json");
    assert_eq!(request.body("{").send().expect(400).error_code(), "not-json");
}

#[test]
fn a_body_beyond_the_limit_is_refused() {
    let database = Engine::Sqlite.database();
    let limits = Limits { request_bytes_max: 100, ..Limits::default() };
    let server = TestServer::with_limits(&database, limits);
    let body = json!({ "login": "anna", "password": "x".repeat(100) });
    let answer = server.post("/api/v1/session").json(&body).send().expect(413);
    assert_eq!(answer.error_code(), "too-large");
}

#[test]
fn unknown_endpoints_and_methods_answer_in_json() {
    let database = Engine::Sqlite.database();
    let server = TestServer::with_members(&database, ["anna"]);
    let path = server.get("/api/v1/nothing").by("anna").send().expect(404);
    assert_eq!(path.error_code(), "no-such-endpoint");
    let method = server.put("/api/v1/calendars").by("anna").send().expect(405);
    assert_eq!(method.error_code(), "method-not-allowed");
    assert_eq!(method.header("allow"), "GET,HEAD,POST");
}
