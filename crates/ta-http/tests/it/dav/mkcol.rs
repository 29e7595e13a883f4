//! MKCOL with a body (RFC 5689).

use ta_sim::{DavClient, TestServer};
use ta_testdb::on_both_engines;

const NEW: &str = "/dav/calendars/anna/new/";

fn of_type(types: &str, more: &str) -> String {
    format!("<D:set><D:prop><D:resourcetype>{types}</D:resourcetype>{more}</D:prop></D:set>")
}

on_both_engines! {
    fn a_collection_of_the_calendar_type_is_a_calendar(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let body = of_type("<D:collection/><C:calendar/>", "<D:displayname>Choir</D:displayname>");
        let _ = anna.xml("MKCOL", NEW, "D:mkcol", &body).send().expect(201);
        let told = anna.propfind(NEW, "0", &["D:resourcetype", "D:displayname"]).send().multistatus();
        assert_eq!(told.only().property("D:resourcetype").children, ["D:collection", "C:calendar"]);
        assert_eq!(told.only().text("D:displayname"), "Choir");
    }

    fn other_collections_cannot_be_made(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let plain = anna.xml("MKCOL", NEW, "D:mkcol", &of_type("<D:collection/>", "")).send().expect(403);
        assert_eq!(plain.precondition(), "D:valid-resourcetype");
        let bare = anna.request("MKCOL", NEW).send().expect(403);
        assert_eq!(bare.precondition(), "D:valid-resourcetype");
    }

    /// RFC 5689 §3.4: the answer tells which property was in the way.
    fn with_one_bad_property_no_calendar_is_made(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let body = of_type("<D:collection/><C:calendar/>", "<A:calendar-color>loud</A:calendar-color>");
        let answer = anna.xml("MKCOL", NEW, "D:mkcol", &body).send().expect(403).text();
        assert!(answer.contains("mkcol-response") && answer.contains("calendar-color"), "{answer}");
        let _ = anna.propfind(NEW, "0", &["D:displayname"]).send().expect(404);
    }
}
