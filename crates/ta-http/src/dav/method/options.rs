//! OPTIONS: what the door can do (RFC 4918 §9.1, §10.1; RFC 4791 §5.1).

use axum::response::{IntoResponse, Response};
use http::StatusCode;
use http::header::ALLOW;

/// The methods of the door.
pub(in crate::dav) const ALLOWED: &str =
    "OPTIONS, GET, HEAD, POST, PUT, DELETE, PROPFIND, PROPPATCH, MKCALENDAR, MKCOL, COPY, MOVE, ACL, REPORT";

/// 200 and not 204, which GNOME Online Accounts takes for a failure. Nobody has to sign in for it: what the door can do
/// is no secret, and clients ask before they know what to sign in with.
pub(in crate::dav) fn answer() -> Response {
    (StatusCode::OK, [(ALLOW, ALLOWED)], "").into_response()
}

#[cfg(test)]
mod tests {
    use super::ALLOWED;
    use crate::dav::request::METHODS;

    #[test]
    fn every_method_is_announced() {
        let names: Vec<_> = std::iter::once("OPTIONS").chain(METHODS.map(|(name, _)| name)).collect();
        assert_eq!(ALLOWED, names.join(", "));
    }
}
