//! MKCALENDAR (RFC 4791 §5.3.1).

use ta_sim::{DavClient, TestServer};
use ta_testdb::on_both_engines;

use super::sample::CALENDAR;

const NEW: &str = "/dav/calendars/anna/new/";

fn set(properties: &str) -> String {
    format!("<D:set><D:prop>{properties}</D:prop></D:set>")
}

on_both_engines! {
    fn without_a_body_it_makes_a_calendar(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let answer = anna.request("MKCALENDAR", NEW).send().expect(201);
        assert_eq!(answer.header("cache-control"), "no-cache");
        assert!(anna.list(NEW).is_empty());
    }

    /// The request of RFC 4791 §5.3.1.2, as far as it sets anything.
    fn it_starts_with_the_properties_asked_for(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let body = set(
            r#"<D:displayname>Lisa's Events</D:displayname>
               <C:calendar-description xml:lang="en">Calendar restricted to events.</C:calendar-description>
               <C:supported-calendar-component-set><C:comp name="VEVENT"/></C:supported-calendar-component-set>
               <A:calendar-color>#B3541EFF</A:calendar-color>
               <A:calendar-order>7</A:calendar-order>
               <C:calendar-timezone><![CDATA[BEGIN:VCALENDAR
PRODID:-//Example Corp.//CalDAV Client//EN
VERSION:2.0
BEGIN:VTIMEZONE
TZID:US-Eastern
LAST-MODIFIED:19870101T000000Z
BEGIN:STANDARD
DTSTART:19671029T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
TZNAME:Eastern Standard Time (US &amp; Canada)
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19870405T020000
RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=4
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
TZNAME:Eastern Daylight Time (US &amp; Canada)
END:DAYLIGHT
END:VTIMEZONE
END:VCALENDAR
]]></C:calendar-timezone>"#,
        );
        let _ = anna.xml("MKCALENDAR", NEW, "C:mkcalendar", &body).send().expect(201);
        let asked = [
            "D:displayname",
            "C:calendar-description",
            "C:supported-calendar-component-set",
            "A:calendar-color",
            "A:calendar-order",
            "C:calendar-timezone",
        ];
        let told = anna.propfind(NEW, "0", &asked).send().multistatus();
        let told = told.only();
        assert_eq!(told.text("D:displayname"), "Lisa's Events");
        assert_eq!(told.text("C:calendar-description"), "Calendar restricted to events.");
        let components = told.property("C:supported-calendar-component-set");
        assert_eq!(components.attributes, [("name".to_owned(), "VEVENT".to_owned())]);
        assert_eq!(told.text("A:calendar-color"), "#B3541EFF");
        assert_eq!(told.text("A:calendar-order"), "7");
        assert!(told.text("C:calendar-timezone").contains("TZID:US-Eastern"));
    }

    fn dead_properties_are_kept(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let body = set(r#"<x:mood xmlns:x="urn:x">calm</x:mood>"#);
        let _ = anna.xml("MKCALENDAR", NEW, "C:mkcalendar", &body).send().expect(201);
        let asked = anna.xml("PROPFIND", NEW, "D:propfind", r#"<D:prop><mood xmlns="urn:x"/></D:prop>"#);
        let told = asked.header("depth", "0").send().multistatus();
        assert_eq!(told.only().text("{urn:x}mood"), "calm");
    }

    fn with_one_bad_property_no_calendar_is_made(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let body = set("<D:displayname>Choir</D:displayname><D:getetag>\"x\"</D:getetag>");
        let answer = anna.xml("MKCALENDAR", NEW, "C:mkcalendar", &body).send();
        let answer = answer.expect(403).text();
        assert!(answer.contains("cannot-modify-protected-property"), "{answer}");
        assert!(answer.contains("424"), "{answer}");
        let _ = anna.propfind(NEW, "0", &["D:displayname"]).send().expect(404);
    }

    fn a_zone_has_to_be_one(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let body = set("<C:calendar-timezone>Europe/Paris</C:calendar-timezone>");
        let answer = anna.xml("MKCALENDAR", NEW, "C:mkcalendar", &body).send().expect(403).text();
        assert!(answer.contains("valid-calendar-data"), "{answer}");
    }

    fn a_calendar_for_kinds_that_nobody_knows_is_refused(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let kinds = |names: &[&str]| {
            let kinds: String = names.iter().map(|name| format!(r#"<C:comp name="{name}"/>"#)).collect();
            set(&format!("<C:supported-calendar-component-set>{kinds}</C:supported-calendar-component-set>"))
        };
        let _ = anna.xml("MKCALENDAR", NEW, "C:mkcalendar", &kinds(&["VWHATEVER"])).send().expect(403);
        let _ = anna.xml("MKCALENDAR", NEW, "C:mkcalendar", &kinds(&["VEVENT", "VWHATEVER"])).send().expect(201);
    }

    fn a_present_calendar_stays_as_it_is(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let answer = anna.request("MKCALENDAR", CALENDAR).send().expect(403);
        assert_eq!(answer.precondition(), "D:resource-must-be-null");
    }

    fn calendars_are_made_in_ones_own_home_only(database) {
        let server = TestServer::with_members(database, ["anna", "ben"]);
        let anna = DavClient::new(&server, "anna");
        let elsewhere = [
            "/dav/calendars/ben/new/",
            "/dav/calendars/nobody/new/",
            "/dav/calendars/new/",
            "/dav/calendars/anna/calendar/new.ics",
            "/dav/principals/users/new/",
        ];
        for path in elsewhere {
            let answer = anna.request("MKCALENDAR", path).send().expect(403);
            assert_eq!(answer.precondition(), "C:calendar-collection-location-ok", "{path}");
        }
    }

    fn a_name_may_hold_anything_but_a_slash(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let path = "/dav/calendars/anna/%C3%89quipe%20100%25%20%26%20Co/";
        let _ = anna.request("MKCALENDAR", path).send().expect(201);
        let told = anna.propfind(path, "0", &["D:displayname"]).send().multistatus();
        assert_eq!(told.only().href, path);
        assert_eq!(told.only().text("D:displayname"), "Équipe 100% & Co");
    }

    fn another_document_is_refused(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let _ = anna.xml("MKCALENDAR", NEW, "D:propfind", "<D:allprop/>").send().expect(400);
        let _ = anna.propfind(NEW, "0", &["D:displayname"]).send().expect(404);
    }
}
