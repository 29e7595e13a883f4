//! GET and HEAD of objects.

use ta_sim::{DavClient, TestServer};
use ta_testdb::on_both_engines;

use super::sample::{CALENDAR, at, event};

on_both_engines! {
    fn an_object_comes_back_with_its_type_and_tag(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let etag = anna.create(&at("a.ics"), &event("a", "Tea"));
        let answer = anna.get(&at("a.ics")).send().expect(200);
        assert_eq!(answer.text(), event("a", "Tea"));
        assert_eq!(answer.header("etag"), etag);
        assert_eq!(answer.header("content-type"), "text/calendar; charset=utf-8");
        // The simulated clock stands at the time of storing.
        assert_eq!(answer.header("last-modified"), "Mon, 23 Nov 2026 08:00:00 GMT");
    }

    fn a_head_tells_the_same_without_the_text(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let etag = anna.create(&at("a.ics"), &event("a", "Tea"));
        let answer = anna.request("HEAD", &at("a.ics")).send().expect(200);
        assert!(answer.body.is_empty());
        assert_eq!(answer.header("etag"), etag);
        assert_eq!(answer.header("content-length"), event("a", "Tea").len().to_string());
    }

    fn what_the_client_has_already_is_not_sent_again(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let etag = anna.create(&at("a.ics"), &event("a", "Tea"));
        let answer = anna.get(&at("a.ics")).header("if-none-match", &etag).send().expect(304);
        assert!(answer.body.is_empty());
        assert_eq!(answer.header("etag"), etag);
    }

    fn what_has_changed_since_is_sent(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let etag = anna.create(&at("a.ics"), &event("a", "Tea"));
        let _ = anna.put(&at("a.ics"), &event("a", "Coffee")).send().expect(204);
        let answer = anna.get(&at("a.ics")).header("if-none-match", &etag).send().expect(200);
        assert_eq!(answer.text(), event("a", "Coffee"));
    }

    fn another_version_than_the_one_asked_for_is_refused(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let _ = anna.create(&at("a.ics"), &event("a", "Tea"));
        let _ = anna.get(&at("a.ics")).header("if-match", "\"other\"").send().expect(412);
    }

    fn a_missing_object_is_not_found(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let _ = anna.get(&at("a.ics")).send().expect(404);
    }

    fn a_collection_without_a_text_of_its_own_says_so(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let answer = anna.get("/dav/calendars/anna/").send().expect(405);
        assert!(answer.header("allow").contains("PROPFIND"));
    }

    fn a_calendar_comes_as_one_file(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let _ = anna.create(&at("a.ics"), &event("a", "Tea"));
        let _ = anna.create(&at("b.ics"), &event("b", "Cake"));
        let answer = anna.get(CALENDAR).send().expect(200);
        assert_eq!(answer.header("content-type"), "text/calendar; charset=utf-8");
        let text = answer.text();
        assert_eq!(text.matches("BEGIN:VCALENDAR").count(), 1);
        assert!(text.contains("SUMMARY:Tea") && text.contains("SUMMARY:Cake"), "{text}");
    }
}
