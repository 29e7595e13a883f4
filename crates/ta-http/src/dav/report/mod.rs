//! REPORT, one file for each report.

mod answer;
mod calendar_multiget;
mod calendar_query;
mod object_text;
mod sync_collection;

use axum::response::Response;
use ta_core::CollectionRef;
use ta_dav::{DavPath, Precondition, Report};

use super::address::collection_ref;
use super::refusal::Refusal;
use super::request::DavRequest;
use crate::Doors;

/// Answers a report about a calendar.
pub(super) async fn answer(doors: &Doors, request: DavRequest) -> Result<Response, Refusal> {
    match Report::parse(&request.body)? {
        Report::CalendarQuery(query) => calendar_query::answer(doors, request, query).await,
        Report::CalendarMultiget(multiget) => calendar_multiget::answer(doors, request, multiget).await,
        Report::SyncCollection(sync) => sync_collection::answer(doors, request, sync).await,
        _ => Err(unsupported()),
    }
}

fn unsupported() -> Refusal {
    let sentence = "this report is not offered here; DAV:supported-report-set tells which are".to_owned();
    Refusal::Precondition(Precondition::SupportedReport, sentence)
}

/// The calendar that a report is about; no report is offered on anything else.
fn reported_calendar(request: &DavRequest) -> Result<CollectionRef, Refusal> {
    match &request.path {
        DavPath::Calendar { login, calendar } => Ok(collection_ref(login, calendar)?),
        _ => Err(unsupported()),
    }
}
