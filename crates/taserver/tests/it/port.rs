//! `taserver port`

use std::fs;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream, UdpSocket};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::program::{Ended, Place, ended};

/// Done, and there is something to look at.
const FOUND: i32 = 6;

fn json(ended: &Ended) -> Value {
    assert!([0, FOUND].contains(&ended.code), "{}", ended.stderr);
    serde_json::from_str(&ended.stdout).unwrap()
}

fn taken() -> (TcpListener, u16) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    (listener, port)
}

/// The items of a list that speak of a port.
fn about(list: &Value, port: u16) -> Vec<&Value> {
    list.as_array().unwrap().iter().filter(|item| item["port"] == port).collect()
}

#[test]
fn a_port_is_told_with_its_range_and_its_assignment() {
    let told = Place::new().line("port 3552 --json");
    let answer = &json(&told)["ports"][0];
    assert_eq!((&answer["port"], &answer["range"]), (&3552.into(), &"registered".into()));
    let assignment = &answer["assignments"][0];
    assert_eq!(assignment["name"], "taserver");
    assert_eq!(assignment["description"], "TeamAgenda Server Port");
    assert_eq!(assignment["transports"], serde_json::json!(["tcp", "udp"]));
    assert!(answer["verdict"].as_str().unwrap().starts_with("assigned to taserver (TeamAgenda Server Port)"));
}

#[test]
fn a_service_name_is_told_as_its_port() {
    let by_name = Place::new().line("port domain");
    assert!(by_name.stdout.starts_with("Port 53: assigned to domain (Domain Name Server)"), "{by_name:?}");
}

#[test]
fn a_range_is_told_with_what_is_unassigned_in_it() {
    let told = Place::new().line("port 8000-8010 --proto tcp --json");
    let answer = json(&told);
    assert!(about(&answer["ports"], 8008)[0]["assignments"][0]["name"] == "http-alt");
    let answer = json(&Place::new().line("port 49150-65535 --proto udp --json"));
    assert_eq!(answer["unassigned"][0]["protocol"], "udp");
    assert!(answer["unassigned"][0]["ports"].as_array().unwrap().contains(&"49152-65535".into()), "{answer}");
}

#[test]
fn what_is_no_port_is_told_with_what_would_be_one() {
    let place = Place::new();
    for (arguments, what, next) in [
        ("port 70000", "70000 is no port: the highest is 65535", "write ports as 3552"),
        ("port 8100-8000", "the range 8100-8000 is reversed", "write it as 8000-8100"),
        ("port taserve", "\"taserve\" is no port, no range and no service", "near it are taserver"),
    ] {
        let told = place.line(arguments);
        assert!(told.failed(2).contains(what) && told.stderr.contains(next), "{told:?}");
    }
    assert!(place.line("port").failed(2).contains("required"));
}

#[test]
fn who_listens_is_told_with_its_process() {
    let (_listener, port) = taken();
    let told = Place::new().line(&format!("port {port} --json"));
    let answer = &json(&told)["ports"][0];
    let listener = &answer["listeners"][0];
    assert_eq!((&listener["address"], &listener["protocol"]), (&"127.0.0.1".into(), &"tcp".into()));
    assert_eq!((&listener["family"], &listener["reach"]), (&"ipv4".into(), &"loopback".into()));
    assert_eq!(listener["process"]["pid"], std::process::id());
    let own_program = std::env::current_exe().unwrap();
    assert_eq!(listener["process"]["path"], own_program.to_str().unwrap());
    assert_eq!(answer["surprise"], told.code == FOUND);
}

#[test]
fn a_listener_on_an_unassigned_port_is_something_to_look_at() {
    // Dynamic ports are nobody's (RFC 6335 §6).
    let listener =
        (60_000..=65_535).find_map(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).ok()).unwrap();
    let port = listener.local_addr().unwrap().port();
    let told = Place::new().line(&format!("port {port}"));
    assert_eq!(told.code, FOUND, "{told:?}");
    assert!(
        told.stdout.starts_with(&format!("Port {port}: dynamic, so assigned to nobody, but ")),
        "{told:?}"
    );
}

#[test]
fn our_own_server_is_told_as_that() {
    let place = Place::new();
    let server = place.start("serve --listen 127.0.0.1:0 --data data", "Nobody can sign in yet");
    let port = server.address.rsplit(':').next().unwrap();
    let told = place.line(&format!("port {port}"));
    assert!(told.done().contains("; held by our own server.\n"), "{told:?}");

    let second = place.line(&format!("serve --listen {} --data other", server.address));
    assert!(
        second.failed(4).contains(&format!("port {port} is held by another taserver (process ")),
        "{second:?}"
    );
    assert!(
        second.stderr.contains("next: end that one first, or choose another port with --listen 127.0.0.1:")
    );
}

