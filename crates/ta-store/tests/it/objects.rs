//! Calendar objects.

use ta_store::{object};
use ta_testdb::on_both_engines;

use crate::fixture::{Failure, Home, at, event, object_name};

on_both_engines! {
fn smoke(database) {
    let store = database.open();
    let home = Home::new(&store);
    let stored = home.clone();
    store
        .write_blocking(move |tx| {
            let h = &stored;
            let made = object::insert(tx, h.team, h.calendar.id, &event("a.ics", "one"), &h.author(), at(0))?;
            let made = object::replace(tx, h.team, &made, &event("a.ics", "two"), &h.author(), at(1))?;
            object::move_to(
                tx,
                h.team,
                &made,
                object::Target { calendar: h.calendar.id, name: &object_name("b.ics") },
                &h.author(),
                at(2),
            )?;
            Ok::<_, Failure>(())
        })
        .unwrap();
    let found = store
        .read_blocking(move |tx| object::by_name(tx, home.team, home.calendar.id, &object_name("b.ics")))
        .unwrap();
    assert_eq!(&*found.unwrap().data, b"two");
    store.close_blocking();
}
}
