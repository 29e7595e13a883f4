//! How fast text is read, and what a store keeps of it derived.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use comfy_table::Table;
use comfy_table::presets::ASCII_MARKDOWN;
use ta_ical::stream::split;
use ta_ical::{CalendarObject, ICalendar, UtcRange};

use crate::timing::{best, best_of_many};

const SPAN: Duration = Duration::from_millis(700);
const EVENTS: usize = 5000;

/// An event of about 600 bytes, as a desktop program writes it.
fn event(number: usize, rule: &str) -> String {
    format!(
        "BEGIN:VEVENT\r\nCREATED:20261101T080000Z\r\nLAST-MODIFIED:20261102T090000Z\r\nDTSTAMP:20261102T090000Z\r\n\
         UID:{number:08}-4b1e-4a77-9d0c-000000000000@example.com\r\nSUMMARY:Review of the quarter with the whole team\r\n\
         ORGANIZER;CN=Anna Berg:mailto:anna.berg@example.com\r\n\
         ATTENDEE;CN=Ben Dahl;PARTSTAT=ACCEPTED;ROLE=REQ-PARTICIPANT:mailto:ben.dahl@ex\r\n ample.com\r\n\
         DTSTART;TZID=Europe/Berlin:20261105T100000\r\nDTEND;TZID=Europe/Berlin:20261105T113000\r\n{rule}\
         LOCATION:Room Atlas\\, third floor\r\nDESCRIPTION:Bring the figures.\\nThe agenda is on the wiki.\r\n\
         SEQUENCE:2\r\nTRANSP:OPAQUE\r\nEND:VEVENT\r\n"
    )
}

fn calendar(events: impl Iterator<Item = String>) -> Arc<[u8]> {
    let events: String = events.collect();
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//Bench//EN\r\n{events}END:VCALENDAR\r\n")
        .into_bytes()
        .into()
}

/// The table.
pub(crate) fn measure() -> Result<Table> {
    let mut table = Table::new();
    table.load_style(ASCII_MARKDOWN);
    table.set_header(["text", "at best"]);
    let file = calendar((0..EVENTS).map(|number| event(number, "")));
    let megabytes = file.len() as f64 / 1e6;
    let rate = |took: Duration| format!("{:.0} MB/s", megabytes / took.as_secs_f64());
    let parsed = best(SPAN, || ICalendar::parse(Arc::clone(&file)).is_ok());
    table.add_row([format!("read a file of {EVENTS} events, {megabytes:.1} MB"), rate(parsed)]);
    let copied = best(SPAN, || std::hint::black_box(&file).to_vec());
    table.add_row(["(copy the same bytes, for comparison)".to_owned(), rate(copied)]);
    let stream = ICalendar::parse(Arc::clone(&file))?;
    table.add_row([
        "part it into objects, each checked".to_owned(),
        rate(best(SPAN, || split(&stream).len())),
    ]);
    let window = UtcRange::new(Some("2026-08-01T00:00:00Z".parse()?), Some("2028-01-01T00:00:00Z".parse()?));
    let window = window.unwrap_or(UtcRange::ALWAYS);
    for (name, rule) in [("an event", ""), ("a daily series without end", "RRULE:FREQ=DAILY\r\n")] {
        let text = calendar(std::iter::once(event(1, rule)));
        let micros = |took: Duration| format!("{:.1} µs", took.as_secs_f64() * 1e6);
        let read = best_of_many(SPAN, || CalendarObject::from_bytes(Arc::clone(&text)).is_ok());
        table.add_row([format!("read and check {name} of {} bytes", text.len()), micros(read)]);
        let derived = best_of_many(SPAN, || {
            let object = CalendarObject::from_bytes(Arc::clone(&text)).ok()?;
            let instances = if object.is_recurring() { object.instance_index(window).ok()? } else { None };
            Some((object.bounds(), instances))
        });
        table.add_row(["the same with all that a store keeps of it".to_owned(), micros(derived)]);
    }
    Ok(table)
}
