//! The data that every server gets, and what a right answer to a question about them has in it.

use std::sync::atomic::{AtomicU32, Ordering};

use anyhow::Result;
use http::Uri;
use jiff::civil::{DateTime, date};
use jiff::{Span, ToSpan};

use crate::http_client::HttpClient;

/// Singles are spread over a year, each at another minute; each tenth event repeats every week from the first on.
const WEEKS: u32 = 52;
const RECURRING_EACH: u32 = 10;
const WEEK_MINUTES: u32 = 7 * 24 * 60;
const EVENT_MINUTES: u32 = 30;

/// A server filled for the measurements.
#[derive(Debug)]
pub(crate) struct Agenda {
    /// The member whose calendar is read.
    pub(crate) reader: HttpClient,
    /// The calendar that is read: `events` objects named `0.ics`, `1.ics` and so on.
    pub(crate) calendar_url: String,
    /// How many events it has.
    pub(crate) events: u32,
    /// A member and a calendar of theirs for each connection that writes.
    pub(crate) writers: Vec<(HttpClient, String)>,
    /// Makes each written text another one.
    pub(crate) serial: AtomicU32,
}

impl Agenda {
    /// The address of an event of the calendar that is read.
    pub(crate) fn event_url(&self, number: u32) -> String {
        format!("{}{}.ics", self.calendar_url, number % self.events)
    }

    /// The path of the calendar that is read, for hrefs.
    ///
    /// # Errors
    /// A calendar without an address of its own.
    pub(crate) fn calendar_path(&self) -> Result<String> {
        Ok(self.calendar_url.parse::<Uri>()?.path().to_owned())
    }

    /// A number that was not drawn yet.
    pub(crate) fn draw_serial(&self) -> u32 {
        self.serial.fetch_add(1, Ordering::Relaxed)
    }

    /// How many events have an instance in the given week, counted from 0.
    pub(crate) fn events_in_week(&self, week: u32) -> usize {
        (0..self.events).filter(|&number| is_recurring(number) || touches(number, self.events, week)).count()
    }
}

/// The first moment of a week, counted from 0, in UTC.
pub(crate) fn week_start(week: u32) -> DateTime {
    date(2026, 1, 5).at(0, 0, 0, 0) + Span::new().weeks(week)
}

/// A moment as iCalendar writes it.
pub(crate) fn utc_text(moment: DateTime) -> String {
    moment.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// An event of the calendar that is read. `revision` changes its text and nothing else.
pub(crate) fn event_text(number: u32, events: u32, revision: u32) -> String {
    let minutes = i64::from(start_minute(number, events));
    let start = week_start(0) + minutes.minutes();
    let rule = if is_recurring(number) { "RRULE:FREQ=WEEKLY\r\n" } else { "" };
    event(&format!("bench-{number}"), start, rule, revision)
}

/// An event of which there are as many as somebody writes.
pub(crate) fn new_event_text(uid: &str) -> String {
    event(uid, week_start(0), "", 0)
}

/// The same, every day for ever.
pub(crate) fn new_series_text(uid: &str) -> String {
    event(uid, week_start(0), "RRULE:FREQ=DAILY\r\n", 0)
}

fn event(uid: &str, start: DateTime, rule: &str, revision: u32) -> String {
    let (start, end) = (utc_text(start), utc_text(start + i64::from(EVENT_MINUTES).minutes()));
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//TeamAgenda//Bench//EN\r\nBEGIN:VEVENT\r\nUID:{uid}\r\n\
         DTSTAMP:20260101T000000Z\r\nDTSTART:{start}\r\nDTEND:{end}\r\n{rule}SUMMARY:Revision {revision} of the plan\r\n\
         LOCATION:Room 4\r\nDESCRIPTION:What a usual entry says\\, in a sentence or two.\r\n\
         BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT15M\r\nDESCRIPTION:Soon\r\nEND:VALARM\r\n\
         END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
}

const fn is_recurring(number: u32) -> bool {
    number.is_multiple_of(RECURRING_EACH)
}

/// Minutes after the first week's start.
const fn start_minute(number: u32, events: u32) -> u32 {
    let spread_over = if is_recurring(number) { WEEK_MINUTES } else { WEEKS * WEEK_MINUTES };
    // In 64 bits, as the product of many events and a year's minutes does not fit into 32.
    (number as u64 * (spread_over - 60) as u64 / events as u64) as u32
}

/// Whether a single event begins in a week or lasts into it.
const fn touches(number: u32, events: u32, week: u32) -> bool {
    let first = start_minute(number, events);
    let last = first + EVENT_MINUTES - 1;
    first / WEEK_MINUTES == week || last / WEEK_MINUTES == week
}

#[cfg(test)]
mod tests {
    use super::{event_text, touches, utc_text, week_start};

    #[test]
    fn weeks_begin_on_mondays() {
        assert_eq!(utc_text(week_start(1)), "20260112T000000Z");
    }

    #[test]
    fn singles_are_spread_over_the_year() {
        assert!(touches(1, 1000, 0) && touches(999, 1000, 51));
    }

    #[test]
    fn an_event_at_midnight_touches_both_weeks() {
        // 524 100 minutes spread over 524 100 events: one begins each minute, and week 1 begins at minute 10 080.
        let begins_at = |minute: u32| move |week: u32| touches(minute, 52 * 10_080 - 60, week);
        assert!(begins_at(10_061)(0) && begins_at(10_061)(1));
        assert!(!begins_at(10_041)(1));
    }

    #[test]
    fn each_tenth_event_repeats() {
        assert!(event_text(10, 1000, 0).contains("RRULE:FREQ=WEEKLY\r\n"));
        assert!(!event_text(11, 1000, 0).contains("RRULE"));
    }
}
