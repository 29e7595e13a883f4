//! REPORT, one file for each report.

mod acl_principal_prop_set;
mod answer;
mod calendar_multiget;
mod calendar_query;
mod expand_property;
mod free_busy_query;
mod object_text;
mod principal_match;
mod principal_property_search;
mod principal_search_property_set;
mod sync_collection;

use axum::response::Response;
use http::StatusCode;
use ta_core::CollectionRef;
use ta_dav::{DavPath, Depth, Precondition, Report};

use super::address::collection_ref;
use super::refusal::Refusal;
use super::request::DavRequest;
use crate::Doors;

/// Answers a report.
pub(super) async fn answer(doors: &Doors, request: DavRequest) -> Result<Response, Refusal> {
    match Report::parse(&request.body)? {
        Report::CalendarQuery(query) => calendar_query::answer(doors, request, query).await,
        Report::CalendarMultiget(multiget) => calendar_multiget::answer(doors, request, multiget).await,
        Report::SyncCollection(sync) => sync_collection::answer(doors, request, sync).await,
        Report::FreeBusyQuery(query) => free_busy_query::answer(doors, request, query).await,
        Report::ExpandProperty(expand) => expand_property::answer(doors, request, expand).await,
        Report::AclPrincipalPropSet(properties) => {
            acl_principal_prop_set::answer(doors, request, properties).await
        }
        Report::PrincipalMatch(wanted) => principal_match::answer(doors, request, wanted).await,
        Report::PrincipalPropertySearch(search) => {
            principal_property_search::answer(doors, request, search).await
        }
        Report::PrincipalSearchPropertySet => principal_search_property_set::answer(doors, request).await,
        _ => Err(unsupported()),
    }
}

/// Refuses a Depth other than 0, for which the reports of RFC 3744 §9 are not defined.
fn only_depth_0(request: &DavRequest) -> Result<(), Refusal> {
    match request.depth(Depth::Zero)? {
        Depth::Zero => Ok(()),
        Depth::One | Depth::Infinity => {
            Err(Refusal::plain(StatusCode::BAD_REQUEST, "this report is asked with Depth 0"))
        }
    }
}

/// The most resources that one answer tells of where a request does not name them one by one.
const RESOURCES_MAX: usize = 10_000;

fn too_many() -> Refusal {
    let sentence = format!("more than {RESOURCES_MAX} resources are meant; ask for less at once");
    Refusal::Precondition(Precondition::NumberOfMatchesWithinLimits, sentence)
}

fn unsupported() -> Refusal {
    let sentence = "this report is not offered here; DAV:supported-report-set tells which are".to_owned();
    Refusal::Precondition(Precondition::SupportedReport, sentence)
}

/// The calendar that a report is about which is offered on nothing else.
fn reported_calendar(request: &DavRequest) -> Result<CollectionRef, Refusal> {
    match &request.path {
        DavPath::Calendar { login, calendar } => Ok(collection_ref(login, calendar)?),
        _ => Err(unsupported()),
    }
}
