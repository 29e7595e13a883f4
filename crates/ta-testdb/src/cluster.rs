//! The PostgreSQL cluster of a test process.

use std::net::TcpListener;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{self, Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use std::{env, fs, thread};

use postgres::{Client, NoTls};

use crate::binaries;
use crate::unprivileged::Account;

/// Names a cluster that runs already, by the address of a database that may be connected to while others are made.
const VARIABLE: &str = "TASERVER_TEST_POSTGRES";

/// How long a new cluster may take until it answers: this many times a tenth of a second.
const READY_TENTHS_MAX: u32 = 300;

/// A cluster in which databases for tests are made.
pub(crate) struct Cluster {
    maintenance_url: String,
    /// Holds the pipe that the watchdog listens at.
    _watchdog: Option<Child>,
}

/// A database in it, dropped with the value.
pub(crate) struct Database {
    name: String,
    url: String,
}

impl Cluster {
    /// The cluster of this process, started when first asked for.
    pub(crate) fn get() -> &'static Self {
        static CLUSTER: OnceLock<Cluster> = OnceLock::new();
        CLUSTER.get_or_init(|| match env::var(VARIABLE) {
            Ok(maintenance_url) => Self { maintenance_url, _watchdog: None },
            Err(_) => Self::start(),
        })
    }

    /// An empty database with a name of its own.
    pub(crate) fn create_database(&self) -> Database {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let name = format!("ta_test_{}_{}", process::id(), MADE.fetch_add(1, Ordering::Relaxed));
        self.administer(format!("CREATE DATABASE {name}"))
            .unwrap_or_else(|error| panic!("a test database cannot be made: {error}"));
        Database { url: with_database(&self.maintenance_url, &name), name }
    }

    fn start() -> Self {
        let Some(programs) = binaries::find() else {
            panic!(
                "PostgreSQL is not installed: run `apt-get install postgresql` (or `brew install postgresql`), \
                 or set {VARIABLE} to the address of a running one"
            );
        };
        let folder = tempfile::Builder::new().prefix("ta-postgres-").tempdir();
        // The watchdog removes it, which outlives this process.
        let folder = folder.expect("a temporary folder can be made").keep();
        let account = Account::for_folder(&folder);
        init(account, &programs, &folder);
        let port = free_port();
        let cluster = Self {
            maintenance_url: format!("postgres://postgres@127.0.0.1:{port}/postgres"),
            _watchdog: Some(watch(account, &programs, &folder, port)),
        };
        cluster.wait_until_ready(&folder);
        cluster
    }

    fn wait_until_ready(&self, folder: &Path) {
        for _ in 0..READY_TENTHS_MAX {
            if self.administer("SELECT 1".to_owned()).is_ok() {
                return;
            }
            thread::sleep(Duration::from_millis(100));
        }
        let log = fs::read_to_string(folder.join("log")).unwrap_or_default();
        panic!("the PostgreSQL for tests does not answer; its log says:\n{log}");
    }

    /// Runs a statement on the maintenance database, on a thread without async code, as the driver wants.
    fn administer(&self, sql: String) -> Result<(), postgres::Error> {
        let url = self.maintenance_url.clone();
        let run = move || Client::connect(&url, NoTls)?.batch_execute(&sql);
        thread::spawn(run).join().expect("administering does not panic")
    }
}

impl Database {
    /// Where a client finds it.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let dropped =
            Cluster::get().administer(format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name));
        if let Err(error) = dropped {
            eprintln!("the test database {} stays: {error}", self.name);
        }
    }
}

fn init(account: Account, programs: &Path, folder: &Path) {
    let mut command = account.command(programs.join("initdb"));
    command.arg("--pgdata").arg(folder.join("data")).current_dir(folder);
    command.args(["--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync"]);
    let output = command.output().expect("initdb starts");
    assert!(output.status.success(), "initdb failed: {}", String::from_utf8_lossy(&output.stderr));
}

/// Starts the server under a shell that waits for the end of its input. The other end of that pipe is ours alone: when
/// this process ends, whether by itself, by a panic or killed, the shell stops the server and removes its folder.
fn watch(account: Account, programs: &Path, folder: &Path, port: u16) -> Child {
    const SCRIPT: &str = r#"
        "$1/postgres" -D "$2/data" -k "$2" -p "$3" -c listen_addresses=127.0.0.1 -c max_connections=400 \
            -c fsync=off -c full_page_writes=off >"$2/log" 2>&1 &
        cat >/dev/null
        kill -QUIT $!
        wait $!
        rm -rf "$2"
    "#;
    let mut command: Command = account.command("/bin/sh");
    command.arg("-c").arg(SCRIPT).arg("watchdog").arg(programs).arg(folder).arg(port.to_string());
    // A group of its own, so that Ctrl-C in the terminal reaches the tests and not the watchdog.
    command
        .current_dir("/")
        .process_group(0)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.spawn().expect("a shell starts")
}

/// A port that was free a moment ago.
fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port is free");
    listener.local_addr().expect("a bound socket has an address").port()
}

/// The address with another database in it.
fn with_database(url: &str, name: &str) -> String {
    let (address, query) = url.split_once('?').map_or((url, String::new()), |(a, q)| (a, format!("?{q}")));
    let host_start = address.find("://").map_or(0, |scheme| scheme + 3);
    let server = match address.get(host_start..).and_then(|rest| rest.find('/')) {
        Some(slash) => address.get(..host_start + slash).unwrap_or(address),
        None => address,
    };
    format!("{server}/{name}{query}")
}

#[cfg(test)]
mod tests {
    use super::with_database;

    #[test]
    fn the_database_of_an_address_is_replaced() {
        let replaced = with_database("postgres://u:p@h:5/postgres?sslmode=disable", "mine");
        assert_eq!(replaced, "postgres://u:p@h:5/mine?sslmode=disable");
        assert_eq!(with_database("postgres://h", "mine"), "postgres://h/mine");
    }
}
