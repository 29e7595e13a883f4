//! MOVE of objects and calendars (RFC 4918 §9.9).

use ta_sim::{DavClient, Request, TestServer};
use ta_testdb::on_both_engines;

use super::sample::{CALENDAR, TASKS, at, event};

const OTHER: &str = "/dav/calendars/anna/other/";

/// A server on which anna has a second calendar and an object to move.
fn server_with_two_calendars(database: &ta_testdb::TestDatabase) -> TestServer {
    let server = TestServer::with_members(database, ["anna", "ben"]);
    let anna = DavClient::new(&server, "anna");
    let _ = anna.request("MKCALENDAR", OTHER).send().expect(201);
    let _ = anna.create(&at("a.ics"), &event("a", "Tea"));
    server
}

fn move_to<'s>(server: &'s TestServer, from: &str, to: &str) -> Request<'s> {
    DavClient::new(server, "anna").request("MOVE", from).header("destination", to)
}

on_both_engines! {
    fn an_object_gets_another_name(database) {
        let server = server_with_two_calendars(database);
        let anna = DavClient::new(&server, "anna");
        let etag = anna.list(CALENDAR)[&at("a.ics")].clone();
        let _ = move_to(&server, &at("a.ics"), &at("b.ics")).send().expect(201);
        assert_eq!(anna.list(CALENDAR).into_iter().collect::<Vec<_>>(), [(at("b.ics"), etag)]);
    }

    fn an_object_goes_to_another_calendar(database) {
        let server = server_with_two_calendars(database);
        let anna = DavClient::new(&server, "anna");
        let _ = move_to(&server, &at("a.ics"), &format!("{OTHER}a.ics")).send().expect(201);
        assert!(anna.list(CALENDAR).is_empty());
        assert_eq!(anna.get(&format!("{OTHER}a.ics")).send().text(), event("a", "Tea"));
    }

    fn both_calendars_tell_of_it(database) {
        let server = server_with_two_calendars(database);
        let anna = DavClient::new(&server, "anna");
        let (from, to) = (anna.sync_token(CALENDAR), anna.sync_token(OTHER));
        let _ = move_to(&server, &at("a.ics"), &format!("{OTHER}b.ics")).send().expect(201);
        assert_eq!(anna.sync(CALENDAR, &from, None).send().multistatus().of(&at("a.ics")).status, Some(404));
        let there = format!("{OTHER}b.ics");
        assert_eq!(anna.sync(OTHER, &to, None).send().multistatus().hrefs(), [there.as_str()]);
    }

    fn what_is_there_is_replaced_unless_it_shall_stay(database) {
        let server = server_with_two_calendars(database);
        let anna = DavClient::new(&server, "anna");
        let there = format!("{OTHER}b.ics");
        let _ = anna.create(&there, &event("b", "Coffee"));
        let _ = move_to(&server, &at("a.ics"), &there).header("overwrite", "F").send().expect(412);
        assert_eq!(anna.get(&there).send().text(), event("b", "Coffee"));
        let _ = move_to(&server, &at("a.ics"), &there).send().expect(204);
        assert_eq!(anna.get(&there).send().text(), event("a", "Tea"));
        assert!(anna.list(CALENDAR).is_empty());
    }

    fn the_uid_under_another_name_is_in_the_way(database) {
        let server = server_with_two_calendars(database);
        let anna = DavClient::new(&server, "anna");
        let _ = anna.create(&format!("{OTHER}held.ics"), &event("a", "Tea"));
        let answer = move_to(&server, &at("a.ics"), &format!("{OTHER}a.ics")).send().expect(403);
        assert_eq!(answer.precondition(), "C:no-uid-conflict");
        assert_eq!(answer.precondition_hrefs(), [format!("{OTHER}held.ics")]);
        let _ = anna.get(&at("a.ics")).send().expect(200);
    }

    fn the_calendar_has_to_take_the_kind(database) {
        let server = server_with_two_calendars(database);
        let answer = move_to(&server, &at("a.ics"), &format!("{TASKS}a.ics")).send().expect(403);
        assert_eq!(answer.precondition(), "C:supported-calendar-component");
    }

    fn a_version_that_the_client_has_not_seen_stays(database) {
        let server = server_with_two_calendars(database);
        let moved = move_to(&server, &at("a.ics"), &at("b.ics")).header("if-match", "\"other\"");
        let _ = moved.send().expect(412);
        let _ = DavClient::new(&server, "anna").get(&at("a.ics")).send().expect(200);
    }

    fn an_address_of_this_server_may_be_absolute(database) {
        let server = server_with_two_calendars(database);
        let to = format!("http://cal.example.com{OTHER}a.ics");
        let _ = move_to(&server, &at("a.ics"), &to).header("host", "cal.example.com").send().expect(201);
    }

    fn a_proxy_tells_what_the_server_is_called_outside(database) {
        let server = server_with_two_calendars(database);
        let to = format!("https://cal.example.com{OTHER}a.ics");
        let moved = move_to(&server, &at("a.ics"), &to).header("host", "127.0.0.1:3552");
        let _ = moved.header("x-forwarded-host", "cal.example.com").send().expect(201);
    }

    fn nothing_goes_to_another_server(database) {
        let server = server_with_two_calendars(database);
        let to = format!("https://elsewhere.example{OTHER}a.ics");
        let _ = move_to(&server, &at("a.ics"), &to).header("host", "cal.example.com").send().expect(502);
    }

    fn a_calendar_gets_another_name_with_all_that_is_in_it(database) {
        let server = server_with_two_calendars(database);
        let anna = DavClient::new(&server, "anna");
        let _ = move_to(&server, CALENDAR, "/dav/calendars/anna/renamed/").send().expect(201);
        let _ = anna.propfind(CALENDAR, "0", &["D:displayname"]).send().expect(404);
        assert_eq!(anna.get("/dav/calendars/anna/renamed/a.ics").send().text(), event("a", "Tea"));
    }

    fn a_calendar_never_replaces_another(database) {
        let server = server_with_two_calendars(database);
        let _ = move_to(&server, CALENDAR, OTHER).header("overwrite", "T").send().expect(412);
        let _ = DavClient::new(&server, "anna").get(&at("a.ics")).send().expect(200);
    }

    fn a_calendar_stays_in_its_home(database) {
        let server = server_with_two_calendars(database);
        let answer = move_to(&server, CALENDAR, "/dav/calendars/ben/gift/").send().expect(403);
        assert_eq!(answer.precondition(), "C:calendar-collection-location-ok");
    }

    fn an_object_does_not_become_a_calendar(database) {
        let server = server_with_two_calendars(database);
        let _ = move_to(&server, &at("a.ics"), "/dav/calendars/anna/third/").send().expect(403);
        let _ = move_to(&server, CALENDAR, &format!("{OTHER}calendar")).send().expect(403);
    }

    fn nobody_gives_objects_to_others(database) {
        let server = server_with_two_calendars(database);
        let answer = move_to(&server, &at("a.ics"), "/dav/calendars/ben/calendar/a.ics").send().expect(403);
        assert_eq!(answer.precondition(), "D:need-privileges");
    }
}
