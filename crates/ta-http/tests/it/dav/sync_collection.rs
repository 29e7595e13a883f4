//! DAV:sync-collection (RFC 6578 §3).

use ta_sim::{DavClient, TestServer};
use ta_testdb::on_both_engines;

use super::sample::{CALENDAR, TASKS, at, event};

on_both_engines! {
    fn without_a_token_everything_is_listed(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let etag = anna.create(&at("a.ics"), &event("a", "Tea"));
        let _ = anna.create(&at("b.ics"), &event("b", "Coffee"));
        let _ = anna.delete(&at("b.ics")).send().expect(204);
        let told = anna.sync(CALENDAR, "", None).send().multistatus();
        // RFC 6578 §3.4: what was removed before is not told the first time.
        assert_eq!(told.hrefs(), [at("a.ics")]);
        assert_eq!(told.only().text("D:getetag"), etag);
        assert_eq!(told.sync_token, Some(anna.sync_token(CALENDAR)));
    }

    fn with_a_token_only_what_changed_since_is_told(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        for uid in ["a", "b", "c"] {
            let _ = anna.create(&at(&format!("{uid}.ics")), &event(uid, "Tea"));
        }
        let token = anna.sync_token(CALENDAR);
        let changed = anna.put(&at("a.ics"), &event("a", "Coffee")).send().expect(204);
        let _ = anna.delete(&at("b.ics")).send().expect(204);
        let _ = anna.create(&at("d.ics"), &event("d", "Cake"));
        let told = anna.sync(CALENDAR, &token, None).send().multistatus();
        assert_eq!(told.responses.len(), 3);
        assert_eq!(told.of(&at("a.ics")).text("D:getetag"), changed.header("etag"));
        assert_eq!(told.of(&at("b.ics")).status, Some(404));
        assert_eq!(told.of(&at("d.ics")).status_of("D:getetag"), Some(200));
    }

    fn with_the_latest_token_there_is_nothing_to_tell(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let _ = anna.create(&at("a.ics"), &event("a", "Tea"));
        let token = anna.sync_token(CALENDAR);
        let told = anna.sync(CALENDAR, &token, None).send().multistatus();
        assert!(told.responses.is_empty());
        assert_eq!(told.sync_token, Some(token));
    }

    fn what_changed_often_is_told_once(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let token = anna.sync_token(CALENDAR);
        for summary in ["Tea", "Coffee", "Cake"] {
            let _ = anna.put(&at("a.ics"), &event("a", summary)).send();
        }
        let told = anna.sync(CALENDAR, &token, None).send().multistatus();
        assert_eq!(told.hrefs(), [at("a.ics")]);
    }

    /// RFC 6578 §3.6.
    fn a_limit_is_kept_and_the_rest_follows(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        for uid in ["a", "b", "c", "d", "e"] {
            let _ = anna.create(&at(&format!("{uid}.ics")), &event(uid, "Tea"));
        }
        let mut token = String::new();
        let mut seen = Vec::new();
        for page in [2, 2, 1] {
            let told = anna.sync(CALENDAR, &token, Some(2)).send().multistatus();
            let (whole, objects): (Vec<_>, Vec<_>) =
                told.responses.iter().partition(|response| response.href == CALENDAR);
            assert_eq!(objects.len(), page);
            seen.extend(objects.iter().map(|object| object.href.clone()));
            let more = whole.first().map(|whole| (whole.status, whole.error.as_deref()));
            let follows = (Some(507), Some("D:number-of-matches-within-limits"));
            assert_eq!(more, (page == 2).then_some(follows));
            token = told.sync_token.unwrap();
        }
        seen.sort();
        assert_eq!(seen, ["a", "b", "c", "d", "e"].map(|uid| at(&format!("{uid}.ics"))));
        assert!(anna.sync(CALENDAR, &token, Some(2)).send().multistatus().responses.is_empty());
    }

    fn texts_come_if_asked_for(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let _ = anna.create(&at("a.ics"), &event("a", "Tea"));
        let content = "<D:sync-token/><D:sync-level>1</D:sync-level>\
                       <D:prop><D:getetag/><C:calendar-data/><D:getcontenttype/></D:prop>";
        let told = anna.report(CALENDAR, "D:sync-collection", content).send().multistatus();
        assert_eq!(told.only().text("C:calendar-data"), event("a", "Tea"));
        assert_eq!(told.only().status_of("D:getcontenttype"), Some(200));
    }

    fn a_token_that_was_never_given_is_refused(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let future = anna.sync_token(CALENDAR).replace(":0", ":999");
        let tokens = ["garbage", "http://sabre.io/ns/sync/12", "urn:teamagenda:sync:1", &future];
        for token in tokens {
            let answer = anna.sync(CALENDAR, token, None).send().expect(403);
            assert_eq!(answer.precondition(), "D:valid-sync-token", "{token}");
        }
    }

    fn the_token_of_another_calendar_is_refused(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let other = anna.sync_token(TASKS);
        let answer = anna.sync(CALENDAR, &other, None).send().expect(403);
        assert_eq!(answer.precondition(), "D:valid-sync-token");
    }

    fn the_token_of_a_deleted_calendar_is_refused_by_its_successor(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let _ = anna.create(&at("a.ics"), &event("a", "Tea"));
        let token = anna.sync_token(CALENDAR);
        let _ = anna.delete(CALENDAR).send().expect(204);
        let _ = anna.request("MKCALENDAR", CALENDAR).send().expect(201);
        let _ = anna.create(&at("b.ics"), &event("b", "Tea"));
        let answer = anna.sync(CALENDAR, &token, None).send().expect(403);
        assert_eq!(answer.precondition(), "D:valid-sync-token");
    }

    fn a_renamed_calendar_keeps_its_tokens(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let _ = anna.create(&at("a.ics"), &event("a", "Tea"));
        let token = anna.sync_token(CALENDAR);
        let renamed = "/dav/calendars/anna/renamed/";
        let _ = anna.request("MOVE", CALENDAR).header("destination", renamed).send().expect(201);
        assert!(anna.sync(renamed, &token, None).send().multistatus().responses.is_empty());
    }

    fn a_renamed_object_is_a_deletion_and_a_new_one(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let _ = anna.create(&at("a.ics"), &event("a", "Tea"));
        let token = anna.sync_token(CALENDAR);
        let _ = anna.request("MOVE", &at("a.ics")).header("destination", &at("b.ics")).send().expect(201);
        let told = anna.sync(CALENDAR, &token, None).send().multistatus();
        assert_eq!(told.of(&at("a.ics")).status, Some(404));
        assert_eq!(told.of(&at("b.ics")).status_of("D:getetag"), Some(200));
    }

    fn properties_of_the_calendar_are_no_change_of_its_members(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let _ = anna.create(&at("a.ics"), &event("a", "Tea"));
        let token = anna.sync_token(CALENDAR);
        let named = "<D:set><D:prop><D:displayname>Work</D:displayname></D:prop></D:set>";
        let _ = anna.proppatch(CALENDAR, named).send().expect(207);
        assert!(anna.sync(CALENDAR, &token, None).send().multistatus().responses.is_empty());
    }

    /// RFC 6578 §3.2: the element has to be there, though it may be empty.
    fn a_request_without_a_token_element_is_malformed(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let content = "<D:sync-level>1</D:sync-level><D:prop><D:getetag/></D:prop>";
        let _ = anna.report(CALENDAR, "D:sync-collection", content).send().expect(400);
    }
}
