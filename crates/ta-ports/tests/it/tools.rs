//! Other programs, each with the Debian package that has it.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// A program by its package.
#[derive(Clone, Copy)]
pub(crate) struct Tool {
    program: &'static str,
    package: &'static str,
}

pub(crate) const SS: Tool = Tool { program: "ss", package: "iproute2" };
pub(crate) const IP: Tool = Tool { program: "ip", package: "iproute2" };
pub(crate) const LSOF: Tool = Tool { program: "lsof", package: "lsof" };
pub(crate) const NFT: Tool = Tool { program: "nft", package: "nftables" };
pub(crate) const IPTABLES_RESTORE: Tool = Tool { program: "iptables-restore", package: "iptables" };
pub(crate) const IPTABLES_SAVE: Tool = Tool { program: "iptables-save", package: "iptables" };
pub(crate) const IP6TABLES_RESTORE: Tool = Tool { program: "ip6tables-restore", package: "iptables" };
pub(crate) const IP6TABLES_SAVE: Tool = Tool { program: "ip6tables-save", package: "iptables" };
pub(crate) const PYTHON: Tool = Tool { program: "python3", package: "python3" };
pub(crate) const UNSHARE: Tool = Tool { program: "unshare", package: "util-linux" };
pub(crate) const NSENTER: Tool = Tool { program: "nsenter", package: "util-linux" };

impl Tool {
    /// Where it is. The system's own folders come first: what a user has installed other users may not run.
    pub(crate) fn path(self) -> String {
        let folders =
            "/usr/sbin:/sbin:/usr/bin:/bin:".to_owned() + &std::env::var("PATH").unwrap_or_default();
        let found =
            folders.split(':').map(|folder| Path::new(folder).join(self.program)).find(|path| path.is_file());
        let Self { program, package } = self;
        let found = found.unwrap_or_else(|| panic!("this test needs `{program}`: apt-get install {package}"));
        found.to_str().unwrap().to_owned()
    }

    pub(crate) fn command(self) -> Command {
        let mut command = Command::new(self.path());
        command.stdin(Stdio::null()).env("LC_ALL", "C");
        command
    }

    /// What it prints with these arguments, having done its work.
    pub(crate) fn output(self, arguments: &[&str]) -> String {
        done(self.command().args(arguments))
    }
}

/// What a command prints, having done its work.
pub(crate) fn done(command: &mut Command) -> String {
    let Output { status, stdout, stderr } = command.output().unwrap();
    let complaint = String::from_utf8_lossy(&stderr);
    assert!(status.success(), "{command:?}: {status}\n{complaint}");
    String::from_utf8(stdout).unwrap()
}

/// Says what this machine does not let us test, past the harness, which keeps what a passed test prints to itself. `scripts/test`
/// repeats such lines at its end.
pub(crate) fn not_tested(what: &str, why: &str) {
    writeln!(std::io::stderr().lock(), "\nNOT TESTED: {what}: {why}").unwrap();
}

/// Whether we are root, without which some things cannot be set up.
pub(crate) fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt as _;
    std::fs::metadata("/proc/self").unwrap().uid() == 0
}
