//! PATCH /calendars/{calendar}/events/{object}.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use ta_app::{EventEdit, change_event};
use ta_core::event::EventScope;
use ta_core::{CalendarName, Change};
use utoipa::ToSchema;

use super::if_match::IfMatch;
use super::time::EventTime;
use super::{EventRef, read_classification, read_rule};
use crate::Doors;
use crate::api::at::{At, object_ref};
use crate::api::body::Body;
use crate::api::failure::{ErrorBody, Failure};
use crate::api::field::Field;
use crate::api::signed_in::SignedIn;

/// What becomes of an event. What is left out stays; null takes it away.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EventChange {
    /// The instance of a series that alone is changed; without it, the whole event.
    recurrence_id: Option<EventTime>,
    #[serde(default)]
    #[schema(value_type = Option<String>, example = "Tea")]
    summary: Field<String>,
    /// The new start. Without a new end the event keeps its length.
    start: Option<EventTime>,
    /// The new end. Not part of the event any more: for a day, the day after the last.
    end: Option<EventTime>,
    #[serde(default)]
    #[schema(value_type = Option<String>, example = "Kitchen")]
    location: Field<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    description: Field<String>,
    /// A recurrence rule of RFC 5545; null makes the event happen once.
    #[serde(default)]
    #[schema(value_type = Option<String>, example = "FREQ=WEEKLY;BYDAY=MO")]
    recurrence_rule: Field<String>,
    /// `PUBLIC`, `PRIVATE` or `CONFIDENTIAL`.
    #[serde(default)]
    #[schema(value_type = Option<String>, example = "PRIVATE")]
    classification: Field<String>,
    /// The calendar that the event goes to, under the same name.
    #[schema(example = "choir")]
    move_to_calendar: Option<String>,
}

/// Change an event
///
/// Changes the whole event or, with `recurrence_id`, one instance of a series. A series that is moved takes along what
/// was changed or left out of it, where it can.
#[utoipa::path(
    patch,
    path = "/calendars/{calendar}/events/{object}",
    operation_id = "change_event",
    tag = "events",
    params(
        ("calendar" = String, Path, description = "The calendar's name"),
        ("object" = String, Path, description = "The event's name in it"),
        ("If-Match" = String, Header, description = "The event's etag as you know it, or *")
    ),
    request_body = EventChange,
    responses((
        status = 200,
        description = "Where the event is stored now",
        body = EventRef,
        headers(("ETag" = String, description = "Its version"))
    ), SignedIn, At<String>, IfMatch, Body<EventChange>,
        (status = 409, description = "The series cannot follow, or the calendar to move to is not there", body = ErrorBody)
    )
)]
pub(crate) async fn change(
    State(doors): State<Arc<Doors>>,
    SignedIn(caller): SignedIn,
    At((calendar, object)): At<(String, String)>,
    IfMatch(condition): IfMatch,
    Body(body): Body<EventChange>,
) -> Result<Response, Failure> {
    let address = object_ref(&caller, &calendar, &object)?;
    let edit = read_edit(body)?;
    let name = edit.move_to.clone().unwrap_or_else(|| address.collection.calendar.clone());
    let now = doors.app.now();
    let write =
        move |tx: &mut ta_app::WriteTx<'_>| change_event(tx, &caller, &address, &edit, &condition, now);
    let changed = EventRef::of(&name, &doors.app.store.write(write).await?);
    Ok((changed.etag_header(), Json(changed)).into_response())
}

fn read_edit(body: EventChange) -> Result<EventEdit, Failure> {
    let scope = body.recurrence_id.map_or(EventScope::All, |id| EventScope::Instance(id.into()));
    let move_to = body.move_to_calendar.map(read_calendar).transpose()?;
    if move_to.is_some() && scope != EventScope::All {
        return Err(Failure::bad_field("move_to_calendar", "an instance cannot leave its series"));
    }
    let change = ta_core::event::EventChange {
        summary: text(body.summary),
        location: text(body.location),
        description: text(body.description),
        classification: body.classification.try_into_change(read_classification)?,
        start: body.start.map(Into::into),
        end: body.end.map(Into::into),
        recurrence_rule: body.recurrence_rule.try_into_change(read_rule)?,
    };
    Ok(EventEdit { scope, change, move_to })
}

/// A text that is empty says nothing, and is taken away.
fn text(field: Field<String>) -> Change<String> {
    match field.into_change() {
        Change::Set(text) if text.is_empty() => Change::Clear,
        other => other,
    }
}

fn read_calendar(name: String) -> Result<CalendarName, Failure> {
    CalendarName::new(name).map_err(|error| Failure::bad_field("move_to_calendar", error.to_string()))
}
