//! PUT of objects (RFC 4791 §5.3.2).

use ta_http::Limits;
use ta_sim::{DavClient, TestServer};
use ta_testdb::on_both_engines;

use super::sample::{CALENDAR, TASKS, at, event, event_with, todo_with};

on_both_engines! {
    fn a_new_object_is_created(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let answer = anna.put(&at("a.ics"), &event("a", "Tea")).send().expect(201);
        assert!(answer.body.is_empty());
        assert!(answer.header("etag").starts_with('"'), "a strong tag");
    }

    fn a_present_object_is_replaced(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let before = anna.create(&at("a.ics"), &event("a", "Tea"));
        let answer = anna.put(&at("a.ics"), &event("a", "Coffee")).send().expect(204);
        assert_ne!(answer.header("etag"), before);
        assert_eq!(anna.get(&at("a.ics")).send().header("etag"), answer.header("etag"));
    }

    /// Names, folds, blanks and line ends are the client's, and so are properties that nobody knows.
    fn the_text_is_kept_byte_for_byte(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let odd = "begin:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\nUID:a\nDTSTAMP:20261123T080000Z\n\
                   dtstart;X-WHY=\"a;b:c\":20261124T090000Z\nSUMMARY:Caf\n é ist\n  gut\nX-APPLE-TRAVEL;\n X=1:PT\n \
                   15M\nEND:VEVENT\nend:VCALENDAR";
        let _ = anna.create(&at("a.ics"), odd);
        assert_eq!(anna.get(&at("a.ics")).send().expect(200).text(), odd);
    }

    fn the_same_bytes_again_are_no_change(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let etag = anna.create(&at("a.ics"), &event("a", "Tea"));
        let token = anna.sync_token(CALENDAR);
        let answer = anna.put(&at("a.ics"), &event("a", "Tea")).send().expect(204);
        assert_eq!(answer.header("etag"), etag);
        assert_eq!(anna.sync_token(CALENDAR), token);
    }

    fn a_lost_update_is_refused(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let old = anna.create(&at("a.ics"), &event("a", "Tea"));
        let _ = anna.put(&at("a.ics"), &event("a", "from the phone")).send().expect(204);
        let _ = anna.put(&at("a.ics"), &event("a", "from the desk")).header("if-match", &old).send().expect(412);
        assert_eq!(anna.get(&at("a.ics")).send().text(), event("a", "from the phone"));
    }

    fn an_update_of_the_version_seen_is_taken(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let seen = anna.create(&at("a.ics"), &event("a", "Tea"));
        let _ = anna.put(&at("a.ics"), &event("a", "Coffee")).header("if-match", &seen).send().expect(204);
    }

    fn an_update_of_something_deleted_is_refused(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let seen = anna.create(&at("a.ics"), &event("a", "Tea"));
        let _ = anna.delete(&at("a.ics")).send().expect(204);
        let _ = anna.put(&at("a.ics"), &event("a", "Coffee")).header("if-match", &seen).send().expect(412);
        let _ = anna.get(&at("a.ics")).send().expect(404);
    }

    fn what_must_be_new_replaces_nothing(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let put = |summary| anna.put(&at("a.ics"), &event("a", summary)).header("if-none-match", "*").send();
        let _ = put("Tea").expect(201);
        let _ = put("Coffee").expect(412);
        assert_eq!(anna.get(&at("a.ics")).send().text(), event("a", "Tea"));
    }

    fn a_uid_is_held_by_one_name_and_the_holder_is_told(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let _ = anna.create(&at("first one.ics".replace(' ', "%20").as_str()), &event("a", "Tea"));
        let answer = anna.put(&at("second.ics"), &event("a", "Tea")).send().expect(403);
        assert_eq!(answer.precondition(), "C:no-uid-conflict");
        assert_eq!(answer.precondition_hrefs(), [at("first%20one.ics")]);
    }

    fn a_name_keeps_its_uid(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let _ = anna.create(&at("a.ics"), &event("a", "Tea"));
        let answer = anna.put(&at("a.ics"), &event("b", "Tea")).send().expect(403);
        assert_eq!(answer.precondition(), "C:no-uid-conflict");
    }

    fn the_uid_of_a_deleted_object_is_free(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let _ = anna.create(&at("a.ics"), &event("a", "Tea"));
        let _ = anna.delete(&at("a.ics")).send().expect(204);
        let _ = anna.put(&at("b.ics"), &event("a", "Tea")).send().expect(201);
    }

    fn a_uid_may_be_in_two_calendars(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let _ = anna.request("MKCALENDAR", "/dav/calendars/anna/other/").send().expect(201);
        let _ = anna.create(&at("a.ics"), &event("a", "Tea"));
        let _ = anna.put("/dav/calendars/anna/other/a.ics", &event("a", "Tea")).send().expect(201);
    }

    fn a_calendar_takes_only_its_kinds(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let answer = anna.put(&format!("{TASKS}a.ics"), &event("a", "Tea")).send().expect(403);
        assert_eq!(answer.precondition(), "C:supported-calendar-component");
        assert_eq!(answer.explanation(), "this calendar takes no VEVENT");
        let _ = anna.put(&format!("{TASKS}a.ics"), &todo_with("a", &["SUMMARY:Tea"])).send().expect(201);
    }

    fn invalid_text_is_explained_by_line_and_rule(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let wrong = event_with("a", &["DTSTART:20261324T090000Z"]);
        let answer = anna.put(&at("a.ics"), &wrong).send().expect(403);
        assert_eq!(answer.precondition(), "C:valid-calendar-data");
        let explanation = answer.explanation();
        assert!(explanation.contains("line 7") && explanation.contains("DTSTART"), "{explanation}");
        let _ = anna.get(&at("a.ics")).send().expect(404);
    }

    fn an_object_with_two_uids_is_none(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let two = event("a", "Tea").replace(
            "END:VCALENDAR",
            "BEGIN:VEVENT\r\nUID:b\r\nDTSTART:20261124T090000Z\r\nEND:VEVENT\r\nEND:VCALENDAR",
        );
        let answer = anna.put(&at("a.ics"), &two).send().expect(403);
        assert_eq!(answer.precondition(), "C:valid-calendar-object-resource");
    }

    /// RFC 4791 §4.1: no METHOD in a calendar collection.
    fn a_mailed_invitation_is_no_object(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let mailed = event("a", "Tea").replace("VERSION:2.0", "VERSION:2.0\r\nMETHOD:REQUEST");
        let answer = anna.put(&at("a.ics"), &mailed).send().expect(403);
        assert_eq!(answer.precondition(), "C:valid-calendar-object-resource");
    }

    fn too_large_an_object_is_refused_with_the_limit(database) {
        let limits = Limits { object_bytes_max: 2000, ..Limits::default() };
        let server = TestServer::with_limits(database, limits);
        server.add_member("anna");
        let anna = DavClient::new(&server, "anna");
        let answer = anna.put(&at("a.ics"), &event("a", &"x".repeat(2000))).send().expect(413);
        assert_eq!(answer.precondition(), "C:max-resource-size");
        assert!(answer.explanation().contains("2000"), "{}", answer.explanation());
        let exact = event("b", "");
        let padded = event("b", &"x".repeat(2000 - exact.len()));
        let _ = anna.put(&at("b.ics"), &padded).send().expect(201);
    }

    fn another_media_type_is_refused(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        for other in ["text/html", "application/json", "text/vcard"] {
            let put = anna.request("PUT", &at("a.ics")).header("content-type", other);
            let answer = put.body(event("a", "Tea")).send().expect(403);
            assert_eq!(answer.precondition(), "C:supported-calendar-data", "{other}");
        }
    }

    /// What curl sends with `-T` and with `--data-binary`.
    fn a_media_type_that_says_nothing_is_taken(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let _ = anna.request("PUT", &at("a.ics")).body(event("a", "Tea")).send().expect(201);
        let form = anna.request("PUT", &at("b.ics")).header("content-type", "application/x-www-form-urlencoded");
        let _ = form.body(event("b", "Tea")).send().expect(201);
    }

    /// RFC 9110 §14.5.
    fn a_part_is_not_taken_for_the_whole(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let part = anna.put(&at("a.ics"), &event("a", "Tea")).header("content-range", "bytes 0-99/500");
        let _ = part.send().expect(400);
        let _ = anna.get(&at("a.ics")).send().expect(404);
    }

    fn without_its_calendar_an_object_cannot_be(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let _ = anna.put("/dav/calendars/anna/nowhere/a.ics", &event("a", "Tea")).send().expect(409);
    }

    fn only_objects_are_put(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        for path in [CALENDAR, "/dav/calendars/anna/", "/dav/principals/users/anna/", "/dav/"] {
            let _ = anna.put(path, &event("a", "Tea")).send().expect(405);
        }
    }

    /// RFC 4791 §5.2.8 and §5.3.2.1.
    fn a_series_that_repeats_too_often_is_refused_and_the_limit_is_told(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let seconds = event_with("a", &["DTSTART:20261124T090000Z", "RRULE:FREQ=SECONDLY"]);
        let answer = anna.put(&at("a.ics"), &seconds).send().expect(403);
        assert_eq!(answer.precondition(), "C:max-instances");
        assert!(answer.explanation().contains("line 8"), "{}", answer.explanation());
        let told = anna.propfind(CALENDAR, "0", &["C:max-instances"]).send().multistatus();
        assert_eq!(told.only().text("C:max-instances"), "50000");
        let hours = event_with("a", &["DTSTART:20261124T090000Z", "RRULE:FREQ=HOURLY"]);
        let _ = anna.create(&at("a.ics"), &hours);
    }

    fn a_series_that_would_be_looked_through_without_end_is_refused_with_its_line(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let series = |lines: &[&str]| event_with("a", &[&["DTSTART:20261124T090000Z"], lines].concat());
        for lines in [
            ["RRULE:FREQ=DAILY", "EXRULE:FREQ=DAILY"],
            ["RRULE:FREQ=HOURLY", "EXRULE:FREQ=SECONDLY"],
            ["X-A:1", "RRULE:FREQ=DAILY;COUNT=100001"],
        ] {
            let answer = anna.put(&at("a.ics"), &series(&lines)).send().expect(403);
            assert_eq!(answer.precondition(), "C:max-instances", "{lines:?}");
            assert!(answer.explanation().contains("line 9"), "{}", answer.explanation());
        }
        let _ = anna.create(&at("a.ics"), &series(&["RRULE:FREQ=DAILY", "EXRULE:FREQ=WEEKLY;BYDAY=SU"]));
    }

    /// RFC 7529 §10.
    fn a_calendar_scale_that_is_not_known_is_refused_and_the_known_ones_are_told(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let in_scale = |scale: &str| event_with("a", &["DTSTART:20261124T090000Z", &format!("RRULE:RSCALE={scale};FREQ=YEARLY")]);
        let answer = anna.put(&at("a.ics"), &in_scale("KLINGON")).send().expect(403);
        assert_eq!(answer.precondition(), "C:supported-rscale");
        let told = anna.propfind(CALENDAR, "0", &["C:supported-rscale-set"]).send().multistatus();
        assert!(told.only().property("C:supported-rscale-set").xml.contains("<C:supported-rscale>HEBREW<"));
        let _ = anna.create(&at("a.ics"), &in_scale("HEBREW"));
    }
}
