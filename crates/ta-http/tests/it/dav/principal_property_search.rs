//! DAV:principal-property-search (RFC 3744 §9.4).

use ta_core::{Act, See};
use ta_sim::{DavClient, Multistatus, Request, TestServer};
use ta_testdb::on_both_engines;

use super::sample::{CALENDAR, describe_team};

const PRINCIPALS: &str = "/dav/principals/";
const ANNA: &str = "/dav/principals/users/anna/";

/// A search for a text in a property, and the names of those found.
fn search<'s>(client: &DavClient<'s>, path: &str, property: &str, text: &str, more: &str) -> Request<'s> {
    let content = format!(
        "<D:property-search><D:prop><{property}/></D:prop><D:match>{text}</D:match></D:property-search>{more}\
         <D:prop><D:displayname/></D:prop>"
    );
    client.xml("REPORT", path, "D:principal-property-search", &content)
}

fn found(client: &DavClient<'_>, path: &str, property: &str, text: &str) -> Multistatus {
    search(client, path, property, text, "").send().multistatus()
}

on_both_engines! {
    fn a_part_of_a_name_in_any_case_finds_its_principal(database) {
        let server = TestServer::with_members(database, ["anna", "ben"]);
        describe_team(&server);
        let ben = DavClient::new(&server, "ben");
        let told = found(&ben, PRINCIPALS, "D:displayname", "A BER");
        assert_eq!(told.hrefs(), [ANNA]);
        assert_eq!(told.only().text("D:displayname"), "Anna Berg");
    }

    fn members_groups_and_rooms_are_found_by_kind(database) {
        let server = TestServer::with_members(database, ["anna", "ben"]);
        describe_team(&server);
        let ben = DavClient::new(&server, "ben");
        let rooms = found(&ben, PRINCIPALS, "C:calendar-user-type", "ROOM");
        assert_eq!(rooms.hrefs(), ["/dav/principals/resources/room-1/"]);
        let groups = found(&ben, PRINCIPALS, "C:calendar-user-type", "GROUP");
        assert_eq!(groups.hrefs(), ["/dav/principals/groups/board/"]);
    }

    fn each_mail_address_finds_its_owner(database) {
        let server = TestServer::with_members(database, ["anna", "ben"]);
        describe_team(&server);
        let ben = DavClient::new(&server, "ben");
        let by_address = found(&ben, PRINCIPALS, "C:calendar-user-address-set", "mailto:a.berg@example.com");
        assert_eq!(by_address.hrefs(), [ANNA]);
        assert_eq!(found(&ben, PRINCIPALS, "CS:email-address-set", "a.berg").hrefs(), [ANNA]);
    }

    /// "Multiple property-search elements … will be interpreted with a logical AND."
    fn every_search_must_find_the_principal(database) {
        let server = TestServer::with_members(database, ["anna", "ben"]);
        describe_team(&server);
        let ben = DavClient::new(&server, "ben");
        let and_ben = "<D:property-search><D:prop><D:displayname/></D:prop><D:match>nobody</D:match></D:property-search>";
        let told = search(&ben, PRINCIPALS, "D:displayname", "anna", and_ben).send().multistatus();
        assert!(told.hrefs().is_empty());
    }

    /// "A search requesting properties that are not searchable for a particular principal will not match."
    fn what_cannot_be_searched_by_finds_nobody(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        assert!(found(&anna, PRINCIPALS, "D:principal-URL", "anna").hrefs().is_empty());
    }

    fn the_search_stays_in_the_collection_unless_told_otherwise(database) {
        let server = TestServer::with_members(database, ["anna", "ben"]);
        describe_team(&server);
        let ben = DavClient::new(&server, "ben");
        assert!(found(&ben, "/dav/principals/groups/", "D:displayname", "anna").hrefs().is_empty());
        assert!(found(&ben, "/dav/calendars/ben/", "D:displayname", "anna").hrefs().is_empty());
        let everywhere = "<D:apply-to-principal-collection-set/>";
        let told = search(&ben, "/dav/calendars/ben/", "D:displayname", "anna", everywhere).send().multistatus();
        assert_eq!(told.hrefs(), [ANNA]);
    }

    /// python-caldav lists people so: it leaves the search out, and asks the address that it was given.
    fn no_search_at_all_finds_everyone(database) {
        let server = TestServer::with_members(database, ["anna", "ben"]);
        describe_team(&server);
        let ben = DavClient::new(&server, "ben");
        for test in ["", r#" test="anyof""#] {
            let body = format!(
                r#"<D:principal-property-search xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"{test}><D:prop/><C:calendar-home-set/><D:displayname/></D:principal-property-search>"#
            );
            let told = ben.request("REPORT", "/dav/").body(body).send().multistatus();
            assert_eq!(told.hrefs(), [
                ANNA,
                "/dav/principals/users/ben/",
                "/dav/principals/groups/board/",
                "/dav/principals/resources/beamer/",
                "/dav/principals/resources/room-1/",
            ]);
        }
    }

    fn a_place_that_is_not_there_is_not_searched(database) {
        let server = TestServer::with_members(database, ["anna", "ben"]);
        server.let_members(See::Nothing, Act::Nothing);
        let ben = DavClient::new(&server, "ben");
        let _ = search(&ben, CALENDAR, "D:displayname", "anna", "").send().expect(404);
    }
}
