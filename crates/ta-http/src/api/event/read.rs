//! GET /calendars/{calendar}/events/{object}.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::header::ETAG;
use jiff::tz::TimeZone;
use serde::Serialize;
use ta_app::{Error, get_object};
use ta_core::event::{EventDescription, EventRefusal, times_of};
use ta_core::{CalendarName, StoredObject};
use ta_ical::{CalendarObject, ComponentKind};
use utoipa::ToSchema;

use super::time::EventTime;
use crate::Doors;
use crate::api::at::{At, object_ref};
use crate::api::failure::Failure;
use crate::api::signed_in::SignedIn;

/// An event in full. Of a series, what its instances have in common.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Event {
    /// The calendar's name.
    #[schema(example = "calendar")]
    calendar: String,
    /// The event's name in the calendar.
    #[schema(example = "4f8e2c1a-93f7-4f0e-9d1b-6c7f0a1e2d3c.ics")]
    object: String,
    /// The version, as If-Match takes it.
    #[schema(example = "\"9f86d081884c7d659a2feaa0c55ad015\"")]
    etag: String,
    /// What the event is called on every device.
    uid: String,
    #[schema(example = "Tea")]
    summary: Option<String>,
    #[schema(example = "Kitchen")]
    location: Option<String>,
    description: Option<String>,
    start: EventTime,
    /// Not part of it any more: for a day, the day after the last.
    end: EventTime,
    /// A recurrence rule of RFC 5545; null when the event does not repeat by one.
    #[schema(example = "FREQ=WEEKLY;BYDAY=MO")]
    recurrence_rule: Option<String>,
    #[schema(example = "CONFIRMED")]
    status: Option<String>,
    #[schema(example = "OPAQUE")]
    transparency: Option<String>,
    #[schema(example = "PUBLIC")]
    classification: Option<String>,
    /// The whole of it as iCalendar, as it is stored.
    ics: String,
}

/// Read an event
#[utoipa::path(
    get,
    path = "/calendars/{calendar}/events/{object}",
    operation_id = "read_event",
    tag = "events",
    params(
        ("calendar" = String, Path, description = "The calendar's name"),
        ("object" = String, Path, description = "The event's name in it")
    ),
    responses((
        status = 200,
        description = "The event",
        body = Event,
        headers(("ETag" = String, description = "Its version"))
    ), SignedIn, At<String>)
)]
pub(crate) async fn read(
    State(doors): State<Arc<Doors>>,
    SignedIn(caller): SignedIn,
    At((calendar, object)): At<(String, String)>,
) -> Result<Response, Failure> {
    let address = object_ref(&caller, &calendar, &object)?;
    let name = address.collection.calendar.clone();
    let stored = doors.app.store.read(move |tx| get_object(tx, &caller, &address)).await?;
    let event = Event::of(&name, &stored)?;
    Ok(([(ETAG, event.etag.clone())], Json(event)).into_response())
}

impl Event {
    fn of(calendar: &CalendarName, stored: &StoredObject) -> Result<Self, Error> {
        let damaged = || Error::Damaged(stored.meta.name.clone());
        let object = CalendarObject::from_bytes(stored.data.clone()).map_err(|_| damaged())?;
        if object.kind() != ComponentKind::Event {
            return Err(EventRefusal::NotAnEvent.into());
        }
        let event = object.master().or_else(|| object.overrides().next()).ok_or_else(damaged)?;
        let (start, end) = times_of(&object, event, &TimeZone::UTC).ok_or_else(damaged)?;
        let said = EventDescription::of(event);
        Ok(Self {
            calendar: calendar.to_string(),
            object: stored.meta.name.to_string(),
            etag: stored.meta.etag.to_string(),
            uid: stored.meta.uid.to_string(),
            summary: said.summary,
            location: said.location,
            description: said.description,
            start: EventTime::from(&start),
            end: EventTime::from(&end),
            recurrence_rule: said.recurrence_rule,
            status: said.status,
            transparency: said.transparency,
            classification: said.classification,
            ics: String::from_utf8_lossy(&stored.data).into_owned(),
        })
    }
}
