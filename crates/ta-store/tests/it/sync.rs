//! What has changed since a step (RFC 6578).

use std::num::NonZeroU32;

use ta_core::{CalendarId, ChangeKind, ChangedName, Etag, SyncSeq, View};
use ta_store::calendar;
use ta_store::change::{self, ChangePage, More};
use ta_store::object::{self, Target};
use ta_testdb::on_both_engines;

use crate::fixture::{Home, at, event, object_name};

fn stored(name: &str, text: &str) -> ChangedName {
    ChangedName { name: object_name(name), kind: ChangeKind::Stored(Etag::of(text.as_bytes())) }
}

fn deleted(name: &str) -> ChangedName {
    ChangedName { name: object_name(name), kind: ChangeKind::Deleted }
}

fn page_since(home: &Home, seq: SyncSeq, limit: u32) -> ChangePage {
    let limit = NonZeroU32::new(limit).unwrap();
    home.read(move |tx, keys| change::since(tx, keys.team, keys.calendar, View::Full, seq, limit)).unwrap()
}

fn since(home: &Home, seq: SyncSeq) -> Vec<ChangedName> {
    let page = page_since(home, seq, 1000);
    assert_eq!((page.more, page.seq), (More::Nothing, current(home)));
    page.changes
}

fn current(home: &Home) -> SyncSeq {
    home.read(|tx, keys| change::current(tx, keys.team, keys.calendar, View::Full)).unwrap()
}

on_both_engines! {
    fn an_empty_calendar_has_no_changes(database) {
        let home = Home::new(database);
        assert_eq!(since(&home, SyncSeq::START), []);
        assert_eq!(current(&home), SyncSeq::START);
    }

    fn nothing_has_changed_since_now(database) {
        let home = Home::new(database);
        home.insert(event("a.ics", "one"));
        assert_eq!(since(&home, current(&home)), []);
    }

    fn each_name_is_told_once_in_its_last_state_oldest_change_first(database) {
        let home = Home::new(database);
        let kept = home.insert(event("kept.ics", "k"));
        let replaced = home.insert(event("replaced.ics", "old"));
        let before = current(&home);
        let gone = home.insert(event("gone.ics", "g"));
        home.replace(&replaced, "newer", 1);
        home.remove(&gone, 2);
        home.insert(event("new.ics", "n"));
        assert_eq!(
            since(&home, before),
            [stored("replaced.ics", "newer"), deleted("gone.ics"), stored("new.ics", "n"),]
        );
        assert_eq!(kept.seq, SyncSeq::new(1));
    }

    fn whoever_starts_with_nothing_is_told_of_no_deletions(database) {
        let home = Home::new(database);
        let gone = home.insert(event("gone.ics", "g"));
        home.insert(event("a.ics", "one"));
        home.remove(&gone, 1);
        assert_eq!(since(&home, SyncSeq::START), [stored("a.ics", "one")]);
    }

    fn a_name_that_was_emptied_and_filled_again_is_stored(database) {
        let home = Home::new(database);
        let first = home.insert(event("a.ics", "one"));
        let before = current(&home);
        home.remove(&first, 1);
        home.insert(event("a.ics", "two"));
        assert_eq!(since(&home, before), [stored("a.ics", "two")]);
    }

    fn a_name_that_was_filled_and_emptied_again_is_deleted(database) {
        let home = Home::new(database);
        home.insert(event("other.ics", "x"));
        let before = current(&home);
        let made = home.insert(event("a.ics", "one"));
        home.remove(&made, 1);
        assert_eq!(since(&home, before), [deleted("a.ics")]);
    }

    fn a_rename_deletes_one_name_and_stores_another(database) {
        let home = Home::new(database);
        let first = home.insert(event("a.ics", "one"));
        let before = current(&home);
        home.write(move |tx, keys| {
            let target = Target { calendar: keys.calendar, name: &object_name("b.ics") };
            object::move_to(tx, keys.team, &first, target, &keys.author(), at(1))
        })
        .unwrap();
        assert_eq!(since(&home, before), [deleted("a.ics"), stored("b.ics", "one")]);
    }

    fn a_move_deletes_in_one_calendar_and_stores_in_the_other(database) {
        let home = Home::new(database);
        let other = home.add_calendar("home");
        let first = home.insert(event("a.ics", "one"));
        let before = current(&home);
        home.write(move |tx, keys| {
            let target = Target { calendar: other, name: &object_name("a.ics") };
            object::move_to(tx, keys.team, &first, target, &keys.author(), at(1))
        })
        .unwrap();
        assert_eq!(since(&home, before), [deleted("a.ics")]);
        let limit = NonZeroU32::MAX;
        let there = home.read(move |tx, keys| change::since(tx, keys.team, other, View::Full, SyncSeq::START, limit));
        assert_eq!(there.unwrap().changes, [stored("a.ics", "one")]);
    }

    fn pages_follow_each_other_without_gap_or_repetition(database) {
        let home = Home::new(database);
        home.insert(event("first.ics", "x"));
        let before = current(&home);
        for number in 0..5 {
            let made = home.insert(event(&format!("{number}.ics"), "x"));
            if number % 2 == 0 {
                home.remove(&made, 1);
            }
        }
        let mut pages = Vec::new();
        let mut from = before;
        loop {
            let page = page_since(&home, from, 2);
            from = page.seq;
            pages.push(page.changes);
            if page.more == More::Nothing {
                break;
            }
        }
        assert_eq!(
            pages,
            [
                vec![deleted("0.ics"), stored("1.ics", "x")],
                vec![deleted("2.ics"), stored("3.ics", "x")],
                vec![deleted("4.ics")],
            ]
        );
        assert_eq!(from, current(&home));
    }

    fn a_page_that_is_just_full_is_the_last(database) {
        let home = Home::new(database);
        home.insert(event("a.ics", "x"));
        home.insert(event("b.ics", "x"));
        let page = page_since(&home, SyncSeq::START, 2);
        assert_eq!((page.changes.len(), page.more), (2, More::Nothing));
    }

    fn changed_settings_are_a_step_without_names(database) {
        let home = Home::new(database);
        home.write(|tx, keys| {
            calendar::update_settings(tx, keys.team, keys.calendar, &ta_core::CalendarSettings::default())
        })
        .unwrap();
        assert_eq!(current(&home), SyncSeq::new(1));
        assert_eq!(since(&home, SyncSeq::START), []);
    }

    fn a_calendar_that_is_not_there_has_no_change_log(database) {
        let home = Home::new(database);
        let nowhere = CalendarId::new(home.keys.calendar.get() + 1);
        let page =
            home.read(move |tx, keys| change::since(tx, keys.team, nowhere, View::Full, SyncSeq::START, NonZeroU32::MIN));
        assert_eq!(page, None);
    }
}
