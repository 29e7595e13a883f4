//! What we say of rule sets, beside what the kernel does with them: packets are sent from one network namespace to another in
//! which the rules are loaded, and the rules are read back as `nft` and `iptables-save` print them.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Stdio};

use ta_ports::{Fate, IpVersion, Protocol, RuleSet};

use crate::namespace::Namespace;
use crate::tools::{
    IP6TABLES_RESTORE, IP6TABLES_SAVE, IPTABLES_RESTORE, IPTABLES_SAVE, NFT, PYTHON, not_tested,
};

/// Takes connections and answers datagrams on every port that is named, over both IP versions.
const SERVER: &str = r#"
import select, socket, sys
ports = [int(port) for port in sys.argv[1:]]
tcp, udp = [], []
for port in ports:
    for kind, sockets in [(socket.SOCK_STREAM, tcp), (socket.SOCK_DGRAM, udp)]:
        for family, address in [(socket.AF_INET, "0.0.0.0"), (socket.AF_INET6, "::")]:
            one = socket.socket(family, kind)
            if family == socket.AF_INET6:
                one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            one.bind((address, port))
            if kind == socket.SOCK_STREAM:
                one.listen()
            sockets.append(one)
print("ready", flush=True)
while True:
    for one in select.select(tcp + udp, [], [])[0]:
        if one in udp:
            data, sender = one.recvfrom(100)
            one.sendto(data, sender)
        else:
            one.accept()[0].close()
"#;

/// Tries each port over each version and transport, all at once, and prints which of them answer.
const CLIENT: &str = r#"
import concurrent.futures, socket, sys
ports = [int(port) for port in sys.argv[1:]]
def answers(version, transport, port):
    family, address = (socket.AF_INET, "10.99.0.1") if version == "4" else (socket.AF_INET6, "fd99::1")
    kind = socket.SOCK_STREAM if transport == "tcp" else socket.SOCK_DGRAM
    with socket.socket(family, kind) as one:
        one.settimeout(4)
        try:
            one.connect((address, port))
            if transport == "udp":
                one.send(b"?")
                one.recv(100)
            return True
        except OSError:
            return False
tries = [(v, t, p) for v in "46" for t in ["tcp", "udp"] for p in ports]
with concurrent.futures.ThreadPoolExecutor(len(tries)) as pool:
    for tried, answered in zip(tries, pool.map(lambda one: answers(*one), tries)):
        print(*tried, answered)
"#;

/// The ports that the rules of these tests decide on, with neighbours.
const PORTS: [u16; 33] = [
    21, 22, 23, 25, 26, 53, 54, 79, 80, 81, 82, 83, 84, 85, 86, 88, 89, 90, 91, 92, 93, 99, 443, 5432, 7999,
    8000, 8050, 8080, 8100, 8101, 60000, 60001, 65535,
];

/// Two machines on one cable; one serves every port of the list.
struct Cable {
    server: Namespace,
    client: Namespace,
    process: Child,
}

impl Cable {
    fn new() -> Result<Self, String> {
        let (server, client) = (Namespace::new()?, Namespace::new()?);
        server.join(&client)?;
        let mut command = server.command(PYTHON);
        let mut process = command
            .args(["-c", SERVER])
            .args(PORTS.map(|port| port.to_string()))
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        assert_eq!(line, "ready\n");
        Ok(Self { server, client, process })
    }

    /// Which ports answer from the other machine.
    fn answering(&self) -> BTreeMap<(IpVersion, Protocol, u16), bool> {
        let ports = PORTS.map(|port| port.to_string());
        let arguments: Vec<&str> =
            ["-c", CLIENT].into_iter().chain(ports.iter().map(String::as_str)).collect();
        let printed = self.client.output(PYTHON, &arguments);
        let line = |line: &str| {
            let [version, transport, port, answered] = line.split(' ').collect::<Vec<_>>()[..] else {
                panic!("{line}")
            };
            let version = if version == "4" { IpVersion::V4 } else { IpVersion::V6 };
            let protocol = if transport == "tcp" { Protocol::Tcp } else { Protocol::Udp };
            ((version, protocol, port.parse().unwrap()), answered == "True")
        };
        printed.lines().map(line).collect()
    }

    /// Holds what we say against what the kernel does. What depends on the sender, a rate or a network is left out, and at least
    /// so many ports must be told for certain, some of them open and some closed.
    fn agrees(&self, rules: &RuleSet, told_at_least: usize) {
        let answering = self.answering();
        let (mut open, mut closed, mut wrong) = (0, 0, Vec::new());
        for ((version, protocol, port), answers) in answering {
            let fate = rules.fate(version, protocol, port);
            let is_right = match fate {
                Fate::LetThrough => {
                    open += 1;
                    answers
                }
                Fate::Blocked => {
                    closed += 1;
                    !answers
                }
                Fate::Depends { .. } | Fate::Diverted { .. } | Fate::NotTold { .. } => continue,
            };
            if !is_right {
                wrong.push(format!(
                    "{} {protocol} {port}: {fate}, and it answers: {answers}",
                    version.as_str()
                ));
            }
        }
        assert_eq!(wrong, [] as [String; 0]);
        assert!(open > 5 && closed > 5 && open + closed >= told_at_least, "{open} open, {closed} closed");
    }
}

