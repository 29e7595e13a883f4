//! The shapes of answers.

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use http::header::{CONTENT_TYPE, ETAG, HeaderName, HeaderValue};
use ta_core::{Condition, Etag};
use ta_dav::{Multistatus, Preferences, ReturnPreference};

use super::refusal::Refusal;

const PREFERENCE_APPLIED: HeaderName = HeaderName::from_static("preference-applied");

/// 207 with the body of a multistatus, in which the client's preferences were followed.
pub(super) fn multistatus(body: Vec<u8>, followed: Preferences) -> Response {
    with_preferences(xml(StatusCode::MULTI_STATUS, body), followed)
}

/// An answer that tells which preferences were followed (RFC 7240 §3). A representation is never added to an answer.
pub(super) fn with_preferences(mut response: Response, followed: Preferences) -> Response {
    let minimal = followed.returns == Some(ReturnPreference::Minimal);
    let applied = match (minimal, followed.depth_noroot) {
        (true, true) => "return=minimal, depth-noroot",
        (true, false) => "return=minimal",
        (false, true) => "depth-noroot",
        (false, false) => return response,
    };
    response.headers_mut().insert(PREFERENCE_APPLIED, HeaderValue::from_static(applied));
    response
}

/// An XML body.
pub(super) fn xml(status: StatusCode, body: Vec<u8>) -> Response {
    (status, [(CONTENT_TYPE, HeaderValue::from_static(Multistatus::CONTENT_TYPE))], body).into_response()
}

/// A status without a body.
pub(super) fn empty(status: StatusCode) -> Response {
    (status, Body::empty()).into_response()
}

/// A status without a body, and the tag of what is stored now.
pub(super) fn stored(status: StatusCode, etag: &Etag) -> Response {
    let mut response = empty(status);
    response.headers_mut().insert(ETAG, etag_value(etag));
    response
}

/// What a condition makes of a GET: 200, or 304 when the client has it already (RFC 9110 §13.1.2).
pub(super) fn of_condition(condition: &Condition, etag: &Etag) -> Result<StatusCode, Refusal> {
    match condition.check(Some(etag)) {
        Ok(()) => Ok(StatusCode::OK),
        Err(_) if condition.if_none_match.is_some() => Ok(StatusCode::NOT_MODIFIED),
        Err(failed) => Err(Refusal::plain(StatusCode::PRECONDITION_FAILED, failed.to_string())),
    }
}

/// A tag as a header's value.
pub(super) fn etag_value(etag: &Etag) -> HeaderValue {
    // The tags of this server are hex digits, which any header can hold.
    HeaderValue::from_str(&etag.to_string()).unwrap_or_else(|_| HeaderValue::from_static("\"\""))
}
