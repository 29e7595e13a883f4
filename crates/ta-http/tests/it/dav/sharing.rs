//! What others see of a calendar and do with it.

use ta_core::{Act, See};
use ta_sim::{DavClient, TestServer};
use ta_testdb::{TestDatabase, on_both_engines};

use super::acl::{BEN, ace, set};
use super::sample::{CALENDAR, at, describe_team, event, event_with};

/// Where anna's calendar is in ben's home.
const SHARED: &str = "/dav/calendars/ben/calendar%40anna/";
const HOME: &str = "/dav/calendars/ben/";

fn server(database: &TestDatabase) -> TestServer {
    let server = TestServer::with_members(database, ["anna", "ben"]);
    server.let_members(See::Nothing, Act::Nothing);
    server
}

/// A private hour on 24 November 2026.
fn private(uid: &str, summary: &str) -> String {
    let lines = [
        "DTSTART:20261124T090000Z",
        "DTEND:20261124T100000Z",
        &format!("SUMMARY:{summary}"),
        "CLASS:PRIVATE",
    ];
    event_with(uid, &lines)
}

fn shared_name(name: &str) -> String {
    format!("{SHARED}{name}")
}

on_both_engines! {
    /// Apple's clients look at one home only, and a calendar among others needs a name that says whose it is.
    fn a_granted_calendar_appears_in_ones_own_home(database) {
        let server = server(database);
        let (anna, ben) = (DavClient::new(&server, "anna"), DavClient::new(&server, "ben"));
        let _ = anna.create(&at("a.ics"), &event("a", "Tea"));
        let _ = set(&anna, &[ace(BEN, &["<D:read/>", "<D:write/>"])]).expect(200);
        let told = ben.propfind(HOME, "1", &["D:displayname", "D:owner"]).send().multistatus();
        let listed = told.of(SHARED);
        assert_eq!(listed.text("D:displayname"), "Calendar (anna)");
        assert_eq!(listed.property("D:owner").hrefs(), ["/dav/principals/users/anna/"]);
        assert!(ben.get(&shared_name("a.ics")).send().expect(200).text().contains("Tea"));
        let _ = ben.create(&shared_name("b.ics"), &event("b", "Coffee"));
        assert!(anna.get(&at("b.ics")).send().expect(200).text().contains("Coffee"));
    }

    fn what_members_may_by_default_fills_nobodys_home(database) {
        let server = server(database);
        server.let_members(See::All, Act::Edit);
        let ben = DavClient::new(&server, "ben");
        let told = ben.propfind(HOME, "1", &["D:displayname"]).send().multistatus();
        assert!(told.hrefs().iter().all(|href| !href.contains('@')), "{:?}", told.hrefs());
        let _ = ben.propfind(CALENDAR, "1", &["D:getetag"]).send().expect(207);
    }

    fn whoever_sees_titles_sees_nothing_else(database) {
        let server = server(database);
        server.let_members(See::Titles, Act::Nothing);
        let (anna, ben) = (DavClient::new(&server, "anna"), DavClient::new(&server, "ben"));
        let lines = ["DTSTART:20261124T090000Z", "SUMMARY:Tea", "DESCRIPTION:Secret", "LOCATION:Cellar", "X-PLAN:Nine"];
        let own_tag = anna.create(&at("a.ics"), &event_with("a", &lines));
        let shown = ben.get(&at("a.ics")).send().expect(200);
        let text = shown.text();
        assert!(text.contains("SUMMARY:Tea") && text.contains("DTSTART:20261124T090000Z"), "{text}");
        for hidden in ["Secret", "Cellar", "Nine", "example.com"] {
            assert!(!text.contains(hidden), "{hidden} in {text}");
        }
        assert_ne!(shown.header("etag"), own_tag);
    }

    fn a_search_finds_nothing_by_what_is_hidden(database) {
        let server = server(database);
        server.let_members(See::Titles, Act::Nothing);
        let (anna, ben) = (DavClient::new(&server, "anna"), DavClient::new(&server, "ben"));
        let lines = ["DTSTART:20261124T090000Z", "SUMMARY:Tea", "DESCRIPTION:Secret"];
        let _ = anna.create(&at("a.ics"), &event_with("a", &lines));
        let _ = anna.create(&at("p.ics"), &private("p", "Doctor"));
        let by = |property: &str, text: &str| {
            format!(r#"<C:comp-filter name="VEVENT"><C:prop-filter name="{property}"><C:text-match>{text}</C:text-match></C:prop-filter></C:comp-filter>"#)
        };
        let found = |filter: &str| ben.query(CALENDAR, filter).send().multistatus().responses.len();
        assert_eq!(found(&by("DESCRIPTION", "Secret")), 0);
        assert_eq!(found(&by("SUMMARY", "Doctor")), 0);
        assert_eq!(found(&by("SUMMARY", "Tea")), 1);
        assert_eq!(DavClient::new(&server, "anna").query(CALENDAR, &by("SUMMARY", "Doctor")).send().multistatus().responses.len(), 1);
    }

    fn private_items_are_busy_time_to_others(database) {
        let server = server(database);
        let (anna, ben) = (DavClient::new(&server, "anna"), DavClient::new(&server, "ben"));
        let _ = set(&anna, &[ace(BEN, &["<D:read/>"])]).expect(200);
        let _ = anna.create(&at("p.ics"), &private("p", "Doctor"));
        let text = ben.get(&at("p.ics")).send().expect(200).text();
        assert!(text.contains("SUMMARY:Busy") && !text.contains("Doctor"), "{text}");
        let _ = anna.create(&at("q.ics"), &private("q", "Walk").replace("CLASS:", "TRANSP:TRANSPARENT\r\nCLASS:"));
        let _ = ben.get(&at("q.ics")).send().expect(404);
    }

    fn private_items_are_shown_to_those_who_may_see_them(database) {
        let server = server(database);
        let (anna, ben) = (DavClient::new(&server, "anna"), DavClient::new(&server, "ben"));
        let read_private = r#"<X:read-private xmlns:X="urn:teamagenda:dav"/>"#;
        let _ = set(&anna, &[ace(BEN, &["<D:read/>", read_private])]).expect(200);
        let _ = anna.create(&at("p.ics"), &private("p", "Doctor"));
        assert!(ben.get(&at("p.ics")).send().expect(200).text().contains("Doctor"));
    }

    fn somebody_who_edits_cannot_overwrite_what_is_hidden(database) {
        let server = server(database);
        let (anna, ben) = (DavClient::new(&server, "anna"), DavClient::new(&server, "ben"));
        let _ = set(&anna, &[ace(BEN, &["<D:read/>", "<D:write/>"])]).expect(200);
        let _ = anna.create(&at("p.ics"), &private("p", "Doctor"));
        let seen = ben.get(&at("p.ics")).send().expect(200);
        let refused = ben.put(&at("p.ics"), &seen.text()).header("if-match", seen.header("etag")).send().expect(403);
        assert_eq!(refused.precondition(), "D:need-privileges");
        let _ = ben.delete(&at("p.ics")).send().expect(403);
        assert!(anna.get(&at("p.ics")).send().expect(200).text().contains("Doctor"));
    }

    /// RFC 6578 §3.5.2: what somebody cannot see any more is gone for them.
    fn what_becomes_hidden_is_deleted_in_synchronisation(database) {
        let server = server(database);
        let (anna, ben) = (DavClient::new(&server, "anna"), DavClient::new(&server, "ben"));
        let _ = set(&anna, &[ace(BEN, &["<D:read/>"])]).expect(200);
        let _ = anna.create(&at("a.ics"), &event("a", "Walk"));
        let token = ben.sync_token(CALENDAR);
        let hidden = private("a", "Walk").replace("CLASS:", "TRANSP:TRANSPARENT\r\nCLASS:");
        let _ = anna.put(&at("a.ics"), &hidden).send().expect(204);
        let told = ben.sync(CALENDAR, &token, None).send().multistatus();
        assert_eq!(told.of(&at("a.ics")).status, Some(404));
        let _ = anna.put(&at("a.ics"), &event("a", "Walk")).send().expect(204);
        let back = ben.sync(CALENDAR, &told.sync_token.unwrap(), None).send().multistatus();
        assert_eq!(back.of(&at("a.ics")).status_of("D:getetag"), Some(200));
    }

    fn changes_of_what_is_hidden_are_no_changes(database) {
        let server = server(database);
        let (anna, ben) = (DavClient::new(&server, "anna"), DavClient::new(&server, "ben"));
        let _ = set(&anna, &[ace(BEN, &["<D:read/>"])]).expect(200);
        let _ = anna.create(&at("p.ics"), &private("p", "Doctor"));
        let (token, tag) = (ben.sync_token(CALENDAR), ben.get(&at("p.ics")).send().header("etag").to_owned());
        let _ = anna.put(&at("p.ics"), &private("p", "Dentist")).send().expect(204);
        assert_eq!(ben.sync_token(CALENDAR), token);
        assert_eq!(ben.get(&at("p.ics")).send().header("etag"), tag);
        assert!(ben.sync(CALENDAR, &token, None).send().multistatus().responses.is_empty());
    }

    fn tokens_are_valid_in_the_view_that_gave_them(database) {
        let server = server(database);
        let (anna, ben) = (DavClient::new(&server, "anna"), DavClient::new(&server, "ben"));
        let _ = anna.create(&at("a.ics"), &event("a", "Tea"));
        let own = anna.sync_token(CALENDAR);
        let _ = set(&anna, &[ace(BEN, &["<D:read/>"])]).expect(200);
        assert_eq!(ben.sync(CALENDAR, &own, None).send().expect(403).precondition(), "D:valid-sync-token");
    }

    fn how_a_shared_calendar_looks_is_each_viewers_own(database) {
        let server = server(database);
        let (anna, ben) = (DavClient::new(&server, "anna"), DavClient::new(&server, "ben"));
        let _ = set(&anna, &[ace(BEN, &["<D:read/>"])]).expect(200);
        let set_name = "<D:set><D:prop><D:displayname>Boss</D:displayname></D:prop></D:set>";
        let _ = ben.proppatch(SHARED, set_name).send().expect(207);
        let name_for = |client: &DavClient<'_>, path: &str| {
            client.propfind(path, "0", &["D:displayname"]).send().multistatus().only().text("D:displayname").to_owned()
        };
        assert_eq!(name_for(&ben, SHARED), "Boss");
        assert_eq!(name_for(&anna, CALENDAR), "Calendar");
        let refused = ben.proppatch(CALENDAR, set_name).send();
        assert_eq!(refused.status, 403, "{}", refused.text());
    }

    fn deleting_a_shared_calendar_takes_it_out_of_ones_own_home_only(database) {
        let server = server(database);
        let (anna, ben) = (DavClient::new(&server, "anna"), DavClient::new(&server, "ben"));
        let _ = anna.create(&at("a.ics"), &event("a", "Tea"));
        let _ = set(&anna, &[ace(BEN, &["<D:read/>", "<D:write/>"])]).expect(200);
        let _ = ben.delete(CALENDAR).send().expect(403);
        let _ = ben.delete(SHARED).send().expect(204);
        let _ = ben.get(&shared_name("a.ics")).send().expect(404);
        let _ = anna.get(&at("a.ics")).send().expect(200);
        // Granted anew, it is there again.
        let _ = set(&anna, &[]).expect(200);
        let _ = set(&anna, &[ace(BEN, &["<D:read/>"])]).expect(200);
        let _ = ben.get(&shared_name("a.ics")).send().expect(200);
    }

    fn a_grant_that_is_taken_back_leaves_no_trace(database) {
        let server = server(database);
        let (anna, ben) = (DavClient::new(&server, "anna"), DavClient::new(&server, "ben"));
        let _ = anna.create(&at("a.ics"), &event("a", "Tea"));
        let _ = set(&anna, &[ace(BEN, &["<D:read/>"])]).expect(200);
        let token = ben.sync_token(SHARED);
        let _ = set(&anna, &[]).expect(200);
        let _ = ben.sync(SHARED, &token, None).send().expect(404);
        let _ = ben.sync(CALENDAR, &token, None).send().expect(404);
        let listed = ben.propfind(HOME, "1", &["D:displayname"]).send().multistatus();
        assert!(listed.hrefs().iter().all(|href| !href.contains("anna")), "{:?}", listed.hrefs());
    }

    fn whoever_may_add_adds_and_changes_nothing_that_is_there(database) {
        let server = server(database);
        let (anna, ben) = (DavClient::new(&server, "anna"), DavClient::new(&server, "ben"));
        let _ = anna.create(&at("a.ics"), &event("a", "Tea"));
        let _ = set(&anna, &[ace(BEN, &["<D:bind/>"])]).expect(200);
        let _ = ben.create(&at("b.ics"), &event("b", "Coffee"));
        let _ = ben.put(&at("a.ics"), &event("a", "Coffee")).send().expect(403);
        let _ = ben.delete(&at("a.ics")).send().expect(403);
        assert!(anna.get(&at("b.ics")).send().expect(200).text().contains("Coffee"));
    }

    fn whoever_may_know_busy_times_is_told_those_and_finds_no_calendar(database) {
        let server = server(database);
        let (anna, ben) = (DavClient::new(&server, "anna"), DavClient::new(&server, "ben"));
        let _ = anna.create(&at("p.ics"), &private("p", "Doctor"));
        let _ = set(&anna, &[ace(BEN, &["<C:read-free-busy/>"])]).expect(200);
        let span = r#"<C:time-range start="20261124T000000Z" end="20261125T000000Z"/>"#;
        let told = ben.report(CALENDAR, "C:free-busy-query", span).header("depth", "1").send().expect(200).text();
        assert!(told.contains("20261124T090000Z/") && !told.contains("Doctor"), "{told}");
        let _ = ben.propfind(CALENDAR, "0", &["D:displayname"]).send().expect(404);
        let _ = ben.get(&at("p.ics")).send().expect(404);
    }

    fn objects_move_between_calendars_of_two_people(database) {
        let server = server(database);
        let (anna, ben) = (DavClient::new(&server, "anna"), DavClient::new(&server, "ben"));
        let _ = ben.create("/dav/calendars/ben/calendar/a.ics", &event("a", "Tea"));
        let _ = set(&anna, &[ace(BEN, &["<D:read/>", "<D:write/>"])]).expect(200);
        let there = shared_name("a.ics");
        let _ = ben.request("MOVE", "/dav/calendars/ben/calendar/a.ics").header("destination", &there).send().expect(201);
        assert!(anna.get(&at("a.ics")).send().expect(200).text().contains("Tea"));
    }

    /// As macOS and iOS share a calendar.
    fn apples_clients_share_with_mail_addresses_and_paths(database) {
        let server = server(database);
        describe_team(&server);
        let (anna, ben) = (DavClient::new(&server, "anna"), DavClient::new(&server, "ben"));
        let share = |content: &str| anna.xml("POST", CALENDAR, "CS:share", content).send();
        let ben_writes = "<CS:set><D:href>/dav/principals/users/ben/</D:href><CS:common-name>Ben</CS:common-name><CS:read-write/></CS:set>";
        let _ = share(ben_writes).expect(200);
        let _ = ben.create(&shared_name("a.ics"), &event("a", "Tea"));
        let told = anna.propfind(CALENDAR, "0", &["CS:invite", "CS:allowed-sharing-modes"]).send().multistatus();
        let invite = told.only().property("CS:invite").xml.clone();
        let user = "<CS:user><D:href>/dav/principals/users/ben/</D:href><CS:common-name>ben</CS:common-name><CS:invite-accepted/><CS:access><CS:read-write/></CS:access></CS:user>";
        assert!(invite.contains(user), "{invite}");
        assert_eq!(told.only().property("CS:allowed-sharing-modes").children, ["CS:can-be-shared"]);
        let _ = share("<CS:remove><D:href>/dav/principals/users/ben/</D:href></CS:remove>").expect(200);
        let _ = ben.get(&shared_name("a.ics")).send().expect(404);
        let stranger = "<CS:set><D:href>mailto:stranger@example.com</D:href><CS:read/></CS:set>";
        assert_eq!(share(stranger).expect(403).precondition(), "D:recognized-principal");
        let by_mail = "<CS:set><D:href>MAILTO:anna@example.com</D:href><CS:read/></CS:set>";
        let _ = ben.xml("POST", "/dav/calendars/ben/calendar/", "CS:share", by_mail).send().expect(200);
        let _ = anna.propfind("/dav/calendars/anna/calendar%40ben/", "0", &["D:displayname"]).send().expect(207);
    }

    fn only_those_who_manage_a_calendar_share_it(database) {
        let server = server(database);
        let (anna, ben) = (DavClient::new(&server, "anna"), DavClient::new(&server, "ben"));
        let _ = set(&anna, &[ace(BEN, &["<D:read/>", "<D:write/>"])]).expect(200);
        let told = ben.propfind(SHARED, "0", &["CS:invite", "CS:allowed-sharing-modes"]).send().multistatus();
        assert_eq!(told.only().status_of("CS:invite"), Some(404));
        assert_eq!(told.only().status_of("CS:allowed-sharing-modes"), Some(404));
        let with_all = "<CS:set><D:href>/dav/principals/users/ben/</D:href><CS:read-write/></CS:set>";
        let _ = ben.xml("POST", SHARED, "CS:share", with_all).send().expect(403);
    }
}
