//! CALDAV:calendar-query (RFC 4791 §7.8). The examples of the RFC are the oracle, on the objects of its appendix B.

use std::fs;
use std::path::Path;

use ta_sim::{DavClient, TestServer};
use ta_testdb::{TestDatabase, on_both_engines};

use super::sample::{CALENDAR, TASKS, at, event, event_with, in_range, todo_with};

const WORK: &str = "/dav/calendars/bernard/work/";

/// Bernard's calendar of RFC 4791 appendix B.
fn server_with_appendix_b(database: &TestDatabase) -> TestServer {
    let server = TestServer::with_members(database, ["bernard"]);
    let bernard = DavClient::new(&server, "bernard");
    let kinds = r#"<D:set><D:prop><C:supported-calendar-component-set>
        <C:comp name="VEVENT"/><C:comp name="VTODO"/><C:comp name="VFREEBUSY"/></C:supported-calendar-component-set></D:prop></D:set>"#;
    let _ = bernard.xml("MKCALENDAR", WORK, "C:mkcalendar", kinds).send().expect(201);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ta-ical/tests/data/rfc4791");
    for number in 1..=8 {
        let name = format!("abcd{number}.ics");
        let _ = bernard.create(&format!("{WORK}{name}"), &fs::read_to_string(folder.join(&name)).unwrap());
    }
    server
}

/// The names of what matches, sorted.
fn matching(server: &TestServer, filter: &str) -> Vec<String> {
    let told = DavClient::new(server, "bernard").query(WORK, filter).send().multistatus();
    let names = told.hrefs().into_iter().map(|href| href.strip_prefix(WORK).unwrap().to_owned());
    let mut names: Vec<_> = names.collect();
    names.sort();
    names
}

fn names_in(server: &TestServer, calendar: &str, filter: &str) -> Vec<String> {
    let told = DavClient::new(server, "anna").query(calendar, filter).send().multistatus();
    let names = told.hrefs().into_iter().map(|href| href.strip_prefix(calendar).unwrap().to_owned());
    let mut names: Vec<_> = names.collect();
    names.sort();
    names
}

