//! PATCH /calendars/{calendar}.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use ta_app::{find_listed_calendar, update_calendar};
use ta_core::CalendarPatch;
use utoipa::ToSchema;

use super::{Calendar, read_color};
use crate::Doors;
use crate::api::at::{At, collection_ref};
use crate::api::body::Body;
use crate::api::failure::Failure;
use crate::api::field::Field;
use crate::api::signed_in::SignedIn;

/// What becomes of a calendar. What is left out stays; null takes it away.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CalendarChange {
    /// Its name for people.
    #[serde(default)]
    #[schema(value_type = Option<String>, example = "Choir")]
    display_name: Field<String>,
    /// Its colour as `#rrggbb`.
    #[serde(default)]
    #[schema(value_type = Option<String>, example = "#b3541e")]
    color: Field<String>,
    /// Its place among the others, the lowest first.
    #[serde(default)]
    #[schema(value_type = Option<i64>)]
    order: Field<i64>,
}

/// Change a calendar
#[utoipa::path(
    patch,
    path = "/calendars/{calendar}",
    operation_id = "change_calendar",
    tag = "calendars",
    params(("calendar" = String, Path, description = "The calendar's name")),
    request_body = CalendarChange,
    responses((status = 200, description = "The calendar as changed", body = Calendar), SignedIn, At<String>, Body<CalendarChange>)
)]
pub(crate) async fn change(
    State(doors): State<Arc<Doors>>,
    SignedIn(caller): SignedIn,
    At(name): At<String>,
    Body(body): Body<CalendarChange>,
) -> Result<Json<Calendar>, Failure> {
    let address = collection_ref(&caller, &name)?;
    let patch = CalendarPatch {
        display_name: body.display_name.into_change(),
        color: body.color.try_into_change(read_color)?,
        order: body.order.into_change(),
        ..CalendarPatch::default()
    };
    let home = caller.login.clone();
    let write = move |tx: &mut ta_app::WriteTx<'_>| {
        let changed = update_calendar(tx, &caller, &address, &patch)?;
        find_listed_calendar(tx, &caller, changed.id)
    };
    let changed = doors.app.store.write(write).await?;
    Ok(Json(Calendar::of(&changed, &home)))
}
