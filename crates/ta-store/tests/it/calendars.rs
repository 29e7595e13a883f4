//! Calendars.

use ta_core::{CalendarId, CalendarSettings, Color, ComponentKind, ComponentSet, SyncSeq, View};
use ta_store::calendar::{self, PlaceError};
use ta_store::{StoreError, object};
use ta_testdb::on_both_engines;

use crate::fixture::{Home, at, calendar_name, event};

fn full_settings() -> CalendarSettings {
    CalendarSettings {
        display_name: Some("Réunions".into()),
        description: Some("All of them".into()),
        color: Some(Color::parse("#FF2968").unwrap()),
        order: Some(-3),
        time_zone: Some("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".into()),
        components: ComponentSet::new([ComponentKind::Event, ComponentKind::Todo]),
    }
}

on_both_engines! {
    fn a_new_calendar_is_found_with_its_settings(database) {
        let home = Home::new(database);
        let made = home
            .write(|tx, keys| {
                calendar::insert(tx, keys.team, keys.owner, &calendar_name("meetings"), &full_settings())
            })
            .unwrap();
        assert_eq!(made.settings, full_settings());
        assert_eq!(made.seq, SyncSeq::START);
        let by_name = |tx: &mut ta_store::ReadTx<'_>, keys: crate::fixture::Keys| {
            calendar::by_name(tx, keys.team, keys.owner, &calendar_name("meetings"))
        };
        assert_eq!(home.read(by_name), Some(made.clone()));
        let id = made.id;
        assert_eq!(home.read(move |tx, keys| calendar::by_id(tx, keys.team, id)), Some(made));
    }

    fn a_calendar_may_take_no_component_at_all(database) {
        let home = Home::new(database);
        let none = CalendarSettings { components: ComponentSet::new([]), ..Default::default() };
        let stored = none.clone();
        home.write(move |tx, keys| calendar::update_settings(tx, keys.team, keys.calendar, &stored)).unwrap();
        let found = home.read(|tx, keys| calendar::by_id(tx, keys.team, keys.calendar)).unwrap();
        assert_eq!(found.settings, none);
    }

    fn a_name_is_taken_once_in_a_home(database) {
        let home = Home::new(database);
        let settings = CalendarSettings::default();
        let again = home.write(move |tx, keys| {
            calendar::insert(tx, keys.team, keys.owner, &calendar_name("work"), &settings)
        });
        assert_eq!(again, Err(PlaceError::NameTaken));
        let bob = home.add_member("bob");
        home.write(move |tx, keys| {
            calendar::insert(tx, keys.team, bob, &calendar_name("work"), &CalendarSettings::default())
        })
        .unwrap();
    }

    fn a_home_lists_its_calendars_by_name_with_their_steps(database) {
        let home = Home::new(database);
        home.add_calendar("home");
        home.insert(event("a.ics", "one"));
        let list = home.read(|tx, keys| calendar::list_of(tx, keys.team, keys.owner));
        let names: Vec<_> = list.iter().map(|one| (one.name.as_str(), one.seq.get())).collect();
        assert_eq!(names, [("home", 0), ("work", 1)]);
    }

    fn changed_settings_are_a_step(database) {
        let home = Home::new(database);
        let stepped = home
            .write(|tx, keys| calendar::update_settings(tx, keys.team, keys.calendar, &full_settings()))
            .unwrap();
        assert_eq!(stepped, SyncSeq::new(1));
        let found = home.read(|tx, keys| calendar::by_id(tx, keys.team, keys.calendar)).unwrap();
        assert_eq!((found.settings, found.seq), (full_settings(), SyncSeq::new(1)));
    }

    fn a_renamed_calendar_keeps_its_key_and_objects(database) {
        let home = Home::new(database);
        home.insert(event("a.ics", "one"));
        home.write(|tx, keys| calendar::rename(tx, keys.team, keys.calendar, &calendar_name("job"))).unwrap();
        let found = home.read(|tx, keys| calendar::by_name(tx, keys.team, keys.owner, &calendar_name("job")));
        assert_eq!(found.map(|calendar| calendar.id), Some(home.keys.calendar));
        assert!(home.find("a.ics").is_some());
    }

    fn a_calendar_cannot_take_the_name_of_another(database) {
        let home = Home::new(database);
        home.add_calendar("home");
        let renamed =
            home.write(|tx, keys| calendar::rename(tx, keys.team, keys.calendar, &calendar_name("home")));
        assert_eq!(renamed, Err(PlaceError::NameTaken));
        let same =
            home.write(|tx, keys| calendar::rename(tx, keys.team, keys.calendar, &calendar_name("work")));
        assert!(same.is_ok());
    }

    fn a_removed_calendar_is_gone_with_its_objects(database) {
        let home = Home::new(database);
        home.insert(event("a.ics", "one"));
        home.write(|tx, keys| calendar::remove(tx, keys.team, keys.calendar, &keys.author(), at(1))).unwrap();
        assert_eq!(home.read(|tx, keys| calendar::by_id(tx, keys.team, keys.calendar)), None);
        assert_eq!(home.find("a.ics"), None);
    }

    fn the_key_of_a_removed_calendar_is_never_used_again(database) {
        let home = Home::new(database);
        home.write(|tx, keys| calendar::remove(tx, keys.team, keys.calendar, &keys.author(), at(1))).unwrap();
        let again = home.add_calendar("work");
        assert!(again > home.keys.calendar, "{again:?}");
    }

    fn what_is_not_there_cannot_be_changed(database) {
        let home = Home::new(database);
        let nowhere = CalendarId::new(home.keys.calendar.get() + 1);
        let change = |run: fn(&mut ta_store::WriteTx<'_>, _, _) -> Result<SyncSeq, StoreError>| {
            home.write(move |tx, keys| run(tx, keys.team, nowhere))
        };
        let settings =
            change(|tx, team, id| calendar::update_settings(tx, team, id, &CalendarSettings::default()));
        assert_eq!(settings, Err(StoreError::Stale));
        assert_eq!(home.write(move |tx, keys| calendar::lock(tx, keys.team, nowhere)), Ok(None));
    }

    fn locking_several_returns_those_that_are_there_in_the_order_of_keys(database) {
        let home = Home::new(database);
        let second = home.add_calendar("home");
        let gone = CalendarId::new(second.get() + 1);
        let locked = home
            .write(move |tx, keys| calendar::lock_all(tx, keys.team, &[gone, second, keys.calendar, second]))
            .unwrap();
        let ids: Vec<_> = locked.iter().map(|calendar| calendar.id).collect();
        assert_eq!(ids, [home.keys.calendar, second]);
    }

    fn another_team_does_not_see_it(database) {
        let home = Home::new(database);
        home.insert(event("a.ics", "one"));
        let other = ta_core::TeamId::new(home.keys.team.get() + 1);
        assert_eq!(home.read(move |tx, keys| calendar::by_id(tx, other, keys.calendar)), None);
        assert_eq!(home.read(move |tx, keys| object::list_meta(tx, other, keys.calendar, View::Full)), []);
    }
}
