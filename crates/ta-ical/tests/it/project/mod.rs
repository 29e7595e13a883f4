//! What a report returns of an object (RFC 4791 §9.6).

mod expand;
mod limit;
mod parts;
mod rfc4791;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ta_ical::project::{Budget, RecurrenceView, Selection, TooMuch, project};
use ta_ical::{CalendarObject, UtcRange};

/// An object with these components.
fn object(components: &str) -> CalendarObject {
    let text = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{components}END:VCALENDAR\r\n");
    CalendarObject::from_bytes(text.into_bytes()).unwrap()
}

fn event(lines: &str) -> String {
    format!("BEGIN:VEVENT\r\nUID:1\r\n{lines}END:VEVENT\r\n")
}

fn span(start: &str, end: &str) -> UtcRange {
    let at = |text: &str| Some(text.parse::<Timestamp>().unwrap());
    UtcRange::new(at(start), at(end)).unwrap()
}

fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap()
}

/// What a selection gives to somebody in UTC.
fn projected(object: &CalendarObject, selection: &Selection) -> String {
    projected_in(object, selection, &TimeZone::UTC).unwrap()
}

fn projected_in(
    object: &CalendarObject,
    selection: &Selection,
    asker_zone: &TimeZone,
) -> Result<String, TooMuch> {
    let text = project(object, selection, asker_zone, &mut Budget::new(1000, 1_000_000))?;
    Ok(String::from_utf8(text.to_vec()).unwrap())
}

fn expansion(range: UtcRange) -> Selection {
    Selection { recurrence: RecurrenceView::Expand(range), ..Selection::default() }
}

fn limit(range: UtcRange) -> Selection {
    Selection { recurrence: RecurrenceView::LimitRecurrenceSet(range), ..Selection::default() }
}

/// The lines of each component with these names only, the name of each component first.
fn lines_named(text: &str, names: &[&str]) -> Vec<Vec<String>> {
    let mut components: Vec<Vec<String>> = Vec::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("BEGIN:") {
            components.push(vec![name.to_owned()]);
        } else if names.iter().any(|name| line.split([':', ';']).next() == Some(name)) {
            components.last_mut().unwrap().push(line.to_owned());
        }
    }
    components.retain(|lines| lines[0] != "VCALENDAR");
    components
}
