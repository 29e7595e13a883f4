//! GET and HEAD of a file (RFC 4918 §9.4).

use axum::response::{IntoResponse, Response};
use http::header::{
    CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, HeaderValue, LAST_MODIFIED,
};
use http::{HeaderMap, StatusCode};
use ta_app::get_file;
use ta_core::file::{FileContent, FileMeta, FileRef};
use ta_dav::http_date;

use crate::Doors;
use crate::dav::property::file::media_type;
use crate::dav::refusal::Refusal;
use crate::dav::request::DavRequest;
use crate::dav::response::{etag_value, of_condition};

/// Answers with a file's content.
pub(super) async fn answer(
    doors: &Doors,
    request: DavRequest,
    address: FileRef,
) -> Result<Response, Refusal> {
    let condition = request.condition()?;
    let caller = request.caller;
    let stored = doors.app.store.read(move |tx| get_file(tx, &caller, &address)).await?;
    let Some(content) = &stored.meta.content else {
        return Err(Refusal::MethodNotAllowed("a collection has no content; use PROPFIND"));
    };
    let headers = headers_of(&stored.meta, content);
    match of_condition(&condition, &content.etag)? {
        StatusCode::NOT_MODIFIED => Ok((StatusCode::NOT_MODIFIED, headers).into_response()),
        _ => Ok((headers, stored.data.to_vec()).into_response()),
    }
}

/// A browser is to save what somebody stored, and to run nothing of it: it comes from the same origin as the web client.
fn headers_of(meta: &FileMeta, content: &FileContent) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(ETAG, etag_value(&content.etag));
    headers.insert(CONTENT_DISPOSITION, HeaderValue::from_static("attachment"));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox"));
    if let Ok(media_type) = HeaderValue::from_str(media_type(content)) {
        headers.insert(CONTENT_TYPE, media_type);
    }
    if let Ok(modified) = HeaderValue::from_str(&http_date(meta.modified_utc)) {
        headers.insert(LAST_MODIFIED, modified);
    }
    headers
}
