//! Finding the objects that could match a time range.

use ta_core::{ComponentKind, Derived, NewObject, TimeBounds, UtcRange, View};
use ta_store::object;
use ta_testdb::on_both_engines;

use crate::fixture::{Home, at, event};

fn lasting(name: &str, start: Option<i64>, end: Option<i64>) -> NewObject {
    let bounds = TimeBounds { start_utc: start.map(at), end_utc: end.map(at) };
    let new = event(name, name);
    NewObject { derived: Derived { bounds, ..new.derived.clone() }, ..new }
}

/// The names found between two seconds.
fn found(home: &Home, kind: Option<ComponentKind>, start: Option<i64>, end: Option<i64>) -> Vec<String> {
    let range = UtcRange::new(start.map(at), end.map(at)).unwrap();
    let found =
        home.read(move |tx, keys| object::in_bounds(tx, keys.team, keys.calendar, View::Full, kind, range));
    found.into_iter().map(|object| object.meta.name.to_string()).collect()
}

on_both_engines! {
    fn bounds_that_touch_the_range_are_found(database) {
        let home = Home::new(database);
        home.insert(lasting("before", Some(0), Some(99)));
        home.insert(lasting("ends at its start", Some(0), Some(100)));
        home.insert(lasting("inside", Some(120), Some(130)));
        home.insert(lasting("around", Some(0), Some(1000)));
        home.insert(lasting("starts at its end", Some(200), Some(300)));
        home.insert(lasting("after", Some(201), Some(300)));
        let expected = ["around", "ends at its start", "inside", "starts at its end"];
        assert_eq!(found(&home, None, Some(100), Some(200)), expected);
    }

    fn open_bounds_reach_everywhere(database) {
        let home = Home::new(database);
        home.insert(lasting("always", None, None));
        home.insert(lasting("since ever", None, Some(50)));
        home.insert(lasting("for ever", Some(50), None));
        let year_2400 = 374 * 365 * 86_400;
        assert_eq!(found(&home, None, Some(year_2400), Some(year_2400 + 1)), ["always", "for ever"]);
        assert_eq!(found(&home, None, Some(-year_2400), Some(0)), ["always", "since ever"]);
    }

    fn open_ranges_find_everything_on_their_side(database) {
        let home = Home::new(database);
        home.insert(lasting("a", Some(0), Some(10)));
        home.insert(lasting("b", Some(20), Some(30)));
        assert_eq!(found(&home, None, None, None), ["a", "b"]);
        assert_eq!(found(&home, None, Some(15), None), ["b"]);
        assert_eq!(found(&home, None, None, Some(15)), ["a"]);
    }

    fn only_the_kind_asked_for_is_found(database) {
        let home = Home::new(database);
        home.insert(event("event", "x"));
        home.insert(NewObject { kind: ComponentKind::Todo, ..event("to-do", "y") });
        assert_eq!(found(&home, Some(ComponentKind::Todo), None, None), ["to-do"]);
        assert_eq!(found(&home, None, None, None), ["event", "to-do"]);
    }

    fn a_replaced_object_is_found_where_it_is_now(database) {
        let home = Home::new(database);
        let first = home.insert(lasting("a", Some(0), Some(10)));
        home.write(move |tx, keys| {
            let new = lasting("a", Some(100), Some(110));
            object::replace(tx, keys.team, &first, &new, &keys.author(), at(1))
        })
        .unwrap();
        assert_eq!(found(&home, None, Some(0), Some(10)), [""; 0]);
        assert_eq!(found(&home, None, Some(100), Some(110)), ["a"]);
    }
}
