//! PROPPATCH (RFC 4918 §9.2).

use ta_sim::{DavClient, TestServer};
use ta_testdb::on_both_engines;

use super::sample::{CALENDAR, at, event};

fn set(properties: &str) -> String {
    format!("<D:set><D:prop>{properties}</D:prop></D:set>")
}

fn remove(properties: &str) -> String {
    format!("<D:remove><D:prop>{properties}</D:prop></D:remove>")
}

on_both_engines! {
    fn a_calendar_gets_name_colour_and_order(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let body = set(
            "<D:displayname>Work &amp; more</D:displayname><A:calendar-color>#1a2b3c</A:calendar-color>\
             <A:calendar-order>-3</A:calendar-order>",
        );
        let told = anna.proppatch(CALENDAR, &body).send().multistatus();
        for name in ["D:displayname", "A:calendar-color", "A:calendar-order"] {
            assert_eq!(told.only().status_of(name), Some(200), "{name}");
        }
        let asked = ["D:displayname", "A:calendar-color", "A:calendar-order"];
        let told = anna.propfind(CALENDAR, "0", &asked).send().multistatus();
        assert_eq!(told.only().text("D:displayname"), "Work & more");
        assert_eq!(told.only().text("A:calendar-color"), "#1A2B3CFF");
        assert_eq!(told.only().text("A:calendar-order"), "-3");
    }

    fn all_or_nothing_is_changed(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let body = set("<D:displayname>Work</D:displayname><D:getetag>x</D:getetag>");
        let told = anna.proppatch(CALENDAR, &body).send().multistatus();
        assert_eq!(told.only().status_of("D:displayname"), Some(424));
        assert_eq!(told.only().status_of("D:getetag"), Some(403));
        let after = anna.propfind(CALENDAR, "0", &["D:displayname"]).send().multistatus();
        assert_ne!(after.only().text("D:displayname"), "Work");
    }

    fn what_the_server_computes_is_protected(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let protected =
            ["D:resourcetype", "D:sync-token", "CS:getctag", "C:supported-calendar-component-set", "D:owner"];
        for name in protected {
            for body in [set(&format!("<{name}/>")), remove(&format!("<{name}/>"))] {
                let told = anna.proppatch(CALENDAR, &body).send().multistatus();
                assert_eq!(told.only().status_of(name), Some(403), "{name}");
                let error = told.only().properties[name].error.as_deref();
                assert_eq!(error, Some("D:cannot-modify-protected-property"));
            }
        }
    }

    fn a_dead_property_comes_back_as_it_was_set(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let body = set(
            r#"<x:alarm xmlns:x="urn:x" xml:lang="fr" x:loud="yes">avant <x:b>5</x:b> &lt;minutes&gt;</x:alarm>"#,
        );
        let _ = anna.proppatch(CALENDAR, &body).send().expect(207);
        let asked = anna.xml("PROPFIND", CALENDAR, "D:propfind", r#"<D:prop><y:alarm xmlns:y="urn:x"/></D:prop>"#);
        let told = asked.header("depth", "0").send().multistatus();
        let alarm = told.only().property("{urn:x}alarm");
        assert_eq!(alarm.text, "avant 5 <minutes>");
        assert_eq!(alarm.children, ["{urn:x}b"]);
        assert!(alarm.attributes.contains(&("lang".to_owned(), "fr".to_owned())));
        assert!(alarm.attributes.contains(&("loud".to_owned(), "yes".to_owned())));
    }

    fn a_removed_property_is_gone(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let _ = anna.proppatch(CALENDAR, &set("<C:calendar-description>Mine</C:calendar-description>")).send();
        let told = anna.proppatch(CALENDAR, &remove("<C:calendar-description/><CS:source/>")).send().multistatus();
        assert_eq!(told.only().status_of("C:calendar-description"), Some(200));
        // RFC 4918 §14.23: removing what is not there is no error.
        assert_eq!(told.only().status_of("CS:source"), Some(200));
        let told = anna.propfind(CALENDAR, "0", &["C:calendar-description"]).send().multistatus();
        assert_eq!(told.only().status_of("C:calendar-description"), Some(404));
    }

    /// RFC 4918 §9.2: in the order of the document.
    fn instructions_are_carried_out_in_order(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let body = set(r#"<x:a xmlns:x="urn:x">1</x:a>"#)
            + &remove(r#"<x:a xmlns:x="urn:x"/>"#)
            + &set(r#"<x:a xmlns:x="urn:x">2</x:a>"#);
        let _ = anna.proppatch(CALENDAR, &body).send().expect(207);
        let asked = anna.xml("PROPFIND", CALENDAR, "D:propfind", r#"<D:prop><a xmlns="urn:x"/></D:prop>"#);
        assert_eq!(asked.header("depth", "0").send().multistatus().only().text("{urn:x}a"), "2");
    }

    fn a_value_that_is_none_is_refused(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let body = set("<A:calendar-color>loud</A:calendar-color>");
        let told = anna.proppatch(CALENDAR, &body).send().multistatus();
        assert_eq!(told.only().status_of("A:calendar-color"), Some(409));
        let body = set("<C:calendar-timezone>CET</C:calendar-timezone>");
        let told = anna.proppatch(CALENDAR, &body).send().multistatus();
        assert_eq!(told.only().status_of("C:calendar-timezone"), Some(403));
        let error = told.only().properties["C:calendar-timezone"].error.as_deref();
        assert_eq!(error, Some("C:valid-calendar-data"));
    }

    fn objects_homes_and_principals_have_nothing_to_change(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let _ = anna.create(&at("a.ics"), &event("a", "Tea"));
        for path in [&at("a.ics"), "/dav/calendars/anna/", "/dav/principals/users/anna/"] {
            let told = anna.proppatch(path, &set("<D:displayname>x</D:displayname>")).send().multistatus();
            assert_eq!(told.only().status_of("D:displayname"), Some(403), "{path}");
        }
    }

    fn what_is_not_there_has_no_properties(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let path = "/dav/calendars/anna/nowhere/";
        let _ = anna.proppatch(path, &set("<D:displayname>x</D:displayname>")).send().expect(404);
        let _ = anna.proppatch(path, &set("<D:getetag>x</D:getetag>")).send().expect(404);
    }

    /// RFC 8144 §2.1: only what failed would be told, and here nothing did.
    fn a_client_that_wants_the_minimum_is_told_no_successes(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let body = set("<D:displayname>Work</D:displayname>");
        let answer = anna.proppatch(CALENDAR, &body).header("prefer", "return=minimal").send();
        assert!(answer.status.is_success(), "{}", answer.text());
        assert_eq!(answer.header("preference-applied"), "return=minimal");
        let told = anna.propfind(CALENDAR, "0", &["D:displayname"]).send().multistatus();
        assert_eq!(told.only().text("D:displayname"), "Work");
    }
}
