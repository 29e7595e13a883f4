//! What every answer carries, and the way to the web client.

use ta_sim::TestServer;
use ta_testdb::Engine;

#[test]
fn every_answer_keeps_browsers_in_bounds() {
    let database = Engine::Sqlite.database();
    let server = TestServer::with_members(&database, ["anna"]);
    for path in ["/", "/no/such.file", "/healthz", "/api/v1/calendars", "/api/v1/nothing", "/dav/"] {
        let answer = server.get(path).by("anna").send();
        let policy = answer.header("content-security-policy");
        assert!(
            policy.contains("default-src 'self'; script-src 'self'; style-src 'self'"),
            "{path}: {policy}"
        );
        assert!(policy.contains("frame-ancestors 'none'"), "{path}: {policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
    }
}

#[test]
fn long_json_is_compressed_for_those_who_take_it() {
    let database = Engine::Sqlite.database();
    let server = TestServer::with_members(&database, ["anna"]);
    let request = server.get("/api/v1/calendars").by("anna").header("accept-encoding", "br, gzip");
    assert_eq!(request.send().expect(200).header("content-encoding"), "br");
}

#[test]
fn an_object_is_sent_as_it_is_under_its_strong_tag() {
    let database = Engine::Sqlite.database();
    let server = TestServer::with_members(&database, ["anna"]);
    let event = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//EN\r\nBEGIN:VEVENT\r\nUID:1\r\n\
        DTSTAMP:20261101T000000Z\r\nDTSTART:20261124T090000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let path = "/dav/calendars/anna/calendar/1.ics";
    let put =
        server.put(path).by("anna").header("content-type", "text/calendar").body(event).send().expect(201);
    let answer = server.get(path).by("anna").header("accept-encoding", "br, gzip").send().expect(200);
    assert_eq!(answer.header("content-encoding"), "");
    assert_eq!(answer.header("etag"), put.header("etag"));
    assert_eq!(answer.text(), event);
}
