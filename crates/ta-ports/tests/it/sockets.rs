//! The survey, socket by socket beside `ss`, `lsof` and what the process itself says.

use std::collections::BTreeSet;
use std::net::IpAddr;

use ta_ports::{Family, Listener, Namespace as In, Protocol, Survey, survey};

use crate::listeners::{Listeners, Opened};
use crate::namespace::Namespace;
use crate::tools::{LSOF, PYTHON, SS, is_root, not_tested};

/// A socket as all of them tell it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Seen {
    port: u16,
    protocol: Protocol,
    address: IpAddr,
    family: Family,
    pids: BTreeSet<u32>,
}

fn of_survey<'l>(listeners: impl Iterator<Item = &'l Listener>) -> BTreeSet<Seen> {
    let seen = listeners.map(|one| Seen {
        port: one.port,
        protocol: one.protocol,
        address: one.address,
        family: one.family,
        pids: one.process.iter().map(|process| process.pid).chain(one.shared_with.iter().copied()).collect(),
    });
    seen.collect()
}

/// `tcp LISTEN 0 128 *:22 *:* users:(("sshd",pid=1,fd=3)) ino:2 sk:3 cgroup:/ v6only:0 <->`
fn of_ss(printed: &str) -> BTreeSet<Seen> {
    let line = |line: &str| {
        let columns: Vec<&str> = line.split_whitespace().collect();
        let (address, port) = columns[4].rsplit_once(':').unwrap();
        // A zone, as in `127.0.0.53%lo`, says which interface the socket is bound to.
        let address = address.trim_start_matches('[').split(['%', ']']).next().unwrap();
        let address: IpAddr = if address == "*" { "::".parse().unwrap() } else { address.parse().unwrap() };
        let is_v6only = line.contains("v6only:1");
        Seen {
            port: port.parse().unwrap(),
            protocol: if columns[0] == "tcp" { Protocol::Tcp } else { Protocol::Udp },
            address,
            family: match (address.to_canonical().is_ipv4(), address.is_unspecified() && !is_v6only) {
                (true, _) => Family::V4,
                (false, true) => Family::DualStack,
                (false, false) => Family::V6Only,
            },
            pids: line
                .split("pid=")
                .skip(1)
                .map(|rest| rest.split(',').next().unwrap().parse().unwrap())
                .collect(),
        }
    };
    printed.lines().map(line).collect()
}

const SS_OPTIONS: [&str; 2] = ["-H", "-tulnpe"];

/// A socket as `lsof` tells it, once for each process that has it. Whether one on `::` takes IPv4, it does not tell.
type Held = (u16, Protocol, String, u32);

fn of_lsof(printed: &str) -> BTreeSet<Held> {
    let (mut pid, mut protocol, mut held) = (0, Protocol::Tcp, BTreeSet::new());
    let mut is_v6 = false;
    for line in printed.lines() {
        match line.split_at(1) {
            ("p", number) => pid = number.parse().unwrap(),
            ("t", kind) => is_v6 = kind == "IPv6",
            ("P", name) => protocol = if name == "TCP" { Protocol::Tcp } else { Protocol::Udp },
            ("n", name) if !name.contains("->") && !name.ends_with(":*") => {
                let (address, port) = name.rsplit_once(':').unwrap();
                let any = if is_v6 { "::" } else { "0.0.0.0" };
                let address = if address == "*" { any } else { address.trim_matches(['[', ']']) };
                held.insert((port.parse().unwrap(), protocol, address.to_owned(), pid));
            }
            _ => {}
        }
    }
    held
}

/// What `lsof` prints of TCP and of UDP, which it does not filter in one run.
fn lsof(print: impl Fn(&[&str]) -> String) -> BTreeSet<Held> {
    let tcp = print(&["-nP", "-iTCP", "-sTCP:LISTEN", "-F", "pPtn"]);
    of_lsof(&(tcp + &print(&["-nP", "-iUDP", "-F", "pPtn"])))
}

fn as_lsof_tells(seen: &BTreeSet<Seen>) -> BTreeSet<Held> {
    let each = |one: &Seen| {
        let (port, protocol) = (one.port, one.protocol);
        // It writes ::ffff:127.0.0.1 as 127.0.0.1.
        let address = one.address.to_canonical().to_string();
        one.pids.iter().map(move |pid| (port, protocol, address.clone(), *pid)).collect::<Vec<_>>()
    };
    seen.iter().flat_map(each).collect()
}

fn own(survey: &Survey) -> BTreeSet<Seen> {
    of_survey(survey.listeners.iter().filter(|one| one.namespace == In::Own))
}

fn on_ports(seen: &BTreeSet<Seen>, opened: &[Opened]) -> BTreeSet<Seen> {
    let is_ours =
        |one: &&Seen| opened.iter().any(|other| (other.port, other.protocol) == (one.port, one.protocol));
    seen.iter().filter(is_ours).cloned().collect()
}

fn as_opened(listeners: &Listeners) -> BTreeSet<Seen> {
    let pids = BTreeSet::from([listeners.pid(), listeners.child()]);
    let seen = listeners.opened.iter().map(|one| Seen {
        port: one.port,
        protocol: one.protocol,
        address: one.address,
        family: one.family,
        pids: pids.clone(),
    });
    seen.collect()
}

