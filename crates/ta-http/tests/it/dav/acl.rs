//! ACL and the properties of access control (RFC 3744 §5, §8, §9.2).

use ta_core::{Act, See};
use ta_sim::{Answer, DavClient, TestServer};
use ta_testdb::on_both_engines;

use super::sample::{CALENDAR, at, describe_team, event};

/// An entry that grants.
pub(super) fn ace(principal: &str, privileges: &[&str]) -> String {
    let privileges: String =
        privileges.iter().map(|one| format!("<D:privilege>{one}</D:privilege>")).collect();
    format!("<D:ace><D:principal>{principal}</D:principal><D:grant>{privileges}</D:grant></D:ace>")
}

pub(super) const BEN: &str = "<D:href>/dav/principals/users/ben/</D:href>";
const MEMBERS: &str = "<D:authenticated/>";
const OWNER: &str = "<D:property><D:owner/></D:property>";
const TITLES: &str = r#"<X:read-titles xmlns:X="urn:teamagenda:dav"/>"#;

/// Sets the list of anna's calendar.
pub(super) fn set(client: &DavClient<'_>, entries: &[String]) -> Answer {
    client.xml("ACL", CALENDAR, "D:acl", &entries.concat()).send()
}

fn acl_of(client: &DavClient<'_>, path: &str) -> String {
    let told = client.propfind(path, "0", &["D:acl"]).send().multistatus();
    told.only().property("D:acl").xml.clone()
}

fn server(database: &ta_testdb::TestDatabase) -> TestServer {
    let server = TestServer::with_members(database, ["anna", "ben", "carla"]);
    server.let_members(See::Nothing, Act::Nothing);
    server
}