#[test]
fn the_audit_has_every_socket_and_only_the_exposed_when_asked() {
    let (_private, private) = taken();
    let open = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).unwrap();
    let open = open.local_addr().unwrap().port();
    let place = Place::new();

    // Port numbers are bound for as long as this test runs, whatever other tests do.
    let all = json(&place.line("port --listening --json"))["listeners"].take();
    let exposed = json(&place.line("port --exposed --json"))["listeners"].take();
    let tcp = json(&place.line("port --listening --proto tcp --json"))["listeners"].take();

    assert_eq!((about(&all, private).len(), about(&exposed, private).len()), (1, 0));
    let findings = about(&exposed, open)[0]["findings"].as_array().unwrap().clone();
    assert!(findings.contains(&"exposed".into()), "{findings:?}");
    assert!(tcp.as_array().unwrap().iter().all(|one| one["protocol"] == "tcp"));
}

#[test]
fn as_an_ordinary_user_it_says_what_it_could_not_see() {
    let (_listener, port) = taken();
    let place = Place::new();
    let mut command = place.command();
    if fs::metadata("/proc/self").unwrap().uid() == 0 {
        const NOBODY: u32 = 65534;
        // Where the program was built nobody else may look.
        let copy = std::env::temp_dir().join(format!("taserver-for-nobody-{}", std::process::id()));
        fs::copy(env!("CARGO_BIN_EXE_taserver"), &copy).unwrap();
        fs::set_permissions(&copy, fs::Permissions::from_mode(0o755)).unwrap();
        command = Command::new(&copy);
        command.current_dir("/").env_clear().uid(NOBODY).gid(NOBODY).stdin(Stdio::null());
        let told = ended(command.args(["port", &port.to_string()]));
        let audit =
            ended(Command::new(&copy).args(["port", "--listening", "--json"]).uid(NOBODY).current_dir("/"));
        fs::remove_file(&copy).unwrap();

        assert!(told.stdout.contains("a process that cannot be seen is listening"), "{told:?}");
        assert!(told.stdout.contains("of other users. Sockets without a program are theirs"), "{told:?}");
        let audit = json(&audit);
        assert_eq!(audit["sight"]["whole"], false);
        assert_eq!(about(&audit["listeners"], port)[0]["process"], Value::Null);
        assert_eq!(about(&audit["listeners"], port)[0]["user"]["id"], 0);
    } else {
        let told = ended(command.args(["port", "--listening"]));
        assert!(told.stdout.contains("Not seen: "), "{told:?}");
    }
}

/// A web server of Python on a port; it is killed with the value.
struct Python(Child);

impl Python {
    fn on(port: u16) -> Self {
        let mut command = Command::new("python3");
        command.args(["-m", "http.server", "--bind", "127.0.0.1", &port.to_string()]);
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("python3 is there");
        let python = Self(child);
        let deadline = Instant::now() + Duration::from_secs(20);
        while TcpStream::connect(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).is_err() {
            assert!(Instant::now() < deadline, "Python does not answer");
            thread::sleep(Duration::from_millis(20));
        }
        python
    }
}

