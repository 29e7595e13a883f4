//! Network namespaces of a test's own.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Command, Stdio};

use crate::tools::{IP, NSENTER, Tool, UNSHARE, done};

/// A network namespace, kept by a process that does nothing; it ends with the value.
pub(crate) struct Namespace {
    keeper: Child,
}

impl Namespace {
    /// A namespace with nothing but its loopback interface, which is up.
    ///
    /// # Errors
    /// What the system says where it does not let us make one.
    pub(crate) fn new() -> Result<Self, String> {
        let mut command = UNSHARE.command();
        let script = format!("{} link set lo up && echo ready && exec sleep 1000", IP.path());
        command.args(["--net", "sh", "-c", &script]).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut keeper = command.spawn().map_err(|error| error.to_string())?;
        let mut line = String::new();
        BufReader::new(keeper.stdout.take().unwrap()).read_line(&mut line).unwrap();
        if line == "ready\n" {
            return Ok(Self { keeper });
        }
        let output = keeper.wait_with_output().unwrap();
        Err(String::from_utf8_lossy(&output.stderr).trim().to_owned())
    }

    /// The process that keeps it.
    pub(crate) fn pid(&self) -> u32 {
        self.keeper.id()
    }

    /// Its inode number.
    pub(crate) fn inode(&self) -> u64 {
        let link = fs::read_link(format!("/proc/{}/ns/net", self.pid())).unwrap();
        let text = link.to_str().unwrap();
        text.trim_start_matches("net:[").trim_end_matches(']').parse().unwrap()
    }

    /// A program that will run inside.
    pub(crate) fn command(&self, tool: Tool) -> Command {
        let mut command = NSENTER.command();
        command.arg(format!("--net=/proc/{}/ns/net", self.pid())).arg(tool.path());
        command
    }

    /// What a program prints inside, having done its work.
    pub(crate) fn output(&self, tool: Tool, arguments: &[&str]) -> String {
        done(self.command(tool).args(arguments))
    }

    /// The same with something on standard input, or what the program complains about.
    pub(crate) fn feed(&self, tool: Tool, arguments: &[&str], input: &str) -> Result<(), String> {
        let mut command = self.command(tool);
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // A program that has given up does not read what it is fed, and says why.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        let complaint = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        if output.status.success() { Ok(()) } else { Err(complaint) }
    }

    /// Joins two namespaces by a cable: 10.99.0.1 and fd99::1 here, 10.99.0.2 and fd99::2 there, both on `eth0`.
    ///
    /// # Errors
    /// What the system says where it does not let us, as one without the devices for it.
    pub(crate) fn join(&self, other: &Self) -> Result<(), String> {
        let there = other.pid().to_string();
        self.feed(IP, &["link", "add", "eth0", "type", "veth", "peer", "name", "eth0", "netns", &there], "")?;
        for (namespace, last) in [(self, 1), (other, 2)] {
            namespace.feed(IP, &["addr", "add", &format!("10.99.0.{last}/24"), "dev", "eth0"], "")?;
            namespace.feed(IP, &["addr", "add", &format!("fd99::{last}/64"), "dev", "eth0", "nodad"], "")?;
            namespace.feed(IP, &["link", "set", "eth0", "up"], "")?;
        }
        Ok(())
    }
}

impl Drop for Namespace {
    fn drop(&mut self) {
        // It may have ended already, and then there is nothing to kill.
        let _ = self.keeper.kill();
        let _ = self.keeper.wait();
    }
}
