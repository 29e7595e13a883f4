//! PROPFIND (RFC 4918 §9.1).

use ta_sim::{DavClient, TestServer};
use ta_testdb::on_both_engines;

use super::sample::{CALENDAR, at, describe_team, event};

const ANNA: &str = "/dav/principals/users/anna/";

on_both_engines! {
    fn depth_0_tells_of_the_place_alone(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let _ = anna.create(&at("a.ics"), &event("a", "Tea"));
        let told = anna.propfind(CALENDAR, "0", &["D:resourcetype"]).send().multistatus();
        assert_eq!(told.hrefs(), [CALENDAR]);
    }

    fn depth_1_tells_of_what_is_in_it_too(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let etag = anna.create(&at("a.ics"), &event("a", "Tea"));
        let told = anna.propfind(CALENDAR, "1", &["D:getetag"]).send().multistatus();
        assert_eq!(told.hrefs(), [CALENDAR, &at("a.ics")]);
        assert_eq!(told.of(&at("a.ics")).text("D:getetag"), etag);
    }

    /// RFC 4918 §9.1: without the header the depth is infinite.
    fn everything_below_is_refused(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let asked = anna.propfind(CALENDAR, "infinity", &["D:getetag"]).send().expect(403);
        assert_eq!(asked.precondition(), "D:propfind-finite-depth");
        let unsaid = anna.xml("PROPFIND", CALENDAR, "D:propfind", "<D:allprop/>").send().expect(403);
        assert_eq!(unsaid.precondition(), "D:propfind-finite-depth");
    }

    fn a_depth_that_is_none_is_a_bad_request(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let _ = anna.propfind(CALENDAR, "2", &["D:getetag"]).send().expect(400);
    }

    /// iPhones take nothing for a calendar that is anything else besides.
    fn a_calendar_is_a_collection_and_a_calendar_and_nothing_else(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let told = anna.propfind(CALENDAR, "0", &["D:resourcetype"]).send().multistatus();
        assert_eq!(told.only().property("D:resourcetype").children, ["D:collection", "C:calendar"]);
    }

    fn an_object_is_of_no_type_and_tells_its_kind(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let _ = anna.create(&at("a.ics"), &event("a", "Tea"));
        let asked = ["D:resourcetype", "D:getcontenttype", "D:getcontentlength"];
        let told = anna.propfind(&at("a.ics"), "0", &asked).send().multistatus();
        assert!(told.only().property("D:resourcetype").children.is_empty());
        assert_eq!(told.only().text("D:getcontenttype"), "text/calendar; charset=utf-8; component=VEVENT");
        assert_eq!(told.only().text("D:getcontentlength"), event("a", "Tea").len().to_string());
    }

    fn what_is_not_there_is_told_with_404(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let told = anna.propfind(CALENDAR, "0", &["D:displayname", "D:lockdiscovery"]).send().multistatus();
        assert_eq!(told.only().status_of("D:displayname"), Some(200));
        assert_eq!(told.only().status_of("D:lockdiscovery"), Some(404));
    }

    fn a_client_that_wants_the_minimum_is_not_told_what_is_missing(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        for (header, value) in [("prefer", "return=minimal"), ("brief", "t")] {
            let asked = anna.propfind(CALENDAR, "0", &["D:displayname", "D:lockdiscovery"]);
            let answer = asked.header(header, value).send();
            assert_eq!(answer.header("preference-applied"), "return=minimal", "{header}");
            let told = answer.multistatus();
            assert_eq!(told.only().status_of("D:displayname"), Some(200));
            assert_eq!(told.only().status_of("D:lockdiscovery"), None, "{header}");
        }
    }

    /// RFC 8144 §4.
    fn a_client_may_leave_the_collection_itself_out(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let _ = anna.create(&at("a.ics"), &event("a", "Tea"));
        let asked = anna.propfind(CALENDAR, "1", &["D:getetag"]).header("prefer", "depth-noroot");
        let answer = asked.send();
        assert_eq!(answer.header("preference-applied"), "depth-noroot");
        assert_eq!(answer.multistatus().hrefs(), [at("a.ics")]);
    }

    fn allprop_is_what_rfc_4918_lists_and_dead_properties(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let set = r#"<D:set><D:prop><x:mood xmlns:x="urn:x">calm</x:mood></D:prop></D:set>"#;
        let _ = anna.proppatch(CALENDAR, set).send().expect(207);
        let asked = anna.xml("PROPFIND", CALENDAR, "D:propfind", "<D:allprop/>").header("depth", "0");
        let told = asked.send().multistatus();
        let names: Vec<_> = told.only().properties.keys().map(String::as_str).collect();
        assert_eq!(names, ["D:displayname", "D:resourcetype", "{urn:x}mood"]);
    }

    fn no_body_stands_for_allprop(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let told = anna.request("PROPFIND", CALENDAR).header("depth", "0").send().multistatus();
        assert_eq!(told.only().status_of("D:resourcetype"), Some(200));
    }

    fn allprop_may_include_more(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let include = "<D:allprop/><D:include><D:sync-token/><D:lockdiscovery/></D:include>";
        let asked = anna.xml("PROPFIND", CALENDAR, "D:propfind", include).header("depth", "0");
        let told = asked.send().multistatus();
        assert_eq!(told.only().status_of("D:sync-token"), Some(200));
        assert_eq!(told.only().status_of("D:lockdiscovery"), Some(404));
        assert_eq!(told.only().status_of("D:resourcetype"), Some(200));
    }

    fn propname_tells_names_without_values(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let asked = anna.xml("PROPFIND", CALENDAR, "D:propfind", "<D:propname/>").header("depth", "0");
        let told = asked.send().multistatus();
        for name in ["D:displayname", "D:sync-token", "CS:getctag", "C:supported-calendar-component-set"] {
            let property = told.only().property(name);
            assert!(property.text.is_empty() && property.children.is_empty(), "{name}");
        }
        assert_eq!(told.only().status_of("C:calendar-home-set"), None);
    }

    fn the_ctag_changes_with_what_is_in_the_calendar(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let ctag = || {
            let told = anna.propfind(CALENDAR, "0", &["CS:getctag"]).send().multistatus();
            told.only().text("CS:getctag").to_owned()
        };
        let empty = ctag();
        assert_eq!(ctag(), empty);
        let _ = anna.create(&at("a.ics"), &event("a", "Tea"));
        assert_ne!(ctag(), empty);
    }

    fn a_calendar_tells_what_it_takes_and_offers(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let asked = [
            "C:supported-calendar-component-set",
            "C:supported-calendar-data",
            "C:supported-collation-set",
            "C:max-resource-size",
            "D:supported-report-set",
            "D:current-user-privilege-set",
            "D:owner",
        ];
        let told = anna.propfind(CALENDAR, "0", &asked).send().multistatus();
        let told = told.only();
        let components = told.property("C:supported-calendar-component-set");
        assert_eq!(components.attributes, [("name".to_owned(), "VEVENT".to_owned())]);
        assert!(told.property("C:supported-calendar-data").xml.contains("text/calendar"));
        // RFC 4791 §7.5: these two have to be there.
        assert!(told.text("C:supported-collation-set").contains("i;ascii-casemap"));
        assert!(told.text("C:supported-collation-set").contains("i;octet"));
        assert_eq!(told.text("C:max-resource-size"), (10 * 1024 * 1024).to_string());
        for report in ["calendar-query", "calendar-multiget", "sync-collection"] {
            assert!(told.property("D:supported-report-set").xml.contains(report), "{report}");
        }
        for privilege in ["read", "write", "bind", "unbind"] {
            assert!(told.property("D:current-user-privilege-set").xml.contains(privilege), "{privilege}");
        }
        assert_eq!(told.property("D:owner").hrefs(), [ANNA]);
    }

    /// Some clients take the first address for the member's own, some the last, Apple's the preferred one.
    fn the_main_address_stands_first_and_last_and_is_preferred(database) {
        let server = TestServer::with_members(database, ["anna", "ben"]);
        describe_team(&server);
        let anna = DavClient::new(&server, "anna");
        let told = anna.propfind(ANNA, "0", &["C:calendar-user-address-set"]).send().multistatus();
        let addresses = told.only().property("C:calendar-user-address-set");
        let hrefs = addresses.hrefs();
        assert_eq!(hrefs.first().unwrap(), "mailto:anna@example.com");
        assert_eq!(hrefs.last().unwrap(), "mailto:anna@example.com");
        assert!(hrefs.contains(&"mailto:a.berg@example.com".to_owned()));
        assert!(hrefs.contains(&ANNA.to_owned()));
        assert!(addresses.attributes.contains(&("preferred".to_owned(), "1".to_owned())));
    }

    fn a_member_without_an_address_is_known_by_its_path(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let told = anna.propfind(ANNA, "0", &["C:calendar-user-address-set"]).send().multistatus();
        let hrefs = told.only().property("C:calendar-user-address-set").hrefs();
        assert!(hrefs.iter().all(|href| href == ANNA), "{hrefs:?}");
    }

    fn principals_tell_what_they_are(database) {
        let server = TestServer::with_members(database, ["anna", "ben"]);
        describe_team(&server);
        let anna = DavClient::new(&server, "anna");
        let expected = [
            (ANNA, "INDIVIDUAL", "Anna Berg"),
            ("/dav/principals/groups/board/", "GROUP", "The board"),
            ("/dav/principals/resources/room-1/", "ROOM", "Room 1"),
            ("/dav/principals/resources/beamer/", "RESOURCE", "Beamer"),
        ];
        for (path, user_type, name) in expected {
            let asked = ["C:calendar-user-type", "D:displayname", "D:resourcetype"];
            let told = anna.propfind(path, "0", &asked).send().multistatus();
            assert_eq!(told.only().text("C:calendar-user-type"), user_type);
            assert_eq!(told.only().text("D:displayname"), name);
            assert_eq!(told.only().property("D:resourcetype").children, ["D:collection", "D:principal"]);
        }
    }

    fn groups_and_members_tell_of_each_other(database) {
        let server = TestServer::with_members(database, ["anna", "ben"]);
        describe_team(&server);
        let anna = DavClient::new(&server, "anna");
        let board = "/dav/principals/groups/board/";
        let told = anna.propfind(board, "0", &["D:group-member-set"]).send().multistatus();
        let members = told.only().property("D:group-member-set").hrefs();
        assert_eq!(members, [ANNA, "/dav/principals/users/ben/"]);
        let told = anna.propfind(ANNA, "0", &["D:group-membership"]).send().multistatus();
        assert_eq!(told.only().property("D:group-membership").hrefs(), [board]);
    }

    fn a_principal_lies_among_its_kind_only(database) {
        let server = TestServer::with_members(database, ["anna", "ben"]);
        describe_team(&server);
        let anna = DavClient::new(&server, "anna");
        let _ = anna.propfind("/dav/principals/users/board/", "0", &["D:displayname"]).send().expect(404);
        let _ = anna.propfind("/dav/principals/groups/anna/", "0", &["D:displayname"]).send().expect(404);
    }

    /// Clients that look for somebody's calendars fail on a principal without a home (python-caldav).
    fn rooms_and_groups_have_homes_too(database) {
        let server = TestServer::with_members(database, ["anna", "ben"]);
        describe_team(&server);
        let anna = DavClient::new(&server, "anna");
        for (principal, home) in [("resources/room-1", "room-1"), ("groups/board", "board")] {
            let path = format!("/dav/principals/{principal}/");
            let told = anna.propfind(&path, "0", &["C:calendar-home-set"]).send().multistatus();
            let home = format!("/dav/calendars/{home}/");
            assert_eq!(told.only().property("C:calendar-home-set").hrefs(), std::slice::from_ref(&home));
            let inside = anna.propfind(&home, "1", &["D:resourcetype"]).send().multistatus();
            assert_eq!(inside.hrefs(), [home]);
        }
    }

    fn a_path_that_leads_nowhere_is_not_found(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let nowhere = [
            "/dav/calendars/anna/nowhere/",
            "/dav/calendars/anna/calendar/none.ics",
            "/dav/calendars/nobody/",
            "/dav/principals/users/nobody/",
            "/dav/addressbooks/anna/",
        ];
        for path in nowhere {
            let _ = anna.propfind(path, "0", &["D:displayname"]).send().expect(404);
        }
    }
}
