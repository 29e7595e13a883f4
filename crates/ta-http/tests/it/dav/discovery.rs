//! From the server's name to a member's calendars (RFC 6764 §6, RFC 5397, RFC 4791 §6.2.1).

use ta_sim::{DavClient, TestServer};
use ta_testdb::on_both_engines;

use super::sample::CALENDAR;

on_both_engines! {
    fn the_well_known_address_leads_to_the_door_for_good(database) {
        let server = TestServer::on(database);
        for method in ["GET", "PROPFIND", "OPTIONS"] {
            let answer = server.request(method, "/.well-known/caldav").send().expect(301);
            assert_eq!(answer.header("location"), "/dav/", "{method}");
        }
    }

    fn the_root_of_the_server_answers_as_the_door_does(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let answer = anna.propfind("/", "0", &["D:current-user-principal"]).send();
        assert_eq!(answer.header("content-location"), "/dav/");
        let told = answer.multistatus();
        assert_eq!(told.only().href, "/dav/");
        assert_eq!(told.only().property("D:current-user-principal").hrefs(), ["/dav/principals/users/anna/"]);
    }

    fn three_questions_lead_from_the_door_to_the_calendars(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let ask = |path: &str, property: &str| {
            let told = anna.propfind(path, "0", &[property]).send().multistatus();
            told.only().property(property).hrefs().remove(0)
        };
        let principal = ask("/dav/", "D:current-user-principal");
        assert_eq!(principal, "/dav/principals/users/anna/");
        let home = ask(&principal, "C:calendar-home-set");
        assert_eq!(home, "/dav/calendars/anna/");
        let told = anna.propfind(&home, "1", &["D:resourcetype"]).send().multistatus();
        assert_eq!(told.hrefs(), ["/dav/calendars/anna/", CALENDAR, "/dav/calendars/anna/tasks/"]);
    }

    fn the_collections_lead_down_to_home_and_principal(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let below = |path: &str| {
            let told = anna.propfind(path, "1", &["D:resourcetype"]).send().multistatus();
            told.responses.into_iter().skip(1).map(|response| response.href).collect::<Vec<_>>()
        };
        assert_eq!(below("/dav/"), ["/dav/principals/", "/dav/calendars/", "/dav/files/"]);
        let kinds = ["/dav/principals/users/", "/dav/principals/groups/", "/dav/principals/resources/"];
        assert_eq!(below("/dav/principals/"), kinds);
        assert_eq!(below("/dav/principals/users/"), ["/dav/principals/users/anna/"]);
        assert_eq!(below("/dav/calendars/"), ["/dav/calendars/anna/"]);
    }

    fn a_path_may_lack_its_last_slash(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        for path in ["/dav", "/dav/calendars/anna", "/dav/calendars/anna/calendar"] {
            let told = anna.propfind(path, "0", &["D:resourcetype"]).send().multistatus();
            assert_eq!(told.only().href, format!("{path}/"));
        }
    }
}
