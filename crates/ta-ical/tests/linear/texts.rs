//! Content lines: `ICalendar::parse`, and reading what it gives.

use ta_ical::{Component, ICalendar};

use crate::work::assert_linear;

/// Parses, and reads everything there is, or is refused.
fn read(bytes: &Vec<u8>) {
    if let Ok(ical) = ICalendar::parse(bytes.as_slice()) {
        ical.calendars().for_each(read_all);
    }
}

fn read_all(component: Component<'_>) {
    for property in component.properties() {
        property.params().for_each(|param| param.values().for_each(drop));
        property.texts().for_each(drop);
        drop(property.text());
    }
    component.components().for_each(read_all);
}

/// A calendar with a body of so many copies, and how long it is.
fn calendar(head: &str, copy: &str, tail: &str) -> impl Fn(usize) -> (Vec<u8>, usize) {
    move |size| {
        let text = format!("BEGIN:VCALENDAR\r\n{head}{}{tail}\r\nEND:VCALENDAR\r\n", copy.repeat(size));
        (text.clone().into_bytes(), text.len())
    }
}

#[test]
fn long_line() {
    assert_linear(1 << 20, 12, calendar("SUMMARY:", "x", ""), read);
}

#[test]
fn folds() {
    assert_linear(100_000, 12, calendar("SUMMARY:", "\r\n x", ""), read);
}

#[test]
fn folds_inside_characters() {
    let broken = |size: usize| {
        let body = b"\xC3\r\n \xA9".repeat(size);
        let text = [&b"BEGIN:VCALENDAR\r\nX:"[..], &body, b"\r\nEND:VCALENDAR\r\n"].concat();
        (text.clone(), text.len())
    };
    assert_linear(100_000, 12, broken, read);
}

#[test]
fn blank_lines() {
    assert_linear(100_000, 40, calendar("", "\r\n", ""), read);
}

#[test]
fn escapes() {
    assert_linear(100_000, 24, calendar("SUMMARY:", "\\n\\,", ""), read);
}

#[test]
fn list_of_texts() {
    assert_linear(100_000, 24, calendar("CATEGORIES:", "a\\,b,", ""), read);
}

#[test]
fn parameters() {
    assert_linear(30_000, 24, calendar("X", ";P=a,\"b\"", ":v"), read);
}

#[test]
fn values_of_one_parameter() {
    assert_linear(30_000, 24, calendar("X;P=a", ",^n,\"b\"", ":v"), read);
}

#[test]
fn quotes_that_do_not_end() {
    assert_linear(100_000, 12, calendar("X;P=\"", "a;b", ""), read);
}

#[test]
fn lines() {
    assert_linear(30_000, 24, calendar("", "A:1\r\n", ""), read);
}

#[test]
fn lines_before_a_fault() {
    for fault in ["no colon", "X;P", "END:VEVENT", "X;P=\"", "BEGIN:VEVENT", "\u{1}"] {
        assert_linear(30_000, 24, calendar("", "A:1\r\n", fault), read);
    }
}

#[test]
fn components_side_by_side() {
    assert_linear(10_000, 24, calendar("", "BEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\n", ""), read);
}

#[test]
fn components_inside_components() {
    assert_linear(30_000, 24, calendar("", "BEGIN:VEVENT\r\n", ""), read);
    let (begin, end) = ("BEGIN:X\r\n".repeat(60), "END:X\r\n".repeat(60));
    assert_linear(100, 24, calendar("", &format!("{begin}{end}"), ""), read);
}

#[test]
fn bytes_that_are_no_text() {
    let broken = |size: usize| {
        let text =
            [&b"BEGIN:VCALENDAR\r\n"[..], &b"A:1\r\n".repeat(size), b"X:\xFF\r\nEND:VCALENDAR\r\n"].concat();
        (text.clone(), text.len())
    };
    assert_linear(30_000, 24, broken, read);
}
