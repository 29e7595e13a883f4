//! CALDAV:free-busy-query (RFC 4791 §7.10).

use ta_core::{Act, See};
use ta_sim::{Answer, DavClient, TestServer};
use ta_testdb::on_both_engines;

use super::sample::{CALENDAR, TASKS, at, event_with, todo_with};

const HOME: &str = "/dav/calendars/anna/";

fn ask(client: &DavClient<'_>, path: &str, start: &str, end: &str) -> Answer {
    client
        .report(path, "C:free-busy-query", &format!(r#"<C:time-range start="{start}" end="{end}"/>"#))
        .send()
}

/// The FREEBUSY lines of an answer.
fn periods(answer: Answer) -> Vec<String> {
    let text = answer.expect(200).text().replace("\r\n ", "");
    assert!(text.contains("BEGIN:VFREEBUSY\r\n"), "{text}");
    text.lines().filter(|line| line.starts_with("FREEBUSY")).map(str::to_owned).collect()
}

on_both_engines! {
    fn busy_times_of_a_calendar_are_told_by_type(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let hour = |start: &str| format!("DTSTART:20261124T{start}0000Z");
        let put = |uid: &str, lines: &[&str]| anna.create(&at(&format!("{uid}.ics")), &event_with(uid, lines));
        let _ = put("busy", &[&hour("09"), "DURATION:PT1H", "RRULE:FREQ=DAILY"]);
        let _ = put("after", &[&hour("10"), "DURATION:PT1H"]);
        let _ = put("maybe", &[&hour("13"), "DURATION:PT1H", "STATUS:TENTATIVE"]);
        let _ = put("free", &[&hour("15"), "DURATION:PT1H", "TRANSP:TRANSPARENT"]);
        let _ = put("off", &[&hour("16"), "DURATION:PT1H", "STATUS:CANCELLED"]);
        let answer = ask(&anna, CALENDAR, "20261124T000000Z", "20261125T000000Z");
        assert!(answer.header("content-type").starts_with("text/calendar"));
        assert_eq!(
            periods(answer),
            [
                "FREEBUSY;FBTYPE=BUSY:20261124T090000Z/20261124T110000Z",
                "FREEBUSY;FBTYPE=BUSY-TENTATIVE:20261124T130000Z/20261124T140000Z",
            ]
        );
    }

    fn an_endless_rule_is_busy_on_any_date(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let lines = ["DTSTART:20261124T090000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY"];
        let _ = anna.create(&at("a.ics"), &event_with("a", &lines));
        let answer = ask(&anna, CALENDAR, "24001124T000000Z", "24001125T000000Z");
        assert_eq!(periods(answer), ["FREEBUSY;FBTYPE=BUSY:24001124T090000Z/24001124T100000Z"]);
    }

    /// "If no calendar object resources are found …, a VFREEBUSY component with no FREEBUSY property MUST be returned."
    fn free_time_is_an_answer_without_periods(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let task = todo_with("t", &["DTSTART:20261124T090000Z", "DUE:20261124T100000Z"]);
        let _ = anna.create(&format!("{TASKS}t.ics"), &task);
        for path in [CALENDAR, TASKS, HOME] {
            assert!(periods(ask(&anna, path, "20261124T000000Z", "20261125T000000Z")).is_empty(), "{path}");
        }
    }

    fn a_home_is_busy_by_all_its_calendars(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let _ = anna.request("MKCALENDAR", "/dav/calendars/anna/more/").send().expect(201);
        let lines = |hour: u8| format!("DTSTART:20261124T{hour:02}0000Z");
        let _ = anna.create(&at("a.ics"), &event_with("a", &[&lines(9), "DURATION:PT2H"]));
        let _ = anna.create("/dav/calendars/anna/more/b.ics", &event_with("b", &[&lines(10), "DURATION:PT2H"]));
        let answer = ask(&anna, HOME, "20261124T000000Z", "20261125T000000Z");
        assert_eq!(periods(answer), ["FREEBUSY;FBTYPE=BUSY:20261124T090000Z/20261124T120000Z"]);
    }

    /// "An attempt to run the report on a calendar object resource MUST fail and return a 403 (Forbidden)."
    fn an_object_cannot_be_asked(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let _ = anna.create(&at("a.ics"), &event_with("a", &["DTSTART:20261124T090000Z"]));
        let _ = ask(&anna, &at("a.ics"), "20261124T000000Z", "20261125T000000Z").expect(403);
    }

    fn somebody_elses_time_is_not_told(database) {
        let server = TestServer::with_members(database, ["anna", "ben"]);
        server.let_members(See::Nothing, Act::Nothing);
        let ben = DavClient::new(&server, "ben");
        for path in [CALENDAR, HOME] {
            let _ = ask(&ben, path, "20261124T000000Z", "20261125T000000Z").expect(404);
        }
    }

    fn more_than_can_be_told_is_refused_by_name(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let lines = ["DTSTART:20260101T000000Z", "DURATION:PT30M", "RRULE:FREQ=HOURLY"];
        let _ = anna.create(&at("a.ics"), &event_with("a", &lines));
        let answer = ask(&anna, CALENDAR, "20260101T000000Z", "20460101T000000Z").expect(507);
        assert_eq!(answer.precondition(), "D:number-of-matches-within-limits");
    }
}
