//! OPTIONS (RFC 4918 §10.1, RFC 4791 §5.1).

use ta_sim::{DavClient, TestServer};
use ta_testdb::on_both_engines;

use super::sample::CALENDAR;

on_both_engines! {
    fn what_the_door_can_do_is_told_with_200_to_anyone(database) {
        let server = TestServer::on(database);
        for path in ["/dav/", "/", "/dav/calendars/anna/calendar/"] {
            let answer = server.request("OPTIONS", path).send().expect(200);
            let allowed: Vec<_> = answer.header("allow").split(", ").collect();
            for method in ["PROPFIND", "REPORT", "MKCALENDAR", "PUT", "MOVE"] {
                assert!(allowed.contains(&method), "{method} at {path}");
            }
            let classes: Vec<_> = answer.header("dav").split(", ").collect();
            for class in ["1", "3", "calendar-access", "extended-mkcol"] {
                assert!(classes.contains(&class), "{class} at {path}");
            }
        }
    }

    /// What is not there must not be announced: clients change what they do by it.
    fn neither_locks_nor_scheduling_are_announced(database) {
        let server = TestServer::on(database);
        let answer = server.request("OPTIONS", "/dav/").send().expect(200);
        let classes: Vec<_> = answer.header("dav").split(", ").collect();
        assert!(!classes.contains(&"2"));
        assert!(!classes.contains(&"calendar-auto-schedule"));
    }

    /// Apple's clients look for the classes on the principal.
    fn every_answer_tells_the_classes(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        for path in ["/dav/principals/users/anna/", CALENDAR] {
            let answer = anna.propfind(path, "0", &["D:resourcetype"]).send().expect(207);
            assert!(answer.header("dav").contains("calendar-access"), "{path}");
        }
    }

    fn any_other_method_is_answered_with_those_that_there_are(database) {
        let server = TestServer::on(database);
        let answer = server.request("SUBSCRIBE", CALENDAR).send().expect(501);
        assert!(answer.header("allow").contains("PROPFIND"));
    }
}
