//! What a closure may rely on.

use std::sync::Arc;
use std::sync::Barrier;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

use ta_core::{SyncSeq, View};
use ta_store::object::{self, WriteError};
use ta_store::principal::{self, SaveError};
use ta_store::{ReadTx, StoreError, WriteTx, calendar, change};
use ta_testdb::{Engine, on_both_engines};

use crate::fixture::{Home, Keys, at, event, login, member};

/// The error of a use case.
#[derive(Debug, PartialEq)]
enum Refusal {
    Odd,
    Store(StoreError),
    Save(SaveError),
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<SaveError> for Refusal {
    fn from(error: SaveError) -> Self {
        Self::Save(error)
    }
}

fn is_there(tx: &mut ReadTx<'_>, keys: Keys, name: &str) -> Result<bool, StoreError> {
    principal::by_login(tx, keys.team, &login(name)).map(|found| found.is_some())
}

fn insert_numbered(tx: &mut WriteTx<'_>, keys: Keys, number: u32) -> Result<(), WriteError> {
    let new = event(&format!("{number}.ics"), "x");
    object::insert(tx, keys.team, keys.calendar, &new, &keys.author(), at(0)).map(drop)
}

fn count(home: &Home) -> usize {
    home.read(|tx, keys| object::list_meta(tx, keys.team, keys.calendar, View::Full)).len()
}

on_both_engines! {
    fn a_refused_write_leaves_nothing_behind(database) {
        let home = Home::new(database);
        let refused = home.write(|tx, keys| {
            principal::insert(tx, keys.team, &member("bob"))?;
            Err::<(), _>(Refusal::Odd)
        });
        assert_eq!(refused, Err(Refusal::Odd));
        assert!(!home.read(|tx, keys| is_there(tx, keys, "bob")));
    }

    fn a_panic_leaves_nothing_behind_and_the_store_goes_on(database) {
        let home = Home::new(database);
        let panicked = home.write(|tx, keys| {
            principal::insert(tx, keys.team, &member("bob")).unwrap();
            assert!(keys.team.get() < 0, "a use case may have a mistake");
            Ok::<_, StoreError>(())
        });
        assert_eq!(panicked, Err(StoreError::Panicked));
        assert!(!home.read(|tx, keys| is_there(tx, keys, "bob")));
        home.add_member("carl");
        let panicked = home.store.read_blocking(|tx| {
            let teams = ta_store::team::list(tx)?;
            assert!(teams.is_empty(), "a use case may have a mistake");
            Ok::<_, StoreError>(())
        });
        assert_eq!(panicked, Err(StoreError::Panicked));
        assert!(home.read(|tx, keys| is_there(tx, keys, "carl")));
    }

    fn a_failure_of_the_database_voids_the_write_even_if_the_closure_ignores_it(database) {
        let home = Home::new(database);
        let ignored = home.write(|tx, keys| {
            principal::insert(tx, keys.team, &member("bob"))?;
            let failed = ta_store::team::by_name(tx, "a\0b");
            assert_eq!(failed, Err(StoreError::NulInText));
            Ok::<_, Refusal>(())
        });
        assert_eq!(ignored, Err(Refusal::Store(StoreError::NulInText)));
        assert!(!home.read(|tx, keys| is_there(tx, keys, "bob")));
    }

    fn a_constraint_is_the_second_net(database) {
        let home = Home::new(database);
        let nobody = ta_core::PrincipalId::new(home.keys.owner.get() + 1);
        let orphan = home.write(move |tx, keys| {
            let settings = ta_core::CalendarSettings::default();
            calendar::insert(tx, keys.team, nobody, &crate::fixture::calendar_name("x"), &settings)
        });
        let caught = matches!(orphan, Err(calendar::PlaceError::Store(StoreError::Constraint { .. })));
        assert!(caught, "{orphan:?}");
    }

    fn a_write_reads_what_it_has_written(database) {
        let home = Home::new(database);
        let seen = home.write(|tx, keys| {
            principal::insert(tx, keys.team, &member("bob"))?;
            Ok::<_, Refusal>(is_there(tx, keys, "bob")?)
        });
        assert_eq!(seen, Ok(true));
    }

    fn a_read_sees_one_state_throughout(database) {
        let home = Home::new(database);
        let (store, keys) = (home.store.clone(), home.keys);
        let counts = home.store.read_blocking(move |tx| {
            let before = object::list_meta(tx, keys.team, keys.calendar, View::Full)?.len();
            store.write_blocking(move |tx| insert_numbered(tx, keys, 1)).unwrap();
            let after = object::list_meta(tx, keys.team, keys.calendar, View::Full)?.len();
            Ok::<_, StoreError>((before, after))
        });
        assert_eq!(counts, Ok((0, 0)));
        assert_eq!(count(&home), 1);
    }

    fn many_writers_at_once_are_all_served(database) {
        const WRITERS: u32 = 300;
        let home = Home::new(database);
        let runtime = tokio::runtime::Builder::new_multi_thread().build().unwrap();
        runtime.block_on(async {
            let keys = home.keys;
            let writes = (0..WRITERS).map(|number| {
                let store = home.store.clone();
                tokio::spawn(async move { store.write(move |tx| insert_numbered(tx, keys, number)).await })
            });
            for write in writes.collect::<Vec<_>>() {
                write.await.unwrap().unwrap();
            }
        });
        assert_eq!(count(&home), WRITERS as usize);
        let seq = home.read(|tx, keys| change::current(tx, keys.team, keys.calendar, View::Full));
        assert_eq!(seq, Some(SyncSeq::new(i64::from(WRITERS))));
    }

    fn a_write_that_fails_among_many_leaves_the_others_alone(database) {
        let home = Home::new(database);
        let keys = home.keys;
        let store = &home.store;
        let results: Vec<_> = thread::scope(|scope| {
            let write = |number: u32| {
                store.write_blocking(move |tx| {
                    insert_numbered(tx, keys, number).map_err(|_| Refusal::Odd)?;
                    assert!(number % 3 != 1, "a use case may have a mistake");
                    if number % 3 == 2 { Err(Refusal::Odd) } else { Ok(()) }
                })
            };
            let writers: Vec<_> = (0..30).map(|number| scope.spawn(move || write(number))).collect();
            writers.into_iter().map(|writer| writer.join().unwrap()).collect()
        });
        for (number, result) in results.into_iter().enumerate() {
            let expected = match number % 3 {
                0 => Ok(()),
                1 => Err(Refusal::Store(StoreError::Panicked)),
                _ => Err(Refusal::Odd),
            };
            assert_eq!(result, expected, "{number}");
        }
        assert_eq!(count(&home), 10);
    }

    fn of_many_who_want_one_name_one_gets_it(database) {
        let home = Home::new(database);
        let (store, team) = (&home.store, home.keys.team);
        let results: Vec<_> = thread::scope(|scope| {
            let insert = || store.write_blocking(move |tx| principal::insert(tx, team, &member("bob")));
            let writers: Vec<_> = (0..8).map(|_| scope.spawn(insert)).collect();
            writers.into_iter().map(|writer| writer.join().unwrap()).collect()
        });
        assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
        let taken = results.iter().filter(|result| **result == Err(SaveError::LoginTaken));
        assert_eq!(taken.count(), 7);
    }

    fn changes_that_build_on_each_other_are_not_lost(database) {
        let home = Home::new(database);
        home.insert(event("counter.ics", "0"));
        let (store, keys) = (&home.store, home.keys);
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(move || {
                    (0..5).for_each(|_| store.write_blocking(move |tx| count_up(tx, keys)).unwrap())
                });
            }
        });
        assert_eq!(&*home.find("counter.ics").unwrap().data, b"40");
    }
}

