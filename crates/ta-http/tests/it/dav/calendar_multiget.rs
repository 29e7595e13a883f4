//! CALDAV:calendar-multiget (RFC 4791 §7.9).

use ta_sim::{DavClient, Multistatus, TestServer};
use ta_testdb::on_both_engines;

use super::sample::{CALENDAR, at, event};

fn multiget(client: &DavClient<'_>, calendar: &str, hrefs: &[&str]) -> Multistatus {
    let hrefs: String = hrefs.iter().map(|href| format!("<D:href>{href}</D:href>")).collect();
    let content = format!("<D:prop><D:getetag/><C:calendar-data/></D:prop>{hrefs}");
    client.report(calendar, "C:calendar-multiget", &content).send().multistatus()
}

on_both_engines! {
    fn each_object_comes_with_tag_and_text(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let etag = anna.create(&at("a.ics"), &event("a", "Tea & <cake>"));
        let _ = anna.create(&at("b.ics"), &event("b", "Coffee"));
        let told = multiget(&anna, CALENDAR, &[&at("b.ics"), &at("a.ics")]);
        assert_eq!(told.hrefs(), [at("b.ics"), at("a.ics")], "in the order asked");
        assert_eq!(told.of(&at("a.ics")).text("D:getetag"), etag);
        assert_eq!(told.of(&at("a.ics")).text("C:calendar-data"), event("a", "Tea & <cake>"));
    }

    fn a_missing_object_is_told_with_404(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let _ = anna.create(&at("a.ics"), &event("a", "Tea"));
        let told = multiget(&anna, CALENDAR, &[&at("a.ics"), &at("none.ics")]);
        assert_eq!(told.of(&at("none.ics")).status, Some(404));
        assert_eq!(told.of(&at("a.ics")).status_of("D:getetag"), Some(200));
    }

    /// Clients look for the address that they asked for.
    fn addresses_come_back_as_the_client_spelled_them(database) {
        let server = TestServer::with_members(database, ["anna@example.com"]);
        let anna = DavClient::new(&server, "anna@example.com");
        let _ = anna.create("/dav/calendars/anna%40example.com/calendar/a%20b.ics", &event("a", "Tea"));
        let spellings = [
            "/dav/calendars/anna@example.com/calendar/a%20b.ics",
            "/dav/calendars/anna%40example.com/calendar/a%20b.ics",
            "http://cal.example.com/dav/calendars/anna@example.com/calendar/%61%20b.ics",
        ];
        let told = multiget(&anna, "/dav/calendars/anna@example.com/calendar/", &spellings);
        assert_eq!(told.hrefs(), spellings);
        for spelling in spellings {
            assert_eq!(told.of(spelling).status_of("D:getetag"), Some(200), "{spelling}");
        }
    }

    fn objects_of_other_calendars_are_not_there(database) {
        let server = TestServer::with_members(database, ["anna", "ben"]);
        let (anna, ben) = (DavClient::new(&server, "anna"), DavClient::new(&server, "ben"));
        let theirs = "/dav/calendars/ben/calendar/a.ics";
        let _ = ben.create(theirs, &event("a", "Secret"));
        let told = multiget(&anna, CALENDAR, &[theirs, "/dav/calendars/anna/tasks/a.ics", "/elsewhere", "a.ics"]);
        assert!(told.responses.iter().all(|response| response.status == Some(404)), "{told:?}");
    }

    fn an_address_asked_for_twice_is_answered(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let _ = anna.create(&at("a.ics"), &event("a", "Tea"));
        let told = multiget(&anna, CALENDAR, &[&at("a.ics"), &at("a.ics")]);
        assert_eq!(told.of(&at("a.ics")).status_of("D:getetag"), Some(200));
    }

    fn many_objects_come_at_once(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let _ = anna.create(&at("a.ics"), &event("a", "Tea"));
        let hrefs: Vec<_> = (0..2000).map(|number| at(&format!("{number}.ics"))).chain([at("a.ics")]).collect();
        let hrefs: Vec<_> = hrefs.iter().map(String::as_str).collect();
        let told = multiget(&anna, CALENDAR, &hrefs);
        assert_eq!(told.responses.len(), 2001);
        assert_eq!(told.of(&at("a.ics")).status_of("C:calendar-data"), Some(200));
    }

    fn there_is_none_about_a_home(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let content = format!("<D:prop><D:getetag/></D:prop><D:href>{}</D:href>", at("a.ics"));
        let answer = anna.report("/dav/calendars/anna/", "C:calendar-multiget", &content).send().expect(403);
        assert_eq!(answer.precondition(), "D:supported-report");
    }
}
