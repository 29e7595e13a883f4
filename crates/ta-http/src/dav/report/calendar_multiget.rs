//! CALDAV:calendar-multiget (RFC 4791 §7.9).

use std::collections::HashMap;

use axum::response::Response;
use ta_app::{Error, get_objects};
use ta_core::{CollectionRef, ObjectName};
use ta_dav::{CalendarMultiget, Href, Multistatus, Status, UrlReference};

use super::answer::ReportedCalendar;
use super::object_text::{ReportedObject, select, selection};
use super::reported_calendar;
use crate::Doors;
use crate::dav::address::object_ref;
use crate::dav::property::Viewer;
use crate::dav::refusal::Refusal;
use crate::dav::request::DavRequest;
use crate::dav::response::multistatus;

/// Tells of each object asked for, under the address that the client used, in the order asked.
pub(super) async fn answer(
    doors: &Doors,
    request: DavRequest,
    multiget: CalendarMultiget,
) -> Result<Response, Refusal> {
    let collection = reported_calendar(&request)?;
    let preferences = request.return_preference();
    let viewer = Viewer::of(doors, &request.caller);
    let asked: Vec<_> = multiget.hrefs.iter().map(|href| (href, name_in(&collection, href))).collect();
    let names: Vec<ObjectName> = asked.iter().filter_map(|(_, name)| name.clone()).collect();
    let selection = selection(multiget.properties.calendar_data)?;
    let (caller, address) = (request.caller, collection.clone());
    let found = doors
        .app
        .store
        .read(move |tx| {
            let calendar = ReportedCalendar::load(tx, &caller, &address)?;
            let zone = calendar.zone(tx)?;
            let found = get_objects(tx, &caller, &address, &names)?;
            Ok::<_, Error>((calendar, select(found, &selection, &zone)))
        })
        .await?;
    let (calendar, found) = (found.0, found.1?);
    let found: HashMap<&ObjectName, &ReportedObject> =
        found.iter().map(|object| (&object.meta.name, object)).collect();
    let mut answer = Multistatus::new(preferences.returns);
    for (href, name) in asked {
        let href = Href::verbatim(href.clone());
        match name.and_then(|name| found.get(&name).copied()) {
            Some(object) => {
                let results = calendar.object_results(object, &multiget.properties.properties, &viewer);
                answer.properties(&href, &results);
            }
            None => answer.status(&href, Status::NotFound),
        }
    }
    Ok(multistatus(answer.finish(), preferences))
}

/// The name of the object that a reference means; `None` when it leads out of the calendar.
fn name_in(collection: &CollectionRef, href: &str) -> Option<ObjectName> {
    let ta_dav::DavPath::Object { login, calendar, object } = UrlReference::parse(href)?.dav_path().ok()?
    else {
        return None;
    };
    let address = object_ref(&login, &calendar, &object).ok()?;
    (address.collection == *collection).then_some(address.name)
}
