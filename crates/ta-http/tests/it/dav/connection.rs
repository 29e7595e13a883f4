//! What becomes of the connection when a request is refused: the next one goes the same way.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use ta_http::Limits;
use ta_sim::TestServer;
use ta_testdb::on_both_engines;

use super::sample::CALENDAR;

/// `anna:anna's password`, encoded.
const CREDENTIALS: &str = "Authorization: Basic YW5uYTphbm5hJ3MgcGFzc3dvcmQ=\r\n";

/// A connection as a client has it.
struct Connection {
    stream: TcpStream,
}

impl Connection {
    fn open(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        Self { stream }
    }

    fn send(&mut self, bytes: &[u8]) {
        self.stream.write_all(bytes).unwrap();
    }

    /// Sends head and body, one after the other as clients do.
    fn request(&mut self, line: &str, headers: &str, body: &[u8]) {
        let length = body.len();
        self.send(
            format!("{line} HTTP/1.1\r\nHost: x\r\n{headers}Content-Length: {length}\r\n\r\n").as_bytes(),
        );
        self.send(body);
    }

    /// The status of the next answer, which is read to its end.
    fn status(&mut self) -> u16 {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            self.stream.read_exact(&mut byte).expect("the connection stays open");
            head.push(byte[0]);
        }
        let head = String::from_utf8(head).unwrap().to_ascii_lowercase();
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
        let length = length.map_or(0, |length| length.parse().unwrap());
        self.stream.read_exact(&mut vec![0; length]).unwrap();
        head.split(' ').nth(1).unwrap().parse().unwrap()
    }

    /// Asks for something that is there, which tells whether the connection can still be used.
    fn check_usable(&mut self) {
        self.request(&format!("PROPFIND {CALENDAR}"), &format!("{CREDENTIALS}Depth: 0\r\n"), b"");
        assert_eq!(self.status(), 207);
    }
}

on_both_engines! {
    fn a_challenged_client_repeats_itself_on_the_same_connection(database) {
        TestServer::with_members(database, ["anna"]).on_a_socket(|address| {
            let mut connection = Connection::open(address);
            connection.request(&format!("PUT {CALENDAR}a.ics"), "", &vec![b'x'; 3_000_000]);
            assert_eq!(connection.status(), 401);
            connection.check_usable();
        });
    }

    fn a_body_beyond_the_limit_is_taken_in_and_forgotten(database) {
        let limits = Limits { object_bytes_max: 1000, request_bytes_max: 1000, ..Limits::default() };
        let server = TestServer::with_limits(database, limits);
        server.add_member("anna");
        server.on_a_socket(|address| {
            let mut connection = Connection::open(address);
            for line in [format!("PUT {CALENDAR}a.ics"), format!("REPORT {CALENDAR}")] {
                connection.request(&line, CREDENTIALS, &vec![b'x'; 3_000_000]);
                assert_eq!(connection.status(), 413, "{line}");
                connection.check_usable();
            }
        });
    }

    fn a_body_of_unknown_length_is_measured_too(database) {
        let limits = Limits { object_bytes_max: 1000, request_bytes_max: 1000, ..Limits::default() };
        let server = TestServer::with_limits(database, limits);
        server.add_member("anna");
        server.on_a_socket(|address| {
            let mut connection = Connection::open(address);
            let head = format!("PUT {CALENDAR}a.ics HTTP/1.1\r\nHost: x\r\n{CREDENTIALS}");
            connection.send(format!("{head}Transfer-Encoding: chunked\r\n\r\n").as_bytes());
            for _ in 0..100 {
                connection.send(format!("2710\r\n{}\r\n", "x".repeat(10_000)).as_bytes());
            }
            connection.send(b"0\r\n\r\n");
            assert_eq!(connection.status(), 413);
            connection.check_usable();
        });
    }

    fn methods_and_places_that_take_no_body_take_it_in(database) {
        TestServer::with_members(database, ["anna"]).on_a_socket(|address| {
            let mut connection = Connection::open(address);
            let expected = [
                ("SUBSCRIBE /dav/", 501),
                ("PROPFIND /.well-known/caldav", 301),
                ("PUT /dav/", 405),
                ("OPTIONS /dav/", 200),
                ("GET /dav/calendars/anna/calendar/none.ics", 404),
                ("DELETE /dav/", 405),
                ("PUT /dav/calendars/anna/calendar/%ff.ics", 400),
            ];
            for (line, status) in expected {
                connection.request(line, CREDENTIALS, &vec![b'x'; 300_000]);
                assert_eq!(connection.status(), status, "{line}");
                connection.check_usable();
            }
        });
    }

    /// RFC 9110 §10.1.1: a client that asks first is told before it sends anything.
    fn a_client_that_asks_first_is_refused_before_it_sends(database) {
        TestServer::with_members(database, ["anna"]).on_a_socket(|address| {
            let mut connection = Connection::open(address);
            let head = format!("PUT {CALENDAR}a.ics HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n");
            connection.send(format!("{head}Expect: 100-continue\r\n\r\n").as_bytes());
            assert_eq!(connection.status(), 401);
        });
    }

    fn a_client_that_goes_away_in_the_middle_leaves_nothing(database) {
        TestServer::with_members(database, ["anna"]).on_a_socket(|address| {
            let mut broken = Connection::open(address);
            let head = format!("PUT {CALENDAR}a.ics HTTP/1.1\r\nHost: x\r\n{CREDENTIALS}Content-Length: 500\r\n\r\n");
            broken.send(head.as_bytes());
            broken.send(super::sample::event("a", "Tea").as_bytes());
            drop(broken);
            let mut connection = Connection::open(address);
            connection.check_usable();
            connection.request(&format!("GET {CALENDAR}a.ics"), CREDENTIALS, b"");
            assert_eq!(connection.status(), 404);
        });
    }
}
