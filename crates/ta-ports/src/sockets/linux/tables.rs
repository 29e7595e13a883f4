//! `/proc/…/net/tcp`, `tcp6`, `udp` and `udp6`, for where the kernel does not answer otherwise. They hold every connection of the
//! machine, and take long where there is room for many.

use std::fs::File;
use std::io::{BufReader, ErrorKind};
use std::net::SocketAddr;
use std::path::Path;

use procfs::net::{TcpNetEntries, TcpNetEntry, TcpState, UdpNetEntries, UdpNetEntry, UdpState};
use procfs::{FromBufReadSI, ProcError};

use super::super::ListError;
use crate::Protocol;

/// A listening socket of the kernel's tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Socket {
    pub(super) protocol: Protocol,
    pub(super) local: SocketAddr,
    pub(super) inode: u64,
    pub(super) uid: u32,
    /// Whether one on `::` takes IPv6 alone; the tables do not tell.
    pub(super) v6only: Option<bool>,
}

/// The listening sockets of the network namespace that a process is in; `self` is our own.
pub(super) fn sockets(proc: &Path, process: &str) -> Result<Vec<Socket>, ListError> {
    let folder = proc.join(process).join("net");
    if !folder.is_dir() {
        return Err(ListError::NotMounted { folder: proc.to_owned() });
    }
    let mut found = Vec::new();
    for name in ["tcp", "tcp6"] {
        let TcpNetEntries(entries) = table(&folder.join(name), TcpNetEntries(Vec::new()))?;
        found.extend(entries.into_iter().filter_map(tcp_listener));
    }
    for name in ["udp", "udp6"] {
        let UdpNetEntries(entries) = table(&folder.join(name), UdpNetEntries(Vec::new()))?;
        found.extend(entries.into_iter().filter_map(udp_listener));
    }
    Ok(found)
}

/// A kernel without IPv6 has no table for it, which is the same as an empty one.
fn table<T: FromBufReadSI>(path: &Path, empty: T) -> Result<T, ListError> {
    let refused = |error: ProcError| ListError::Refused { reason: format!("{}: {error}", path.display()) };
    match File::open(path) {
        Ok(file) => T::from_buf_read(BufReader::with_capacity(1 << 16, file), procfs::current_system_info())
            .map_err(refused),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(empty),
        Err(error) => Err(refused(error.into())),
    }
}

fn tcp_listener(entry: TcpNetEntry) -> Option<Socket> {
    (entry.state == TcpState::Listen).then_some(Socket {
        protocol: Protocol::Tcp,
        local: entry.local_address,
        inode: entry.inode,
        uid: entry.uid,
        v6only: None,
    })
}

/// UDP has no listening state; a socket without a peer takes datagrams from anybody.
fn udp_listener(entry: UdpNetEntry) -> Option<Socket> {
    (entry.state == UdpState::Close).then_some(Socket {
        protocol: Protocol::Udp,
        local: entry.local_address,
        inode: entry.inode,
        uid: entry.uid,
        v6only: None,
    })
}
