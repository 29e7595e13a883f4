//! `taserver serve`

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::net::UnixDatagram;
use std::thread;
use std::time::{Duration, Instant};

use ta_testdb::on_both_engines;

use crate::program::{Place, Running, options_of};

const SERVE: &str = "serve --listen 127.0.0.1:0 --data data";
const ANYBODY: &str = "Data:";
const NOBODY: &str = "Nobody can sign in yet";

fn place_with_a_member() -> Place {
    let place = Place::new();
    place.line("user add anna --data data").done();
    place
}

on_both_engines! {
    fn it_answers_and_says_where(database) {
        let place = Place::new();
        let store = options_of(database);
        place.line(&format!("user add anna {store}")).done();
        let server = place.start(&format!("serve --listen 127.0.0.1:0 {store}"), ANYBODY);
        assert!(server.introduction.starts_with(&format!("TeamAgenda answers on http://{}/\n", server.address)));
        assert!(server.get("/healthz").starts_with("HTTP/1.1 200 OK"));
        server.signal("TERM");
        assert_eq!(server.ended(), 0);
    }
}

#[test]
fn without_members_it_says_how_to_add_one() {
    let server = Place::new().start(SERVE, NOBODY);
    assert!(server.introduction.contains("'taserver user add LOGIN'"), "{}", server.introduction);
}

#[test]
fn it_ends_on_sigterm_and_on_ctrl_c() {
    for signal in ["TERM", "INT"] {
        let server = place_with_a_member().start(SERVE, ANYBODY);
        server.signal(signal);
        assert_eq!(server.ended(), 0, "{signal}");
    }
}

#[test]
fn an_idle_connection_does_not_delay_the_end() {
    let server = place_with_a_member().start(SERVE, ANYBODY);
    let mut idle = server.connect();
    server.get("/healthz");
    let asked = Instant::now();
    server.signal("TERM");
    assert_eq!(server.ended(), 0);
    assert!(asked.elapsed() < Duration::from_secs(5));
    assert_eq!(idle.read(&mut [0; 8]).unwrap(), 0);
}

#[test]
fn a_taken_port_is_told_with_its_holder_and_a_free_one() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let place = Place::new();

    let ended = place.line(&format!("serve --listen 127.0.0.1:{port} --data data"));

    let told = ended.failed(4);
    let holder = format!("(process {})", std::process::id());
    assert!(told.contains(&format!("port {port} is held by ")) && told.contains(&holder), "{told}");
    assert!(
        told.contains(&format!("next: 'taserver port {port}' tells more about it; end it, or choose")),
        "{told}"
    );
    assert!(told.contains("another port with --listen 127.0.0.1:"), "{told}");
    assert!(!place.path("data").exists(), "a server without a port touches no data");
}

#[test]
fn a_second_server_on_one_folder_is_refused() {
    let place = place_with_a_member();
    let server = place.start(SERVE, ANYBODY);
    let told = place.line(SERVE);
    assert!(told.failed(4).contains("the folder data is in use by process "), "{told:?}");
    assert!(told.failed(4).contains("stop that one first"), "{told:?}");
    server.signal("TERM");
    assert_eq!(server.ended(), 0);
}

#[test]
fn members_are_looked_after_while_the_server_runs() {
    let place = place_with_a_member();
    let server = place.start(SERVE, ANYBODY);
    place.line("user list --data data").done();
    place.line("user disable anna --data data").done();
    server.signal("TERM");
    assert_eq!(server.ended(), 0);
}

#[test]
fn what_is_no_address_is_told() {
    let ended = Place::new().line("serve --listen somewhere --data data");
    assert!(ended.failed(2).contains("\"somewhere\" is no address to listen on"), "{ended:?}");
}

#[test]
fn systemd_is_told_when_it_is_ready_and_when_it_stops() {
    let place = place_with_a_member();
    let systemd = UnixDatagram::bind(place.path("notify")).unwrap();
    systemd.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let mut command = place.command();
    command.env("NOTIFY_SOCKET", place.path("notify")).args(SERVE.split(' '));
    let server = Running::start(&mut command, ANYBODY);

    assert!(heard(&systemd).starts_with("READY=1\n"));
    server.signal("TERM");
    assert_eq!(heard(&systemd), "STOPPING=1\n");
    assert_eq!(server.ended(), 0);
}

fn heard(socket: &UnixDatagram) -> String {
    let mut buffer = [0; 256];
    let length = socket.recv(&mut buffer).unwrap();
    String::from_utf8_lossy(&buffer[..length]).into_owned()
}

const EVENT: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//Test//EN\r\nBEGIN:VEVENT\r\nUID:tea\r\n\
                     DTSTAMP:20261123T080000Z\r\nDTSTART:20261123T093000Z\r\nSUMMARY:Tea\r\nEND:VEVENT\r\n\
                     END:VCALENDAR\r\n";
