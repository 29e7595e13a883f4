//! DAV:principal-search-property-set (RFC 3744 §9.5).

use ta_sim::{DavClient, TestServer};
use ta_testdb::on_both_engines;

const PRINCIPALS: &str = "/dav/principals/";

on_both_engines! {
    fn the_properties_to_search_by_are_told(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let answer = anna.xml("REPORT", PRINCIPALS, "D:principal-search-property-set", "").send().expect(200);
        let text = answer.text();
        for name in ["displayname", "calendar-user-address-set", "calendar-user-type", "email-address-set"] {
            assert!(text.contains(name), "{name} in {text}");
        }
    }

    /// RFC 3744 §9.5: "only defined when the Depth header has value "0"".
    fn another_depth_is_a_bad_request(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let asked = anna.xml("REPORT", PRINCIPALS, "D:principal-search-property-set", "").header("depth", "1");
        let _ = asked.send().expect(400);
    }

    fn the_report_is_listed_where_principals_are(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let told = anna.propfind(PRINCIPALS, "0", &["D:supported-report-set"]).send().multistatus();
        let listed = &told.only().property("D:supported-report-set").xml;
        for name in ["expand-property", "principal-match", "principal-property-search", "principal-search-property-set"] {
            assert!(listed.contains(name), "{name} in {listed}");
        }
    }
}