on_both_engines! {
    /// RFC 4791 §7.8.1 and §7.8.2 have one filter.
    fn events_by_time_range(database) {
        let server = server_with_appendix_b(database);
        let filter = in_range("VEVENT", "20060104T000000Z", "20060105T000000Z");
        assert_eq!(matching(&server, &filter), ["abcd2.ics", "abcd3.ics"]);
    }

    /// RFC 4791 §7.8.5.
    fn todos_by_alarm_time_range(database) {
        let server = server_with_appendix_b(database);
        let alarm = in_range("VALARM", "20060106T100000Z", "20060107T100000Z");
        let filter = format!(r#"<C:comp-filter name="VTODO">{alarm}</C:comp-filter>"#);
        // The answer of the RFC holds an object whose DUE is another than in appendix B: there it is noon.
        assert_eq!(matching(&server, &filter), Vec::<String>::new());
        let bernard = DavClient::new(&server, "bernard");
        let path = format!("{WORK}abcd5.ics");
        let as_answered = bernard.get(&path).send().text();
        let as_answered = as_answered.replace("DUE;VALUE=DATE:20060106", "DUE;TZID=US/Eastern:20060106T120000");
        let _ = bernard.put(&path, &as_answered).send().expect(204);
        assert_eq!(matching(&server, &filter), ["abcd5.ics"]);
    }

    /// RFC 4791 §7.8.4.
    fn free_busy_objects_by_time_range(database) {
        let server = server_with_appendix_b(database);
        let filter = in_range("VFREEBUSY", "20060102T000000Z", "20060103T000000Z");
        assert_eq!(matching(&server, &filter), ["abcd8.ics"]);
    }

    /// RFC 4791 §7.8.6.
    fn an_event_by_uid(database) {
        let server = server_with_appendix_b(database);
        let filter = r#"<C:comp-filter name="VEVENT"><C:prop-filter name="UID">
            <C:text-match collation="i;octet">DC6C50A017428C5216A2F1CD@example.com</C:text-match>
            </C:prop-filter></C:comp-filter>"#;
        assert_eq!(matching(&server, filter), ["abcd3.ics"]);
    }

    /// RFC 4791 §7.8.7.
    fn events_by_partstat(database) {
        let server = server_with_appendix_b(database);
        let filter = r#"<C:comp-filter name="VEVENT"><C:prop-filter name="ATTENDEE">
            <C:text-match collation="i;ascii-casemap">mailto:lisa@example.com</C:text-match>
            <C:param-filter name="PARTSTAT">
            <C:text-match collation="i;ascii-casemap">NEEDS-ACTION</C:text-match>
            </C:param-filter></C:prop-filter></C:comp-filter>"#;
        assert_eq!(matching(&server, filter), ["abcd3.ics"]);
    }

    /// RFC 4791 §7.8.8.
    fn events_only(database) {
        let server = server_with_appendix_b(database);
        let filter = r#"<C:comp-filter name="VEVENT"/>"#;
        assert_eq!(matching(&server, filter), ["abcd1.ics", "abcd2.ics", "abcd3.ics"]);
    }

    /// RFC 4791 §7.8.9.
    fn pending_todos(database) {
        let server = server_with_appendix_b(database);
        let filter = r#"<C:comp-filter name="VTODO">
            <C:prop-filter name="COMPLETED"><C:is-not-defined/></C:prop-filter>
            <C:prop-filter name="STATUS"><C:text-match negate-condition="yes">CANCELLED</C:text-match></C:prop-filter>
            </C:comp-filter>"#;
        assert_eq!(matching(&server, filter), ["abcd4.ics", "abcd5.ics"]);
    }

    fn texts_come_if_asked_for(database) {
        let server = server_with_appendix_b(database);
        let bernard = DavClient::new(&server, "bernard");
        let content = "<D:prop><D:getetag/><C:calendar-data/></D:prop><C:filter><C:comp-filter name=\"VCALENDAR\">\
                       <C:comp-filter name=\"VEVENT\"/></C:comp-filter></C:filter>";
        let told = bernard.report(WORK, "C:calendar-query", content).send().multistatus();
        let stored = bernard.get(&format!("{WORK}abcd3.ics")).send().text();
        // In XML a line end is one character, whatever it was (XML 1.0 §2.11).
        let text = told.of(&format!("{WORK}abcd3.ics")).text("C:calendar-data").replace("\r\n", "\n");
        assert_eq!(text, stored.replace("\r\n", "\n"));
    }

    fn an_endless_series_is_found_on_any_date(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        // 29 February 2400 is a Tuesday: the calendar repeats after 400 years, and 29 February 2000 was one.
        let tuesdays = ["DTSTART;TZID=Europe/Paris:20260106T090000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY"];
        let _ = anna.create(&at("a.ics"), &event_with("a", &tuesdays));
        let on_the_day = in_range("VEVENT", "24000229T073000Z", "24000229T083000Z");
        assert_eq!(names_in(&server, CALENDAR, &on_the_day), ["a.ics"]);
        let the_day_after = in_range("VEVENT", "24000301T000000Z", "24000302T000000Z");
        assert_eq!(names_in(&server, CALENDAR, &the_day_after), Vec::<String>::new());
    }

    /// RFC 4791 §9.9: the start of a range belongs to it, its end does not.
    fn what_ends_when_the_range_begins_is_outside(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let _ = anna.create(&at("a.ics"), &event("a", "from 9 to 10"));
        let found = |start, end| names_in(&server, CALENDAR, &in_range("VEVENT", start, end)).len();
        assert_eq!(found("20261124T100000Z", "20261124T110000Z"), 0);
        assert_eq!(found("20261124T080000Z", "20261124T090000Z"), 0);
        assert_eq!(found("20261124T095959Z", "20261124T110000Z"), 1);
        assert_eq!(found("20261124T080000Z", "20261124T090001Z"), 1);
    }

    fn a_range_may_be_open(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let _ = anna.create(&at("a.ics"), &event("a", "Tea"));
        let open = |bound: &str| format!(r#"<C:comp-filter name="VEVENT"><C:time-range {bound}/></C:comp-filter>"#);
        assert_eq!(names_in(&server, CALENDAR, &open("start=\"20261124T000000Z\"")), ["a.ics"]);
        assert_eq!(names_in(&server, CALENDAR, &open("end=\"20261124T000000Z\"")), Vec::<String>::new());
    }

    /// Anna lives in Paris, an hour ahead of UTC in winter: her day begins at 23:00 UTC.
    fn a_day_is_the_owners_day(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let _ = anna.create(&at("a.ics"), &event_with("a", &["DTSTART;VALUE=DATE:20261124"]));
        let found = |start, end| names_in(&server, CALENDAR, &in_range("VEVENT", start, end)).len();
        assert_eq!(found("20261123T220000Z", "20261123T230000Z"), 0);
        assert_eq!(found("20261123T230000Z", "20261123T233000Z"), 1);
        assert_eq!(found("20261124T230000Z", "20261125T000000Z"), 0);
    }

    /// RFC 4791 §9.8: the zone of the query counts before that of the calendar.
    fn a_query_may_bring_its_zone(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let _ = anna.create(&at("a.ics"), &event_with("a", &["DTSTART;VALUE=DATE:20261124"]));
        let query = |zone: &str| {
            let range = in_range("VEVENT", "20261124T230000Z", "20261125T000000Z");
            let content = format!(
                r#"<D:prop><D:getetag/></D:prop><C:filter><C:comp-filter name="VCALENDAR">{range}</C:comp-filter>
                   </C:filter>{zone}"#
            );
            anna.report(CALENDAR, "C:calendar-query", &content).send()
        };
        // New York is five hours behind UTC: there it is still the 24th.
        let new_york = query("<C:timezone-id>America/New_York</C:timezone-id>").multistatus();
        assert_eq!(new_york.hrefs(), [at("a.ics")]);
        let vtimezone = "<C:timezone>BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VTIMEZONE\nTZID:America/New_York\n\
            BEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:-0500\nTZOFFSETTO:-0500\nEND:STANDARD\n\
            END:VTIMEZONE\nEND:VCALENDAR\n</C:timezone>";
        assert_eq!(query(vtimezone).multistatus().hrefs(), [at("a.ics")]);
        assert!(query("").multistatus().hrefs().is_empty());
        let unknown = query("<C:timezone-id>Middle/Earth</C:timezone-id>").expect(403);
        assert_eq!(unknown.precondition(), "C:valid-timezone");
    }

    fn the_zone_of_the_calendar_counts_before_the_owners(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let zone = "<D:set><D:prop><C:calendar-timezone>BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VTIMEZONE\n\
            TZID:Asia/Tokyo\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0900\nTZOFFSETTO:+0900\n\
            END:STANDARD\nEND:VTIMEZONE\nEND:VCALENDAR\n</C:calendar-timezone></D:prop></D:set>";
        let _ = anna.proppatch(CALENDAR, zone).send().expect(207);
        let _ = anna.create(&at("a.ics"), &event_with("a", &["DTSTART;VALUE=DATE:20261124"]));
        // In Tokyo the 24th begins at 15:00 UTC on the 23rd.
        let filter = in_range("VEVENT", "20261123T150000Z", "20261123T160000Z");
        assert_eq!(names_in(&server, CALENDAR, &filter), ["a.ics"]);
    }

    /// The table of RFC 4791 §9.9 for to-dos.
    fn todos_are_found_by_what_they_have(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let todos: [(&str, &[&str]); 5] = [
            ("due", &["DUE:20261124T120000Z"]),
            ("started", &["DTSTART:20261124T110000Z", "DURATION:PT1H"]),
            ("completed", &["COMPLETED:20261124T120000Z"]),
            ("created", &["CREATED:20261124T120000Z"]),
            ("bare", &["SUMMARY:some day"]),
        ];
        for (name, lines) in todos {
            let _ = anna.create(&format!("{TASKS}{name}"), &todo_with(name, lines));
        }
        let day = in_range("VTODO", "20261124T000000Z", "20261125T000000Z");
        assert_eq!(names_in(&server, TASKS, &day), ["bare", "completed", "created", "due", "started"]);
        let before = in_range("VTODO", "20261122T000000Z", "20261123T000000Z");
        assert_eq!(names_in(&server, TASKS, &before), ["bare"]);
        let after = in_range("VTODO", "20261126T000000Z", "20261127T000000Z");
        // A to-do without an end stands open from its creation on.
        assert_eq!(names_in(&server, TASKS, &after), ["bare", "created"]);
    }

    fn text_is_found_without_case_unless_octets_are_meant(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let _ = anna.create(&at("a.ics"), &event("a", "Tea in the garden"));
        let _ = anna.create(&at("b.ics"), &event("b", "Coffee"));
        let text = |attributes: &str, needle: &str| {
            let filter = format!(
                r#"<C:comp-filter name="VEVENT"><C:prop-filter name="SUMMARY"><C:text-match {attributes}>{needle}</C:text-match></C:prop-filter></C:comp-filter>"#
            );
            names_in(&server, CALENDAR, &filter)
        };
        assert_eq!(text("", "GARDEN"), ["a.ics"]);
        assert_eq!(text("collation=\"i;octet\"", "GARDEN"), Vec::<String>::new());
        assert_eq!(text("collation=\"i;octet\"", "garden"), ["a.ics"]);
        assert_eq!(text("negate-condition=\"yes\"", "garden"), ["b.ics"]);
    }

    fn an_unknown_collation_is_refused(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let filter = r#"<C:comp-filter name="VEVENT"><C:prop-filter name="SUMMARY">
            <C:text-match collation="i;klingon">x</C:text-match></C:prop-filter></C:comp-filter>"#;
        let answer = anna.query(CALENDAR, filter).send().expect(403);
        assert_eq!(answer.precondition(), "C:supported-collation");
    }

    fn a_filter_that_makes_no_sense_is_refused(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let content = r#"<D:prop><D:getetag/></D:prop><C:filter><C:comp-filter name="VEVENT"/></C:filter>"#;
        let answer = anna.report(CALENDAR, "C:calendar-query", content).send().expect(403);
        assert_eq!(answer.precondition(), "C:valid-filter");
    }

    fn what_lies_under_a_single_address_can_be_asked(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let answer = anna.query("/dav/calendars/anna/", r#"<C:comp-filter name="VEVENT"/>"#).send().expect(403);
        assert_eq!(answer.precondition(), "D:supported-report");
    }

    fn a_missing_calendar_is_not_found(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let nowhere = "/dav/calendars/anna/nowhere/";
        let _ = anna.query(nowhere, r#"<C:comp-filter name="VEVENT"/>"#).send().expect(404);
    }
}
