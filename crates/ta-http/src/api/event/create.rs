//! POST /calendars/{calendar}/events.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde::Deserialize;
use ta_app::{create_event, draw_event_identity};
use ta_core::event::EventDraft;
use utoipa::ToSchema;

use super::time::EventTime;
use super::{EventRef, read_classification, read_rule};
use crate::Doors;
use crate::api::at::{At, collection_ref};
use crate::api::body::Body;
use crate::api::failure::{Code, Failure};
use crate::api::signed_in::SignedIn;

/// An event to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewEvent {
    #[schema(example = "Tea")]
    summary: String,
    start: EventTime,
    /// Not part of it any more: for a day, the day after the last.
    end: EventTime,
    #[schema(example = "Kitchen")]
    location: Option<String>,
    description: Option<String>,
    /// A recurrence rule of RFC 5545.
    #[schema(example = "FREQ=WEEKLY;BYDAY=MO")]
    recurrence_rule: Option<String>,
    /// `PUBLIC`, `PRIVATE` or `CONFIDENTIAL`.
    #[schema(example = "PUBLIC")]
    classification: Option<String>,
}

/// Make an event
#[utoipa::path(
    post,
    path = "/calendars/{calendar}/events",
    operation_id = "create_event",
    tag = "events",
    params(("calendar" = String, Path, description = "The calendar's name")),
    request_body = NewEvent,
    responses((
        status = 201,
        description = "Where the event is stored",
        body = EventRef,
        headers(("ETag" = String, description = "Its version"))
    ), SignedIn, At<String>, Body<NewEvent>)
)]
pub(crate) async fn create(
    State(doors): State<Arc<Doors>>,
    SignedIn(caller): SignedIn,
    At(calendar): At<String>,
    Body(body): Body<NewEvent>,
) -> Result<Response, Failure> {
    let address = collection_ref(&caller, &calendar)?;
    let name = address.calendar.clone();
    let draft = read_draft(body)?;
    let identity = draw_event_identity(doors.app.entropy.as_ref()).map_err(|_| undrawn())?;
    let now = doors.app.now();
    let write =
        move |tx: &mut ta_app::WriteTx<'_>| create_event(tx, &caller, &address, &identity, &draft, now);
    let made = EventRef::of(&name, &doors.app.store.write(write).await?);
    Ok((StatusCode::CREATED, made.etag_header(), Json(made)).into_response())
}

fn read_draft(body: NewEvent) -> Result<EventDraft, Failure> {
    Ok(EventDraft {
        summary: body.summary,
        start: body.start.into(),
        end: body.end.into(),
        location: body.location.filter(|text| !text.is_empty()),
        description: body.description.filter(|text| !text.is_empty()),
        recurrence_rule: body.recurrence_rule.map(read_rule).transpose()?,
        classification: body.classification.map(read_classification).transpose()?,
    })
}

fn undrawn() -> Failure {
    let message = "the server failed; its log says why";
    Failure::new(StatusCode::INTERNAL_SERVER_ERROR, Code::ServerFault, message)
}
