//! DELETE /calendars/{calendar}/events/{object}.

use std::sync::Arc;

use axum::extract::State;
use http::StatusCode;
use serde::Deserialize;
use ta_app::delete_event;
use ta_core::event::EventScope;
use ta_ical::CalTime;

use super::if_match::IfMatch;
use crate::Doors;
use crate::api::at::{Asked, At, object_ref};
use crate::api::failure::Failure;
use crate::api::signed_in::SignedIn;

/// What the query says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DeleteQuery {
    recurrence_id: Option<String>,
}

/// Delete an event
///
/// Deletes the whole event or, with `recurrence_id`, leaves one instance out of its series. With its last instance the
/// event is gone.
#[utoipa::path(
    delete,
    path = "/calendars/{calendar}/events/{object}",
    operation_id = "delete_event",
    tag = "events",
    params(
        ("calendar" = String, Path, description = "The calendar's name"),
        ("object" = String, Path, description = "The event's name in it"),
        ("recurrence_id" = Option<String>, Query, description = "The one instance to leave out, as iCalendar writes times: 20261123T093000 on the clock of the series, 20261123T083000Z, or 20261123", example = "20261123T093000"),
        ("If-Match" = String, Header, description = "The event's etag as you know it, or *")
    ),
    responses((status = 204, description = "It is gone"), SignedIn, At<String>, IfMatch)
)]
pub(crate) async fn delete(
    State(doors): State<Arc<Doors>>,
    SignedIn(caller): SignedIn,
    At((calendar, object)): At<(String, String)>,
    Asked(query): Asked<DeleteQuery>,
    IfMatch(condition): IfMatch,
) -> Result<StatusCode, Failure> {
    let address = object_ref(&caller, &calendar, &object)?;
    let id = query.recurrence_id.as_deref().map(read_recurrence_id).transpose()?;
    let scope = id.map_or(EventScope::All, EventScope::Instance);
    let now = doors.app.now();
    let write =
        move |tx: &mut ta_app::WriteTx<'_>| delete_event(tx, &caller, &address, &scope, &condition, now);
    doors.app.store.write(write).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn read_recurrence_id(text: &str) -> Result<CalTime, Failure> {
    let message = "write it as iCalendar does: 20261123T093000, 20261123T083000Z or 20261123";
    CalTime::parse(text, None).map_err(|_| Failure::bad_field("recurrence_id", message))
}
