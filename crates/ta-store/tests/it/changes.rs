//! Hearing of changes.

use std::thread;
use std::time::Duration;

use ta_core::SyncSeq;
use ta_store::object::{self, WriteError};
use ta_store::{CalendarChanged, Store, StoreError, calendar};
use ta_testdb::{Engine, on_both_engines};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::TryRecvError;

use crate::fixture::{Home, at, event};

/// The next change, which has to come within so many seconds.
fn next_within(changes: &mut Receiver<CalendarChanged>, seconds: u32) -> Option<CalendarChanged> {
    for _ in 0..seconds * 100 {
        match changes.try_recv() {
            Err(TryRecvError::Empty) => thread::sleep(Duration::from_millis(10)),
            heard => return Some(heard.unwrap()),
        }
    }
    None
}

fn changed(home: &Home, seq: i64) -> CalendarChanged {
    let keys = home.keys;
    CalendarChanged { team: keys.team, calendar: keys.calendar, owner: keys.owner, seq: SyncSeq::new(seq) }
}

on_both_engines! {
    fn a_change_is_told_once_it_is_durable(database) {
        let home = Home::new(database);
        let mut changes = home.store.changes();
        home.insert(event("a.ics", "one"));
        assert_eq!(next_within(&mut changes, 5), Some(changed(&home, 1)));
    }

    fn a_refused_write_is_not_told(database) {
        let home = Home::new(database);
        let mut changes = home.store.changes();
        let refused = home.write(|tx, keys| {
            object::insert(tx, keys.team, keys.calendar, &event("a.ics", "x"), &keys.author(), at(0))?;
            Err::<(), _>(WriteError::NameTaken)
        });
        assert_eq!(refused, Err(WriteError::NameTaken));
        home.insert(event("b.ics", "two"));
        assert_eq!(next_within(&mut changes, 5), Some(changed(&home, 1)));
    }

    fn a_write_with_many_changes_is_told_once_for_each_calendar(database) {
        let home = Home::new(database);
        let mut changes = home.store.changes();
        home.write(|tx, keys| {
            for name in ["a.ics", "b.ics", "c.ics"] {
                object::insert(tx, keys.team, keys.calendar, &event(name, "x"), &keys.author(), at(0))?;
            }
            Ok::<_, WriteError>(())
        })
        .unwrap();
        assert_eq!(next_within(&mut changes, 5), Some(changed(&home, 3)));
        assert_eq!(next_within(&mut changes, 1), None);
    }

    fn a_new_calendar_and_its_removal_are_told(database) {
        let home = Home::new(database);
        let mut changes = home.store.changes();
        let made = home.add_calendar("home");
        let told = next_within(&mut changes, 5).unwrap();
        assert_eq!((told.calendar, told.seq), (made, SyncSeq::START));
        home.write(move |tx, keys| calendar::remove(tx, keys.team, made, &keys.author(), at(1))).unwrap();
        let told = next_within(&mut changes, 5).unwrap();
        assert_eq!((told.calendar, told.seq), (made, SyncSeq::new(1)));
    }
}

#[test]
fn another_node_on_the_same_postgres_hears_of_it() {
    let database = Engine::Postgres.database();
    let home = Home::new(&database);
    let other = Store::open(&database.location()).unwrap();
    let mut changes = other.changes();
    home.insert(event("a.ics", "one"));
    assert_eq!(next_within(&mut changes, 10), Some(changed(&home, 1)));
}

#[test]
fn a_change_without_a_notice_is_found_on_postgres() {
    let database = Engine::Postgres.database();
    let home = Home::new(&database);
    let mut changes = home.store.changes();
    let mut client = postgres::Client::connect(database.url().unwrap(), postgres::NoTls).unwrap();
    client.batch_execute("UPDATE calendar SET seq = 41").unwrap();
    assert_eq!(next_within(&mut changes, 20), Some(changed(&home, 41)));
}

#[test]
fn a_node_hears_again_after_its_connection_broke_on_postgres() {
    let database = Engine::Postgres.database();
    let home = Home::new(&database);
    let mut changes = home.store.changes();
    let mut client = postgres::Client::connect(database.url().unwrap(), postgres::NoTls).unwrap();
    let terminate = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                     WHERE datname = current_database() AND pid <> pg_backend_pid()";
    client.execute(terminate, &[]).unwrap();
    client.batch_execute("UPDATE calendar SET seq = 41").unwrap();
    assert_eq!(next_within(&mut changes, 20), Some(changed(&home, 41)));
    let reads = home.store.read_blocking(ta_store::team::list);
    assert_eq!(reads.map(|teams| teams.len()), Ok::<_, StoreError>(1));
}
