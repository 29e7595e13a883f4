//! The text of each object, as CALDAV:calendar-data of a request wants it (RFC 4791 §9.6).

use std::sync::Arc;

use jiff::tz::TimeZone;
use ta_core::{ObjectMeta, StoredObject};
use ta_dav::{CalendarDataRequest, Precondition};
use ta_ical::CalendarObject;
use ta_ical::project::{Budget, Selection, TooMuch, project};

use crate::dav::refusal::Refusal;

/// The most instances that the expansions of one report may give together: a team's busy calendar over a year.
const INSTANCES_MAX: usize = 100_000;
/// The most text that they may come to.
const BYTES_MAX: usize = 64 * 1024 * 1024;

/// An object as a report tells of it.
#[derive(Clone, Debug)]
pub(super) struct ReportedObject {
    /// What the server knows of the stored object.
    pub(super) meta: ObjectMeta,
    /// What was asked for of its text.
    pub(super) text: Arc<[u8]>,
}

/// Refuses a form of text that there is not, and gives what is selected otherwise.
pub(super) fn selection(asked: CalendarDataRequest) -> Result<Selection, Refusal> {
    if asked.is_icalendar() {
        return Ok(asked.selection);
    }
    let sentence = "calendar data are returned as text/calendar in version 2.0 only".to_owned();
    Err(Refusal::Precondition(Precondition::SupportedCalendarData, sentence))
}

/// What is selected of each object. Times that depend on the place are those of `zone`.
pub(super) fn select(
    found: Vec<StoredObject>,
    selection: &Selection,
    zone: &TimeZone,
) -> Result<Vec<ReportedObject>, TooMuch> {
    let mut budget = Budget::new(INSTANCES_MAX, BYTES_MAX);
    found.into_iter().map(|stored| reported(stored, selection, zone, &mut budget)).collect()
}

fn reported(
    stored: StoredObject,
    selection: &Selection,
    zone: &TimeZone,
    budget: &mut Budget,
) -> Result<ReportedObject, TooMuch> {
    let text = match selection.is_whole() {
        true => stored.data,
        false => selected_text(&stored, selection, zone, budget)?,
    };
    Ok(ReportedObject { meta: stored.meta, text })
}

fn selected_text(
    stored: &StoredObject,
    selection: &Selection,
    zone: &TimeZone,
    budget: &mut Budget,
) -> Result<Arc<[u8]>, TooMuch> {
    match CalendarObject::from_bytes(Arc::clone(&stored.data)) {
        Ok(object) => project(&object, selection, zone, budget),
        Err(error) => {
            tracing::error!(object = %stored.meta.name, %error, "a stored object cannot be read");
            Ok(Arc::clone(&stored.data))
        }
    }
}
