//! The registry beside Debian's `/etc/services` (package `netbase`), entry by entry.

use std::collections::BTreeSet;
use std::fs;

use ta_ports::{Protocol, Registry, Status};

/// A line of `/etc/services`: `http 80/tcp www # WorldWideWeb HTTP`.
struct Service {
    port: u16,
    protocol: Protocol,
    name: String,
    aliases: Vec<String>,
}

fn services() -> Vec<Service> {
    let text = fs::read_to_string("/etc/services")
        .unwrap_or_else(|_| panic!("this test needs /etc/services: apt-get install netbase"));
    text.lines().filter_map(service).collect()
}

fn service(line: &str) -> Option<Service> {
    let mut words = line.split('#').next()?.split_whitespace();
    let (name, place) = (words.next()?, words.next()?);
    let (port, transport) = place.split_once('/')?;
    let protocol = match transport {
        "tcp" => Protocol::Tcp,
        "udp" => Protocol::Udp,
        _ => return None,
    };
    let aliases = words.map(str::to_owned).collect();
    Some(Service { port: port.parse().ok()?, protocol, name: name.to_owned(), aliases })
}

/// Why Debian has another name for a port than IANA.
#[derive(Debug)]
enum Why {
    /// The same service under another name: another spelling, one port of a range.
    SameService,
    /// IANA's name before it gave the port another.
    FormerName,
    /// Debian keeps the name of a program that took the port without asking; IANA has given it to somebody else.
    TakenUnasked,
}

use Why::{FormerName, SameService, TakenUnasked};

/// Every difference, by Debian's name, its port, and IANA's name; no name where IANA reserves the port.
const DIFFERENCES: [(&str, u16, &str, Why); 50] = [
    ("fsp", 21, "ftp", TakenUnasked),
    ("whois", 43, "nicname", SameService),
    ("poppassd", 106, "3com-tsmux", TakenUnasked),
    ("imap2", 143, "imap", FormerName),
    ("snmp-trap", 162, "snmptrap", SameService),
    ("z3950", 210, "z39-50", SameService),
    ("route", 520, "router", SameService),
    ("kerberos4", 750, "kerberos-iv", SameService),
    ("kerberos4", 750, "rfile", TakenUnasked),
    ("kerberos-master", 751, "pump", TakenUnasked),
    ("passwd-server", 752, "qrh", TakenUnasked),
    ("krb-prop", 754, "tell", TakenUnasked),
    ("moira-db", 775, "entomb", TakenUnasked),
    ("moira-update", 777, "multiling-http", TakenUnasked),
    ("supfiledbg", 1127, "kwdb-commn", TakenUnasked),
    ("skkserv", 1178, "sgi-storman", TakenUnasked),
    ("predict", 1210, "eoss", TakenUnasked),
    ("rmtcfg", 1236, "bvcontrol", TakenUnasked),
    ("xtel", 1313, "bmc-patroldb", TakenUnasked),
    ("xtelw", 1314, "pdps", TakenUnasked),
    ("datametrics", 1645, "sightline", FormerName),
    ("iprop", 2121, "scientia-ssdb", TakenUnasked),
    ("zebrasrv", 2600, "hpstgmgr", TakenUnasked),
    ("zebra", 2601, "discp-client", TakenUnasked),
    ("ripd", 2602, "discp-server", TakenUnasked),
    ("ripngd", 2603, "servicemeter", TakenUnasked),
    ("ospfd", 2604, "nsc-ccs", TakenUnasked),
    ("bgpd", 2605, "nsc-posa", TakenUnasked),
    ("ospf6d", 2606, "netmon", TakenUnasked),
    ("ospfapi", 2607, "connection", TakenUnasked),
    ("isisd", 2608, "wag-service", TakenUnasked),
    ("fax", 4557, "", TakenUnasked),
    ("sip-tls", 5061, "sips", SameService),
    ("rplay", 5555, "personal-agent", TakenUnasked),
    ("canna", 5680, "auriga-router", TakenUnasked),
    ("x11-1", 6001, "x11", SameService),
    ("x11-2", 6002, "x11", SameService),
    ("x11-3", 6003, "x11", SameService),
    ("x11-4", 6004, "x11", SameService),
    ("x11-5", 6005, "x11", SameService),
    ("x11-6", 6006, "x11", SameService),
    ("x11-7", 6007, "x11", SameService),
    ("ircd", 6667, "ircu", SameService),
    ("bbs", 7000, "afs3-fileserver", TakenUnasked),
    ("zope-ftp", 8021, "intu-ec-client", TakenUnasked),
    ("tproxy", 8081, "sunproxyadmin", TakenUnasked),
    ("omniorb", 8088, "radan-http", TakenUnasked),
    ("clc-build-daemon", 8990, "http-wmap", TakenUnasked),
    ("webmin", 10000, "ndmp", TakenUnasked),
    ("kamanda", 10081, "famdc", TakenUnasked),
];

