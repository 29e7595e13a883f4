//! The listening sockets of this machine and the processes behind them.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(any(not(target_os = "linux"), test))]
mod other_systems;
mod place;

use std::fmt;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

#[cfg(target_os = "linux")]
use linux as system;
#[cfg(not(target_os = "linux"))]
use other_systems as system;

use crate::Protocol;

pub use place::Place;

/// A socket that waits for strangers: a listening TCP socket, or a UDP socket without a peer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Listener {
    /// Its port.
    pub port: u16,
    /// What it speaks.
    pub protocol: Protocol,
    /// The address it is bound to; an unspecified address takes every one of the machine.
    pub address: IpAddr,
    /// Which of IPv4 and IPv6 reach it.
    pub family: Family,
    /// The network namespace that it is in.
    pub namespace: Namespace,
    /// The user that the system keeps it for, which is told also where the process is not.
    pub user: Option<User>,
    /// Who holds it; `None` where the system does not tell us, as of another user's processes.
    pub process: Option<Process>,
    /// The ids of the other processes that have it open, in ascending order; a server hands its socket to its workers.
    pub shared_with: Vec<u32>,
}

/// Which of IPv4 and IPv6 reach a socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// IPv4.
    V4,
    /// IPv6 and nothing else.
    V6Only,
    /// IPv6, and IPv4 through the same socket: bound to `::` without `IPV6_V6ONLY`.
    DualStack,
    /// IPv6; whether IPv4 too, the system does not tell.
    V6,
}

/// The network namespace of a socket, which has ports of its own (Linux).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Namespace {
    /// The one that this program runs in.
    Own,
    /// Another, such as a container's, by its inode number.
    Other(u64),
}

/// How far away whoever can reach a socket may be, by its address alone. A firewall may narrow it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reach {
    /// This machine.
    Loopback,
    /// The networks that this machine is directly on.
    LinkLocal,
    /// Whoever reaches that one address.
    OneAddress,
    /// Whoever reaches any address of the machine.
    EveryInterface,
}

/// An account of the machine.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct User {
    /// Its number.
    pub id: u32,
    /// Its name, where the machine itself knows one.
    pub name: Option<String>,
}

/// A running process.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Process {
    /// Its id.
    pub pid: u32,
    /// What it calls itself; Linux keeps 15 bytes of it.
    pub name: String,
    /// The program it runs, where we may know it.
    pub path: Option<PathBuf>,
    /// The user it acts as.
    pub user: Option<User>,
    /// When it began.
    pub started_at: Option<SystemTime>,
    /// The container or service unit it belongs to.
    pub place: Option<Place>,
}

/// The listening sockets of a machine, and what could not be seen of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Survey {
    /// Every listening socket, ordered by port, protocol and address.
    pub listeners: Vec<Listener>,
    /// How much of the machine that is.
    pub sight: Sight,
}

/// How much of a machine could be seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sight {
    /// Every process that there is for us. A socket without one is the kernel's own, or belongs to a process that we are kept
    /// apart from, as a container is from its host.
    #[default]
    Whole,
    /// Not all: so many processes may not be looked into. Sockets without a process may be theirs, and so may whole network
    /// namespaces that are not listed.
    ClosedProcesses(usize),
    /// The system leaves out the sockets of processes that we may not look into, and does not say how many.
    SocketsLeftOut,
}

/// Why the sockets of this machine could not be listed.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ListError {
    /// Linux without its process file system.
    #[error("the sockets of this machine cannot be listed: {} is not mounted", folder.display())]
    NotMounted {
        /// Where it should be.
        folder: PathBuf,
    },
    /// The system refused.
    #[error("the sockets of this machine cannot be listed: {reason}")]
    Refused {
        /// What it said.
        reason: String,
    },
}

/// Looks at every listening socket of this machine.
///
/// # Errors
/// [`ListError`] when the system's socket tables cannot be read.
pub fn survey() -> Result<Survey, ListError> {
    let mut survey = system::survey()?;
    survey.listeners.sort_unstable();
    survey.listeners.dedup();
    Ok(survey)
}

