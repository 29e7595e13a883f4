//! Typed reading of values and views of who takes part.

mod participant;
mod request_status;
mod types;

use ta_ical::{ICalendar, Property};

/// Calls something with the only property of a stream, which stands on its second line.
fn with_line<T>(line: &str, call: impl FnOnce(Property<'_>) -> T) -> T {
    let ical =
        ICalendar::parse(format!("BEGIN:VCALENDAR\r\n{line}\r\nEND:VCALENDAR\r\n").into_bytes()).unwrap();
    let property = ical.root().properties().next().unwrap();
    call(property)
}
