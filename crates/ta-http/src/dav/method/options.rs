//! OPTIONS (RFC 4918 §9.1, §10.1; RFC 4791 §5.1).

use axum::response::{IntoResponse, Response};
use http::StatusCode;

/// 200 and not 204, which GNOME Online Accounts takes for a failure. Nobody has to sign in for it: what the door can do
/// is no secret, and clients ask before they know what to sign in with. Every answer gets its headers elsewhere.
pub(in crate::dav) fn answer() -> Response {
    (StatusCode::OK, "").into_response()
}
