//! What real clients do: each test sends a request as its client does.

use ta_sim::{DavClient, TestServer};
use ta_testdb::on_both_engines;

use super::sample::{CALENDAR, at, event, event_with, in_range};

on_both_engines! {
    /// iOS 18.4 asks for `%40` where the address had `@`.
    fn ios_escapes_the_at_sign_of_a_login(database) {
        let server = TestServer::with_members(database, ["anna@example.com"]);
        let anna = DavClient::new(&server, "anna@example.com");
        let _ = anna.create("/dav/calendars/anna@example.com/calendar/a.ics", &event("a", "Tea"));
        let escaped = "/dav/calendars/anna%40example.com/calendar/";
        let told = anna.propfind(escaped, "1", &["D:getetag"]).send().multistatus();
        assert_eq!(told.hrefs(), [escaped, &format!("{escaped}a.ics")]);
        let _ = anna.get("/dav/calendars/anna%40example.com/calendar/a.ics").send().expect(200);
    }

    /// iOS sends guests without PARTSTAT, and empty URLs since version 11. What was sent is what comes back.
    fn ios_leaves_guests_without_an_answer_and_urls_empty(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let sent = event_with("a", &[
            "DTSTART;TZID=Europe/Paris:20261124T090000",
            "DTEND;TZID=Europe/Paris:20261124T100000",
            "ORGANIZER;CN=Anna:mailto:anna@example.com",
            "ATTENDEE;CN=Ben;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT:mailto:ben@example.com",
            "URL;VALUE=URI:",
            "X-APPLE-TRAVEL-ADVISORY-BEHAVIOR:AUTOMATIC",
        ]);
        let request = anna.put(&at("a.ics"), &sent).header("user-agent", "iOS/18.4 (22E240) dataaccessd/1.0");
        let _ = request.header("if-none-match", "*").send().expect(201);
        assert_eq!(anna.get(&at("a.ics")).send().text(), sent);
    }

    /// iOS looks at the root of the host when the well-known address does not satisfy it.
    fn ios_asks_the_root_of_the_host(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let asked = ["D:current-user-principal", "D:principal-URL", "D:resourcetype"];
        let told = anna.propfind("/", "0", &asked).header("brief", "t").send().multistatus();
        let principal = told.only().property("D:current-user-principal").hrefs();
        assert_eq!(principal, ["/dav/principals/users/anna/"]);
    }

    /// DAVx5 asks without credentials first, and wants to be asked for them.
    fn davx5_wants_to_be_challenged(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let body = r#"<?xml version='1.0' encoding='UTF-8' ?><propfind xmlns="DAV:" xmlns:CAL="urn:ietf:params:xml:ns:caldav"><prop><current-user-principal /></prop></propfind>"#;
        let asked = server.request("PROPFIND", "/dav/").header("depth", "0").body(body);
        let answer = asked.header("user-agent", "DAVx5/4.4.5-ose (dav4jvm; okhttp/4.12.0) Android/14").send();
        assert!(answer.expect(401).header("www-authenticate").starts_with("Basic "));
    }

    /// DAVx5 starts with an empty token, and starts anew when a token is refused so.
    fn davx5_synchronises_from_an_empty_token(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let _ = anna.create(&at("a.ics"), &event("a", "Tea"));
        let ask = |token: &str| {
            let body = format!(
                r#"<?xml version='1.0' encoding='UTF-8' ?><sync-collection xmlns="DAV:"><sync-token>{token}</sync-token><sync-level>1</sync-level><prop><getetag /></prop></sync-collection>"#
            );
            anna.request("REPORT", CALENDAR).header("depth", "0").body(body).send()
        };
        let told = ask("").multistatus();
        assert_eq!(told.hrefs(), [at("a.ics")]);
        assert!(ask(&told.sync_token.unwrap()).multistatus().responses.is_empty());
        let stale = ask("http://radicale.org/ns/sync/0123").expect(403);
        assert_eq!(stale.precondition(), "D:valid-sync-token");
    }

    /// Outlook writes Windows zone names, sometimes with blanks behind them.
    fn outlook_names_zones_as_windows_does(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let lines = [
            "DTSTART;TZID=\"W. Europe Standard Time \":20261124T090000",
            "DTEND;TZID=\"W. Europe Standard Time \":20261124T100000",
        ];
        let _ = anna.create(&at("a.ics"), &event_with("a", &lines));
        // Nine o'clock in Berlin is eight in UTC in winter.
        let found = |start, end| {
            anna.query(CALENDAR, &in_range("VEVENT", start, end)).send().multistatus().responses.len()
        };
        assert_eq!(found("20261124T080000Z", "20261124T080001Z"), 1);
        assert_eq!(found("20261124T090000Z", "20261124T100000Z"), 0);
    }

    /// Windows Mail asks with Depth 0 what is in a calendar.
    fn windows_mail_queries_with_depth_0(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let _ = anna.create(&at("a.ics"), &event("a", "Tea"));
        let content = r#"<D:prop><D:getetag/></D:prop><C:filter><C:comp-filter name="VCALENDAR">
            <C:comp-filter name="VEVENT"/></C:comp-filter></C:filter>"#;
        let asked = anna.xml("REPORT", CALENDAR, "C:calendar-query", content).header("depth", "0");
        assert_eq!(asked.send().multistatus().hrefs(), [at("a.ics")]);
    }

    /// Evolution needs a tag after each PUT, and sometimes escapes its quotes.
    fn evolution_needs_tags_and_escapes_their_quotes(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let etag = anna.create(&at("a.ics"), &event("a", "Tea"));
        let escaped = etag.replace('"', "\\\"");
        let changed = anna.put(&at("a.ics"), &event("a", "Coffee")).header("if-match", &escaped).send();
        let changed = changed.expect(204);
        assert!(changed.body.is_empty());
        let stored = anna.get(&at("a.ics")).send();
        assert_eq!(changed.header("etag"), stored.header("etag"));
    }

    /// GNOME Online Accounts takes no other answer than 200 for a calendar server.
    fn gnome_wants_200_to_options(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let answer = server.request("OPTIONS", "/dav/").header("user-agent", "goa/3.52").send().expect(200);
        assert!(answer.header("dav").contains("calendar-access"));
    }

    /// GNOME does not find an address again whose escapes were written in lower case.
    fn escapes_are_upper_case_however_they_were_asked_for(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let _ = anna.create(&at("%c3%a9.ics"), &event("a", "Tea"));
        assert!(anna.list(CALENDAR).contains_key(&at("%C3%A9.ics")));
    }

    /// Proxies that compress append to tags, and clients hand them back so.
    fn proxies_append_to_tags(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let mut etag = anna.create(&at("a.ics"), &event("a", "Tea"));
        for (suffix, summary) in [("-gzip\"", "Coffee"), ("-br\"", "Cake"), (";gzip\"", "Milk")] {
            let appended = etag.trim_end_matches('"').to_owned() + suffix;
            let unchanged = anna.get(&at("a.ics")).header("if-none-match", &format!("W/{appended}"));
            let _ = unchanged.send().expect(304);
            let put = anna.put(&at("a.ics"), &event("a", summary)).header("if-match", &appended);
            etag = put.send().expect(204).header("etag").to_owned();
        }
    }

    /// InfCloud asks for expand-property and gives up on an error; it sends Depth 1.
    fn infcloud_asks_to_expand_properties(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let content = r#"<D:property name="current-user-principal"><D:property name="displayname"/></D:property>"#;
        let told = anna.report("/dav/principals/users/anna/", "D:expand-property", content).send().multistatus();
        assert!(told.only().property("D:current-user-principal").xml.contains("<D:displayname>anna<"));
    }
}
