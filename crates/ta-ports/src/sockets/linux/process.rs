//! What a process is: name, program, user, beginning, place.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use procfs::FromRead;
use procfs::process::Stat;

use super::super::{Process, User, place};

/// Describes processes and users, each of them once.
pub(super) struct Describer<'p> {
    proc: &'p Path,
    processes: HashMap<u32, Option<Process>>,
    names: HashMap<u32, String>,
    booted_at: Option<SystemTime>,
}

impl<'p> Describer<'p> {
    pub(super) fn new(proc: &'p Path) -> Self {
        // The machine's own list; asking a directory service could take the network.
        let accounts = fs::read_to_string("/etc/passwd").unwrap_or_default();
        Self { proc, processes: HashMap::new(), names: names(&accounts), booted_at: booted_at(proc) }
    }

    /// What a process is; `None` when it has ended.
    pub(super) fn process(&mut self, pid: u32) -> Option<Process> {
        if !self.processes.contains_key(&pid) {
            let described = self.describe(pid);
            self.processes.insert(pid, described);
        }
        self.processes.get(&pid).cloned().flatten()
    }

    pub(super) fn user(&self, id: u32) -> User {
        User { id, name: self.names.get(&id).cloned() }
    }

    fn describe(&self, pid: u32) -> Option<Process> {
        let folder = self.proc.join(pid.to_string());
        let stat = Stat::from_file(folder.join("stat")).ok()?;
        let status = fs::read_to_string(folder.join("status")).unwrap_or_default();
        let cgroup = fs::read_to_string(folder.join("cgroup")).unwrap_or_default();
        Some(Process {
            pid,
            path: fs::read_link(folder.join("exe")).ok(),
            user: effective_uid(&status).map(|id| self.user(id)),
            started_at: self.booted_at.and_then(|booted_at| booted_at.checked_add(after_boot(&stat))),
            place: place::place(&cgroup),
            name: stat.comm,
        })
    }
}

fn after_boot(stat: &Stat) -> Duration {
    let ticks_per_second = procfs::ticks_per_second().max(1);
    let (seconds, ticks) = (stat.starttime / ticks_per_second, stat.starttime % ticks_per_second);
    Duration::from_secs(seconds) + Duration::from_millis(ticks * 1000 / ticks_per_second)
}

/// The line `Uid:` has real, effective, saved and file system id.
fn effective_uid(status: &str) -> Option<u32> {
    let ids = status.lines().find_map(|line| line.strip_prefix("Uid:"))?;
    ids.split_whitespace().nth(1)?.parse().ok()
}

fn booted_at(proc: &Path) -> Option<SystemTime> {
    let stat = fs::read_to_string(proc.join("stat")).ok()?;
    let seconds = stat.lines().find_map(|line| line.strip_prefix("btime "))?;
    UNIX_EPOCH.checked_add(Duration::from_secs(seconds.trim().parse().ok()?))
}

/// The accounts of a `passwd` file, the first of a number winning.
fn names(accounts: &str) -> HashMap<u32, String> {
    let mut names = HashMap::new();
    for line in accounts.lines() {
        let mut fields = line.split(':');
        let (Some(name), Some(id)) = (fields.next(), fields.nth(1).and_then(|id| id.parse().ok())) else {
            continue;
        };
        names.entry(id).or_insert_with(|| name.to_owned());
    }
    names
}

#[cfg(test)]
mod tests {
    use super::{effective_uid, names};

    #[test]
    fn a_process_acts_as_its_effective_user() {
        assert_eq!(effective_uid("Name:\tx\nUid:\t1000\t0\t1000\t1000\nGid:\t5\t5\t5\t5\n"), Some(0));
        assert_eq!(effective_uid("Name:\tx\n"), None);
    }

    #[test]
    fn the_first_account_of_a_number_gives_its_name() {
        let names = names("root:x:0:0::/root:/bin/sh\ntoor:x:0:0::/:/bin/sh\nbroken\nwww:x:33:33::/:/\n");
        assert_eq!(names.get(&0).map(String::as_str), Some("root"));
        assert_eq!(names.get(&33).map(String::as_str), Some("www"));
    }
}
