//! Requests that nobody should send: each gets an answer with words in it, and nothing is lost.

use ta_http::Limits;
use ta_sim::{DavClient, TestServer};
use ta_testdb::{TestDatabase, on_both_engines};

use super::sample::{CALENDAR, at, event};

/// A server on which anna has something to lose.
fn server_with_an_event(database: &TestDatabase) -> TestServer {
    let server = TestServer::with_members(database, ["anna"]);
    let _ = DavClient::new(&server, "anna").create(&at("a.ics"), &event("a", "Tea"));
    server
}

/// Asserts that anna's event is as it was.
#[track_caller]
fn check_kept(server: &TestServer) {
    let anna = DavClient::new(server, "anna");
    assert_eq!(anna.list(CALENDAR).len(), 1);
    assert_eq!(anna.get(&at("a.ics")).send().expect(200).text(), event("a", "Tea"));
}

/// Asserts that a body is refused by each method that reads one.
#[track_caller]
fn check_refused(server: &TestServer, body: &[u8], status: u16, words: &str) {
    let anna = DavClient::new(server, "anna");
    for method in ["PROPFIND", "PROPPATCH", "REPORT", "MKCALENDAR", "MKCOL"] {
        let path = if method.starts_with("MK") { "/dav/calendars/anna/new/" } else { CALENDAR };
        let asked = anna.request(method, path).header("depth", "1").header("content-type", "application/xml");
        let answer = asked.body(body.to_vec()).send();
        assert_eq!(answer.status, status, "{method}: {}", answer.text());
        assert!(answer.text().contains(words), "{method}: {}", answer.text());
    }
    check_kept(server);
}

