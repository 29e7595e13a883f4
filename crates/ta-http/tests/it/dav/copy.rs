//! COPY of objects (RFC 4918 §9.8).

use ta_sim::{DavClient, Request, TestServer};
use ta_testdb::on_both_engines;

use super::sample::{CALENDAR, TASKS, at, event};

const OTHER: &str = "/dav/calendars/anna/other/";

/// A server on which anna has a second calendar and an object to copy.
fn server_with_two_calendars(database: &ta_testdb::TestDatabase) -> TestServer {
    let server = TestServer::with_members(database, ["anna"]);
    let anna = DavClient::new(&server, "anna");
    let _ = anna.request("MKCALENDAR", OTHER).send().expect(201);
    let _ = anna.create(&at("a.ics"), &event("a", "Tea"));
    server
}

fn copy<'s>(server: &'s TestServer, from: &str, to: &str) -> Request<'s> {
    DavClient::new(server, "anna").request("COPY", from).header("destination", to)
}

on_both_engines! {
    fn a_copy_in_another_calendar_is_the_same_text(database) {
        let server = server_with_two_calendars(database);
        let anna = DavClient::new(&server, "anna");
        let _ = copy(&server, &at("a.ics"), &format!("{OTHER}b.ics")).send().expect(201);
        assert_eq!(anna.get(&format!("{OTHER}b.ics")).send().text(), event("a", "Tea"));
        assert_eq!(anna.get(&at("a.ics")).send().text(), event("a", "Tea"));
    }

    fn within_a_calendar_the_uid_is_in_the_way(database) {
        let server = server_with_two_calendars(database);
        let answer = copy(&server, &at("a.ics"), &at("b.ics")).send().expect(403);
        assert_eq!(answer.precondition(), "C:no-uid-conflict");
        assert_eq!(answer.precondition_hrefs(), [at("a.ics")]);
    }

    fn what_is_there_is_replaced_unless_it_shall_stay(database) {
        let server = server_with_two_calendars(database);
        let anna = DavClient::new(&server, "anna");
        let there = format!("{OTHER}a.ics");
        let _ = anna.create(&there, &event("a", "Coffee"));
        let _ = copy(&server, &at("a.ics"), &there).header("overwrite", "F").send().expect(412);
        assert_eq!(anna.get(&there).send().text(), event("a", "Coffee"));
        let _ = copy(&server, &at("a.ics"), &there).header("overwrite", "T").send().expect(204);
        assert_eq!(anna.get(&there).send().text(), event("a", "Tea"));
    }

    fn the_calendar_has_to_take_the_kind(database) {
        let server = server_with_two_calendars(database);
        let answer = copy(&server, &at("a.ics"), &format!("{TASKS}a.ics")).send().expect(403);
        assert_eq!(answer.precondition(), "C:supported-calendar-component");
    }

    fn the_calendar_has_to_be_there(database) {
        let server = server_with_two_calendars(database);
        let _ = copy(&server, &at("a.ics"), "/dav/calendars/anna/nowhere/a.ics").send().expect(409);
    }

    fn what_is_not_there_cannot_be_copied(database) {
        let server = server_with_two_calendars(database);
        let _ = copy(&server, &at("none.ics"), &format!("{OTHER}a.ics")).send().expect(404);
    }

    fn a_copy_onto_itself_is_refused(database) {
        let server = server_with_two_calendars(database);
        let _ = copy(&server, &at("a.ics"), &at("a.ics")).send().expect(403);
    }

    fn calendars_are_not_copied(database) {
        let server = server_with_two_calendars(database);
        let _ = copy(&server, CALENDAR, "/dav/calendars/anna/third/").send().expect(403);
    }

    fn without_a_destination_nothing_is_copied(database) {
        let server = server_with_two_calendars(database);
        let _ = DavClient::new(&server, "anna").request("COPY", &at("a.ics")).send().expect(400);
    }
}
