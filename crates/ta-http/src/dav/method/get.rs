//! GET and HEAD.

use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_TYPE, ETAG, HeaderValue, LAST_MODIFIED};
use http::{HeaderMap, StatusCode};
use ta_app::get_object;
use ta_core::{ObjectRef, StoredObject};
use ta_dav::{DavPath, http_date};

use super::get_calendar;
use crate::Doors;
use crate::dav::address::{collection_ref, object_ref};
use crate::dav::refusal::Refusal;
use crate::dav::request::DavRequest;
use crate::dav::response::{etag_value, of_condition};

/// Answers with an object's text as it is stored, or with a whole calendar.
pub(in crate::dav) async fn answer(doors: &Doors, request: DavRequest) -> Result<Response, Refusal> {
    match &request.path {
        DavPath::Object { login, calendar, object } => {
            let address = object_ref(login, calendar, object)?;
            answer_object(doors, request, address).await
        }
        DavPath::Calendar { login, calendar } => {
            let address = collection_ref(login, calendar)?;
            get_calendar::answer(doors, request.caller, address).await
        }
        _ => Err(Refusal::MethodNotAllowed("there is no text here; use PROPFIND")),
    }
}

async fn answer_object(doors: &Doors, request: DavRequest, address: ObjectRef) -> Result<Response, Refusal> {
    let condition = request.condition()?;
    let caller = request.caller;
    let stored = doors.app.store.read(move |tx| get_object(tx, &caller, &address)).await?;
    let headers = headers_of(&stored);
    match of_condition(&condition, &stored.meta.etag)? {
        StatusCode::NOT_MODIFIED => Ok((StatusCode::NOT_MODIFIED, headers).into_response()),
        _ => Ok((headers, stored.data.to_vec()).into_response()),
    }
}

fn headers_of(stored: &StoredObject) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(ETAG, etag_value(&stored.meta.etag));
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8"));
    if let Ok(modified) = HeaderValue::from_str(&http_date(stored.meta.modified_utc)) {
        headers.insert(LAST_MODIFIED, modified);
    }
    headers
}
