//! The event stream.

use std::time::Duration;

use serde_json::{Value, json};
use ta_sim::TestServer;
use ta_testdb::on_both_engines;

const SOON: Duration = Duration::from_secs(1);
const A_MOMENT: Duration = Duration::from_millis(200);

const EVENT: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//EN\r\nBEGIN:VEVENT\r\nUID:1\r\n\
    DTSTAMP:20261101T000000Z\r\nDTSTART:20261124T090000Z\r\nSUMMARY:Tea\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

fn put_event(server: &TestServer, login: &str) {
    let request = server.put(&format!("/dav/calendars/{login}/calendar/1.ics")).by(login);
    let _ = request.header("content-type", "text/calendar").body(EVENT).send().expect(201);
}

on_both_engines! {
    fn what_another_door_changes_is_told_within_a_second(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let mut stream = server.get("/api/v1/changes").by("anna").stream();
        assert_eq!(stream.next_within(SOON).unwrap().event, "hello");
        put_event(&server, "anna");
        let told = stream.next_within(SOON).unwrap();
        let calendars = server.get("/api/v1/calendars").by("anna").send().expect(200).json();
        let sync_token = calendars["calendars"][0]["sync_token"].clone();
        assert_eq!(told.event, "change");
        assert_eq!(told.data, json!({ "calendar": "calendar", "sync_token": sync_token }));
    }

    fn what_others_change_is_not_told(database) {
        let server = TestServer::with_members(database, ["anna", "ben"]);
        let mut stream = server.get("/api/v1/changes").by("anna").stream();
        assert_eq!(stream.next_within(SOON).unwrap().event, "hello");
        put_event(&server, "ben");
        assert_eq!(stream.next_within(A_MOMENT), None);
    }

    fn a_deleted_calendar_is_told_without_its_name(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let mut stream = server.get("/api/v1/changes").by("anna").stream();
        assert_eq!(stream.next_within(SOON).unwrap().event, "hello");
        let _ = server.delete("/api/v1/calendars/tasks").by("anna").send().expect(204);
        assert_eq!(stream.next_within(SOON).unwrap().data["calendar"], Value::Null);
    }

    fn it_ends_when_the_doors_close(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let mut stream = server.get("/api/v1/changes").by("anna").stream();
        assert_eq!(stream.next_within(SOON).unwrap().event, "hello");
        server.doors().close();
        assert!(stream.ends_within(SOON));
    }
}

#[test]
fn it_is_for_those_who_are_signed_in() {
    let database = ta_testdb::Engine::Sqlite.database();
    let server = TestServer::on(&database);
    let _ = server.get("/api/v1/changes").send().expect(401);
}
