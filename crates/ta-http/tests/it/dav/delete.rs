//! DELETE of objects and calendars (RFC 4918 §9.6).

use ta_sim::{DavClient, TestServer};
use ta_testdb::on_both_engines;

use super::sample::{CALENDAR, at, event};

on_both_engines! {
    fn a_deleted_object_is_gone(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let _ = anna.create(&at("a.ics"), &event("a", "Tea"));
        let _ = anna.delete(&at("a.ics")).send().expect(204);
        let _ = anna.get(&at("a.ics")).send().expect(404);
        let _ = anna.delete(&at("a.ics")).send().expect(404);
    }

    fn a_version_that_the_client_has_not_seen_stays(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let seen = anna.create(&at("a.ics"), &event("a", "Tea"));
        let _ = anna.put(&at("a.ics"), &event("a", "Coffee")).send().expect(204);
        let _ = anna.delete(&at("a.ics")).header("if-match", &seen).send().expect(412);
        assert_eq!(anna.get(&at("a.ics")).send().text(), event("a", "Coffee"));
    }

    fn the_version_seen_is_deleted(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let seen = anna.create(&at("a.ics"), &event("a", "Tea"));
        let _ = anna.delete(&at("a.ics")).header("if-match", &seen).send().expect(204);
    }

    fn a_calendar_goes_with_all_that_is_in_it(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let _ = anna.create(&at("a.ics"), &event("a", "Tea"));
        let _ = anna.delete(CALENDAR).send().expect(204);
        let _ = anna.get(&at("a.ics")).send().expect(404);
        let told = anna.propfind("/dav/calendars/anna/", "1", &["D:resourcetype"]).send().multistatus();
        assert_eq!(told.hrefs(), ["/dav/calendars/anna/", "/dav/calendars/anna/tasks/"]);
    }

    fn a_calendar_of_the_same_name_begins_empty(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let _ = anna.create(&at("a.ics"), &event("a", "Tea"));
        let _ = anna.delete(CALENDAR).send().expect(204);
        let _ = anna.request("MKCALENDAR", CALENDAR).send().expect(201);
        assert!(anna.list(CALENDAR).is_empty());
    }

    fn homes_and_principals_stay(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        for path in ["/dav/calendars/anna/", "/dav/principals/users/anna/", "/dav/"] {
            let _ = anna.delete(path).send().expect(405);
        }
    }
}
