//! Calendars over JSON.

use serde_json::{Value, json};
use ta_sim::TestServer;
use ta_testdb::on_both_engines;

fn names(server: &TestServer, login: &str) -> Vec<String> {
    let body = server.get("/api/v1/calendars").by(login).send().expect(200).json();
    let calendars = body["calendars"].as_array().unwrap().iter();
    calendars.map(|calendar| calendar["name"].as_str().unwrap().to_owned()).collect()
}

on_both_engines! {
    fn a_member_is_born_with_two(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let body = server.get("/api/v1/calendars").by("anna").send().expect(200).json();
        let first = &body["calendars"][0];
        assert_eq!(first["name"], "calendar");
        assert_eq!(first["components"], json!(["VEVENT"]));
        assert_eq!(first["read_only"], false);
        assert_eq!(first["dav_path"], "/dav/calendars/anna/calendar/");
        assert_eq!(body["calendars"][1]["components"], json!(["VTODO"]));
    }

    fn one_that_is_made_is_listed(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let body = json!({ "display_name": "Choir", "name": "choir", "color": "#B3541E", "order": 1 });
        let made = server.post("/api/v1/calendars").by("anna").json(&body).send().expect(201).json();
        assert_eq!(made["color"], "#b3541e");
        assert_eq!(made["components"], json!(["VEVENT"]));
        assert_eq!(names(&server, "anna"), ["choir", "calendar", "tasks"]);
    }

    fn a_patch_sets_keeps_and_clears(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let body = json!({ "display_name": "Work", "color": null });
        let path = "/api/v1/calendars/calendar";
        let changed = server.patch(path).by("anna").json(&body).send().expect(200).json();
        assert_eq!(changed["display_name"], "Work");
        assert_eq!(changed["color"], Value::Null);
        let kept = server.patch(path).by("anna").json(&json!({})).send().expect(200).json();
        assert_eq!(kept["display_name"], "Work");
    }

    fn a_deleted_one_is_gone(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let _ = server.delete("/api/v1/calendars/tasks").by("anna").send().expect(204);
        assert_eq!(names(&server, "anna"), ["calendar"]);
        let again = server.delete("/api/v1/calendars/tasks").by("anna").send().expect(404);
        assert_eq!(again.error_code(), "not-found");
    }

    fn a_name_is_given_once(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let body = json!({ "display_name": "Second", "name": "calendar" });
        let answer = server.post("/api/v1/calendars").by("anna").json(&body).send().expect(409);
        assert_eq!(answer.error_code(), "name-taken");
    }

    fn the_calendars_of_another_are_not_there(database) {
        let server = TestServer::with_members(database, ["anna", "ben"]);
        let body = json!({ "display_name": "Secret", "name": "secret" });
        let _ = server.post("/api/v1/calendars").by("ben").json(&body).send().expect(201);
        assert_eq!(names(&server, "anna"), ["calendar", "tasks"]);
        let change = server.patch("/api/v1/calendars/secret").by("anna").json(&json!({})).send();
        assert_eq!(change.expect(404).error_code(), "not-found");
    }
}

#[test]
fn without_a_name_the_server_finds_one() {
    let database = ta_testdb::Engine::Sqlite.database();
    let server = TestServer::with_members(&database, ["anna"]);
    let make = || {
        let body = json!({ "display_name": "Ohne Namen" });
        server.post("/api/v1/calendars").by("anna").json(&body).send().expect(201).json()["name"].clone()
    };
    assert_ne!(make(), make());
}
