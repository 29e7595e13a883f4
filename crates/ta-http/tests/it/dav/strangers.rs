//! What another member has is not there: status and body are those of something that never was.

use ta_core::{Act, See};
use ta_sim::{Answer, DavClient, TestServer};
use ta_testdb::{TestDatabase, on_both_engines};

use super::sample::{CALENDAR, at, event};

/// A server on which ben has something to hide, zoe has nothing, and members see nothing of each other's calendars.
fn server_with_secrets(database: &TestDatabase) -> TestServer {
    let server = TestServer::with_members(database, ["anna", "ben", "zoe"]);
    server.let_members(See::Nothing, Act::Nothing);
    for calendar in ["calendar", "tasks"] {
        let emptied =
            DavClient::new(&server, "zoe").delete(&format!("/dav/calendars/zoe/{calendar}/")).send();
        assert_eq!(emptied.status, 204);
    }
    let ben = DavClient::new(&server, "ben");
    let _ = ben.create("/dav/calendars/ben/calendar/a.ics", &event("a", "Secret"));
    let _ = DavClient::new(&server, "anna").create(&at("mine.ics"), &event("mine", "Tea"));
    server
}

/// Status, body and headers, with the names that were asked for taken out.
fn shown(answer: &Answer, names: &[&str]) -> String {
    let mut text = format!("{} {:?} {}", answer.status, answer.headers, answer.text());
    for name in names {
        text = text.replace(name, "NAME");
    }
    text
}

/// Asserts that ben's places and places that never were answer the same.
#[track_caller]
fn check(server: &TestServer, ask: impl Fn(&DavClient<'_>, &str) -> Answer, expected: u16) {
    let anna = DavClient::new(server, "anna");
    let pairs = [
        ("/dav/calendars/ben/", "/dav/calendars/zoe/"),
        ("/dav/calendars/ben/calendar/", "/dav/calendars/zoe/calendar/"),
        ("/dav/calendars/ben/calendar/a.ics", "/dav/calendars/zoe/calendar/a.ics"),
        ("/dav/calendars/ben/calendar/a.ics", "/dav/calendars/ben/calendar/b.ics"),
    ];
    let of_depth = |path: &str| path.matches('/').count();
    let mut checked = 0;
    for (real, never) in pairs {
        let (real_answer, never_answer) = (ask(&anna, real), ask(&anna, never));
        let names = ["ben", "zoe", "a.ics", "b.ics"];
        assert_eq!(shown(&real_answer, &names), shown(&never_answer, &names), "{real} at {}", of_depth(real));
        checked += usize::from(real_answer.status == expected);
    }
    assert!(checked > 0, "{expected} never came");
}

on_both_engines! {
    fn propfind(database) {
        let server = server_with_secrets(database);
        check(&server, |anna, path| anna.propfind(path, "1", &["D:displayname", "D:getetag"]).send(), 404);
    }

    fn proppatch(database) {
        let server = server_with_secrets(database);
        let set = "<D:set><D:prop><D:displayname>x</D:displayname></D:prop></D:set>";
        check(&server, |anna, path| anna.proppatch(path, set).send(), 404);
        let bad = "<D:set><D:prop><D:getetag>x</D:getetag></D:prop></D:set>";
        check(&server, |anna, path| anna.proppatch(path, bad).send(), 404);
    }

    fn get(database) {
        let server = server_with_secrets(database);
        check(&server, |anna, path| anna.get(path).send(), 404);
        check(&server, |anna, path| anna.get(path).header("if-match", "*").send(), 404);
    }

    fn put(database) {
        let server = server_with_secrets(database);
        check(&server, |anna, path| anna.put(path, &event("a", "Tea")).send(), 409);
        check(&server, |anna, path| anna.put(path, &event("a", "Tea")).header("if-match", "*").send(), 409);
        check(&server, |anna, path| anna.put(path, &event("a", "Tea")).header("if-none-match", "*").send(), 409);
    }

    fn delete(database) {
        let server = server_with_secrets(database);
        check(&server, |anna, path| anna.delete(path).send(), 404);
        let ben = DavClient::new(&server, "ben");
        let _ = ben.get("/dav/calendars/ben/calendar/a.ics").send().expect(200);
    }

    fn copy_from(database) {
        let server = server_with_secrets(database);
        check(&server, |anna, path| anna.request("COPY", path).header("destination", &at("new.ics")).send(), 404);
    }

    fn copy_and_move_to(database) {
        let server = server_with_secrets(database);
        for method in ["COPY", "MOVE"] {
            check(&server, |anna, path| anna.request(method, &at("mine.ics")).header("destination", path).send(), 409);
        }
    }

    fn move_from(database) {
        let server = server_with_secrets(database);
        check(&server, |anna, path| anna.request("MOVE", path).header("destination", &at("new.ics")).send(), 404);
        check(&server, |anna, path| anna.request("MOVE", path).header("destination", "/dav/calendars/anna/new/").send(), 403);
    }

    fn mkcalendar(database) {
        let server = server_with_secrets(database);
        check(&server, |anna, path| anna.request("MKCALENDAR", path).send(), 403);
    }

    fn reports(database) {
        let server = server_with_secrets(database);
        check(&server, |anna, path| anna.query(path, r#"<C:comp-filter name="VEVENT"/>"#).send(), 404);
        check(&server, |anna, path| anna.sync(path, "", None).send(), 404);
        check(&server, |anna, path| anna.sync(path, "urn:teamagenda:sync:3:1", None).send(), 404);
        let href = "<D:prop><D:getetag/></D:prop><D:href>/dav/calendars/ben/calendar/a.ics</D:href>";
        check(&server, |anna, path| anna.report(path, "C:calendar-multiget", href).send(), 404);
    }

    fn a_list_of_homes_names_only_ones_own(database) {
        let server = server_with_secrets(database);
        let anna = DavClient::new(&server, "anna");
        let told = anna.propfind("/dav/calendars/", "1", &["D:displayname"]).send().multistatus();
        assert_eq!(told.hrefs(), ["/dav/calendars/", "/dav/calendars/anna/"]);
    }

    /// Two members may use one UID: the answer must not tell that somebody else has it.
    fn a_uid_of_another_is_free(database) {
        let server = server_with_secrets(database);
        let anna = DavClient::new(&server, "anna");
        let _ = anna.put(&format!("{CALENDAR}a.ics"), &event("a", "Tea")).send().expect(201);
    }

    fn tokens_of_another_are_as_foreign_as_any(database) {
        let server = server_with_secrets(database);
        let (anna, ben) = (DavClient::new(&server, "anna"), DavClient::new(&server, "ben"));
        let theirs = ben.sync_token("/dav/calendars/ben/calendar/");
        let answer = anna.sync(CALENDAR, &theirs, None).send().expect(403);
        let never = anna.sync(CALENDAR, "urn:teamagenda:sync:99999:1", None).send().expect(403);
        assert_eq!(answer.text(), never.text());
    }
}
