//! Members' files: plain collections of RFC 4918, locks included. litmus asks the rest (`e2e/webdav`).

use jiff::SignedDuration;
use ta_http::Limits;
use ta_sim::{Answer, DavClient, TestServer};
use ta_testdb::on_both_engines;

use super::sample::{at, event};

const HOME: &str = "/dav/files/anna/";
const FILE: &str = "/dav/files/anna/notes.txt";

const EXCLUSIVE: &str =
    "<D:lockscope><D:exclusive/></D:lockscope><D:locktype><D:write/></D:locktype><D:owner>Anna</D:owner>";
const SHARED: &str = "<D:lockscope><D:shared/></D:lockscope><D:locktype><D:write/></D:locktype>";

fn lock(client: &DavClient<'_>, path: &str, info: &str) -> Answer {
    client.xml("LOCK", path, "D:lockinfo", info).send()
}

/// The token of a new lock, in its angle brackets.
fn token(answer: &Answer) -> String {
    answer.header("lock-token").to_owned()
}

fn put(client: &DavClient<'_>, path: &str, text: &str) -> Answer {
    client.request("PUT", path).body(text.to_owned()).send()
}

on_both_engines! {
    fn a_file_is_given_back_as_it_was_stored(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let stored = anna.request("PUT", FILE).header("content-type", "text/x-notes").body("tea").send().expect(201);
        let got = anna.get(FILE).send().expect(200);
        assert_eq!((got.text().as_str(), got.header("content-type"), got.header("etag")), ("tea", "text/x-notes", stored.header("etag")));
        let _ = put(&anna, FILE, "coffee").expect(204);
        let told = anna.propfind(HOME, "1", &["D:getcontentlength", "D:resourcetype"]).send().multistatus();
        assert_eq!(told.of(FILE).text("D:getcontentlength"), "6");
        assert_eq!(told.of(HOME).property("D:resourcetype").children, ["D:collection"]);
    }

    fn files_of_another_are_not_there(database) {
        let server = TestServer::with_members(database, ["anna", "ben"]);
        let (anna, ben) = (DavClient::new(&server, "anna"), DavClient::new(&server, "ben"));
        let _ = put(&anna, FILE, "tea").expect(201);
        let never = |path: &str| path.replace("anna", "zoe");
        for path in [HOME, FILE] {
            for method in ["GET", "PROPFIND", "DELETE", "MKCOL", "UNLOCK"] {
                let (real, invented) = (ben.request(method, path).send(), ben.request(method, &never(path)).send());
                assert_eq!((real.status, real.text()), (invented.status, invented.text()), "{method} {path}");
            }
        }
        let _ = anna.get(FILE).send().expect(200);
    }

    /// RFC 4918 §9.7.1, §9.3.1.
    fn nothing_is_put_where_no_collection_is(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let _ = put(&anna, "/dav/files/anna/deep/notes.txt", "tea").expect(409);
        let _ = anna.request("MKCOL", "/dav/files/anna/deep/er/").send().expect(409);
        let _ = anna.request("MKCOL", "/dav/files/anna/deep/").send().expect(201);
        let _ = put(&anna, "/dav/files/anna/deep/notes.txt", "tea").expect(201);
        let _ = anna.request("MKCOL", "/dav/files/anna/deep/").send().expect(405);
    }

    fn a_collection_is_copied_and_moved_with_all_that_is_in_it(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let _ = anna.request("MKCOL", "/dav/files/anna/a/").send().expect(201);
        let _ = put(&anna, "/dav/files/anna/a/x.txt", "tea").expect(201);
        let _ = anna.request("COPY", "/dav/files/anna/a/").header("destination", "/dav/files/anna/b/").send().expect(201);
        let _ = anna.request("MOVE", "/dav/files/anna/a/").header("destination", "/dav/files/anna/c/").send().expect(201);
        for path in ["/dav/files/anna/b/x.txt", "/dav/files/anna/c/x.txt"] {
            assert_eq!(anna.get(path).send().expect(200).text(), "tea");
        }
        let _ = anna.get("/dav/files/anna/a/x.txt").send().expect(404);
        let into_itself = anna.request("MOVE", "/dav/files/anna/b/").header("destination", "/dav/files/anna/b/b/").send();
        assert_eq!(into_itself.status, 403, "{}", into_itself.text());
    }

    fn what_is_locked_is_changed_with_the_token_only(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let _ = put(&anna, FILE, "tea").expect(201);
        let token = token(&lock(&anna, FILE, EXCLUSIVE).expect(200));
        assert_eq!(put(&anna, FILE, "coffee").expect(423).precondition(), "D:lock-token-submitted");
        let _ = anna.request("PUT", FILE).header("if", &format!("({token})")).body("coffee").send().expect(204);
        let told = anna.propfind(FILE, "0", &["D:lockdiscovery", "D:supportedlock"]).send().multistatus();
        assert!(told.only().property("D:lockdiscovery").xml.contains("Anna"));
        let _ = anna.request("UNLOCK", FILE).header("lock-token", &token).send().expect(204);
        let _ = put(&anna, FILE, "cake").expect(204);
    }

    fn locks_of_one_kind_only_stand_beside_each_other(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let _ = put(&anna, FILE, "tea").expect(201);
        let _ = lock(&anna, FILE, SHARED).expect(200);
        let _ = lock(&anna, FILE, SHARED).expect(200);
        assert_eq!(lock(&anna, FILE, EXCLUSIVE).expect(423).precondition(), "D:no-conflicting-lock");
    }

    /// RFC 4918 §7.3.
    fn a_lock_where_nothing_is_makes_an_empty_file(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let _ = lock(&anna, FILE, EXCLUSIVE).expect(201);
        assert_eq!(anna.get(FILE).send().expect(200).text(), "");
    }

    fn a_lock_of_a_collection_holds_for_all_below(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let _ = anna.request("MKCOL", "/dav/files/anna/a/").send().expect(201);
        let token = token(&lock(&anna, "/dav/files/anna/a/", EXCLUSIVE).expect(200));
        let _ = put(&anna, "/dav/files/anna/a/x.txt", "tea").expect(423);
        let condition = format!("<http://localhost/dav/files/anna/a/> ({token})");
        let _ = anna.request("PUT", "/dav/files/anna/a/x.txt").header("if", &condition).body("tea").send().expect(201);
    }

    fn a_lock_ends_by_itself_unless_it_is_refreshed(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let _ = put(&anna, FILE, "tea").expect(201);
        let taken = anna.xml("LOCK", FILE, "D:lockinfo", EXCLUSIVE).header("timeout", "Second-60").send().expect(200);
        server.clock.advance(SignedDuration::from_secs(50));
        let token = token(&taken);
        let _ = anna.request("LOCK", FILE).header("if", &format!("({token})")).header("timeout", "Second-60").send().expect(200);
        server.clock.advance(SignedDuration::from_secs(50));
        let _ = put(&anna, FILE, "coffee").expect(423);
        server.clock.advance(SignedDuration::from_secs(20));
        let _ = put(&anna, FILE, "coffee").expect(204);
    }

    fn more_than_fits_is_refused_and_leaves_the_rest(database) {
        let limits = Limits { files: ta_core::file::FileLimits { bytes_max: 10, count_max: 5 }, ..Limits::default() };
        let server = TestServer::with_limits(database, limits);
        server.add_member("anna");
        let anna = DavClient::new(&server, "anna");
        let _ = put(&anna, FILE, "123456").expect(201);
        assert_eq!(put(&anna, "/dav/files/anna/more.txt", "12345").expect(507).precondition(), "D:quota-not-exceeded");
        let told = anna.propfind(HOME, "0", &["D:quota-used-bytes", "D:quota-available-bytes"]).send().multistatus();
        assert_eq!(told.only().text("D:quota-used-bytes"), "6");
        assert_eq!(told.only().text("D:quota-available-bytes"), "4");
    }

    /// RFC 4918 §10.4 holds everywhere, not only where there are locks.
    fn the_if_header_protects_calendar_objects(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let tag = anna.create(&at("a.ics"), &event("a", "Tea"));
        let put_if = |condition: &str| anna.put(&at("a.ics"), &event("a", "Coffee")).header("if", condition).send();
        let _ = put_if("([\"other\"])").expect(412);
        let _ = put_if("(<urn:uuid:181d4fae-7d8c-11d0-a765-00a0c91e6bf2>)").expect(412);
        let _ = put_if(&format!("([{tag}])")).expect(204);
        let _ = anna.get(&at("a.ics")).header("if", "(Not [\"other\"])").send().expect(200);
        let _ = anna.get(&at("a.ics")).header("if", "(broken").send().expect(400);
    }

    /// RFC 6578 §3.2 and RFC 4918 §10.4: a sync token is a state.
    fn a_sync_token_is_a_state_of_a_calendar(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let token = anna.sync_token(super::sample::CALENDAR);
        let condition = format!("<{}> (<{token}>)", super::sample::CALENDAR);
        let put_if = |name: &str| anna.put(&at(&format!("{name}.ics")), &event(name, "Tea")).header("if", &condition).send();
        let _ = put_if("a").expect(201);
        let _ = put_if("b").expect(412);
    }

    fn what_can_be_done_with_files_is_announced_there_only(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let of = |path: &str| server.request("OPTIONS", path).send().expect(200);
        assert!(of(HOME).header("dav").starts_with("1, 2, 3") && of(HOME).header("allow").contains("LOCK"));
        assert!(!of("/dav/").header("allow").contains("LOCK"));
        let anna = DavClient::new(&server, "anna");
        let _ = lock(&anna, "/dav/calendars/anna/calendar/", EXCLUSIVE).expect(405);
        let _ = anna.request("MKCALENDAR", "/dav/files/anna/x/").send().expect(405);
    }
}
