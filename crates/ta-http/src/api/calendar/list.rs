//! GET /calendars.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use ta_app::list_calendars;
use utoipa::ToSchema;

use super::Calendar;
use crate::Doors;
use crate::api::failure::Failure;
use crate::api::signed_in::SignedIn;

/// The calendars of the caller.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CalendarList {
    /// In the order in which people arranged them.
    calendars: Vec<Calendar>,
}

/// List calendars
///
/// Every calendar that the caller sees.
#[utoipa::path(
    get,
    path = "/calendars",
    operation_id = "list_calendars",
    tag = "calendars",
    responses((status = 200, description = "The calendars", body = CalendarList), SignedIn)
)]
pub(crate) async fn list(
    State(doors): State<Arc<Doors>>,
    SignedIn(caller): SignedIn,
) -> Result<Json<CalendarList>, Failure> {
    let home = caller.login.clone();
    let found = doors.app.store.read(move |tx| list_calendars(tx, &caller, &caller.login)).await?;
    Ok(Json(CalendarList { calendars: found.iter().map(|calendar| Calendar::of(calendar, &home)).collect() }))
}
