//! GET /instances: what happens in a span of time.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use http::StatusCode;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use ta_app::{EventCandidates, find_event_candidates};
use ta_core::event::EventDescription;
use ta_core::{CalendarName, StoredObject, UtcRange};
use ta_ical::CalendarObject;
use utoipa::ToSchema;

use super::time::{EventTime, ZoneName};
use crate::Doors;
use crate::api::at::Asked;
use crate::api::failure::{Code, ErrorBody, Failure};
use crate::api::signed_in::SignedIn;

/// The longest window.
const WINDOW_MAX: SignedDuration = SignedDuration::from_hours(400 * 24);
/// The most instances told at once.
const INSTANCES_MAX: usize = 10_000;

/// What happens in a span of time.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct InstanceList {
    /// By start.
    instances: Vec<Instance>,
}

/// One instance of an event.
#[derive(Debug, Serialize, ToSchema)]
struct Instance {
    /// The name of its calendar.
    #[schema(example = "calendar")]
    calendar: String,
    /// The event's name in the calendar.
    #[schema(example = "4f8e2c1a-93f7-4f0e-9d1b-6c7f0a1e2d3c.ics")]
    object: String,
    /// The version of the event, as If-Match takes it.
    #[schema(example = "\"9f86d081884c7d659a2feaa0c55ad015\"")]
    etag: String,
    /// What the event is called on every device.
    #[schema(example = "4f8e2c1a-93f7-4f0e-9d1b-6c7f0a1e2d3c")]
    uid: String,
    /// What names the instance in its series; null when the event does not repeat.
    recurrence_id: Option<EventTime>,
    /// Whether the event repeats.
    recurring: bool,
    /// Whether the instance was changed alone.
    #[serde(rename = "override")]
    is_override: bool,
    #[schema(example = "Tea")]
    summary: Option<String>,
    #[schema(example = "Kitchen")]
    location: Option<String>,
    description: Option<String>,
    start: EventTime,
    /// Not part of it any more: for a day, the day after the last.
    end: EventTime,
    /// The instant of the start for the caller.
    #[schema(format = DateTime, example = "2026-11-23T08:30:00Z")]
    start_utc: String,
    /// The instant of the end for the caller.
    #[schema(format = DateTime, example = "2026-11-23T09:00:00Z")]
    end_utc: String,
    /// Whether start and end are days.
    all_day: bool,
    /// `TENTATIVE`, `CONFIRMED` or `CANCELLED`.
    #[schema(example = "CONFIRMED")]
    status: Option<String>,
    /// `TRANSPARENT` when it keeps nobody busy, else `OPAQUE`.
    #[schema(example = "OPAQUE")]
    transparency: Option<String>,
    /// `PUBLIC`, `PRIVATE` or `CONFIDENTIAL`.
    #[schema(example = "PUBLIC")]
    classification: Option<String>,
}

/// List instances
///
/// Every instance of an event that overlaps the window, by start. A window is at most 400 days long and holds at most
/// 10,000 instances.
#[utoipa::path(
    get,
    path = "/instances",
    operation_id = "list_instances",
    tag = "events",
    params(
        ("from" = String, Query, format = DateTime, description = "Where the window begins", example = "2026-11-23T00:00:00Z"),
        ("to" = String, Query, format = DateTime, description = "Where it ends; not part of it", example = "2026-11-30T00:00:00Z"),
        ("calendar" = Option<Vec<String>>, Query, description = "Only this calendar; may be given several times"),
        ("time_zone" = Option<String>, Query, description = "Where the caller is, for days and floating times; else the member's own zone", example = "Europe/Paris")
    ),
    responses((status = 200, description = "The instances", body = InstanceList),
        (status = 400, description = "The window is too long or holds too much, or a parameter cannot be read", body = ErrorBody),
        SignedIn
    )
)]
pub(crate) async fn list(
    State(doors): State<Arc<Doors>>,
    SignedIn(caller): SignedIn,
    Asked(query): Asked<Vec<(String, String)>>,
) -> Result<Json<InstanceList>, Failure> {
    let Wanted { window, calendars, zone } = Wanted::read(query)?;
    let read =
        move |tx: &mut ta_app::ReadTx<'_>| find_event_candidates(tx, &caller, calendars.as_deref(), window);
    let candidates = doors.app.store.read(read).await?;
    let expanding = tokio::task::spawn_blocking(move || expand(&candidates, window, zone.as_ref()));
    let instances = expanding.await.unwrap_or_else(|_| Err(failed()))?;
    Ok(Json(InstanceList { instances }))
}

