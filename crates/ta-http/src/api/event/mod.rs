//! Events, and the instances that they have in a span of time.

pub(super) mod change;
pub(super) mod create;
pub(super) mod delete;
pub(super) mod if_match;
pub(super) mod instances;
pub(super) mod read;
pub(super) mod time;

use http::HeaderName;
use http::header::ETAG;
use serde::Serialize;
use ta_core::event::{Classification, RecurrenceRule};
use ta_core::{CalendarName, ObjectMeta};
use utoipa::ToSchema;

use super::failure::Failure;

/// Where an event is stored, and which version of it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct EventRef {
    /// The calendar's name.
    #[schema(example = "calendar")]
    calendar: String,
    /// The event's name in the calendar.
    #[schema(example = "4f8e2c1a-93f7-4f0e-9d1b-6c7f0a1e2d3c.ics")]
    object: String,
    /// The version, as If-Match takes it.
    #[schema(example = "\"9f86d081884c7d659a2feaa0c55ad015\"")]
    etag: String,
}

impl EventRef {
    fn of(calendar: &CalendarName, meta: &ObjectMeta) -> Self {
        Self { calendar: calendar.to_string(), object: meta.name.to_string(), etag: meta.etag.to_string() }
    }

    /// The version as a header.
    fn etag_header(&self) -> [(HeaderName, String); 1] {
        [(ETAG, self.etag.clone())]
    }
}

fn read_rule(text: String) -> Result<RecurrenceRule, Failure> {
    RecurrenceRule::new(&text).map_err(|error| Failure::bad_field("recurrence_rule", error.to_string()))
}

fn read_classification(word: String) -> Result<Classification, Failure> {
    let found = Classification::ALL.into_iter().find(|known| known.as_str() == word);
    found.ok_or_else(|| Failure::bad_field("classification", "write PUBLIC, PRIVATE or CONFIDENTIAL"))
}
