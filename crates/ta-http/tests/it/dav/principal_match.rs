//! DAV:principal-match (RFC 3744 §9.3).

use ta_sim::{DavClient, Multistatus, TestServer};
use ta_testdb::on_both_engines;

use super::sample::{CALENDAR, at, describe_team, event};

const PRINCIPALS: &str = "/dav/principals/";

fn matching(client: &DavClient<'_>, path: &str, content: &str) -> Multistatus {
    client.xml("REPORT", path, "D:principal-match", content).send().multistatus()
}

on_both_engines! {
    fn one_is_oneself_and_each_group_that_one_belongs_to(database) {
        let server = TestServer::with_members(database, ["anna", "ben", "carl"]);
        describe_team(&server);
        let anna = DavClient::new(&server, "anna");
        let mut hrefs = matching(&anna, PRINCIPALS, "<D:self/>").hrefs().into_iter().map(str::to_owned).collect::<Vec<_>>();
        hrefs.sort();
        assert_eq!(hrefs, ["/dav/principals/groups/board/", "/dav/principals/users/anna/"]);
        let carl = DavClient::new(&server, "carl");
        assert_eq!(matching(&carl, PRINCIPALS, "<D:self/>").hrefs(), ["/dav/principals/users/carl/"]);
    }

    fn without_properties_the_status_is_told(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        assert_eq!(matching(&anna, PRINCIPALS, "<D:self/>").only().status, Some(200));
    }

    fn properties_are_told_of_what_matches(database) {
        let server = TestServer::with_members(database, ["anna", "ben"]);
        let ben = DavClient::new(&server, "ben");
        let told = matching(&ben, "/dav/principals/users/", "<D:self/><D:prop><C:calendar-home-set/></D:prop>");
        assert_eq!(told.only().property("C:calendar-home-set").hrefs(), ["/dav/calendars/ben/"]);
    }

    /// The example of RFC 3744 §9.3.1.
    fn what_one_owns_is_found_at_any_depth(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let _ = anna.create(&at("a.ics"), &event("a", "Tea"));
        let by_owner = "<D:principal-property><D:owner/></D:principal-property>";
        let told = matching(&anna, "/dav/calendars/", by_owner);
        for href in ["/dav/calendars/anna/", CALENDAR, &at("a.ics")] {
            assert_eq!(told.of(href).status, Some(200));
        }
    }

    fn another_depth_is_a_bad_request(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let asked = anna.xml("REPORT", PRINCIPALS, "D:principal-match", "<D:self/>").header("depth", "infinity");
        let _ = asked.send().expect(400);
    }

    fn a_report_without_a_measure_is_a_bad_request(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        for content in ["", "<D:principal-property/>"] {
            let _ = anna.xml("REPORT", PRINCIPALS, "D:principal-match", content).send().expect(400);
        }
    }
}