#[test]
fn sockets_of_every_kind_are_told_as_their_process_ss_and_lsof_tell_them() {
    let listeners = Listeners::new();
    assert_eq!(listeners.opened.len(), 12);

    let survey = survey().unwrap();

    let found = on_ports(&own(&survey), &listeners.opened);
    assert_eq!(found, as_opened(&listeners));
    assert_eq!(found, on_ports(&of_ss(&SS.output(&SS_OPTIONS)), &listeners.opened));
    let pids = [listeners.pid(), listeners.child()];
    let by_lsof: BTreeSet<Held> =
        lsof(|options| LSOF.output(options)).into_iter().filter(|(.., pid)| pids.contains(pid)).collect();
    assert_eq!(as_lsof_tells(&found), by_lsof);
    // What is bound, connected or accepted is not among them.
    let of_process =
        survey.listeners.iter().filter(|one| one.process.as_ref().is_some_and(|it| pids.contains(&it.pid)));
    assert_eq!(of_process.count(), 12);
}

#[test]
fn the_process_is_told_with_its_program_its_user_and_its_beginning() {
    let listeners = Listeners::new();
    let survey = survey().unwrap();
    let listener = survey.on(listeners.opened[0].port).find(|one| one.process.is_some()).unwrap();
    let process = listener.process.as_ref().unwrap();
    let folder = format!("/proc/{}", listeners.pid());
    assert_eq!(process.path.as_deref(), Some(std::fs::read_link(format!("{folder}/exe")).unwrap().as_path()));
    assert_eq!(process.name, std::fs::read_to_string(format!("{folder}/comm")).unwrap().trim());
    let began = process.started_at.unwrap();
    let age = std::time::SystemTime::now().duration_since(began).unwrap_or_default();
    assert!(age.as_secs() < 60, "it began {age:?} ago");
    assert_eq!(listener.shared_with, [listeners.child()]);
}

#[test]
fn sockets_of_another_user_are_told_with_that_user() {
    const NOBODY: u32 = 65534;
    if !is_root() {
        return not_tested("sockets of another user", "only root can start a process as another user");
    }
    let listeners = Listeners::of_user(NOBODY);

    let survey = survey().unwrap();

    assert_eq!(on_ports(&own(&survey), &listeners.opened), as_opened(&listeners));
    let found = on_ports(&own(&survey), &listeners.opened);
    assert_eq!(found, on_ports(&of_ss(&SS.output(&SS_OPTIONS)), &listeners.opened));
    for one in
        survey.listeners.iter().filter(|one| one.process.as_ref().is_some_and(|it| it.pid == listeners.pid()))
    {
        let acting = one.process.as_ref().and_then(|process| process.user.as_ref());
        assert_eq!(one.user.as_ref().map(|user| user.id), Some(NOBODY), "{one:?}");
        assert_eq!(acting.map(|user| user.id), Some(NOBODY), "{one:?}");
    }
}

#[test]
fn sockets_of_another_network_namespace_are_told_as_from_inside() {
    let namespace = match Namespace::new() {
        Ok(namespace) => namespace,
        Err(why) => return not_tested("sockets of another network namespace", &why),
    };
    let listeners = Listeners::started(&mut namespace.command(PYTHON));

    let survey = survey().unwrap();

    let there = In::Other(namespace.inode());
    let found = of_survey(survey.listeners.iter().filter(|one| one.namespace == there));
    assert_eq!(found, as_opened(&listeners));
    assert_eq!(found, of_ss(&namespace.output(SS, &SS_OPTIONS)));
    let by_lsof: BTreeSet<Held> = lsof(|options| namespace.output(LSOF, options));
    let of_namespace = |held: &&Held| [listeners.pid(), listeners.child()].contains(&held.3);
    assert_eq!(as_lsof_tells(&found), by_lsof.iter().filter(of_namespace).cloned().collect());
    assert!(
        on_ports(&own(&survey), &listeners.opened).iter().all(|one| !one.pids.contains(&listeners.pid()))
    );
}

/// Sockets come and go while one looks. What is there before and after a look at it has to be in it, and what is in it has to be
/// there before or after; where that fails, one more look tells chance from a mistake.
fn agrees<T: Ord + Clone + std::fmt::Debug>(other: impl Fn() -> BTreeSet<T>, ours: impl Fn() -> BTreeSet<T>) {
    let mut differences = Vec::new();
    for _ in 0..5 {
        let (before, theirs, after) = (ours(), other(), ours());
        let missing_there: Vec<T> =
            before.intersection(&after).filter(|one| !theirs.contains(*one)).cloned().collect();
        let missing_here: Vec<T> =
            theirs.iter().filter(|one| !before.contains(*one) && !after.contains(*one)).cloned().collect();
        if missing_there.is_empty() && missing_here.is_empty() {
            assert!(!theirs.is_empty(), "nothing was compared");
            return;
        }
        differences.push((missing_there, missing_here));
    }
    panic!("only here, and only there: {differences:#?}");
}

#[test]
fn of_the_whole_machine_it_sees_what_ss_sees() {
    let _listeners = Listeners::new();
    agrees(|| of_ss(&SS.output(&SS_OPTIONS)), || own(&survey().unwrap()));
}

#[test]
fn of_the_whole_machine_it_sees_what_lsof_sees() {
    let _listeners = Listeners::new();
    let own_namespace = std::fs::read_link("/proc/self/ns/net").unwrap();
    let is_here = |held: &Held| {
        std::fs::read_link(format!("/proc/{}/ns/net", held.3))
            .is_ok_and(|namespace| namespace == own_namespace)
    };
    let by_lsof = || lsof(|options| LSOF.output(options)).into_iter().filter(is_here).collect();
    agrees(by_lsof, || as_lsof_tells(&own(&survey().unwrap())).into_iter().filter(is_here).collect());
}
