//! App passwords over JSON.

use serde_json::{Value, json};
use ta_sim::TestServer;
use ta_testdb::on_both_engines;

fn create(server: &TestServer, label: &str) -> Value {
    let body = json!({ "label": label });
    server.post("/api/v1/app-passwords").by("anna").json(&body).send().expect(201).json()
}

on_both_engines! {
    fn one_that_is_made_opens_the_door(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let made = create(&server, "Phone");
        let secret = made["secret"].as_str().unwrap();
        let _ = server.get("/api/v1/calendars").basic("anna", secret).send().expect(200);
    }

    fn the_list_tells_label_and_last_use_but_no_secret(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let made = create(&server, " Phone ");
        let secret = made["secret"].as_str().unwrap();
        let request = server.get("/api/v1/calendars").basic("anna", secret);
        let _ = request.header("user-agent", "iOS/26.1").send().expect(200);
        let list = server.get("/api/v1/app-passwords").by("anna").send().expect(200).json();
        let expected = json!({ "app_passwords": [{
            "id": made["id"], "label": "Phone", "created_utc": "2026-11-23T08:00:00Z",
            "last_used_utc": "2026-11-23T08:00:00Z", "last_client": "iOS/26.1",
        }] });
        assert_eq!(list, expected);
    }

    fn one_that_is_taken_away_is_refused(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let made = create(&server, "Phone");
        let path = format!("/api/v1/app-passwords/{}", made["id"].as_str().unwrap());
        let _ = server.delete(&path).by("anna").send().expect(204);
        let secret = made["secret"].as_str().unwrap();
        let answer = server.get("/api/v1/calendars").basic("anna", secret).send().expect(401);
        assert_eq!(answer.error_code(), "wrong-credentials");
    }

    fn those_of_another_are_not_there(database) {
        let server = TestServer::with_members(database, ["anna", "ben"]);
        let made = create(&server, "Phone");
        let path = format!("/api/v1/app-passwords/{}", made["id"].as_str().unwrap());
        assert_eq!(server.delete(&path).by("ben").send().expect(404).error_code(), "not-found");
    }
}

#[test]
fn a_label_says_something() {
    let database = ta_testdb::Engine::Sqlite.database();
    let server = TestServer::with_members(&database, ["anna"]);
    let request = server.post("/api/v1/app-passwords").by("anna").json(&json!({ "label": " " }));
    assert_eq!(request.send().expect(400).json()["error"]["field"], "label");
}
