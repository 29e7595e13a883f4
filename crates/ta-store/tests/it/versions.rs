//! Former versions of objects.

use ta_core::{ObjectId, ObjectVersion, SyncSeq};
use ta_store::calendar;
use ta_store::object::{self, Target};
use ta_testdb::on_both_engines;

use crate::fixture::{Home, at, calendar_name, event, object_name, uid};

fn versions(home: &Home, object: ObjectId) -> Vec<ObjectVersion> {
    home.read(move |tx, keys| object::versions(tx, keys.team, object))
}

fn texts(versions: &[ObjectVersion]) -> Vec<&str> {
    versions.iter().map(|version| std::str::from_utf8(&version.data).unwrap()).collect()
}

on_both_engines! {
    fn a_new_object_has_no_former_version(database) {
        let home = Home::new(database);
        let made = home.insert(event("a.ics", "one"));
        assert_eq!(versions(&home, made.id), []);
    }

    fn a_version_tells_who_wrote_it_and_who_replaced_it(database) {
        let home = Home::new(database);
        let bob = home.add_member("bob");
        let first = home.insert(event("a.ics", "one"));
        let object = first.id;
        home.write(move |tx, keys| {
            let author = ta_core::Author { principal: bob, ..keys.author_with("Thunderbird/128") };
            object::replace(tx, keys.team, &first, &event("a.ics", "two"), &author, at(60))
        })
        .unwrap();
        let keys = home.keys;
        assert_eq!(
            versions(&home, object),
            [ObjectVersion {
                object,
                owner: keys.owner,
                calendar: keys.calendar,
                calendar_name: calendar_name("work"),
                name: object_name("a.ics"),
                uid: uid("uid of a.ics"),
                data: b"one".as_slice().into(),
                seq: SyncSeq::new(1),
                author: keys.author(),
                written_utc: at(0),
                replaced_utc: at(60),
                replaced_by: ta_core::Author { principal: bob, ..keys.author_with("Thunderbird/128") },
            }]
        );
    }

    fn versions_outlive_their_object_latest_first(database) {
        let home = Home::new(database);
        let first = home.insert(event("a.ics", "one"));
        let second = home.replace(&first, "two", 1);
        home.remove(&second, 2);
        assert_eq!(texts(&versions(&home, first.id)), ["two", "one"]);
    }

    fn a_move_keeps_the_former_place(database) {
        let home = Home::new(database);
        let other = home.add_calendar("home");
        let first = home.insert(event("a.ics", "one"));
        let object = first.id;
        home.write(move |tx, keys| {
            let target = Target { calendar: other, name: &object_name("b.ics") };
            object::move_to(tx, keys.team, &first, target, &keys.author(), at(1))
        })
        .unwrap();
        let kept = versions(&home, object);
        assert_eq!((&kept[0].calendar_name, &kept[0].name), (&calendar_name("work"), &object_name("a.ics")));
    }

    fn a_removed_calendar_can_be_put_together_again(database) {
        let home = Home::new(database);
        let a = home.insert(event("a.ics", "a one"));
        home.replace(&a, "a two", 1);
        home.insert(event("b.ics", "b"));
        home.write(|tx, keys| calendar::remove(tx, keys.team, keys.calendar, &keys.author(), at(2))).unwrap();
        let removed =
            home.read(|tx, keys| object::removed_from(tx, keys.team, keys.owner, &calendar_name("work")));
        assert_eq!(texts(&removed), ["a two", "b"]);
    }

    fn what_was_moved_on_is_not_removed(database) {
        let home = Home::new(database);
        let other = home.add_calendar("home");
        let moved = home.insert(event("moved.ics", "m"));
        let gone = home.insert(event("gone.ics", "g"));
        home.write(move |tx, keys| {
            let target = Target { calendar: other, name: &object_name("moved.ics") };
            object::move_to(tx, keys.team, &moved, target, &keys.author(), at(1))
        })
        .unwrap();
        home.remove(&gone, 2);
        let removed =
            home.read(|tx, keys| object::removed_from(tx, keys.team, keys.owner, &calendar_name("work")));
        assert_eq!(texts(&removed), ["g"]);
    }

    fn old_versions_can_be_purged(database) {
        let home = Home::new(database);
        let first = home.insert(event("a.ics", "one"));
        let second = home.replace(&first, "two", 10);
        home.replace(&second, "three", 20);
        assert_eq!(home.write(|tx, keys| object::purge_versions(tx, keys.team, at(20))), Ok(1));
        assert_eq!(texts(&versions(&home, first.id)), ["two"]);
    }
}
