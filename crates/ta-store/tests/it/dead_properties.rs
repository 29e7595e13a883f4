//! Dead properties.

use ta_core::DeadProperty;
use ta_store::dead_property::{self, PropertyName};
use ta_testdb::on_both_engines;

use crate::fixture::Home;

fn property(local_name: &str, xml: &str) -> DeadProperty {
    DeadProperty { namespace: "urn:x".into(), local_name: local_name.into(), xml: xml.into() }
}

fn set(home: &Home, property: DeadProperty) {
    home.write(move |tx, keys| dead_property::set(tx, keys.team, keys.calendar, &property)).unwrap();
}

fn list(home: &Home) -> Vec<DeadProperty> {
    home.read(|tx, keys| dead_property::list(tx, keys.team, keys.calendar))
}

on_both_engines! {
    fn the_last_value_set_counts(database) {
        let home = Home::new(database);
        set(&home, property("b", "<b>1</b>"));
        set(&home, property("a", "<a/>"));
        set(&home, property("b", "<b>2</b>"));
        assert_eq!(list(&home), [property("a", "<a/>"), property("b", "<b>2</b>")]);
    }

    fn a_removed_one_is_gone_and_removing_again_is_no_error(database) {
        let home = Home::new(database);
        set(&home, property("a", "<a/>"));
        for _ in 0..2 {
            home.write(|tx, keys| {
                let name = PropertyName { namespace: "urn:x", local_name: "a" };
                dead_property::remove(tx, keys.team, keys.calendar, name)
            })
            .unwrap();
        }
        assert_eq!(list(&home), []);
    }

    fn each_calendar_has_its_own(database) {
        let home = Home::new(database);
        let other = home.add_calendar("home");
        set(&home, property("a", "<a/>"));
        assert_eq!(home.read(move |tx, keys| dead_property::list(tx, keys.team, other)), []);
    }
}
