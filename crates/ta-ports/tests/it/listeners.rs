//! Real sockets of every kind, opened by a process that says which they are.

use std::io::{BufRead as _, BufReader};
use std::net::IpAddr;
use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, Stdio};

use ta_ports::{Family, Protocol};

use crate::tools::PYTHON;

/// Opens sockets and prints those that listen, one a line: transport, address, port, which IP versions reach it. At the end a
/// child process gets them all, and its id is printed.
const SCRIPT: &str = r#"
import os, socket, time
KINDS = [
    (socket.AF_INET, "127.0.0.1", None, "v4"),
    (socket.AF_INET, "0.0.0.0", None, "v4"),
    (socket.AF_INET6, "::1", None, "v6only"),
    (socket.AF_INET6, "::", 0, "dual"),
    (socket.AF_INET6, "::", 1, "v6only"),
    (socket.AF_INET6, "::ffff:127.0.0.1", 0, "v4"),
]
kept = []
def bound(family, kind, address, v6only):
    one = socket.socket(family, kind)
    kept.append(one)
    if v6only is not None:
        one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, v6only)
    one.bind((address, 0))
    return one
for family, address, v6only, reached in KINDS:
    for kind, name in [(socket.SOCK_STREAM, "tcp"), (socket.SOCK_DGRAM, "udp")]:
        one = bound(family, kind, address, v6only)
        if kind == socket.SOCK_STREAM:
            one.listen()
        print(name, address, one.getsockname()[1], reached)
# None of these waits for strangers: bound only, a connection with both its ends, a datagram socket with a peer.
bound(socket.AF_INET, socket.SOCK_STREAM, "127.0.0.1", None)
client = socket.create_connection(kept[0].getsockname())
server = kept[0].accept()[0]
peer = bound(socket.AF_INET, socket.SOCK_DGRAM, "127.0.0.1", None)
peer.connect(kept[1].getsockname())
child = os.fork()
if child == 0:
    time.sleep(1000)
print("child", child, flush=True)
time.sleep(1000)
"#;

/// A socket as the process says that it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Opened {
    pub(crate) port: u16,
    pub(crate) protocol: Protocol,
    pub(crate) address: IpAddr,
    pub(crate) family: Family,
}

/// A process with sockets of every kind, which ends with the value, and a child of it that has them too.
pub(crate) struct Listeners {
    process: Child,
    child: u32,
    pub(crate) opened: Vec<Opened>,
}

impl Listeners {
    /// Sockets of our own.
    pub(crate) fn new() -> Self {
        Self::started(&mut PYTHON.command())
    }

    /// Sockets of another user.
    pub(crate) fn of_user(uid: u32) -> Self {
        Self::started(PYTHON.command().uid(uid).gid(uid).current_dir("/"))
    }

    /// Sockets opened by a command that runs Python, wherever.
    pub(crate) fn started(python: &mut Command) -> Self {
        let mut process = python.args(["-c", SCRIPT]).stdout(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(process.stdout.take().unwrap()).lines().map(Result::unwrap);
        let mut told: Vec<String> = Vec::new();
        for line in lines {
            told.push(line);
            if told.last().is_some_and(|last| last.starts_with("child ")) {
                break;
            }
        }
        let (last, sockets) = told.split_last().expect("the sockets could not be opened");
        let mut opened: Vec<Opened> = sockets.iter().map(|line| read(line)).collect();
        opened.sort();
        Self { process, child: last.trim_start_matches("child ").parse().unwrap(), opened }
    }

    pub(crate) fn pid(&self) -> u32 {
        self.process.id()
    }

    /// The process that was given the sockets.
    pub(crate) fn child(&self) -> u32 {
        self.child
    }
}

fn read(line: &str) -> Opened {
    let [transport, address, port, reached] = line.split(' ').collect::<Vec<_>>()[..] else {
        panic!("{line}")
    };
    Opened {
        port: port.parse().unwrap(),
        protocol: if transport == "tcp" { Protocol::Tcp } else { Protocol::Udp },
        address: address.parse().unwrap(),
        family: match reached {
            "v4" => Family::V4,
            "dual" => Family::DualStack,
            _ => Family::V6Only,
        },
    }
}

impl Drop for Listeners {
    fn drop(&mut self) {
        let _ = Command::new("kill").arg(self.child.to_string()).status();
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