/// Reads a number and stores the next one, under the calendar's lock.
fn count_up(tx: &mut WriteTx<'_>, keys: Keys) -> Result<(), WriteError> {
    calendar::lock(tx, keys.team, keys.calendar)?;
    let name = crate::fixture::object_name("counter.ics");
    let found = object::by_name(tx, keys.team, keys.calendar, View::Full, &name)?.unwrap();
    let number: u32 = std::str::from_utf8(&found.data).unwrap().parse().unwrap();
    let next = event("counter.ics", &(number + 1).to_string());
    object::replace(tx, keys.team, &found.meta, &next, &keys.author(), at(0)).map(drop)
}

#[test]
fn writes_that_lock_each_other_out_are_run_again_on_postgres() {
    let database = Engine::Postgres.database();
    let home = Home::new(&database);
    let other = home.add_calendar("home");
    let (store, keys) = (&home.store, home.keys);
    let (meeting, runs) = (Arc::new(Barrier::new(2)), Arc::new(AtomicU32::new(0)));
    thread::scope(|scope| {
        for [first, second] in [[keys.calendar, other], [other, keys.calendar]] {
            let (meeting, runs) = (Arc::clone(&meeting), Arc::clone(&runs));
            scope.spawn(move || {
                store
                    .write_blocking(move |tx| {
                        calendar::lock(tx, keys.team, first)?;
                        if runs.fetch_add(1, Ordering::SeqCst) < 2 {
                            meeting.wait();
                        }
                        calendar::lock(tx, keys.team, second).map(drop)
                    })
                    .unwrap();
            });
        }
    });
    assert!(runs.load(Ordering::SeqCst) > 2, "one of the two had to give way");
}

#[test]
fn connections_that_broke_are_made_again_on_postgres() {
    let database = Engine::Postgres.database();
    let home = Home::new(&database);
    home.insert(event("a.ics", "one"));
    let mut client = postgres::Client::connect(database.url().unwrap(), postgres::NoTls).unwrap();
    let terminate = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                     WHERE datname = current_database() AND pid <> pg_backend_pid()";
    client.execute(terminate, &[]).unwrap();
    for number in 0..12 {
        home.write(move |tx, keys| insert_numbered(tx, keys, number)).unwrap();
        assert!(home.find("a.ics").is_some());
    }
}
