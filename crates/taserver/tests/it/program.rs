//! The program under test, each time with a folder of its own and nothing of this machine's configuration.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Lines, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use ta_app::Location;
use ta_testdb::TestDatabase;
use tempfile::TempDir;

/// A place of its own to run the program in.
pub(crate) struct Place {
    folder: TempDir,
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Ended {
    /// Its exit code.
    pub(crate) code: i32,
    /// What it printed.
    pub(crate) stdout: String,
    /// What it complained about.
    pub(crate) stderr: String,
}

impl Place {
    /// An empty folder, which is the current one of every run.
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A path in the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file into the folder.
    pub(crate) fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).unwrap();
    }

    /// The program with no arguments yet.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_taserver"));
        command.current_dir(self.folder.path()).env_clear().env("XDG_DATA_HOME", self.path("share"));
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs the program with these arguments.
    pub(crate) fn run<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Ended {
        ended(self.command().args(arguments))
    }

    /// Runs the program with a line of arguments, parted at blanks.
    pub(crate) fn line(&self, arguments: &str) -> Ended {
        self.run(arguments.split_whitespace())
    }

    /// Runs the program with a line of arguments and something on standard input.
    pub(crate) fn line_with_input(&self, arguments: &str, input: &str) -> Ended {
        let mut command = self.command();
        let mut child = command.args(arguments.split_whitespace()).stdin(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        into_ended(child.wait_with_output().unwrap())
    }
}

/// The options that name a test's database.
pub(crate) fn options_of(database: &TestDatabase) -> String {
    match database.location() {
        Location::Sqlite { folder } => format!("--data {}", folder.display()),
        Location::Postgres { url } => format!("--store {url}"),
    }
}

/// Runs a command to its end.
pub(crate) fn ended(command: &mut Command) -> Ended {
    into_ended(command.output().unwrap())
}

fn into_ended(output: std::process::Output) -> Ended {
    Ended {
        code: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

impl Ended {
    /// What it printed, having done its work.
    #[track_caller]
    pub(crate) fn done(&self) -> &str {
        assert_eq!(self.code, 0, "{}", self.stderr);
        &self.stdout
    }

    /// What it printed, as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(self.done()).unwrap()
    }

    /// What it complained about, having ended with this exit code.
    #[track_caller]
    pub(crate) fn failed(&self, code: i32) -> &str {
        assert_eq!(self.code, code, "stdout: {}\nstderr: {}", self.stdout, self.stderr);
        &self.stderr
    }
}

/// A server that is running; it is killed with the value.
pub(crate) struct Running {
    child: Child,
    stdout: Lines<BufReader<ChildStdout>>,
    /// What it has printed up to its introduction's end.
    pub(crate) introduction: String,
    /// Where it listens, as `127.0.0.1:41234`.
    pub(crate) address: String,
}

impl Place {
    /// Starts a server on a free port and waits until it has said where it is. `last_word` begins the last line of
    /// what it says of itself.
    pub(crate) fn start(&self, arguments: &str, last_word: &str) -> Running {
        Running::start(self.command().args(arguments.split_whitespace()), last_word)
    }
}

impl Running {
    /// Starts a command that serves.
    pub(crate) fn start(command: &mut Command, last_word: &str) -> Self {
        let mut child = command.env("TASERVER_LOG", "warn").stderr(Stdio::inherit()).spawn().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut introduction = String::new();
        for line in stdout.by_ref().map(Result::unwrap) {
            introduction.push_str(&line);
            introduction.push('\n');
            if line.trim_start().starts_with(last_word) {
                break;
            }
        }
        let address = introduction.split("://").nth(1).expect(&introduction).split('/').next().unwrap();
        Self { address: address.to_owned(), child, stdout, introduction }
    }

    /// A connection to it.
    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// The whole answer to a GET without credentials.
    pub(crate) fn get(&self, path: &str) -> String {
        let mut stream = self.connect();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// Sends it a signal.
    pub(crate) fn signal(&self, name: &str) {
        let sent = Command::new("kill").arg(format!("-{name}")).arg(self.child.id().to_string()).status();
        assert!(sent.unwrap().success());
    }

    /// Waits for its end, which must come soon, and gives its exit code.
    pub(crate) fn ended(mut self) -> i32 {
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            if let Some(status) = self.child.try_wait().unwrap() {
                assert_eq!(
                    self.stdout.next().transpose().unwrap(),
                    None,
                    "it said more than its introduction"
                );
                return status.code().unwrap_or(-1);
            }
            thread::sleep(Duration::from_millis(10));
        }
        panic!("the server has not ended after {PATIENCE:?}");
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already, and then there is nothing to kill.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// How long something may take that should take no time.
const PATIENCE: Duration = Duration::from_secs(20);