impl Drop for Cable {
    fn drop(&mut self) {
        // It may have ended already, and then there is nothing to kill.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A cable, and on it the rules that a program was fed; says loudly where the machine does not let us.
fn with_rules(what: &str, load: impl Fn(&Namespace) -> Result<(), String>) -> Option<Cable> {
    let set_up = Cable::new().and_then(|cable| load(&cable.server).map(|()| cable));
    set_up.map_err(|why| not_tested(what, &why)).ok()
}

#[test]
fn nftables_does_what_we_say_of_it() {
    // Without the chain for a device, which is not on this cable.
    let rules = include_str!("../data/rules.nft").split("table netdev").next().unwrap();
    let load = |server: &Namespace| server.feed(NFT, &["-f", "-"], rules);
    let Some(cable) = with_rules("nftables beside the kernel", load) else { return };
    let printed = cable.server.output(NFT, &["-j", "list", "ruleset"]);
    cable.agrees(&RuleSet::read(printed.as_bytes()).unwrap(), 80);
}

#[test]
fn nftables_with_verdict_maps_and_calls_does_what_we_say_of_it() {
    let rules = "table inet t {
        map ports { type inet_service : verdict; elements = { 22 : accept, 23 : jump sub, 25 : goto sub, 26 : drop } }
        chain sub { tcp dport { 23, 26 } accept; udp dport 53 return; }
        chain late { type filter hook input priority 10; policy accept; tcp dport 8100 drop; udp dport 8000-8050 drop; }
        chain input {
            type filter hook input priority 0; policy drop;
            icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept
            tcp dport vmap @ports
            meta l4proto . th dport { tcp . 80, udp . 81, tcp . 8000-8100, udp . 8000-8100 } accept
            ip6 saddr fd99::/64 tcp dport 90 accept
            meta nfproto ipv6 udp dport { 90, 91 } counter accept
            tcp dport != 1-60000 ct state new accept
            udp dport >= 60001 accept
            tcp dport 53 ip saddr != 10.99.0.2 accept
            iifname \"lo\" accept
            iifname != \"lo\" tcp dport 54 accept
        }
    }";
    let rules = rules.replace("; }", "\n}").replace("; ", "\n");
    let load = |server: &Namespace| server.feed(NFT, &["-f", "-"], &rules);
    let Some(cable) = with_rules("nftables with verdict maps beside the kernel", load) else { return };
    let printed = cable.server.output(NFT, &["-j", "list", "ruleset"]);
    let rules = RuleSet::read(printed.as_bytes()).unwrap();
    assert_eq!(rules.not_understood(), []);
    cable.agrees(&rules, 120);
}

const IPTABLES: &str = "*raw
:PREROUTING ACCEPT [0:0]
-A PREROUTING -p udp -m udp --dport 60001 -j DROP
COMMIT
*filter
:INPUT DROP [0:0]
:FORWARD DROP [0:0]
:OUTPUT ACCEPT [0:0]
:services - [0:0]
:web - [0:0]
-A INPUT -i lo -j ACCEPT
-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A INPUT -p ICMP -j ACCEPT
-A INPUT -p tcp -m tcp ! --tcp-flags FIN,SYN,RST,ACK SYN -m conntrack --ctstate NEW -j DROP
-A INPUT -m conntrack --ctstate NEW -m comment --comment \"new ones\" -j services
-A INPUT -p tcp -m tcp --dport 99 -j ACCEPT
-A INPUT -p udp -m udp --dport 80:99 -j REJECT
-A INPUT -p udp -m multiport --dports 53,54,8000:8100,60001 -j ACCEPT
-A services -p tcp -m multiport --dports 80,443,8000:8100 -g web
-A services -p tcp -m tcp --dport 22 -j ACCEPT
-A services -p tcp -m tcp --dport 99 -j RETURN
-A services -p tcp -m tcp --dport 60000: -j ACCEPT
-A services -p udp -m udp ! --dport 79:65535 -m addrtype --dst-type LOCAL -j ACCEPT
-A web -p tcp -m tcp --dport 8050 -j DROP
-A web -p tcp -m tcp --dport 8080 -j REJECT
-A web -j ACCEPT
COMMIT
";

#[test]
fn iptables_does_what_we_say_of_it() {
    let v4 = IPTABLES.replace("ICMP", "icmp");
    // `addrtype` on IPv6 is a module that not every kernel has.
    let v6 = IPTABLES.replace("ICMP", "ipv6-icmp").replace("-m addrtype --dst-type LOCAL ", "");
    let load = |server: &Namespace| {
        server.feed(IPTABLES_RESTORE, &[], &v4).and_then(|()| server.feed(IP6TABLES_RESTORE, &[], &v6))
    };
    let Some(cable) = with_rules("iptables beside the kernel", load) else { return };
    let [v4, v6] = [IPTABLES_SAVE, IP6TABLES_SAVE].map(|tool| {
        let rules = RuleSet::read(cable.server.output(tool, &[]).as_bytes()).unwrap();
        assert_eq!(rules.not_understood(), []);
        rules
    });
    cable.agrees(&v4.and(v6), PORTS.len() * 4);
}

#[test]
fn without_rules_every_port_answers() {
    let Some(cable) = with_rules("a machine without rules beside the kernel", |_| Ok(())) else { return };
    assert!(cable.answering().values().all(|answers| *answers), "the cable itself works");
    let printed = cable.server.output(NFT, &["-j", "list", "ruleset"]);
    let rules = RuleSet::read(printed.as_bytes()).unwrap();
    assert!(PORTS.iter().all(|port| rules.fate(IpVersion::V6, Protocol::Udp, *port) == Fate::LetThrough));
}