/// What the query asks for.
struct Wanted {
    window: UtcRange,
    calendars: Option<Vec<CalendarName>>,
    zone: Option<TimeZone>,
}

impl Wanted {
    fn read(query: Vec<(String, String)>) -> Result<Self, Failure> {
        let (mut from, mut to, mut zone) = (None, None, None);
        let mut calendars = Vec::new();
        for (name, value) in query {
            match name.as_str() {
                "from" => from = Some(read_instant("from", &value)?),
                "to" => to = Some(read_instant("to", &value)?),
                // A name that no calendar can have names none.
                "calendar" => calendars.push(CalendarName::new(value).ok()),
                "time_zone" => zone = Some(read_zone(&value)?),
                _ => return Err(Failure::bad_field(name, "there is no such parameter")),
            }
        }
        let asked_for_some = !calendars.is_empty();
        Ok(Self {
            window: window(from, to)?,
            calendars: asked_for_some.then(|| calendars.into_iter().flatten().collect()),
            zone,
        })
    }
}

fn read_instant(field: &'static str, text: &str) -> Result<Timestamp, Failure> {
    text.parse().map_err(|_| Failure::bad_field(field, "write an instant such as 2026-11-23T00:00:00Z"))
}

fn read_zone(name: &str) -> Result<TimeZone, Failure> {
    let zone = ZoneName::read(name).map_err(|message| Failure::bad_field("time_zone", message))?;
    Ok(zone.into_zone())
}

fn window(from: Option<Timestamp>, to: Option<Timestamp>) -> Result<UtcRange, Failure> {
    let from = from.ok_or_else(|| Failure::bad_field("from", "say where the window begins"))?;
    let to = to.ok_or_else(|| Failure::bad_field("to", "say where the window ends"))?;
    if from.duration_until(to) > WINDOW_MAX {
        return Err(Failure::bad_field("to", "a window is at most 400 days long; ask for less"));
    }
    let window = UtcRange::new(Some(from), Some(to));
    window.ok_or_else(|| Failure::bad_field("to", "the window ends before it begins"))
}

fn failed() -> Failure {
    tracing::error!("expanding instances failed");
    let message = "the server failed; its log says why";
    Failure::new(StatusCode::INTERNAL_SERVER_ERROR, Code::ServerFault, message)
}

fn expand(
    candidates: &EventCandidates,
    window: UtcRange,
    zone: Option<&TimeZone>,
) -> Result<Vec<Instance>, Failure> {
    let zone = zone.unwrap_or(&candidates.asker_zone);
    let mut found = Vec::new();
    for (calendar, objects) in &candidates.calendars {
        for stored in objects {
            expand_one(&mut found, calendar, stored, window, zone)?;
        }
    }
    found.sort_by_key(|(start_utc, _)| *start_utc);
    Ok(found.into_iter().map(|(_, instance)| instance).collect())
}

/// An object that cannot be read any more must not hide the others.
fn expand_one(
    found: &mut Vec<(Timestamp, Instance)>,
    calendar: &CalendarName,
    stored: &StoredObject,
    window: UtcRange,
    zone: &TimeZone,
) -> Result<(), Failure> {
    let Ok(object) = CalendarObject::from_bytes(stored.data.clone()) else {
        tracing::error!(object = %stored.meta.name, "a stored object cannot be read; store it anew, or delete it");
        return Ok(());
    };
    for instance in object.instances(window, zone) {
        if found.len() >= INSTANCES_MAX {
            let message = format!("more than {INSTANCES_MAX} instances lie in the window; ask for less");
            return Err(Failure::new(StatusCode::BAD_REQUEST, Code::TooManyInstances, message).blaming("to"));
        }
        found.push((instance.start_utc, Instance::of(&instance, calendar, stored)));
    }
    Ok(())
}

impl Instance {
    fn of(instance: &ta_ical::Instance<'_>, calendar: &CalendarName, stored: &StoredObject) -> Self {
        let said = EventDescription::of(instance.component);
        Self {
            calendar: calendar.to_string(),
            object: stored.meta.name.to_string(),
            etag: stored.meta.etag.to_string(),
            uid: stored.meta.uid.to_string(),
            recurrence_id: instance.recurrence_id.as_ref().map(EventTime::from),
            recurring: instance.recurrence_id.is_some(),
            is_override: instance.is_override(),
            summary: said.summary,
            location: said.location,
            description: said.description,
            start: EventTime::from(&instance.start),
            end: EventTime::from(&instance.end),
            start_utc: instance.start_utc.to_string(),
            end_utc: instance.end_utc.to_string(),
            all_day: instance.start.is_date(),
            status: said.status,
            transparency: said.transparency,
            classification: said.classification,
        }
    }
}