impl Drop for Python {
    fn drop(&mut self) {
        // It may have ended already, and then there is nothing to kill.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn a_baseline_tells_what_is_new_gone_and_in_other_hands() {
    let place = Place::new();
    let ((stays, stays_port), (goes, goes_port), (changes, changes_port)) = (taken(), taken(), taken());
    assert!(place.line("port --baseline ports.json").done().contains("kept in ports.json"));
    let (_new, new_port) = taken();
    drop((goes, changes));
    let python = Python::on(changes_port);

    let told = place.line("port --baseline ports.json --json");

    assert_eq!(told.code, FOUND);
    let changes = json(&told);
    assert_eq!(about(&changes["new"], new_port).len(), 1);
    assert_eq!(about(&changes["gone"], goes_port).len(), 1);
    let hands = about(&changes["changed_hands"], changes_port)[0];
    assert!(hands["holders"][0]["program"].as_str().unwrap().contains("python"), "{hands}");
    let own_program = std::env::current_exe().unwrap();
    assert_eq!(hands["before"][0]["program"], own_program.to_str().unwrap());
    for part in ["new", "gone", "changed_hands"] {
        assert!(about(&changes[part], stays_port).is_empty());
    }
    drop((stays, python));
}

#[test]
fn half_a_baseline_is_refused_and_stays_as_it_is() {
    let place = Place::new();
    place.write("ports.json", "{\"taserver_port_baseline\": 1, \"taken_at");
    let told = place.line("port --baseline ports.json");
    assert!(told.failed(3).contains("ports.json is no baseline that can be read: "), "{told:?}");
    assert!(told.stderr.contains("next: name another file, or move it away"), "{told:?}");
    assert!(fs::read_to_string(place.path("ports.json")).unwrap().ends_with("taken_at"));
}

const RULES: &str = "# Generated by iptables-save v1.8.9\n*filter\n:INPUT DROP [0:0]\n\
                     -A INPUT -p tcp -m tcp --dport 3552 -j ACCEPT\n-A INPUT -p udp -m socket -j ACCEPT\nCOMMIT\n";

#[test]
fn a_rule_set_is_told_by_what_it_leaves_open_for_nobody() {
    let place = Place::new();
    place.write("rules.txt", RULES);
    let told = place.line("port --firewall rules.txt --json");
    assert_eq!(told.code, FOUND);
    let answer = json(&told);
    let open = answer["open"].as_array().unwrap();
    assert_eq!((&open[0]["version"], &open[0]["protocol"]), (&"IPv4".into(), &"tcp".into()));
    assert_eq!(open[0]["idle_assigned"], serde_json::json!(["3552"]));
    assert_eq!(open[1]["not_told"], serde_json::json!(["1-65535"]));
    assert_eq!(answer["not_understood"][0]["place"], "line 5");
}

#[test]
fn a_rule_set_comes_from_standard_input_too() {
    let told = Place::new().line_with_input("port --firewall - --proto tcp", RULES);
    assert!(
        told.stdout.contains("1 assigned, and nothing listens: \"block all unassigned\" leaves them open"),
        "{told:?}"
    );
    assert!(told.stdout.contains("line 5: -m socket"), "{told:?}");
}

#[test]
fn a_listener_is_told_with_what_the_rules_do_to_it() {
    let listener = TcpListener::bind((Ipv4Addr::UNSPECIFIED, 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    let place = Place::new();
    place.write("rules.txt", &RULES.replace("--dport 3552", &format!("-s 192.0.2.0/24 --dport {port}")));
    let answer = json(&place.line("port --firewall rules.txt --json"));
    let fate = &about(&answer["listeners"], port)[0]["fates"][0];
    assert_eq!((&fate["version"], &fate["fate"]), (&"IPv4".into(), &"depends".into()));
    assert_eq!(fate["explanation"], "let through from 192.0.2.0/24; otherwise blocked");
}

#[test]
fn a_file_that_is_no_rule_set_is_refused() {
    let place = Place::new();
    place.write("half.txt", "*filter\n:INPUT DROP [0:0]\n");
    let told = place.line("port --firewall half.txt");
    assert!(told.failed(3).contains("it is only a part of a rule set"), "{told:?}");
    assert!(told.stderr.contains("next: write one with 'nft -j list ruleset > rules.json'"), "{told:?}");
    assert!(place.line("port --firewall nowhere.txt").failed(3).contains("nowhere.txt cannot be read"));
}

const HEAD: &str = "Service Name,Port Number,Transport Protocol,Description,Assignee,Contact,Registration Date,\
                    Modification Date,Reference,Service Code,Unauthorized Use Reported,Assignment Notes\n";

#[test]
fn iana_s_own_file_tells_who_has_a_port() {
    let place = Place::new();
    let rows = "agenda,3552,tcp,An agenda,[Example_Inc],[Jane_Doe],2002-07,2013-03-29,[RFC6335],,,\n\
                ,49151,tcp,IANA Reserved,,,,,,,,\n";
    place.write("iana.csv", &format!("{HEAD}{rows}"));
    let told = place.line("port 3552 --registry iana.csv");
    for line in [
        "Port 3552: assigned to agenda (An agenda)",
        "  Assignee    Example Inc\n",
        "  Contact     Jane Doe\n",
        "  Registered  2002-07\n",
        "  Modified    2013-03-29\n",
        "  Reference   RFC6335\n",
    ] {
        assert!(told.stdout.contains(line), "{line} in {told:?}");
    }
}

#[test]
fn a_registry_of_other_columns_or_half_of_one_is_refused() {
    let place = Place::new();
    place.write("other.csv", "Name,Number\nagenda,3552\n");
    let told = place.line("port 3552 --registry other.csv");
    assert!(
        told.failed(3).contains("it has no column \"Service Name\"; its columns are Name, Number"),
        "{told:?}"
    );
    place.write("half.csv", &format!("{HEAD}agenda,3552,tcp,An agenda,,,,,,,,\n"));
    let told = place.line("port 3552 --registry half.csv");
    assert!(told.failed(3).contains("it ends with port 3552 and not with 49151"), "{told:?}");
}
