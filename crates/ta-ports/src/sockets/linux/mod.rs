//! Linux: the kernel's socket tables, joined by inode with the open files of every process that we may look into.
//!
//! The tables hold every socket, so a socket of another user's process is listed too, only without its owner. A process in
//! another network namespace leads to the tables of that one.

mod holders;
mod process;
mod tables;
mod v6only;

use std::path::{Path, PathBuf};

use holders::{Holders, Walk};
use process::Describer;
use tables::Socket;
use v6only::ByInode;

use super::{Family, ListError, Listener, Namespace, Process, Sight, Survey, User};

/// Every listening socket, in no order.
pub(super) fn survey() -> Result<Survey, ListError> {
    survey_of(Path::new("/proc"), &v6only::by_inode)
}

/// The same of a process file system mounted elsewhere.
fn survey_of(proc: &Path, v6only: &dyn Fn(Option<&Path>) -> ByInode) -> Result<Survey, ListError> {
    let own = tables::sockets(proc, "self")?;
    let walk = holders::walk(proc)?;
    let mut sockets: Vec<(Namespace, Socket)> =
        own.into_iter().map(|socket| (Namespace::Own, socket)).collect();
    let mut v6only_by_inode = v6only(None);
    for (namespace, of_it, file) in elsewhere(proc, &walk) {
        if of_it.iter().any(|socket| socket.local.ip().is_ipv6()) {
            v6only_by_inode.extend(v6only(Some(&file)));
        }
        sockets.extend(of_it.into_iter().map(|socket| (Namespace::Other(namespace), socket)));
    }
    forget_the_gone(proc, &walk.holders, &mut sockets);
    let mut describer = Describer::new(proc);
    let listeners = sockets.into_iter().map(|(namespace, socket)| {
        let (process, shared_with) = holders_of(&socket, &walk.holders, &mut describer);
        let user = Some(describer.user(socket.uid));
        listener(&socket, namespace, family(&socket, &v6only_by_inode), user, process, shared_with)
    });
    let sight = match walk.closed {
        0 => Sight::Whole,
        closed => Sight::ClosedProcesses(closed),
    };
    Ok(Survey { listeners: listeners.collect(), sight })
}

/// The sockets of other network namespaces, each with the file that it can be entered by. One whose last process ends
/// meanwhile is left out.
fn elsewhere(proc: &Path, walk: &Walk) -> Vec<(u64, Vec<Socket>, PathBuf)> {
    let others = walk.namespaces.iter().filter(|(namespace, _)| Some(**namespace) != walk.own_namespace);
    let read = |(namespace, pids): (&u64, &Vec<u32>)| {
        pids.iter().find_map(|pid| {
            let sockets = tables::sockets(proc, &pid.to_string()).ok()?;
            Some((*namespace, sockets, proc.join(format!("{pid}/ns/net"))))
        })
    };
    others.filter_map(read).collect()
}

/// A process may have closed its socket between the two looks; what the tables no longer have was not listening.
fn forget_the_gone(proc: &Path, holders: &Holders, sockets: &mut Vec<(Namespace, Socket)>) {
    let is_held = |socket: &Socket| holders.contains_key(&socket.inode);
    if sockets.iter().all(|(_, socket)| is_held(socket)) {
        return;
    }
    let Ok(now) = tables::sockets(proc, "self") else { return };
    sockets.retain(|(namespace, socket)| {
        *namespace != Namespace::Own || is_held(socket) || now.iter().any(|other| other == socket)
    });
}

/// The process that opened a socket and the others that have it. A socket that was inherited has many holders; the one
/// with the lowest id is the parent.
fn holders_of(
    socket: &Socket,
    holders: &Holders,
    describer: &mut Describer<'_>,
) -> (Option<Process>, Vec<u32>) {
    let pids = holders.get(&socket.inode).map(Vec::as_slice).unwrap_or_default();
    for (at, pid) in pids.iter().enumerate() {
        // One that ended meanwhile describes nothing, and the next may still be there.
        if let Some(process) = describer.process(*pid) {
            return (Some(process), pids.get(at + 1..).unwrap_or_default().to_vec());
        }
    }
    (None, Vec::new())
}

fn family(socket: &Socket, v6only: &ByInode) -> Family {
    let address = socket.local.ip();
    // An IPv6 socket on ::ffff:192.0.2.7 takes IPv4 and nothing else.
    if address.to_canonical().is_ipv4() {
        return Family::V4;
    }
    if !address.is_unspecified() {
        return Family::V6Only;
    }
    match v6only.get(&socket.inode) {
        Some(true) => Family::V6Only,
        Some(false) => Family::DualStack,
        None => Family::V6,
    }
}

fn listener(
    socket: &Socket,
    namespace: Namespace,
    family: Family,
    user: Option<User>,
    process: Option<Process>,
    shared_with: Vec<u32>,
) -> Listener {
    Listener {
        port: socket.local.port(),
        protocol: socket.protocol,
        address: socket.local.ip(),
        family,
        namespace,
        user,
        process,
        shared_with,
    }
}

#[cfg(test)]
mod tests;
