//! Events over JSON.

use serde_json::{Value, json};
use ta_sim::{Answer, TestServer};
use ta_testdb::on_both_engines;

const EVENTS: &str = "/api/v1/calendars/calendar/events";

fn paris(local: &str) -> Value {
    json!({ "local": local, "time_zone": "Europe/Paris" })
}

/// An event on the Tuesday after tests begin.
fn tea() -> Value {
    json!({ "summary": "Tea", "start": paris("2026-11-24T09:30:00"), "end": paris("2026-11-24T10:00:00") })
}

fn daily_tea() -> Value {
    let mut tea = tea();
    tea["recurrence_rule"] = json!("FREQ=DAILY");
    tea
}

/// A stored event and the version that its maker knows.
struct Stored {
    path: String,
    etag: String,
}

fn create(server: &TestServer, event: &Value) -> Stored {
    stored(&server.post(EVENTS).by("anna").json(event).send().expect(201))
}

fn stored(answer: &Answer) -> Stored {
    let body = answer.json();
    let text = |field: &str| body[field].as_str().unwrap().to_owned();
    assert_eq!(answer.header("etag"), text("etag"));
    let path = format!("/api/v1/calendars/{}/events/{}", text("calendar"), text("object"));
    Stored { path, etag: text("etag") }
}

fn patch(server: &TestServer, event: &Stored, change: &Value) -> Answer {
    server.patch(&event.path).by("anna").header("if-match", &event.etag).json(change).send()
}

fn read(server: &TestServer, event: &Stored) -> Value {
    server.get(&event.path).by("anna").send().expect(200).json()
}

/// What anna sees in the week in which tests begin.
fn week(server: &TestServer) -> Vec<Value> {
    let path = "/api/v1/instances?from=2026-11-23T00:00:00Z&to=2026-11-30T00:00:00Z";
    let body = server.get(path).by("anna").send().expect(200).json();
    body["instances"].as_array().unwrap().clone()
}

fn starts(instances: &[Value]) -> Vec<&str> {
    instances.iter().map(|instance| instance["start_utc"].as_str().unwrap()).collect()
}

on_both_engines! {
    fn one_that_is_made_reads_back(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let mut event = tea();
        event["location"] = json!("Kitchen");
        event["classification"] = json!("PRIVATE");
        let made = create(&server, &event);
        let read = read(&server, &made);
        for field in ["summary", "start", "end", "location", "classification"] {
            assert_eq!(read[field], event[field], "{field}");
        }
        assert_eq!(read["etag"], made.etag);
        assert_eq!(read["recurrence_rule"], Value::Null);
        assert!(read["ics"].as_str().unwrap().contains("TZID:Europe/Paris\r\n"));
    }

    fn caldav_programs_get_the_same_version(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let made = create(&server, &tea());
        let path = made.path.replace("/api/v1/calendars/calendar/events/", "/dav/calendars/anna/calendar/");
        let answer = server.get(&path).by("anna").send().expect(200);
        assert_eq!(answer.header("etag"), made.etag);
        assert_eq!(answer.text(), read(&server, &made)["ics"].as_str().unwrap());
    }

    fn a_change_makes_a_new_version(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let made = create(&server, &tea());
        let change = json!({ "summary": "Cake", "start": paris("2026-11-25T14:00:00") });
        let changed = stored(&patch(&server, &made, &change).expect(200));
        assert_ne!(changed.etag, made.etag);
        let read = read(&server, &changed);
        assert_eq!(read["summary"], "Cake");
        assert_eq!(read["end"], paris("2026-11-25T14:30:00"));
    }

    fn whoever_was_slower_is_refused(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let made = create(&server, &tea());
        let _ = patch(&server, &made, &json!({ "summary": "Cake" })).expect(200);
        let late = patch(&server, &made, &json!({ "summary": "Coffee" })).expect(412);
        assert_eq!(late.error_code(), "changed-meanwhile");
        let delete = server.delete(&made.path).by("anna").header("if-match", &made.etag).send();
        assert_eq!(delete.expect(412).error_code(), "changed-meanwhile");
        assert_eq!(read(&server, &made)["summary"], "Cake");
    }

    fn one_instance_is_changed_and_the_others_stay(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let made = create(&server, &daily_tea());
        let change = json!({ "recurrence_id": paris("2026-11-25T09:30:00"), "summary": "Cake" });
        let _ = patch(&server, &made, &change).expect(200);
        let week = week(&server);
        let summaries: Vec<_> = week.iter().map(|one| one["summary"].as_str().unwrap()).collect();
        assert_eq!(summaries, ["Tea", "Cake", "Tea", "Tea", "Tea", "Tea"]);
        assert_eq!(week[1]["override"], true);
        assert_eq!(week[1]["recurrence_id"], paris("2026-11-25T09:30:00"));
    }

    fn a_whole_series_is_moved_with_its_exceptions(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let made = create(&server, &daily_tea());
        let change = json!({ "recurrence_id": paris("2026-11-25T09:30:00"), "summary": "Cake" });
        let changed = stored(&patch(&server, &made, &change).expect(200));
        let _ = patch(&server, &changed, &json!({ "start": paris("2026-11-24T11:00:00") })).expect(200);
        let week = week(&server);
        assert_eq!(week[1]["summary"], "Cake");
        assert_eq!(starts(&week)[..3], ["2026-11-24T10:00:00Z", "2026-11-25T10:00:00Z", "2026-11-26T10:00:00Z"]);
    }

    fn one_instance_is_left_out(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let made = create(&server, &daily_tea());
        let path = format!("{}?recurrence_id=20261125T093000", made.path);
        let _ = server.delete(&path).by("anna").header("if-match", &made.etag).send().expect(204);
        assert_eq!(starts(&week(&server))[..2], ["2026-11-24T08:30:00Z", "2026-11-26T08:30:00Z"]);
    }

    fn a_deleted_event_is_gone(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let made = create(&server, &daily_tea());
        let _ = server.delete(&made.path).by("anna").header("if-match", &made.etag).send().expect(204);
        assert_eq!(server.get(&made.path).by("anna").send().expect(404).error_code(), "not-found");
        assert_eq!(week(&server), Vec::<Value>::new());
    }

    fn one_moves_to_another_calendar_along_with_a_change(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let choir = json!({ "display_name": "Choir", "name": "choir" });
        let _ = server.post("/api/v1/calendars").by("anna").json(&choir).send().expect(201);
        let made = create(&server, &tea());
        let change = json!({ "summary": "Concert", "move_to_calendar": "choir" });
        let moved = stored(&patch(&server, &made, &change).expect(200));
        assert_eq!(read(&server, &moved)["summary"], "Concert");
        assert_eq!(moved.path, made.path.replace("/calendar/", "/choir/"));
        let _ = server.get(&made.path).by("anna").send().expect(404);
    }

    fn that_of_another_member_is_not_there(database) {
        let server = TestServer::with_members(database, ["anna", "ben"]);
        let made = create(&server, &tea());
        let get = server.get(&made.path).by("ben").send().expect(404);
        assert_eq!(get.error_code(), "not-found");
        let patch = server.patch(&made.path).by("ben").header("if-match", "*").json(&json!({})).send();
        assert_eq!(patch.expect(404).error_code(), "not-found");
        let delete = server.delete(&made.path).by("ben").header("if-match", "*").send();
        assert_eq!(delete.expect(404).error_code(), "not-found");
    }
}

