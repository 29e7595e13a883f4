//! CALDAV:calendar-data of the reports: parts, instances and spans instead of whole objects (RFC 4791 §9.6).

use ta_sim::{Answer, DavClient, TestServer};
use ta_testdb::{TestDatabase, on_both_engines};

use super::sample::{CALENDAR, at, in_range};

/// A weekly event of an hour in Paris, three times, of which the second begins an hour later.
const SERIES: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//example.com//test//EN\r\n\
    BEGIN:VEVENT\r\nUID:a\r\nDTSTAMP:20261123T080000Z\r\nDTSTART;TZID=Europe/Paris:20261124T090000\r\n\
    DURATION:PT1H\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\nSUMMARY:Tea\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:a\r\nDTSTAMP:20261123T080000Z\r\nRECURRENCE-ID;TZID=Europe/Paris:20261201T090000\r\n\
    DTSTART;TZID=Europe/Paris:20261201T100000\r\nDURATION:PT1H\r\nSUMMARY:Late tea\r\nEND:VEVENT\r\n\
    END:VCALENDAR\r\n";

/// What is left of it on 1 December.
const EXPANDED: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//example.com//test//EN\r\n\
    BEGIN:VEVENT\r\nUID:a\r\nDTSTAMP:20261123T080000Z\r\nRECURRENCE-ID:20261201T080000Z\r\n\
    DTSTART:20261201T090000Z\r\nDURATION:PT1H\r\nSUMMARY:Late tea\r\nEND:VEVENT\r\n\
    END:VCALENDAR\r\n";

const EXPAND: &str = r#"<C:expand start="20261201T000000Z" end="20261202T000000Z"/>"#;

fn server_with(database: &TestDatabase, text: &str) -> TestServer {
    let server = TestServer::with_members(database, ["anna"]);
    let _ = DavClient::new(&server, "anna").create(&at("a.ics"), text);
    server
}

/// A report that asks for these properties.
type Report = fn(&TestServer, &str) -> Answer;

const REPORTS: [Report; 3] = [query, multiget, sync];

fn query(server: &TestServer, properties: &str) -> Answer {
    let filter = in_range("VEVENT", "20261201T000000Z", "20261202T000000Z");
    let rest = format!(r#"<C:filter><C:comp-filter name="VCALENDAR">{filter}</C:comp-filter></C:filter>"#);
    report(server, "C:calendar-query", properties, &rest)
}

fn multiget(server: &TestServer, properties: &str) -> Answer {
    report(server, "C:calendar-multiget", properties, &format!("<D:href>{}</D:href>", at("a.ics")))
}

fn sync(server: &TestServer, properties: &str) -> Answer {
    let rest = "<D:sync-token/><D:sync-level>1</D:sync-level>";
    report(server, "D:sync-collection", properties, rest)
}

fn report(server: &TestServer, root: &str, properties: &str, rest: &str) -> Answer {
    let content = format!("<D:prop>{properties}</D:prop>{rest}");
    DavClient::new(server, "anna").report(CALENDAR, root, &content).send()
}

fn calendar_data(inner: &str) -> String {
    format!("<C:calendar-data>{inner}</C:calendar-data>")
}

/// The text of the one object that an answer tells of.
fn text_in(answer: Answer) -> String {
    answer.multistatus().of(&at("a.ics")).text("C:calendar-data").to_owned()
}

on_both_engines! {
    fn each_report_expands(database) {
        let server = server_with(database, SERIES);
        for report in REPORTS {
            assert_eq!(text_in(report(&server, &calendar_data(EXPAND))), EXPANDED);
        }
    }

    fn each_report_gives_the_stored_bytes_when_nothing_else_is_asked(database) {
        let server = server_with(database, SERIES);
        for report in REPORTS {
            assert_eq!(text_in(report(&server, "<C:calendar-data/>")), SERIES);
        }
    }

    fn parts_are_returned_alone(database) {
        let server = server_with(database, SERIES);
        let parts = r#"<C:comp name="VCALENDAR"><C:comp name="VEVENT"><C:prop name="SUMMARY"/></C:comp></C:comp>"#;
        assert_eq!(
            text_in(query(&server, &calendar_data(parts))),
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Tea\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Late tea\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        );
    }

    fn overrides_elsewhere_are_left_out(database) {
        let server = server_with(database, SERIES);
        let limit = r#"<C:limit-recurrence-set start="20261124T000000Z" end="20261125T000000Z"/>"#;
        let text = text_in(multiget(&server, &calendar_data(limit)));
        assert!(text.contains("RRULE") && !text.contains("RECURRENCE-ID"), "{text}");
    }

    /// Anna lives in Paris, where 1 December begins at 23:00 UTC the day before.
    fn days_are_those_of_the_calendar(database) {
        let day = SERIES.split("BEGIN:VEVENT").next().unwrap().to_owned()
            + "BEGIN:VEVENT\r\nUID:a\r\nDTSTART;VALUE=DATE:20261201\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        let server = server_with(database, &day);
        let hour = |start: &str, end: &str| {
            let expand = format!(r#"<C:expand start="{start}" end="{end}"/>"#);
            text_in(multiget(&server, &calendar_data(&expand)))
        };
        assert!(hour("20261130T230000Z", "20261201T000000Z").contains("DTSTART;VALUE=DATE:20261201"));
        assert!(!hour("20261130T220000Z", "20261130T230000Z").contains("DTSTART"));
    }

    fn another_form_of_text_is_refused(database) {
        let server = server_with(database, SERIES);
        let others = [
            r#"<C:calendar-data content-type="application/calendar+json"/>"#,
            r#"<C:calendar-data content-type="text/calendar" version="1.0"/>"#,
        ];
        for (report, other) in REPORTS.iter().flat_map(|report| others.map(|other| (report, other))) {
            let answer = report(&server, other).expect(403);
            assert_eq!(answer.precondition(), "C:supported-calendar-data", "{other}");
        }
    }

    fn an_expansion_without_end_is_refused(database) {
        let endless = SERIES.replace("FREQ=WEEKLY;COUNT=3", "FREQ=HOURLY");
        let server = server_with(database, &endless);
        let century = r#"<C:expand start="20261201T000000Z" end="21261201T000000Z"/>"#;
        let answer = query(&server, &calendar_data(century)).expect(507);
        assert_eq!(answer.precondition(), "D:number-of-matches-within-limits");
    }
}
