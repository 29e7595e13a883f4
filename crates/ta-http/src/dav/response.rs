//! The shapes of answers.

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use http::header::{CONTENT_TYPE, ETAG, HeaderValue};
use ta_core::Etag;
use ta_dav::Multistatus;

/// 207 with the body of a multistatus.
pub(super) fn multistatus(body: Vec<u8>) -> Response {
    xml(StatusCode::MULTI_STATUS, body)
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

/// A tag as a header's value.
pub(super) fn etag_value(etag: &Etag) -> HeaderValue {
    // The tags of this server are hex digits, which any header can hold.
    HeaderValue::from_str(&etag.to_string()).unwrap_or_else(|_| HeaderValue::from_static("\"\""))
}
