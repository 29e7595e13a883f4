//! PostgreSQL refuses to run as root, where tests in containers often run. Then it runs as somebody else.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::Command;

/// Accounts that may stand in for root, the best first.
const STAND_INS: [&str; 2] = ["postgres", "nobody"];

/// Whom to run PostgreSQL as.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Account {
    /// Ourselves.
    Own,
    /// Somebody else, because we are root.
    Other { uid: u32, gid: u32 },
}

impl Account {
    /// The account to use, and a folder of ours handed over to it.
    pub(crate) fn for_folder(folder: &Path) -> Self {
        let owner = fs::metadata(folder).expect("a folder just made is there").uid();
        if owner != 0 {
            return Self::Own;
        }
        let passwd = fs::read_to_string("/etc/passwd").unwrap_or_default();
        let (uid, gid) = STAND_INS.iter().find_map(|name| ids_of(&passwd, name)).unwrap_or_else(|| {
            panic!("PostgreSQL does not run as root: add a user `postgres`, or run the tests as another user")
        });
        chown(folder, Some(uid), Some(gid)).expect("root may give a folder away");
        Self::Other { uid, gid }
    }

    /// The command, to be run as this account.
    pub(crate) fn command(self, program: impl AsRef<Path>) -> Command {
        let mut command = Command::new(program.as_ref());
        if let Self::Other { uid, gid } = self {
            command.uid(uid).gid(gid);
        }
        command
    }
}

fn ids_of(passwd: &str, name: &str) -> Option<(u32, u32)> {
    let fields = |line: &str| {
        let mut fields = line.split(':');
        let found = fields.next()? == name;
        let ids = (fields.nth(1)?.parse().ok()?, fields.next()?.parse().ok()?);
        found.then_some(ids)
    };
    passwd.lines().find_map(fields)
}

#[cfg(test)]
mod tests {
    use super::ids_of;

    #[test]
    fn ids_are_read_from_the_third_and_fourth_field() {
        let passwd = "root:x:0:0:root:/root:/bin/sh\npostgres:x:102:105:admin:/var/lib/postgresql:/bin/sh\n";
        assert_eq!(ids_of(passwd, "postgres"), Some((102, 105)));
        assert_eq!(ids_of(passwd, "nobody"), None);
    }
}