on_both_engines! {
    fn the_owner_comes_first_and_cannot_be_changed(database) {
        let server = server(database);
        let anna = DavClient::new(&server, "anna");
        let list = acl_of(&anna, CALENDAR);
        assert!(list.contains("<D:property><D:owner/></D:property>"), "{list}");
        assert!(list.contains("<D:all/></D:privilege></D:grant><D:protected/>"), "{list}");
    }

    fn what_every_member_may_is_an_entry(database) {
        let server = server(database);
        let anna = DavClient::new(&server, "anna");
        assert!(!acl_of(&anna, CALENDAR).contains("authenticated"));
        server.let_members(See::Busy, Act::Nothing);
        assert!(acl_of(&anna, CALENDAR).contains("<D:authenticated/></D:principal><D:grant><D:privilege><C:read-free-busy/>"));
    }

    fn whoever_is_granted_reading_reads(database) {
        let server = server(database);
        let (anna, ben) = (DavClient::new(&server, "anna"), DavClient::new(&server, "ben"));
        let _ = anna.create(&at("a.ics"), &event("a", "Tea"));
        let _ = ben.get(&at("a.ics")).send().expect(404);
        let _ = set(&anna, &[ace(BEN, &["<D:read/>"])]).expect(200);
        assert!(ben.get(&at("a.ics")).send().expect(200).text().contains("SUMMARY:Tea"));
        let _ = ben.put(&at("a.ics"), &event("a", "Coffee")).send().expect(403);
        let _ = DavClient::new(&server, "carla").get(&at("a.ics")).send().expect(404);
    }

    fn a_list_replaces_the_one_before(database) {
        let server = server(database);
        let (anna, ben) = (DavClient::new(&server, "anna"), DavClient::new(&server, "ben"));
        let _ = set(&anna, &[ace(BEN, &["<D:read/>"])]).expect(200);
        let carla = "<D:href>/dav/principals/users/carla/</D:href>";
        let _ = set(&anna, &[ace(carla, &["<D:read/>"])]).expect(200);
        let _ = ben.propfind(CALENDAR, "0", &["D:displayname"]).send().expect(404);
    }

    /// RFC 3744 §8.1.3 and every client that changes one entry.
    fn a_list_that_is_written_back_as_it_was_read_changes_nothing(database) {
        let server = server(database);
        server.let_members(See::Titles, Act::Invite);
        let anna = DavClient::new(&server, "anna");
        let _ = set(&anna, &[ace(BEN, &["<D:read/>", "<D:write/>"]), ace(MEMBERS, &[TITLES])]).expect(200);
        let before = acl_of(&anna, CALENDAR);
        let entries = before.split_once('>').unwrap().1.rsplit_once("</").unwrap().0.to_owned();
        let _ = set(&anna, &[entries]).expect(200);
        assert_eq!(acl_of(&anna, CALENDAR), before);
    }

    fn rights_of_a_group_are_those_of_its_members(database) {
        let server = server(database);
        describe_team(&server);
        let (anna, ben) = (DavClient::new(&server, "anna"), DavClient::new(&server, "ben"));
        let _ = anna.create(&at("a.ics"), &event("a", "Tea"));
        let board = "<D:href>/dav/principals/groups/board/</D:href>";
        let _ = set(&anna, &[ace(board, &["<D:read/>"])]).expect(200);
        let _ = ben.get(&at("a.ics")).send().expect(200);
        let _ = DavClient::new(&server, "carla").get(&at("a.ics")).send().expect(404);
    }

    fn only_those_who_may_change_the_list_see_it(database) {
        let server = server(database);
        let (anna, ben) = (DavClient::new(&server, "anna"), DavClient::new(&server, "ben"));
        let _ = set(&anna, &[ace(BEN, &["<D:read/>", "<D:write/>"])]).expect(200);
        let told = ben.propfind(CALENDAR, "0", &["D:acl"]).send().multistatus();
        assert_eq!(told.only().status_of("D:acl"), Some(403));
        let text = ben.propfind(CALENDAR, "0", &["D:acl"]).send().text();
        assert!(text.contains("<D:need-privileges>") && text.contains("<D:read-acl/>"), "{text}");
        assert_eq!(set(&ben, &[ace(BEN, &["<D:all/>"])]).expect(403).precondition(), "D:need-privileges");
        let _ = set(&anna, &[ace(BEN, &["<D:write-acl/>"])]).expect(200);
        assert!(acl_of(&ben, CALENDAR).contains("users/ben/"));
    }

    fn a_manager_cannot_lock_out_the_owner(database) {
        let server = server(database);
        let (anna, ben) = (DavClient::new(&server, "anna"), DavClient::new(&server, "ben"));
        let _ = set(&anna, &[ace(BEN, &["<D:write-acl/>"])]).expect(200);
        let _ = set(&ben, &[ace(OWNER, &[])]).expect(200);
        assert!(acl_of(&anna, CALENDAR).contains("<D:all/>"));
        let _ = anna.create(&at("a.ics"), &event("a", "Tea"));
    }

    fn a_manager_shows_nobody_the_private_items_that_it_does_not_see(database) {
        let server = server(database);
        let (anna, ben) = (DavClient::new(&server, "anna"), DavClient::new(&server, "ben"));
        let _ = set(&anna, &[ace(BEN, &["<D:write-acl/>"])]).expect(200);
        let private = r#"<X:read-private xmlns:X="urn:teamagenda:dav"/>"#;
        let refused = set(&ben, &[ace(BEN, &["<D:write-acl/>", private])]).expect(403);
        assert!(refused.text().contains("private items"), "{}", refused.text());
        assert!(!acl_of(&anna, CALENDAR).contains("read-private"));
    }

    fn what_cannot_be_set_is_refused_by_name(database) {
        let server = server(database);
        describe_team(&server);
        let anna = DavClient::new(&server, "anna");
        let read = "<D:grant><D:privilege><D:read/></D:privilege></D:grant>";
        let ben = format!("<D:principal>{BEN}</D:principal>");
        let deny = "<D:deny><D:privilege><D:read/></D:privilege></D:deny>";
        let user = |name: &str| format!("<D:href>/dav/principals/users/{name}/</D:href>");
        let room = "<D:href>/dav/principals/resources/room-1/</D:href>";
        let cases = [
            (format!("<D:ace>{ben}{deny}</D:ace>"), "D:grant-only"),
            (format!("<D:ace><D:invert>{ben}</D:invert>{read}</D:ace>"), "D:no-invert"),
            (ace(BEN, &["<D:read-acl/>"]), "D:no-abstract"),
            (ace(BEN, &["<C:schedule-send/>"]), "D:not-supported-privilege"),
            (ace("<D:all/>", &["<D:read/>"]), "D:allowed-principal"),
            (ace(room, &["<D:read/>"]), "D:allowed-principal"),
            (ace(&user("nobody"), &["<D:read/>"]), "D:recognized-principal"),
            (ace("<D:href>https://example.com/ben</D:href>", &["<D:read/>"]), "D:recognized-principal"),
        ];
        for (entry, expected) in cases {
            assert_eq!(set(&anna, &[ace(BEN, &["<D:read/>"]), entry.clone()]).expect(403).precondition(), expected, "{entry}");
        }
        assert!(!acl_of(&anna, CALENDAR).contains("users/ben/"), "a refused list leaves the old one");
    }

    fn a_list_about_nobody_is_a_bad_request(database) {
        let server = server(database);
        let anna = DavClient::new(&server, "anna");
        let _ = set(&anna, &["<D:ace><D:principal/></D:ace>".to_owned()]).expect(400);
    }

    fn lists_belong_to_calendars(database) {
        let server = server(database);
        let anna = DavClient::new(&server, "anna");
        let _ = anna.create(&at("a.ics"), &event("a", "Tea"));
        for path in [at("a.ics").as_str(), "/dav/calendars/anna/", "/dav/"] {
            let _ = anna.xml("ACL", path, "D:acl", "").send().expect(405);
        }
        let told = anna.propfind(&at("a.ics"), "0", &["D:acl", "D:inherited-acl-set"]).send().multistatus();
        assert_eq!(told.only().property("D:inherited-acl-set").hrefs(), [CALENDAR]);
        assert_eq!(told.only().status_of("D:acl"), Some(200));
    }

    fn the_privileges_form_a_tree_in_which_each_that_is_told_appears(database) {
        let server = server(database);
        let anna = DavClient::new(&server, "anna");
        let asked = ["D:supported-privilege-set", "D:current-user-privilege-set", "D:acl-restrictions"];
        let told = anna.propfind(CALENDAR, "0", &asked).send().multistatus();
        let tree = told.only().property("D:supported-privilege-set").xml.clone();
        let own = told.only().property("D:current-user-privilege-set").xml.clone();
        let names = own.split("<D:privilege>").skip(1).map(|rest| rest.split('/').next().unwrap());
        names.for_each(|name| assert!(tree.contains(name), "{name} is not in {tree}"));
        assert!(told.only().property("D:acl-restrictions").xml.contains("<D:grant-only/><D:no-invert/>"));
    }

    /// RFC 3744 §9.2.
    fn the_principals_of_a_list_are_told_with_their_properties(database) {
        let server = server(database);
        let (anna, ben) = (DavClient::new(&server, "anna"), DavClient::new(&server, "ben"));
        let _ = set(&anna, &[ace(BEN, &["<D:read/>"])]).expect(200);
        let asked = "<D:prop><D:displayname/></D:prop>";
        let told = anna.xml("REPORT", CALENDAR, "D:acl-principal-prop-set", asked).send().multistatus();
        assert_eq!(told.hrefs(), ["/dav/principals/users/anna/", "/dav/principals/users/ben/"]);
        assert_eq!(told.of("/dav/principals/users/ben/").text("D:displayname"), "ben");
        let _ = ben.xml("REPORT", CALENDAR, "D:acl-principal-prop-set", asked).send().expect(403);
    }
}