/// `anna:secret`, as HTTP Basic writes it.
const ANNA: &str = "Authorization: Basic YW5uYTpzZWNyZXQ=\r\n";
const TEA: &str = "/dav/calendars/anna/calendar/tea.ics";

fn place_with_anna() -> Place {
    let place = Place::new();
    place.line_with_input("user add anna --password-stdin --data data", "secret\n").done();
    place
}

/// A connection on which the first half of a PUT was sent.
fn half_a_put(server: &Running) -> TcpStream {
    let mut stream = server.connect();
    let (host, length) = (&server.address, EVENT.len());
    let head = format!("PUT {TEA} HTTP/1.1\r\nHost: {host}\r\n{ANNA}Content-Length: {length}\r\n\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(&EVENT.as_bytes()[..40]).unwrap();
    // The server must have begun to read it.
    thread::sleep(Duration::from_millis(300));
    stream
}

#[test]
fn a_request_in_progress_is_answered_and_kept() {
    let place = place_with_anna();
    let server = place.start(SERVE, ANYBODY);
    let mut put = half_a_put(&server);
    server.signal("TERM");
    thread::sleep(Duration::from_millis(300));
    put.write_all(&EVENT.as_bytes()[40..]).unwrap();
    let mut answer = String::new();
    put.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 201 Created"), "{answer}");
    assert_eq!(server.ended(), 0);

    let again = place.start(SERVE, ANYBODY);

    let mut stream = again.connect();
    write!(stream, "GET {TEA} HTTP/1.1\r\nHost: x\r\n{ANNA}Connection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.ends_with(EVENT), "{answer}");
}

#[test]
fn a_request_that_does_not_end_is_cut_off_after_the_drain() {
    let place = place_with_anna();
    let mut command = place.command();
    command.env("TASERVER_DRAIN_SECONDS", "1").args(SERVE.split(' '));
    let server = Running::start(&mut command, ANYBODY);
    let stuck = half_a_put(&server);
    let asked = Instant::now();
    server.signal("TERM");
    assert_eq!(server.ended(), 0);
    assert!(asked.elapsed() >= Duration::from_secs(1));
    assert!(asked.elapsed() < Duration::from_secs(5));
    drop(stuck);
}

#[test]
fn a_second_signal_stops_at_once() {
    let place = place_with_anna();
    let server = place.start(SERVE, ANYBODY);
    let stuck = half_a_put(&server);
    let asked = Instant::now();
    server.signal("INT");
    thread::sleep(Duration::from_millis(300));
    server.signal("INT");
    assert_eq!(server.ended(), 0);
    assert!(asked.elapsed() < Duration::from_secs(5));
    drop(stuck);
}

#[test]
fn behind_a_proxy_it_says_where_people_reach_it() {
    let place = place_with_a_member();
    let mut command = place.command();
    command.env("TASERVER_PUBLIC_URL", "https://agenda.example.com").args(SERVE.split(' '));
    let server = Running::start(&mut command, ANYBODY);
    let expected = "TeamAgenda answers on https://agenda.example.com/\n";
    assert!(server.introduction.starts_with(expected), "{}", server.introduction);
}

#[test]
fn an_event_stream_ends_with_the_server() {
    let place = place_with_anna();
    let server = place.start(SERVE, ANYBODY);
    let mut stream = server.connect();
    write!(stream, "GET /api/v1/changes HTTP/1.1\r\nHost: {}\r\n{ANNA}\r\n", server.address).unwrap();
    let mut heard = BufReader::new(stream).lines().map(Result::unwrap);
    assert!(heard.any(|line| line == "event: hello"));

    let asked = Instant::now();
    server.signal("TERM");

    assert_eq!(heard.last().as_deref(), Some(""), "the stream ends in order");
    assert_eq!(server.ended(), 0);
    assert!(asked.elapsed() < Duration::from_secs(5));
}

#[test]
fn a_change_made_while_the_server_runs_reaches_the_event_stream() {
    let place = place_with_anna();
    let server = place.start(SERVE, ANYBODY);
    let mut stream = server.connect();
    write!(stream, "GET /api/v1/changes HTTP/1.1\r\nHost: {}\r\n{ANNA}\r\n", server.address).unwrap();
    let mut heard = BufReader::new(stream).lines().map(Result::unwrap);
    assert!(heard.any(|line| line == "event: hello"));

    let mut put = half_a_put(&server);
    put.write_all(&EVENT.as_bytes()[40..]).unwrap();

    assert!(heard.any(|line| line == "event: change"));
    assert!(heard.next().unwrap().contains("\"calendar\":\"calendar\""));
}
