//! DELETE /calendars/{calendar}.

use std::sync::Arc;

use axum::extract::State;
use http::StatusCode;
use ta_app::delete_calendar;

use crate::Doors;
use crate::api::at::{At, collection_ref};
use crate::api::failure::Failure;
use crate::api::signed_in::SignedIn;

/// Delete a calendar
///
/// Everything in it goes with it.
#[utoipa::path(
    delete,
    path = "/calendars/{calendar}",
    operation_id = "delete_calendar",
    tag = "calendars",
    params(("calendar" = String, Path, description = "The calendar's name")),
    responses((status = 204, description = "It is gone"), SignedIn, At<String>)
)]
pub(crate) async fn delete(
    State(doors): State<Arc<Doors>>,
    SignedIn(caller): SignedIn,
    At(name): At<String>,
) -> Result<StatusCode, Failure> {
    let address = collection_ref(&caller, &name)?;
    let now = doors.app.now();
    doors.app.store.write(move |tx| delete_calendar(tx, &caller, &address, now)).await?;
    Ok(StatusCode::NO_CONTENT)
}
