//! The listening sockets of this machine and the processes behind them.

use std::fmt;
use std::net::IpAddr;
use std::path::PathBuf;

#[cfg(target_os = "linux")]
use crate::linux as system;
#[cfg(not(target_os = "linux"))]
use crate::other_systems as system;

/// A socket that waits for strangers: a listening TCP socket, or a UDP socket without a peer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Listener {
    /// Its port.
    pub port: u16,
    /// What it speaks.
    pub protocol: Protocol,
    /// The address it is bound to; an unspecified address takes every one of the machine.
    pub address: IpAddr,
    /// Who holds it; `None` where the system does not tell us, as of another user's processes.
    pub process: Option<Process>,
}

/// The transport of a socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Protocol {
    /// TCP, over IPv4 or IPv6.
    Tcp,
    /// UDP, over IPv4 or IPv6.
    Udp,
}

impl Protocol {
    /// The transport's name in the IANA registry.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Tcp => "tcp",
            Self::Udp => "udp",
        }
    }
}

impl fmt::Display for Protocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
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
}

impl fmt::Display for Process {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (process {})", self.name, self.pid)
    }
}

/// Why the sockets of this machine could not be listed.
#[derive(Debug, thiserror::Error)]
#[error("the sockets of this machine cannot be listed: {reason}")]
pub struct ListError {
    /// What the system said.
    pub(crate) reason: String,
}

/// Every listening socket of this machine, ordered by port, protocol and address.
///
/// # Errors
/// [`ListError`] when the system's socket tables cannot be read.
pub fn listeners() -> Result<Vec<Listener>, ListError> {
    let mut found = system::listeners()?;
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// The listening sockets on one port, over every protocol and address. Empty when the port is free.
///
/// # Errors
/// [`ListError`] when the system's socket tables cannot be read.
pub fn who_holds(port: u16) -> Result<Vec<Listener>, ListError> {
    let mut found = listeners()?;
    found.retain(|listener| listener.port == port);
    Ok(found)
}
