//! What happens in a span of time.

use serde_json::{Value, json};
use ta_sim::TestServer;
use ta_testdb::on_both_engines;

const WEEK: &str = "from=2026-11-23T00:00:00Z&to=2026-11-30T00:00:00Z";

fn put(server: &TestServer, calendar: &str, name: &str, lines: &str) {
    let text = format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//EN\r\nBEGIN:VEVENT\r\nUID:{name}\r\n\
         DTSTAMP:20261101T000000Z\r\n{lines}END:VEVENT\r\nEND:VCALENDAR\r\n"
    );
    let path = format!("/dav/calendars/anna/{calendar}/{name}.ics");
    let request = server.put(&path).by("anna").header("content-type", "text/calendar");
    let _ = request.body(text).send().expect(201);
}

fn instances(server: &TestServer, query: &str) -> Vec<Value> {
    let path = format!("/api/v1/instances?{query}");
    let body = server.get(&path).by("anna").send().expect(200).json();
    body["instances"].as_array().unwrap().clone()
}

fn refusal(server: &TestServer, query: &str) -> Value {
    server.get(&format!("/api/v1/instances?{query}")).by("anna").send().expect(400).json()["error"].clone()
}

on_both_engines! {
    fn an_instance_is_told_in_full(database) {
        let server = TestServer::with_members(database, ["anna"]);
        put(&server, "calendar", "tea", "DTSTART:20261124T090000Z\r\nDURATION:PT30M\r\nSUMMARY:Tea\r\n\
            LOCATION:Kitchen\r\nSTATUS:tentative\r\nTRANSP:TRANSPARENT\r\nCLASS:PRIVATE\r\n");
        let mut told = instances(&server, WEEK).remove(0);
        let etag = told.as_object_mut().unwrap().remove("etag").unwrap();
        assert!(etag.as_str().unwrap().starts_with('"'));
        let expected = json!({
            "calendar": "calendar", "object": "tea.ics", "uid": "tea", "recurrence_id": null, "recurring": false,
            "override": false, "summary": "Tea", "location": "Kitchen", "description": null,
            "start": { "utc": "2026-11-24T09:00:00Z" }, "end": { "utc": "2026-11-24T09:30:00Z" },
            "start_utc": "2026-11-24T09:00:00Z", "end_utc": "2026-11-24T09:30:00Z", "all_day": false,
            "status": "TENTATIVE", "transparency": "TRANSPARENT", "classification": "PRIVATE",
        });
        assert_eq!(told, expected);
    }

    fn those_of_all_calendars_come_by_start(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let choir = json!({ "display_name": "Choir", "name": "choir" });
        let _ = server.post("/api/v1/calendars").by("anna").json(&choir).send().expect(201);
        put(&server, "calendar", "late", "DTSTART:20261127T090000Z\r\n");
        put(&server, "choir", "middle", "DTSTART:20261125T090000Z\r\n");
        put(&server, "calendar", "early", "DTSTART:20261124T090000Z\r\n");
        put(&server, "calendar", "other-week", "DTSTART:20261201T090000Z\r\n");
        let uids = |query: &str| -> Vec<String> {
            let found = instances(&server, query);
            found.iter().map(|one| one["uid"].as_str().unwrap().to_owned()).collect()
        };
        assert_eq!(uids(WEEK), ["early", "middle", "late"]);
        assert_eq!(uids(&format!("{WEEK}&calendar=choir")), ["middle"]);
        assert_eq!(uids(&format!("{WEEK}&calendar=choir&calendar=calendar")).len(), 3);
    }

    fn an_endless_rule_is_found_in_any_year(database) {
        let server = TestServer::with_members(database, ["anna"]);
        put(&server, "calendar", "yearly", "DTSTART:20261124T090000Z\r\nRRULE:FREQ=YEARLY\r\n");
        let found = instances(&server, "from=2400-11-24T00:00:00Z&to=2400-11-25T00:00:00Z");
        assert_eq!(found[0]["start_utc"], "2400-11-24T09:00:00Z");
    }

    fn a_day_is_where_the_caller_is(database) {
        let server = TestServer::with_members(database, ["anna"]);
        put(&server, "calendar", "day", "DTSTART;VALUE=DATE:20261124\r\n");
        let in_paris = &instances(&server, WEEK)[0];
        assert_eq!(in_paris["start"], json!({ "date": "2026-11-24" }));
        assert_eq!(in_paris["end"], json!({ "date": "2026-11-25" }));
        assert_eq!(in_paris["all_day"], true);
        assert_eq!(in_paris["start_utc"], "2026-11-23T23:00:00Z");
        let in_tokyo = &instances(&server, &format!("{WEEK}&time_zone=Asia/Tokyo"))[0];
        assert_eq!(in_tokyo["start_utc"], "2026-11-23T15:00:00Z");
    }
}

#[test]
fn a_window_is_bounded() {
    let database = ta_testdb::Engine::Sqlite.database();
    let server = TestServer::with_members(&database, ["anna"]);
    assert_eq!(refusal(&server, "to=2026-11-30T00:00:00Z")["field"], "from");
    assert_eq!(refusal(&server, "from=yesterday&to=2026-11-30T00:00:00Z")["field"], "from");
    assert_eq!(refusal(&server, "from=2026-11-30T00:00:00Z&to=2026-11-23T00:00:00Z")["field"], "to");
    assert_eq!(refusal(&server, "from=2026-01-01T00:00:00Z&to=2027-02-06T00:00:00Z")["field"], "to");
    assert_eq!(instances(&server, "from=2026-01-01T00:00:00Z&to=2027-02-05T00:00:00Z").len(), 0);
}

#[test]
fn too_many_instances_are_refused() {
    let database = ta_testdb::Engine::Sqlite.database();
    let server = TestServer::with_members(&database, ["anna"]);
    put(&server, "calendar", "often", "DTSTART:20261123T000000Z\r\nRRULE:FREQ=HOURLY;BYMINUTE=0,30\r\n");
    let year = "from=2026-11-23T00:00:00Z&to=2027-11-23T00:00:00Z";
    assert_eq!(refusal(&server, year)["code"], "too-many-instances");
}
