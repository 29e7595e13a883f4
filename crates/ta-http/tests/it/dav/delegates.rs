//! Delegates (caldav-proxy).

use ta_core::team::TeamSpec;
use ta_core::{Act, DelegateRights, Delegation, Login, PrivateItems, See};
use ta_sim::{DavClient, TestServer};
use ta_testdb::{TestDatabase, on_both_engines};

use super::sample::{CALENDAR, at, describe_team, event, event_with};

const BEN: &str = "/dav/principals/users/ben/";
const ANNA: &str = "/dav/principals/users/anna/";

/// A closed team in which anna lets somebody act.
fn server(
    database: &TestDatabase,
    delegate: &str,
    rights: DelegateRights,
    private: PrivateItems,
) -> TestServer {
    let server = TestServer::with_members(database, ["anna", "ben", "carla"]);
    server.let_members(See::Nothing, Act::Nothing);
    describe_team(&server);
    let login = |text: &str| Login::new(text).unwrap();
    let delegation = Delegation { member: login("anna"), delegate: login(delegate), rights, private };
    server.describe(&TeamSpec { delegations: vec![delegation], ..TeamSpec::default() });
    server
}

on_both_engines! {
    fn a_delegate_is_told_for_whom_it_acts(database) {
        let server = server(database, "ben", DelegateRights::Write, PrivateItems::AsBusy);
        let asked = ["CS:calendar-proxy-read-for", "CS:calendar-proxy-write-for"];
        let told = |login: &str, path: &str| DavClient::new(&server, login).propfind(path, "0", &asked).send().multistatus();
        let own = told("ben", BEN);
        assert_eq!(own.only().property("CS:calendar-proxy-write-for").hrefs(), [ANNA]);
        assert_eq!(own.only().status_of("CS:calendar-proxy-read-for"), Some(404));
        assert_eq!(told("carla", BEN).only().status_of("CS:calendar-proxy-write-for"), Some(404), "others are not told");
    }

    fn a_group_acts_through_its_members(database) {
        let server = server(database, "board", DelegateRights::Read, PrivateItems::AsBusy);
        let ben = DavClient::new(&server, "ben");
        let told = ben.propfind(BEN, "0", &["CS:calendar-proxy-read-for"]).send().multistatus();
        assert_eq!(told.only().property("CS:calendar-proxy-read-for").hrefs(), [ANNA]);
        let _ = DavClient::new(&server, "anna").create(&at("a.ics"), &event("a", "Tea"));
        let _ = ben.get(&at("a.ics")).send().expect(200);
        let _ = ben.put(&at("a.ics"), &event("a", "Coffee")).send().expect(403);
    }

    fn a_delegate_who_writes_changes_what_is_there(database) {
        let server = server(database, "ben", DelegateRights::Write, PrivateItems::AsBusy);
        let (anna, ben) = (DavClient::new(&server, "anna"), DavClient::new(&server, "ben"));
        let _ = anna.create(&at("a.ics"), &event("a", "Tea"));
        let _ = ben.put(&at("a.ics"), &event("a", "Coffee")).send().expect(204);
        let _ = ben.propfind(CALENDAR, "0", &["D:displayname"]).send().expect(207);
    }

    fn private_items_are_shown_to_delegates_only_where_that_is_said(database) {
        for (private, expected) in [(PrivateItems::AsBusy, "Busy"), (PrivateItems::Shown, "Doctor")] {
            let database = database.engine().database();
            let server = server(&database, "ben", DelegateRights::Read, private);
            let lines = ["DTSTART:20261124T090000Z", "DURATION:PT1H", "SUMMARY:Doctor", "CLASS:PRIVATE"];
            let _ = DavClient::new(&server, "anna").create(&at("p.ics"), &event_with("p", &lines));
            let seen = DavClient::new(&server, "ben").get(&at("p.ics")).send().expect(200).text();
            assert!(seen.contains(&format!("SUMMARY:{expected}")), "{seen}");
        }
    }
}
