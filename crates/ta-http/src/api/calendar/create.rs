//! POST /calendars.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use http::StatusCode;
use serde::Deserialize;
use ta_app::{draw_name, find_listed_calendar, make_calendar};
use ta_core::{CalendarName, CalendarSettings, CollectionRef, ComponentKind, ComponentSet};
use utoipa::ToSchema;

use super::{Calendar, read_color};
use crate::Doors;
use crate::api::body::Body;
use crate::api::failure::{ErrorBody, Failure};
use crate::api::signed_in::SignedIn;

/// A calendar to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewCalendar {
    /// Its name for people.
    #[schema(example = "Choir")]
    display_name: String,
    /// Its name in addresses, for good. The server finds one when it is left out.
    #[schema(example = "choir")]
    name: Option<String>,
    /// Its colour as `#rrggbb`.
    #[schema(example = "#b3541e")]
    color: Option<String>,
    /// Its place among the others, the lowest first.
    order: Option<i64>,
    /// What it takes: `VEVENT`, `VTODO`, `VJOURNAL`. Events when it is left out, since some clients want one kind per
    /// calendar.
    #[schema(example = json!(["VEVENT"]))]
    components: Option<Vec<String>>,
}

/// Make a calendar
#[utoipa::path(
    post,
    path = "/calendars",
    operation_id = "create_calendar",
    tag = "calendars",
    request_body = NewCalendar,
    responses((status = 201, description = "The calendar as made", body = Calendar), SignedIn, Body<NewCalendar>,
        (status = 409, description = "There is a calendar of this name already", body = ErrorBody)
    )
)]
pub(crate) async fn create(
    State(doors): State<Arc<Doors>>,
    SignedIn(caller): SignedIn,
    Body(body): Body<NewCalendar>,
) -> Result<(StatusCode, Json<Calendar>), Failure> {
    let name = body.name.clone().unwrap_or_else(|| draw_name(doors.app.entropy.as_ref()));
    let name = CalendarName::new(name).map_err(|error| Failure::bad_field("name", error.to_string()))?;
    let address = CollectionRef { home: caller.login.clone(), calendar: name };
    let settings = read_settings(body)?;
    let home = caller.login.clone();
    let write = move |tx: &mut ta_app::WriteTx<'_>| {
        let made = make_calendar(tx, &caller, &address, &settings, &[])?;
        find_listed_calendar(tx, &caller, made.id)
    };
    let made = doors.app.store.write(write).await?;
    Ok((StatusCode::CREATED, Json(Calendar::of(&made, &home))))
}

fn read_settings(body: NewCalendar) -> Result<CalendarSettings, Failure> {
    Ok(CalendarSettings {
        display_name: Some(body.display_name),
        color: body.color.map(read_color).transpose()?,
        order: body.order,
        components: read_components(body.components.as_deref())?,
        ..CalendarSettings::default()
    })
}

fn read_components(names: Option<&[String]>) -> Result<ComponentSet, Failure> {
    let Some(names) = names else { return Ok(ComponentSet::new([ComponentKind::Event])) };
    let kinds: Option<Vec<_>> = names.iter().map(|name| ComponentKind::from_name(name)).collect();
    match kinds {
        Some(kinds) if !kinds.is_empty() => Ok(ComponentSet::new(kinds)),
        _ => Err(Failure::bad_field("components", "name at least one of VEVENT, VTODO and VJOURNAL")),
    }
}
