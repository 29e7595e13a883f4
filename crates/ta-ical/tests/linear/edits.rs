//! Edits of everything there is.

use ta_ical::ICalendar;
use ta_ical::edit::{ContentLine, Edit};

use crate::work::assert_linear;

/// A calendar with so many equal lines.
fn lines(line: &str) -> impl Fn(usize) -> (ICalendar, usize) {
    move |size| {
        let text = format!("BEGIN:VCALENDAR\r\n{}END:VCALENDAR\r\n", line.repeat(size));
        let length = text.len();
        (ICalendar::parse(text.into_bytes()).unwrap(), length)
    }
}

#[test]
fn removing_all_of_a_name() {
    assert_linear(3_000, 100, lines("A:1\r\n"), |ical| {
        let mut edit = Edit::new(ical);
        edit.remove_all(ical.root(), "A");
        assert_eq!(edit.apply(), b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n");
    });
}

#[test]
fn setting_what_is_there_many_times() {
    assert_linear(3_000, 100, lines("A:1\r\n"), |ical| {
        let mut edit = Edit::new(ical);
        edit.set(ical.root(), &ContentLine::raw("A", "2"));
        assert_eq!(edit.apply(), b"BEGIN:VCALENDAR\r\nA:2\r\nEND:VCALENDAR\r\n");
    });
}

#[test]
fn replacing_each() {
    assert_linear(3_000, 200, lines("A:1\r\n"), |ical| {
        let mut edit = Edit::new(ical);
        ical.root().properties().for_each(|property| edit.replace(property, &ContentLine::raw("A", "1")));
        assert_eq!(edit.apply(), ical.as_bytes()[..]);
    });
}

#[test]
fn a_line_of_any_length() {
    let value = |size: usize| ("é,\n".repeat(size), size * 4);
    assert_linear(50_000, 20, value, |value: &String| drop(ContentLine::text("X", value).to_string()));
}
