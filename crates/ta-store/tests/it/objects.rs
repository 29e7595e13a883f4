//! Calendar objects: storing, replacing, moving and removing them.

use ta_core::{Etag, NewObject, ObjectMeta, ObjectName, SyncSeq, View};
use ta_store::object::{self, Target, WriteError};
use ta_store::{StoreError, calendar};
use ta_testdb::on_both_engines;

use crate::fixture::{Home, at, event, object_name, uid};

fn move_to(
    home: &Home,
    present: &ObjectMeta,
    target: ta_core::CalendarId,
    name: &'static str,
) -> Result<ObjectMeta, WriteError> {
    let present = present.clone();
    home.write(move |tx, keys| {
        let name = object_name(name);
        let target = Target { calendar: target, name: &name };
        object::move_to(tx, keys.team, &present, target, &keys.author(), at(9))
    })
}

on_both_engines! {
    fn a_stored_object_is_found_byte_for_byte(database) {
        let home = Home::new(database);
        let text = "BEGIN:VCALENDAR\r\n\u{feff}X:\u{1f600}\n\tfolded\r\n";
        let stored = home.insert(event("a.ics", text));
        let found = home.find("a.ics").unwrap();
        assert_eq!(&*found.data, text.as_bytes());
        assert_eq!(found.meta, stored);
        let expected = ObjectMeta {
            id: stored.id,
            calendar: home.keys.calendar,
            name: object_name("a.ics"),
            uid: uid("uid of a.ics"),
            kind: ta_core::ComponentKind::Event,
            etag: Etag::of(text.as_bytes()),
            size_bytes: text.len() as u64,
            modified_utc: at(0),
            created_utc: at(0),
            seq: SyncSeq::new(1),
        };
        assert_eq!(stored, expected);
    }

    fn bytes_that_are_no_text_are_kept_too(database) {
        let home = Home::new(database);
        let bytes: Vec<u8> = (0..=255).collect();
        home.insert(NewObject { data: bytes.clone().into(), ..event("a.ics", "") });
        assert_eq!(&*home.find("a.ics").unwrap().data, bytes);
    }

    fn a_name_is_taken_once(database) {
        let home = Home::new(database);
        home.insert(event("a.ics", "one"));
        let new = NewObject { uid: uid("another"), ..event("a.ics", "two") };
        let again = home
            .write(move |tx, keys| object::insert(tx, keys.team, keys.calendar, &new, &keys.author(), at(1)));
        assert_eq!(again, Err(WriteError::NameTaken));
    }

    fn a_uid_is_taken_once_and_its_holder_is_named(database) {
        let home = Home::new(database);
        home.insert(event("a.ics", "one"));
        let new = NewObject { name: object_name("b.ics"), ..event("a.ics", "two") };
        let again = home
            .write(move |tx, keys| object::insert(tx, keys.team, keys.calendar, &new, &keys.author(), at(1)));
        assert_eq!(again, Err(WriteError::UidTaken { name: object_name("a.ics") }));
    }

    fn names_and_uids_are_compared_octet_by_octet(database) {
        let home = Home::new(database);
        home.insert(event("a.ics", "one"));
        home.insert(event("A.ics", "two"));
        home.insert(event("a.ics ", "three"));
        assert_eq!(&*home.find("A.ics").unwrap().data, b"two");
    }

    fn two_calendars_may_hold_the_same_uid(database) {
        let home = Home::new(database);
        let other = home.add_calendar("home");
        home.insert(event("a.ics", "one"));
        home.write(move |tx, keys| {
            object::insert(tx, keys.team, other, &event("a.ics", "two"), &keys.author(), at(1))
        })
        .unwrap();
    }

    fn an_object_is_found_by_its_uid(database) {
        let home = Home::new(database);
        home.insert(event("a.ics", "one"));
        let found = home.read(|tx, keys| object::by_uid(tx, keys.team, keys.calendar, &uid("uid of a.ics")));
        assert_eq!(found, home.find("a.ics"));
        let none = home.read(|tx, keys| object::by_uid(tx, keys.team, keys.calendar, &uid("UID of a.ics")));
        assert_eq!(none, None);
    }

    fn its_meta_is_found_without_its_text(database) {
        let home = Home::new(database);
        let stored = home.insert(event("a.ics", "one"));
        let found =
            home.read(|tx, keys| object::meta_by_name(tx, keys.team, keys.calendar, View::Full, &object_name("a.ics")));
        assert_eq!(found, Some(stored));
    }

    fn many_names_are_found_with_one_call_and_missing_ones_left_out(database) {
        let home = Home::new(database);
        let names: Vec<ObjectName> = (0..70).map(|number| object_name(&format!("{number}.ics"))).collect();
        let stored = names.clone();
        home.write(move |tx, keys| {
            for name in stored.iter().take(69) {
                object::insert(
                    tx,
                    keys.team,
                    keys.calendar,
                    &event(name.as_str(), "x"),
                    &keys.author(),
                    at(0),
                )?;
            }
            Ok::<_, WriteError>(())
        })
        .unwrap();
        let asked = names.clone();
        let found = home.read(move |tx, keys| object::many_by_name(tx, keys.team, keys.calendar, View::Full, &asked));
        let mut found: Vec<_> = found.into_iter().map(|object| object.meta.name).collect();
        let mut expected = names[..69].to_vec();
        found.sort();
        expected.sort();
        assert_eq!(found, expected);
    }

    fn a_calendar_lists_its_objects_by_name(database) {
        let home = Home::new(database);
        home.insert(event("b.ics", "one"));
        home.insert(event("a.ics", "two"));
        let list = home.read(|tx, keys| object::list_meta(tx, keys.team, keys.calendar, View::Full));
        let names: Vec<_> = list.iter().map(|meta| meta.name.as_str()).collect();
        assert_eq!(names, ["a.ics", "b.ics"]);
    }

    fn replacing_keeps_the_id_and_the_time_of_creation(database) {
        let home = Home::new(database);
        let first = home.insert(event("a.ics", "one"));
        let second = home.replace(&first, "two", 60);
        assert_eq!(&*home.find("a.ics").unwrap().data, b"two");
        let expected =
            ObjectMeta { etag: Etag::of(b"two"), modified_utc: at(60), seq: SyncSeq::new(2), ..first };
        assert_eq!(second, expected);
    }

    fn replacing_what_has_changed_meanwhile_is_stale(database) {
        let home = Home::new(database);
        let first = home.insert(event("a.ics", "one"));
        home.replace(&first, "two", 1);
        let late = home.write(move |tx, keys| {
            object::replace(tx, keys.team, &first, &event("a.ics", "three"), &keys.author(), at(2))
        });
        assert_eq!(late, Err(WriteError::Store(StoreError::Stale)));
        assert_eq!(&*home.find("a.ics").unwrap().data, b"two");
    }

    fn a_removed_object_is_gone_and_its_uid_free(database) {
        let home = Home::new(database);
        let first = home.insert(event("a.ics", "one"));
        home.remove(&first, 1);
        assert_eq!(home.find("a.ics"), None);
        let again = home.insert(event("a.ics", "two"));
        assert_ne!(again.id, first.id);
    }

    fn a_renamed_object_keeps_its_id_and_text(database) {
        let home = Home::new(database);
        let first = home.insert(event("a.ics", "one"));
        let moved = move_to(&home, &first, home.keys.calendar, "b.ics").unwrap();
        assert_eq!((moved.id, moved.created_utc, &moved.etag), (first.id, first.created_utc, &first.etag));
        assert_eq!(home.find("a.ics"), None);
        assert_eq!(&*home.find("b.ics").unwrap().data, b"one");
    }

    fn an_object_moves_to_another_calendar(database) {
        let home = Home::new(database);
        let other = home.add_calendar("home");
        let first = home.insert(event("a.ics", "one"));
        let moved = move_to(&home, &first, other, "b.ics").unwrap();
        assert_eq!((moved.id, moved.calendar, moved.seq), (first.id, other, SyncSeq::new(1)));
        assert_eq!(home.find("a.ics"), None);
        let left = home.read(|tx, keys| calendar::by_id(tx, keys.team, keys.calendar)).unwrap();
        assert_eq!(left.seq, SyncSeq::new(2));
    }

    fn a_move_cannot_take_the_place_of_another_object(database) {
        let home = Home::new(database);
        let other = home.add_calendar("home");
        let first = home.insert(event("a.ics", "one"));
        home.insert(event("b.ics", "two"));
        assert_eq!(move_to(&home, &first, home.keys.calendar, "b.ics"), Err(WriteError::NameTaken));
        home.write(move |tx, keys| {
            let same_uid = NewObject { name: object_name("c.ics"), ..event("a.ics", "three") };
            object::insert(tx, keys.team, other, &same_uid, &keys.author(), at(1))
        })
        .unwrap();
        let taken = WriteError::UidTaken { name: object_name("c.ics") };
        assert_eq!(move_to(&home, &first, other, "a.ics"), Err(taken));
        assert!(home.find("a.ics").is_some());
    }
}
