//! Which processes have which sockets open, from `/proc/…/fd`.
//!
//! This is where a survey spends its time, so it asks the kernel for one link a file and for nothing else.

use std::collections::{BTreeMap, HashMap};
use std::mem::MaybeUninit;
use std::num::NonZero;
use std::os::fd::OwnedFd;
use std::panic::resume_unwind;
use std::path::Path;
use std::thread;

use rustix::fs::{CWD, Dir, Mode, OFlags, openat, readlinkat_raw};
use rustix::io::Errno;

use super::super::ListError;

/// The processes that have a socket open, by its inode, in ascending order of their ids.
pub(super) type Holders = HashMap<u64, Vec<u32>>;

/// What a walk through all processes found.
#[derive(Debug, Default)]
pub(super) struct Walk {
    pub(super) holders: Holders,
    /// The processes of each network namespace.
    pub(super) namespaces: BTreeMap<u64, Vec<u32>>,
    pub(super) own_namespace: Option<u64>,
    /// How many processes we may not look into.
    pub(super) closed: usize,
}

/// Looks at the open files of every process. One that ends meanwhile is left out.
pub(super) fn walk(proc: &Path) -> Result<Walk, ListError> {
    let not_mounted = |_| ListError::NotMounted { folder: proc.to_owned() };
    let root = openat(CWD, proc, OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty());
    let root = root.map_err(not_mounted)?;
    let mut pids: Vec<u32> = Dir::read_from(&root)
        .map_err(not_mounted)?
        .flatten()
        .filter_map(|entry| entry.file_name().to_str().ok()?.parse().ok())
        .collect();
    pids.sort_unstable();
    let own_namespace = namespace(&root, "self");
    let parts = visit_in_parts(&root, &pids);
    Ok(parts.into_iter().fold(Walk { own_namespace, ..Walk::default() }, Walk::and))
}

/// Visits processes on all processors, up to four: the kernel answers each question on its own. The parts are in their order.
fn visit_in_parts(root: &OwnedFd, pids: &[u32]) -> Vec<Walk> {
    const THREADS_MAX: usize = 4;
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(THREADS_MAX);
    let part = pids.len().div_ceil(threads).max(1);
    thread::scope(|scope| {
        let visits: Vec<_> =
            pids.chunks(part).map(|pids| scope.spawn(move || visit_all(root, pids))).collect();
        visits.into_iter().map(|visit| visit.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    })
}

fn visit_all(root: &OwnedFd, pids: &[u32]) -> Walk {
    let mut walk = Walk::default();
    pids.iter().for_each(|pid| walk.visit(root, *pid));
    walk
}

impl Walk {
    /// This walk and one through later processes.
    fn and(mut self, later: Self) -> Self {
        for (inode, pids) in later.holders {
            self.holders.entry(inode).or_default().extend(pids);
        }
        for (namespace, pids) in later.namespaces {
            self.namespaces.entry(namespace).or_default().extend(pids);
        }
        self.closed += later.closed;
        self
    }

    fn visit(&mut self, root: &OwnedFd, pid: u32) {
        let process = pid.to_string();
        match self.collect_sockets(root, pid) {
            Err(Errno::ACCESS | Errno::PERM) => self.closed += 1,
            Err(_) => {}
            // Only with a socket can a process have a listener.
            Ok(0) => {}
            Ok(_) => {
                if let Some(namespace) = namespace(root, &process) {
                    self.namespaces.entry(namespace).or_default().push(pid);
                }
            }
        }
    }

    /// Notes the sockets of a process and says how many it has.
    fn collect_sockets(&mut self, root: &OwnedFd, pid: u32) -> Result<usize, Errno> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let folder = openat(root, format!("{pid}/fd"), flags, Mode::empty())?;
        let mut sockets = 0;
        let mut buffer = [MaybeUninit::uninit(); 64];
        for file in Dir::read_from(&folder)? {
            let file = file?;
            let Ok((target, _)) = readlinkat_raw(&folder, file.file_name(), &mut buffer) else { continue };
            if let Some(inode) = number_in(target, b"socket:[") {
                sockets += 1;
                let holders = self.holders.entry(inode).or_default();
                if holders.last() != Some(&pid) {
                    holders.push(pid);
                }
            }
        }
        Ok(sockets)
    }
}

fn namespace(root: &OwnedFd, process: &str) -> Option<u64> {
    let mut buffer = [MaybeUninit::uninit(); 64];
    let (target, _) = readlinkat_raw(root, format!("{process}/ns/net"), &mut buffer).ok()?;
    number_in(target, b"net:[")
}

/// The number in a link as `socket:[12345]`.
fn number_in(target: &[u8], before: &[u8]) -> Option<u64> {
    let number = target.strip_prefix(before)?.strip_suffix(b"]")?;
    std::str::from_utf8(number).ok()?.parse().ok()
}
