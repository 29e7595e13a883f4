//! The cluster for tests ends with the process that started it.

// A helper that unwraps is a failed test, as in the tests themselves.
#![allow(clippy::unwrap_used)]

use std::env;
use std::io::{BufRead as _, BufReader};
use std::net::TcpStream;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use ta_testdb::Engine;

/// Where a process that shall be killed says that its cluster runs.
const READY: &str = "cluster at ";

#[test]
fn the_cluster_of_a_killed_process_stops() {
    let mut child = Command::new(env::current_exe().unwrap())
        .args(["--exact", "hold_a_cluster", "--ignored", "--nocapture"])
        .env_remove("TASERVER_TEST_POSTGRES")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let address = lines.map(|line| line.strip_prefix(READY).map(str::to_owned)).find_map(|found| found);
    let address = address.unwrap();
    assert!(TcpStream::connect(&address).is_ok());
    child.kill().unwrap();
    child.wait().unwrap();
    let stopped = (0..200).any(|_| {
        thread::sleep(Duration::from_millis(50));
        TcpStream::connect(&address).is_err()
    });
    assert!(stopped, "PostgreSQL still answers at {address}");
}

#[test]
#[ignore = "the part of another test that runs in a process of its own"]
fn hold_a_cluster() {
    let database = Engine::Postgres.database();
    let url = database.url().unwrap();
    let address = url.split_once('@').unwrap().1.split_once('/').unwrap().0;
    println!("\n{READY}{address}");
    loop {
        thread::park();
    }
}