fn server() -> (ta_testdb::TestDatabase, TestServer) {
    let database = ta_testdb::Engine::Sqlite.database();
    let server = TestServer::with_members(&database, ["anna"]);
    (database, server)
}

#[test]
fn nothing_is_changed_without_if_match() {
    let (_database, server) = server();
    let made = create(&server, &tea());
    let patch = server.patch(&made.path).by("anna").json(&json!({ "summary": "Cake" })).send();
    assert_eq!(patch.expect(428).error_code(), "if-match-missing");
    let delete = server.delete(&made.path).by("anna").send();
    assert_eq!(delete.expect(428).error_code(), "if-match-missing");
}

#[test]
fn a_bad_time_is_named() {
    let (_database, server) = server();
    let mut event = tea();
    event["end"] = json!({ "local": "2026-11-24T10:00:00", "time_zone": "Mars/Base" });
    let answer = server.post(EVENTS).by("anna").json(&event).send().expect(400);
    assert_eq!(answer.json()["error"]["field"], "end");
    assert_eq!(answer.json()["error"]["message"], "\"Mars/Base\" is no time zone; use an IANA name");
}

#[test]
fn an_end_before_the_start_is_named() {
    let (_database, server) = server();
    let mut event = tea();
    event["end"] = paris("2026-11-24T09:00:00");
    let answer = server.post(EVENTS).by("anna").json(&event).send().expect(400);
    assert_eq!(answer.json()["error"]["field"], "end");
}

#[test]
fn a_bad_rule_is_named() {
    let (_database, server) = server();
    let mut event = tea();
    event["recurrence_rule"] = json!("FREQ=FORTNIGHTLY");
    let answer = server.post(EVENTS).by("anna").json(&event).send().expect(400);
    assert_eq!(answer.json()["error"]["field"], "recurrence_rule");
}

#[test]
fn what_is_no_instance_is_not_found() {
    let (_database, server) = server();
    let made = create(&server, &daily_tea());
    let change = json!({ "recurrence_id": paris("2026-11-25T10:30:00"), "summary": "Cake" });
    assert_eq!(patch(&server, &made, &change).expect(404).error_code(), "no-such-instance");
}

#[test]
fn a_rule_that_names_days_asks_for_a_new_one() {
    let (_database, server) = server();
    let mut weekly = tea();
    weekly["recurrence_rule"] = json!("FREQ=WEEKLY;BYDAY=TU");
    let made = create(&server, &weekly);
    let change = json!({ "start": paris("2026-11-25T09:30:00") });
    assert_eq!(patch(&server, &made, &change).expect(409).error_code(), "rule-names-times");
}

#[test]
fn a_calendar_that_is_not_there_takes_nothing() {
    let (_database, server) = server();
    let nowhere = server.post("/api/v1/calendars/none/events").by("anna").json(&tea()).send();
    assert_eq!(nowhere.expect(404).error_code(), "not-found");
    let made = create(&server, &tea());
    let moved = patch(&server, &made, &json!({ "move_to_calendar": "none" })).expect(409);
    assert_eq!(moved.error_code(), "no-such-calendar");
}

#[test]
fn a_task_list_takes_no_events() {
    let (_database, server) = server();
    let answer = server.post("/api/v1/calendars/tasks/events").by("anna").json(&tea()).send();
    assert_eq!(answer.expect(403).error_code(), "events-not-taken");
}