#[test]
fn every_port_that_debian_knows_too_has_the_same_name_or_a_known_reason() {
    let registry = Registry::built_in();
    let (mut compared, mut unexplained, mut met) = (0, Vec::new(), BTreeSet::new());
    for service in services() {
        let here = registry.at(service.port).filter(|entry| entry.transports.contains(service.protocol));
        let names: Vec<&str> = here.map(|entry| entry.name.unwrap_or_default()).collect();
        if names.is_empty() {
            continue;
        }
        compared += 1;
        let is_known = |name: &str| names.iter().any(|known| known.eq_ignore_ascii_case(name));
        if is_known(&service.name) {
            continue;
        }
        let explained = DIFFERENCES
            .iter()
            .find(|(name, port, known, _)| *name == service.name && *port == service.port && is_known(known));
        match explained {
            Some((name, port, known, _)) => _ = met.insert((*name, *port, *known)),
            None => unexplained.push(format!(
                "{} {}/{} is {names:?} here, also known as {:?} there",
                service.name, service.port, service.protocol, service.aliases
            )),
        }
    }
    assert_eq!(unexplained, [] as [String; 0]);
    assert!(compared >= 250, "only {compared} entries were compared");
    // Another release of the file may have lost a few of them, but not most.
    assert!(met.len() * 10 >= DIFFERENCES.len() * 8, "only {} of the known differences are there", met.len());
}

#[test]
fn what_debian_calls_by_another_name_is_the_same_service_only_where_the_table_says_so() {
    let registry = Registry::built_in();
    for (name, port, known, why) in &DIFFERENCES {
        let entry = registry.at(*port).find(|entry| entry.name.unwrap_or_default() == *known);
        let entry = entry.unwrap_or_else(|| panic!("{port} is not {known}"));
        let is_kept_back = entry.status() != Status::Assigned;
        assert!(
            !is_kept_back || matches!(why, TakenUnasked),
            "{name}: a port that nobody has is no service's"
        );
    }
}

#[test]
fn nearly_everything_that_debian_has_of_the_registry_is_in_ours() {
    let registry = Registry::built_in();
    // Names that Debian gives to ports which IANA has assigned to nobody, as its file says at its end.
    let missing: Vec<String> = services()
        .iter()
        .filter(|service| registry.on(service.port, service.protocol).is_none())
        .map(|service| format!("{} {}/{}", service.name, service.port, service.protocol))
        .collect();
    let known = [
        "netstat 15/tcp",
        "moira-ureg 779/udp",
        "spamd 783/tcp",
        "supfilesrv 871/tcp",
        "nsca 5667/tcp",
        "xinetd 9098/tcp",
        "zope 9673/tcp",
        "amandaidx 10082/tcp",
        "amidxtape 10083/tcp",
        "sgi-cmsd 17001/udp",
        "sgi-crsd 17002/udp",
        "sgi-gcd 17003/udp",
        "sgi-cad 17004/tcp",
        "asp 27374/tcp",
        "asp 27374/udp",
        "csync2 30865/tcp",
        "dircproxy 57000/tcp",
        "tfido 60177/tcp",
        "fido 60179/tcp",
    ];
    let unknown: Vec<&String> = missing.iter().filter(|one| !known.contains(&one.as_str())).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}
