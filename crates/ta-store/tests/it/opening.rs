//! Opening a store, and why that may fail.

use std::fs;
use std::path::Path;
use std::thread;

use ta_store::{Location, OpenError, Store, StoreError};
use ta_testdb::{Engine, TestDatabase, on_both_engines};

use crate::fixture::{Home, event};

/// Runs SQL behind the store's back.
fn tamper(database: &TestDatabase, sql: &str) {
    match database.url() {
        Some(url) => {
            let mut client = postgres::Client::connect(url, postgres::NoTls).unwrap();
            client.batch_execute(sql).unwrap();
        }
        None => sqlite(&database.folder().unwrap()).execute_batch(sql).unwrap(),
    }
}

fn sqlite(folder: &Path) -> rusqlite::Connection {
    rusqlite::Connection::open(folder.join("teamagenda.db")).unwrap()
}

fn open(folder: &Path) -> Result<Store, OpenError> {
    Store::open(&Location::Sqlite { folder: folder.to_owned() })
}

on_both_engines! {
    fn what_was_stored_is_there_after_reopening(database) {
        let home = Home::new(database);
        home.insert(event("a.ics", "one"));
        let keys = home.keys;
        home.store.close_blocking();
        for _ in 0..2 {
            let home = Home { store: database.open(), keys };
            assert_eq!(&*home.find("a.ics").unwrap().data, b"one");
            home.store.close_blocking();
        }
    }

    fn a_newer_schema_is_refused(database) {
        database.open().close_blocking();
        tamper(database, "INSERT INTO schema_version (version, name, checksum) VALUES (9999, 'later', '')");
        let refused = Store::open(&database.location()).err();
        assert!(matches!(refused, Some(OpenError::NewerSchema { found: 9999, known: 1.. })), "{refused:?}");
    }

    fn a_schema_step_of_another_build_is_refused(database) {
        database.open().close_blocking();
        tamper(database, "UPDATE schema_version SET checksum = 'other' WHERE version = 1");
        let refused = Store::open(&database.location()).err();
        assert!(matches!(refused, Some(OpenError::ForeignSchema { version: 1 })), "{refused:?}");
    }

    fn a_store_opens_closes_and_drops_inside_async_code(database) {
        let runtime = tokio::runtime::Builder::new_multi_thread().build().unwrap();
        runtime.block_on(async {
            for _ in 0..2 {
                let store = database.open();
                assert_eq!(store.read(ta_store::team::list).await, Ok(Vec::new()));
                store.close().await;
            }
            let dropped = database.open();
            assert_eq!(dropped.read(ta_store::team::list).await, Ok(Vec::new()));
        });
    }

    fn a_closed_store_refuses_requests_of_other_handles(database) {
        let store = database.open();
        let other = store.clone();
        store.close_blocking();
        assert_eq!(other.read_blocking(ta_store::team::list), Err(StoreError::Closed));
    }
}

#[test]
fn nodes_that_start_at_once_on_an_empty_database_all_open() {
    let database = Engine::Postgres.database();
    let open = || Store::open(&database.location()).map(Store::close_blocking);
    let opened: Vec<_> = thread::scope(|scope| {
        let nodes: Vec<_> = (0..8).map(|_| scope.spawn(open)).collect();
        nodes.into_iter().map(|node| node.join().unwrap()).collect()
    });
    assert!(opened.iter().all(Result::is_ok), "{opened:?}");
}

#[test]
fn a_folder_is_made_when_it_is_not_there() {
    let parent = tempfile::tempdir().unwrap();
    open(&parent.path().join("a/b")).unwrap().close_blocking();
    assert!(parent.path().join("a/b/teamagenda.db").is_file());
}

#[test]
fn a_folder_in_use_names_the_process_that_holds_it() {
    let folder = tempfile::tempdir().unwrap();
    let first = open(folder.path()).unwrap();
    let refused = open(folder.path()).err().unwrap();
    let process = std::process::id();
    assert!(matches!(refused, OpenError::InUse { pid: Some(pid), .. } if pid == process), "{refused:?}");
    assert!(refused.to_string().contains(&format!("in use by process {process}")), "{refused}");
    first.close_blocking();
    open(folder.path()).unwrap().close_blocking();
}

#[test]
fn a_dropped_store_lets_go_of_its_folder() {
    let folder = tempfile::tempdir().unwrap();
    drop(open(folder.path()).unwrap());
    open(folder.path()).unwrap().close_blocking();
}

#[test]
fn a_folder_that_cannot_be_made_is_refused() {
    let parent = tempfile::tempdir().unwrap();
    fs::write(parent.path().join("file"), "").unwrap();
    let refused = open(&parent.path().join("file/folder")).err();
    assert!(matches!(refused, Some(OpenError::NotWritable { .. })), "{refused:?}");
}

#[test]
fn a_file_that_is_no_database_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("teamagenda.db");
    let text =
        "This is a text file that somebody has put here, longer than a page header of SQLite. ".repeat(9);
    fs::write(&file, &text).unwrap();
    let refused = open(folder.path()).err();
    assert!(matches!(refused, Some(OpenError::NotADatabase { .. })), "{refused:?}");
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
}

#[test]
fn a_database_of_another_program_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    sqlite(folder.path()).execute_batch("CREATE TABLE photo (id INTEGER)").unwrap();
    let refused = open(folder.path()).err();
    assert!(matches!(refused, Some(OpenError::NotADatabase { .. })), "{refused:?}");
}

#[test]
fn an_address_that_cannot_be_read_is_refused() {
    let refused = Store::open(&Location::Postgres { url: "postgres://host:port".into() }).err();
    assert!(matches!(refused, Some(OpenError::BadAddress { .. })), "{refused:?}");
}

#[test]
fn a_server_that_does_not_answer_is_named_unreachable() {
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let refused = Store::open(&Location::Postgres { url: format!("postgres://nobody@{closed}/x") }).err();
    let unreachable = matches!(refused, Some(OpenError::Store(StoreError::Unreachable { .. })));
    assert!(unreachable, "{refused:?}");
}
