//! Linux: the kernel's socket tables, joined by inode with the open files of every process that we may look into.
//!
//! The tables hold every socket, so a socket of another user's process is listed too, only without its owner.

use std::collections::HashMap;
use std::net::SocketAddr;

use procfs::net::{TcpNetEntry, TcpState, UdpNetEntry};
use procfs::process::{FDTarget, Process as ProcessEntry, all_processes};
use procfs::{ProcError, ProcResult};

use crate::{ListError, Listener, Process, Protocol};

/// A bound socket of the kernel's tables.
struct Socket {
    protocol: Protocol,
    local: SocketAddr,
    inode: u64,
}

/// Every listening socket, in no order.
pub(crate) fn listeners() -> Result<Vec<Listener>, ListError> {
    let sockets = sockets().map_err(|error| ListError { reason: error.to_string() })?;
    let owners = owners();
    Ok(sockets.into_iter().map(|socket| listener(&socket, &owners)).collect())
}

fn listener(socket: &Socket, owners: &HashMap<u64, Process>) -> Listener {
    Listener {
        port: socket.local.port(),
        protocol: socket.protocol,
        address: socket.local.ip(),
        process: owners.get(&socket.inode).cloned(),
    }
}

fn sockets() -> ProcResult<Vec<Socket>> {
    use procfs::net;
    let tcp = table(net::tcp())?.into_iter().chain(table(net::tcp6())?);
    let udp = table(net::udp())?.into_iter().chain(table(net::udp6())?);
    Ok(tcp.filter_map(tcp_listener).chain(udp.filter_map(udp_listener)).collect())
}

/// A kernel without IPv6 has no table for it, which is the same as an empty one.
fn table<T>(read: ProcResult<Vec<T>>) -> ProcResult<Vec<T>> {
    match read {
        Err(ProcError::NotFound(_)) => Ok(Vec::new()),
        other => other,
    }
}

fn tcp_listener(entry: TcpNetEntry) -> Option<Socket> {
    (entry.state == TcpState::Listen).then_some(Socket {
        protocol: Protocol::Tcp,
        local: entry.local_address,
        inode: entry.inode,
    })
}

/// UDP has no listening state; a socket without a peer takes datagrams from anybody.
fn udp_listener(entry: UdpNetEntry) -> Option<Socket> {
    (entry.remote_address.port() == 0).then_some(Socket {
        protocol: Protocol::Udp,
        local: entry.local_address,
        inode: entry.inode,
    })
}

/// Which process holds which socket. Processes that end meanwhile or that we may not look into are left out.
fn owners() -> HashMap<u64, Process> {
    let mut owners = HashMap::new();
    for entry in all_processes().into_iter().flatten().flatten() {
        let inodes = socket_inodes(&entry);
        if inodes.is_empty() {
            continue;
        }
        if let Some(process) = describe(&entry) {
            inodes.into_iter().for_each(|inode| keep_eldest(&mut owners, inode, &process));
        }
    }
    owners
}

/// A socket that was inherited has many holders; the one with the lowest id is the parent that opened it.
fn keep_eldest(owners: &mut HashMap<u64, Process>, inode: u64, process: &Process) {
    let eldest = owners.entry(inode).or_insert_with(|| process.clone());
    if process.pid < eldest.pid {
        *eldest = process.clone();
    }
}

fn socket_inodes(entry: &ProcessEntry) -> Vec<u64> {
    let files = entry.fd().into_iter().flatten().flatten();
    files
        .filter_map(|file| match file.target {
            FDTarget::Socket(inode) => Some(inode),
            _ => None,
        })
        .collect()
}

fn describe(entry: &ProcessEntry) -> Option<Process> {
    let pid = u32::try_from(entry.pid).ok()?;
    let name = entry.stat().ok()?.comm;
    Some(Process { pid, name, path: entry.exe().ok() })
}
