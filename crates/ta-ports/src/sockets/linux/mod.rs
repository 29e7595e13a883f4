//! Linux: the kernel's listening sockets, joined by inode with the open files of every process that we may look into.
//!
//! The kernel tells every socket, so that of another user's process is listed too, only without its owner. A process in
//! another network namespace leads to the sockets of that one.

mod diag;
mod holders;
mod process;
mod tables;

use std::path::Path;

use holders::{Holders, Walk};
use process::Describer;
use tables::Socket;

use super::{Family, ListError, Listener, Namespace, Process, Sight, Survey, User};

/// Every listening socket, in no order.
pub(super) fn survey() -> Result<Survey, ListError> {
    survey_of(Path::new("/proc"), &diag::sockets)
}

/// Tells the sockets of our network namespace or of that of a file; `None` where it cannot.
type Ask = dyn Fn(Option<&Path>) -> Option<Vec<Socket>>;

/// The same of a process file system mounted elsewhere. Where asking has no answer, the tables there are read.
fn survey_of(proc: &Path, ask: &Ask) -> Result<Survey, ListError> {
    if !proc.join("self").exists() {
        return Err(ListError::NotMounted { folder: proc.to_owned() });
    }
    let mut own = sockets_here(proc, ask)?;
    let walk = holders::walk(proc)?;
    forget_the_gone(proc, ask, &walk.holders, &mut own);
    let own = own.into_iter().map(|socket| (Namespace::Own, socket));
    let mut describer = Describer::new(proc);
    let listeners = own.chain(elsewhere(proc, ask, &walk)).map(|(namespace, socket)| {
        let (process, shared_with) = holders_of(&socket, &walk.holders, &mut describer);
        let user = Some(describer.user(socket.uid));
        listener(&socket, namespace, user, process, shared_with)
    });
    let sight = match walk.closed {
        0 => Sight::Whole,
        closed => Sight::ClosedProcesses(closed),
    };
    Ok(Survey { listeners: listeners.collect(), sight })
}

fn sockets_here(proc: &Path, ask: &Ask) -> Result<Vec<Socket>, ListError> {
    ask(None).map_or_else(|| tables::sockets(proc, "self"), Ok)
}

/// The sockets of other network namespaces. One whose last process ends meanwhile is left out.
fn elsewhere(proc: &Path, ask: &Ask, walk: &Walk) -> Vec<(Namespace, Socket)> {
    let others = walk.namespaces.iter().filter(|(namespace, _)| Some(**namespace) != walk.own_namespace);
    let read = |(namespace, pids): (&u64, &Vec<u32>)| {
        let sockets = pids.iter().find_map(|pid| {
            let entered = ask(Some(&proc.join(format!("{pid}/ns/net"))));
            entered.or_else(|| tables::sockets(proc, &pid.to_string()).ok())
        });
        sockets
            .unwrap_or_default()
            .into_iter()
            .map(|socket| (Namespace::Other(*namespace), socket))
            .collect::<Vec<_>>()
    };
    others.flat_map(read).collect()
}

/// A process may have closed its socket between the two looks; what the kernel no longer has was not listening.
fn forget_the_gone(proc: &Path, ask: &Ask, holders: &Holders, sockets: &mut Vec<Socket>) {
    let is_held = |socket: &Socket| holders.contains_key(&socket.inode);
    if sockets.iter().all(is_held) {
        return;
    }
    let Ok(now) = sockets_here(proc, ask) else { return };
    sockets.retain(|socket| is_held(socket) || now.contains(socket));
}

/// The process that opened a socket and the others that have it. A socket that was inherited has many holders; the one
/// with the lowest id is the parent.
fn holders_of(
    socket: &Socket,
    holders: &Holders,
    describer: &mut Describer<'_>,
) -> (Option<Process>, Vec<u32>) {
    let pids = holders.get(&socket.inode).map(Vec::as_slice).unwrap_or_default();
    // Those that ended meanwhile describe nothing. The oldest need not have the lowest number: numbers begin anew.
    let mut there: Vec<_> = pids.iter().filter_map(|pid| describer.process(*pid)).collect();
    there.sort_by_key(|process| (process.started_at, process.pid));
    let mut there = there.into_iter();
    (there.next(), there.map(|process| process.pid).collect())
}

fn family(socket: &Socket) -> Family {
    let address = socket.local.ip();
    // An IPv6 socket on ::ffff:192.0.2.7 takes IPv4 and nothing else.
    if address.to_canonical().is_ipv4() {
        return Family::V4;
    }
    if !address.is_unspecified() {
        return Family::V6Only;
    }
    match socket.v6only {
        Some(true) => Family::V6Only,
        Some(false) => Family::DualStack,
        None => Family::V6,
    }
}

fn listener(
    socket: &Socket,
    namespace: Namespace,
    user: Option<User>,
    process: Option<Process>,
    shared_with: Vec<u32>,
) -> Listener {
    Listener {
        port: socket.local.port(),
        protocol: socket.protocol,
        address: socket.local.ip(),
        family: family(socket),
        namespace,
        user,
        process,
        shared_with,
    }
}

#[cfg(test)]
mod tests;
