//! POST that adds an object (RFC 5995).

use ta_sim::{DavClient, TestServer};
use ta_testdb::on_both_engines;

use super::sample::{CALENDAR, at, event};

on_both_engines! {
    fn the_server_names_what_is_added_and_tells_where_it_is(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let told = anna.propfind(CALENDAR, "0", &["D:add-member"]).send().multistatus();
        let place = told.only().property("D:add-member").hrefs().remove(0);
        let post = |uid: &str| {
            anna.request("POST", &place).header("content-type", "text/calendar").body(event(uid, "Tea")).send()
        };
        let added = post("a").expect(201);
        let got = anna.get(added.header("location")).send().expect(200);
        assert_eq!((got.text(), got.header("etag")), (event("a", "Tea"), added.header("etag")));
        assert_ne!(post("b").expect(201).header("location"), added.header("location"));
        assert_eq!(anna.list(CALENDAR).len(), 2);
    }

    fn what_cannot_be_put_cannot_be_added(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let _ = anna.create(&at("a.ics"), &event("a", "Tea"));
        let post = |kind: &str, body: String| {
            anna.request("POST", CALENDAR).header("content-type", kind).body(body).send()
        };
        assert_eq!(post("text/calendar", event("a", "Tea")).expect(403).precondition(), "C:no-uid-conflict");
        assert_eq!(post("text/calendar", "BEGIN:VCARD".to_owned()).expect(403).precondition(), "C:valid-calendar-data");
        assert_eq!(post("image/png", "x".to_owned()).expect(403).precondition(), "C:supported-calendar-data");
        let _ = anna.request("POST", "/dav/").body("x").send().expect(405);
    }
}
