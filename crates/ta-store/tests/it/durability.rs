//! An acknowledged write survives the end of the process, however that ends.

use std::env;
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use ta_core::{SyncSeq, View};
use ta_store::team;
use ta_store::{Location, Store, object};
use ta_testdb::{Engine, TestDatabase};

use crate::fixture::{Home, Keys, at, event, settings};

/// Where the process that is to be killed finds the folder.
const FOLDER: &str = "TA_STORE_TEST_FOLDER";

/// How many acknowledged writes are waited for before the kill.
const ACKNOWLEDGED: usize = 200;

#[test]
fn acknowledged_writes_survive_kill_and_the_folder_is_free() {
    let database = Engine::Sqlite.database();
    let home = Home::new(&database);
    let keys = home.keys;
    home.store.close_blocking();
    let acknowledged = write_until_killed(&database);
    let home = Home { store: database.open(), keys };
    let stored = home.read(|tx, keys| object::list_meta(tx, keys.team, keys.calendar, View::Full));
    let names: Vec<_> = stored.iter().map(|meta| meta.name.as_str()).collect();
    for name in &acknowledged {
        assert!(names.contains(&name.as_str()), "{name} was acknowledged and is gone");
    }
    let seqs: Vec<_> = stored.iter().map(|meta| meta.seq).max().into_iter().collect();
    assert_eq!(seqs, [SyncSeq::new(stored.len() as i64)]);
}

/// Runs [`write_for_ever`] in another process, kills it in the middle of its work and returns what it acknowledged.
fn write_until_killed(database: &TestDatabase) -> Vec<String> {
    let mut child = Command::new(env::current_exe().unwrap())
        .args(["--exact", "durability::write_for_ever", "--ignored", "--nocapture"])
        .env(FOLDER, database.folder().unwrap())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let mut names = lines.filter_map(|line| line.strip_prefix("stored ").map(str::to_owned));
    let mut acknowledged: Vec<_> = names.by_ref().take(ACKNOWLEDGED).collect();
    child.kill().unwrap();
    child.wait().unwrap();
    acknowledged.extend(names);
    acknowledged
}

#[test]
#[ignore = "the part of another test that runs in a process of its own"]
fn write_for_ever() {
    let folder = PathBuf::from(env::var_os(FOLDER).unwrap());
    let store = Store::open(&Location::Sqlite { folder }).unwrap();
    let keys = keys_of(&store);
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let store = &store;
            scope.spawn(move || {
                for number in 0_u64.. {
                    write_one(store, keys, &format!("{writer}-{number}"));
                }
            });
        }
    });
}

fn write_one(store: &Store, keys: Keys, name: &str) {
    let new = event(name, &"x".repeat(2000));
    store
        .write_blocking(move |tx| object::insert(tx, keys.team, keys.calendar, &new, &keys.author(), at(0)))
        .unwrap();
    println!("stored {name}");
}

fn keys_of(store: &Store) -> Keys {
    store
        .write_blocking(|tx| {
            let team = team::find_or_create(tx, &settings("Atelier"))?;
            let owner = ta_store::principal::list(tx, team)?[0].id;
            let calendar = ta_store::calendar::list_of(tx, team, owner)?[0].id;
            Ok::<_, ta_store::StoreError>(Keys { team, owner, calendar })
        })
        .unwrap()
}
