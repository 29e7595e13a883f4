//! Working beside the process that holds a store.

use std::thread;
use std::time::Duration;

use ta_core::{Author, View};
use ta_store::{Store, StoreError, object};
use ta_testdb::{TestDatabase, on_both_engines};

use crate::fixture::{Home, at, event};

fn visit(database: &TestDatabase) -> Store {
    Store::visit(&database.location()).unwrap()
}

/// Stores an object through a store of its own, as a command beside a running server does.
fn insert_beside(database: &TestDatabase, home: &Home, name: &'static str, author: Author) {
    let (visitor, keys) = (visit(database), home.keys);
    let insert = move |tx: &mut ta_store::WriteTx<'_>| {
        object::insert(tx, keys.team, keys.calendar, &event(name, name), &author, at(1))
    };
    visitor.write_blocking(insert).unwrap();
    visitor.close_blocking();
}

on_both_engines! {
    fn the_holder_sees_what_a_visitor_stored(database) {
        let home = Home::new(database);
        insert_beside(database, &home, "a.ics", home.keys.author());
        let stored = home.read(|tx, keys| object::list_meta(tx, keys.team, keys.calendar, View::Full));
        assert_eq!(stored.len(), 1);
    }

    fn listeners_hear_of_what_a_visitor_stored(database) {
        let home = Home::new(database);
        let mut changes = home.store.changes();
        while changes.try_recv().is_ok() {}
        insert_beside(database, &home, "a.ics", home.keys.author());
        let heard = (0..300).find_map(|_| {
            thread::sleep(Duration::from_millis(20));
            changes.try_recv().ok()
        });
        assert_eq!(heard.unwrap().calendar, home.keys.calendar);
    }

    fn visitor_and_holder_write_at_the_same_time_and_lose_nothing(database) {
        let home = Home::new(database);
        let (visitor, keys, author) = (visit(database), home.keys, home.keys.author());
        let writer = thread::spawn(move || {
            for number in 0..50 {
                let (author, name) = (author.clone(), format!("v{number}.ics"));
                let insert = move |tx: &mut ta_store::WriteTx<'_>| {
                    object::insert(tx, keys.team, keys.calendar, &event(&name, &name), &author, at(1))
                };
                visitor.write_blocking(insert).unwrap();
            }
            visitor.close_blocking();
        });
        (0..50).for_each(|number| drop(home.insert(event(&format!("h{number}.ics"), &format!("h{number}")))));
        writer.join().unwrap();
        let stored = home.read(|tx, keys| object::list_meta(tx, keys.team, keys.calendar, View::Full));
        assert_eq!(stored.len(), 100);
    }

    fn a_store_that_nobody_holds_can_be_visited_too(database) {
        let visitor = visit(database);
        assert_eq!(visitor.read_blocking(ta_store::team::list), Ok::<_, StoreError>(Vec::new()));
    }
}
