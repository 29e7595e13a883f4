//! GET of a whole calendar, as one stream: what programs subscribe to that know nothing of CalDAV.

use axum::response::{IntoResponse, Response};
use http::HeaderValue;
use http::header::CONTENT_TYPE;
use ta_app::{Error, ReadTx, find_calendar, get_objects, list_objects};
use ta_core::{Caller, CollectionRef, StoredObject};
use ta_ical::ICalendar;
use ta_ical::stream::join;

use crate::Doors;
use crate::dav::refusal::Refusal;

pub(in crate::dav) const PRODUCT: &str = "-//TeamAgenda//taserver//EN";

/// Answers with every object of the calendar.
pub(super) async fn answer(
    doors: &Doors,
    caller: Caller,
    address: CollectionRef,
) -> Result<Response, Refusal> {
    let stored = doors.app.store.read(move |tx| read_all(tx, &caller, &address)).await?;
    let objects: Vec<_> = stored.iter().filter_map(parse).collect();
    let content_type = HeaderValue::from_static("text/calendar; charset=utf-8");
    Ok(([(CONTENT_TYPE, content_type)], join(&objects, PRODUCT)).into_response())
}

fn read_all(
    tx: &mut ReadTx<'_>,
    caller: &Caller,
    address: &CollectionRef,
) -> Result<Vec<StoredObject>, Error> {
    let calendar = find_calendar(tx, caller, address)?;
    let names: Vec<_> = list_objects(tx, &calendar)?.into_iter().map(|meta| meta.name).collect();
    get_objects(tx, caller, address, &names)
}

/// An object that can no longer be read is left out, so that the rest can be had.
fn parse(stored: &StoredObject) -> Option<ICalendar> {
    let parsed = ICalendar::parse(stored.data.clone());
    parsed
        .inspect_err(
            |error| tracing::error!(object = %stored.meta.name, %error, "a stored object cannot be read"),
        )
        .ok()
}