on_both_engines! {
    fn broken_xml_is_refused_with_the_place(database) {
        let server = server_with_an_event(database);
        check_refused(&server, b"<D:propfind xmlns:D=\"DAV:\"><D:prop>", 400, "at byte");
        check_refused(&server, b"<a></b>", 400, "at byte");
        check_refused(&server, b"not XML", 400, "at byte");
        check_refused(&server, b"<D:propfind/>", 400, "at byte");
    }

    fn xml_that_is_not_utf_8_is_refused(database) {
        let server = server_with_an_event(database);
        check_refused(&server, b"<a>\xff\xfe</a>", 400, "UTF-8");
        check_refused(&server, b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a/>", 400, "UTF-8");
    }

    /// A kilobyte that would be gigabytes.
    fn entities_are_never_expanded(database) {
        let server = server_with_an_event(database);
        let bomb = br#"<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "xxxxxxxxxx"><!ENTITY c "&b;&b;&b;&b;">
            <!ENTITY d "&c;&c;&c;&c;">]><a>&d;</a>"#;
        check_refused(&server, bomb, 403, "no-external-entities");
        let file = br#"<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>"#;
        check_refused(&server, file, 403, "no-external-entities");
    }

    fn xml_of_ten_thousand_levels_is_refused(database) {
        let server = server_with_an_event(database);
        let deep = format!("{}{}", "<a>".repeat(10_000), "</a>".repeat(10_000));
        check_refused(&server, deep.as_bytes(), 400, "deeper");
    }

    fn a_filter_of_ten_thousand_levels_is_refused(database) {
        let server = server_with_an_event(database);
        let anna = DavClient::new(&server, "anna");
        let level = r#"<C:comp-filter name="VEVENT">"#;
        let filter = format!("{}{}", level.repeat(10_000), "</C:comp-filter>".repeat(10_000));
        let answer = anna.query(CALENDAR, &filter).send().expect(400);
        assert!(answer.text().contains("deeper"), "{}", answer.text());
        check_kept(&server);
    }

    fn too_large_a_body_is_refused_with_the_limit(database) {
        let limits = Limits { request_bytes_max: 5000, ..Limits::default() };
        let server = TestServer::with_limits(database, limits);
        server.add_member("anna");
        let _ = DavClient::new(&server, "anna").create(&at("a.ics"), &event("a", "Tea"));
        let large = format!("<D:propfind xmlns:D=\"DAV:\"><D:allprop/>{}</D:propfind>", " ".repeat(5000));
        check_refused(&server, large.as_bytes(), 413, "5000");
    }

    fn a_missing_body_is_named(database) {
        let server = server_with_an_event(database);
        let anna = DavClient::new(&server, "anna");
        for method in ["REPORT", "PROPPATCH"] {
            let answer = anna.request(method, CALENDAR).send().expect(400);
            assert!(answer.text().contains("needs a body"), "{}", answer.text());
        }
    }

    fn an_unknown_report_is_named(database) {
        let server = server_with_an_event(database);
        let anna = DavClient::new(&server, "anna");
        let answer = anna.report(CALENDAR, "D:version-tree", "").send().expect(403);
        assert_eq!(answer.precondition(), "D:supported-report");
    }

    fn an_object_that_is_not_utf_8_is_refused_with_its_line(database) {
        let server = server_with_an_event(database);
        let anna = DavClient::new(&server, "anna");
        let mut body = event("b", "caf").into_bytes();
        let place = body.windows(3).position(|bytes| bytes == b"caf").unwrap();
        body.insert(place + 3, 0xe9);
        let answer = anna.request("PUT", &at("b.ics")).body(body).send().expect(403);
        assert_eq!(answer.precondition(), "C:valid-calendar-data");
        assert!(answer.explanation().contains("UTF-8"), "{}", answer.explanation());
        check_kept(&server);
    }

    fn nothing_at_all_is_no_object(database) {
        let server = server_with_an_event(database);
        let anna = DavClient::new(&server, "anna");
        for body in ["", "\r\n", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "<html/>", "BEGIN:VCARD\r\nEND:VCARD\r\n"] {
            for name in ["a.ics", "b.ics"] {
                let answer = anna.put(&at(name), body).send().expect(403);
                assert!(!answer.explanation().is_empty(), "{body:?}");
            }
        }
        check_kept(&server);
    }

    fn an_object_of_ten_thousand_levels_is_refused(database) {
        let server = server_with_an_event(database);
        let anna = DavClient::new(&server, "anna");
        let deep = format!(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}{}END:VCALENDAR\r\n",
            "BEGIN:VEVENT\r\n".repeat(10_000),
            "END:VEVENT\r\n".repeat(10_000)
        );
        let answer = anna.put(&at("b.ics"), &deep).send().expect(403);
        assert_eq!(answer.precondition(), "C:valid-calendar-data");
    }

    fn a_nul_in_a_text_is_refused(database) {
        let server = server_with_an_event(database);
        let anna = DavClient::new(&server, "anna");
        let answer = anna.put(&at("b.ics"), &event("b", "T\0ea")).send().expect(403);
        assert_eq!(answer.precondition(), "C:valid-calendar-data");
        check_kept(&server);
    }

    fn headers_that_say_nothing_are_bad_requests(database) {
        let server = server_with_an_event(database);
        let anna = DavClient::new(&server, "anna");
        let bad = [
            ("PUT", "if-match", "\"unterminated"),
            ("PUT", "if-none-match", ""),
            ("DELETE", "if-match", "W/"),
            ("MOVE", "destination", "not an address"),
            ("MOVE", "destination", "relative.ics"),
            ("COPY", "overwrite", "perhaps"),
            ("PROPFIND", "depth", "-1"),
        ];
        for (method, header, value) in bad {
            let asked = anna.request(method, &at("a.ics")).header(header, value);
            let asked = if header == "overwrite" { asked.header("destination", &at("b.ics")) } else { asked };
            let answer = asked.body(event("a", "Changed")).send();
            assert_eq!(answer.status, 400, "{method} {header}: {value}");
            assert!(!answer.text().is_empty(), "{method} {header}: {value}");
        }
        check_kept(&server);
    }

    fn paths_that_hide_something_are_refused(database) {
        let server = server_with_an_event(database);
        let anna = DavClient::new(&server, "anna");
        let hiding = [
            "/dav/calendars/anna/calendar/../calendar/b.ics",
            "/dav/calendars/anna/calendar/%2e%2e",
            "/dav/calendars/anna/calendar/a%2Fb.ics",
            "/dav/calendars/anna/calendar/a%00b.ics",
            "/dav/calendars/anna/calendar/a%0Ab.ics",
            "/dav/calendars/anna/calendar/100%.ics",
            "/dav/calendars/anna/calendar/%E9.ics",
            "/dav/calendars/anna//b.ics",
        ];
        for path in hiding {
            let answer = anna.put(path, &event("b", "Tea")).send().expect(400);
            assert!(!answer.text().is_empty(), "{path}");
        }
        check_kept(&server);
    }

    fn a_name_longer_than_any_is_not_found(database) {
        let server = server_with_an_event(database);
        let anna = DavClient::new(&server, "anna");
        let long = at(&format!("{}.ics", "x".repeat(300)));
        let _ = anna.get(&long).send().expect(404);
        let answer = anna.put(&long, &event("b", "Tea")).send();
        assert!(answer.status.is_client_error(), "{}", answer.status);
    }

    fn names_may_hold_what_urls_can_hold(database) {
        let server = server_with_an_event(database);
        let anna = DavClient::new(&server, "anna");
        let names = ["%F0%9F%8D%B5.ics", "a%20b%2Bc.ics", "%23%3F%25.ics", "~x.ics", "no-extension", "%22%3C%26.ics"];
        for (number, name) in names.iter().enumerate() {
            let _ = anna.create(&at(name), &event(&format!("n{number}"), "Tea"));
        }
        let listed = anna.list(CALENDAR);
        for name in names {
            assert!(listed.contains_key(&at(name)), "{name} in {listed:?}");
            let _ = anna.get(&at(name)).send().expect(200);
        }
    }

    fn a_uid_longer_than_any_is_refused(database) {
        let server = server_with_an_event(database);
        let anna = DavClient::new(&server, "anna");
        let answer = anna.put(&at("b.ics"), &event(&"x".repeat(5000), "Tea")).send().expect(403);
        assert_eq!(answer.precondition(), "C:valid-calendar-data");
        assert!(answer.explanation().contains("UID"), "{}", answer.explanation());
    }

    fn of_two_that_change_the_same_version_one_is_told(database) {
        let server = server_with_an_event(database);
        let anna = DavClient::new(&server, "anna");
        let seen = anna.list(CALENDAR)[&at("a.ics")].clone();
        let change = |summary| anna.put(&at("a.ics"), &event("a", summary)).header("if-match", &seen).send();
        let _ = change("from the phone").expect(204);
        let _ = change("from the desk").expect(412);
        let _ = anna.delete(&at("a.ics")).header("if-match", &seen).send().expect(412);
        assert_eq!(anna.get(&at("a.ics")).send().text(), event("a", "from the phone"));
    }
}
