//! CALDAV:calendar-query (RFC 4791 §7.8).

use axum::response::Response;
use jiff::tz::TimeZone;
use ta_app::{Error, query_calendar, zone_of_vtimezone};
use ta_dav::{CalendarQuery, Multistatus, Precondition, QueryTimeZone};

use super::answer::ReportedCalendar;
use super::object_text::{select, selection};
use super::reported_calendar;
use crate::Doors;
use crate::dav::address::object_href;
use crate::dav::property::Viewer;
use crate::dav::refusal::Refusal;
use crate::dav::request::DavRequest;
use crate::dav::response::multistatus;

/// Tells of the objects that satisfy the filter. The Depth header is not looked at: a calendar has one level only, and
/// Windows Mail asks with Depth 0 for what is in it.
pub(super) async fn answer(
    doors: &Doors,
    request: DavRequest,
    query: CalendarQuery,
) -> Result<Response, Refusal> {
    let collection = reported_calendar(&request)?;
    let preferences = request.return_preference();
    let viewer = Viewer::of(doors, &request.caller);
    let asked_zone = query.time_zone.as_ref().map(zone_of).transpose()?;
    let selection = selection(query.properties.calendar_data)?;
    let (caller, address, filter) = (request.caller, collection.clone(), query.filter);
    let found = doors
        .app
        .store
        .read(move |tx| {
            let calendar = ReportedCalendar::load(tx, &caller, &address)?;
            let zone = match &asked_zone {
                Some(zone) => zone.clone(),
                None => calendar.zone(tx)?,
            };
            let found = query_calendar(tx, &caller, &address, &filter, &zone)?;
            Ok::<_, Error>((calendar, select(found, &selection, &zone)))
        })
        .await?;
    let (calendar, found) = (found.0, found.1?);
    let mut answer = Multistatus::new(preferences.returns);
    for object in &found {
        let results = calendar.object_results(object, &query.properties.properties, &viewer);
        answer.properties(&object_href(&collection, &object.meta.name), &results);
    }
    Ok(multistatus(answer.finish(), preferences))
}

/// The zone that the client names.
fn zone_of(asked: &QueryTimeZone) -> Result<TimeZone, Refusal> {
    match asked {
        QueryTimeZone::Id(id) => ta_ical::known_zone(id).ok_or_else(|| {
            Refusal::Precondition(Precondition::ValidTimezone, format!("the time zone {id} is not known"))
        }),
        QueryTimeZone::ICalendar(text) => zone_of_vtimezone(text).ok_or_else(|| {
            let sentence = "the query's time zone is no VTIMEZONE of a known name".to_owned();
            Refusal::Precondition(Precondition::ValidCalendarData, sentence)
        }),
    }
}
