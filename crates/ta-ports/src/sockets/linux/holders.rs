//! Which processes have which sockets open, from `/proc/…/fd`.
//!
//! This is where a survey spends its time, so it asks the kernel for one link a file and for nothing else.

use std::collections::{BTreeMap, HashMap};
use std::mem::MaybeUninit;
use std::os::fd::OwnedFd;
use std::path::Path;

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
    let mut walk = Walk { own_namespace: namespace(&root, "self"), ..Walk::default() };
    for pid in pids {
        walk.visit(&root, pid);
    }
    Ok(walk)
}

impl Walk {
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