impl Survey {
    /// The listeners on one port, over every protocol and address. Empty when the port is free.
    pub fn on(&self, port: u16) -> impl Iterator<Item = &Listener> {
        self.listeners.iter().filter(move |listener| listener.port == port)
    }

    /// How many listeners have no process that we could see.
    pub fn without_process(&self) -> usize {
        self.listeners.iter().filter(|listener| listener.process.is_none()).count()
    }
}

impl Listener {
    /// How far away whoever can reach it may be.
    pub fn reach(&self) -> Reach {
        match self.address.to_canonical() {
            address if address.is_loopback() => Reach::Loopback,
            address if address.is_unspecified() => Reach::EveryInterface,
            IpAddr::V4(address) if address.is_link_local() => Reach::LinkLocal,
            IpAddr::V6(address) if address.is_unicast_link_local() => Reach::LinkLocal,
            _ => Reach::OneAddress,
        }
    }

    /// Whether other machines may reach it.
    pub fn is_exposed(&self) -> bool {
        self.reach() > Reach::Loopback
    }

    /// Whether IPv4 reaches it; `None` where the system does not tell.
    pub fn takes_ipv4(&self) -> Option<bool> {
        match self.family {
            Family::V4 | Family::DualStack => Some(true),
            Family::V6Only => Some(false),
            Family::V6 => None,
        }
    }

    /// Whether IPv6 reaches it.
    pub fn takes_ipv6(&self) -> bool {
        self.family != Family::V4
    }
}

impl Process {
    /// The name of the program: that of its file, or what the process calls itself where we may not know the file.
    pub fn program(&self) -> &str {
        let file = self.path.as_deref().and_then(Path::file_name).and_then(|name| name.to_str());
        // Linux says so of a file that was replaced since, as by an update.
        file.map_or(self.name.as_str(), |name| name.strip_suffix(" (deleted)").unwrap_or(name))
    }
}

impl fmt::Display for Process {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (process {})", self.name, self.pid)
    }
}

impl fmt::Display for User {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.name {
            Some(name) => f.write_str(name),
            None => write!(f, "user {}", self.id),
        }
    }
}

impl Reach {
    /// Its words.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Loopback => "this machine only",
            Self::LinkLocal => "its own networks",
            Self::OneAddress => "one address",
            Self::EveryInterface => "every interface",
        }
    }
}

impl Family {
    /// Its words.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::V4 => "IPv4",
            Self::V6Only => "IPv6 only",
            Self::DualStack => "IPv4 and IPv6",
            Self::V6 => "IPv6",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Family, Listener, Namespace, Process, Protocol, Reach};

    fn bound_to(address: &str) -> Listener {
        Listener {
            port: 80,
            protocol: Protocol::Tcp,
            address: address.parse().unwrap(),
            family: Family::V4,
            namespace: Namespace::Own,
            user: None,
            process: None,
            shared_with: Vec::new(),
        }
    }

    #[test]
    fn an_address_tells_how_far_it_reaches() {
        for (address, reach) in [
            ("127.0.0.53", Reach::Loopback),
            ("::1", Reach::Loopback),
            ("::ffff:127.0.0.1", Reach::Loopback),
            ("169.254.1.2", Reach::LinkLocal),
            ("fe80::1", Reach::LinkLocal),
            ("192.0.2.7", Reach::OneAddress),
            ("0.0.0.0", Reach::EveryInterface),
            ("::", Reach::EveryInterface),
        ] {
            assert_eq!(bound_to(address).reach(), reach, "{address}");
        }
    }

    #[test]
    fn a_program_is_named_by_its_file_also_after_an_update() {
        let process = |path: Option<&str>| Process {
            pid: 7,
            name: "worker".into(),
            path: path.map(Into::into),
            user: None,
            started_at: None,
            place: None,
        };
        assert_eq!(process(Some("/usr/sbin/nginx")).program(), "nginx");
        assert_eq!(process(Some("/usr/sbin/nginx (deleted)")).program(), "nginx");
        assert_eq!(process(None).program(), "worker");
    }
}
