//! Who sends a request to the API: a browser with the cookie of a session, or a script with HTTP Basic credentials.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use http::header::AUTHORIZATION;
use http::request::Parts;
use http::{HeaderMap, StatusCode};
use ta_app::{Error, ResumedSession, resume_session};
use ta_core::Caller;
use utoipa::IntoResponses;
use utoipa::openapi::{RefOr, Response};

use super::document::refusals;
use super::failure::{Code, Failure};
use super::session::cookie;
use crate::Doors;
use crate::basic::{BasicRefusal, CHALLENGE, authenticate_basic};
use crate::client::client_name;

/// The header that a request with a session's cookie needs when it changes something.
pub(crate) const CSRF_HEADER: &str = "x-csrf-token";

/// What a 401 says to somebody without credentials. Naming `Basic` would make browsers show a login dialog of their own.
const COOKIE_CHALLENGE: &str = r#"Cookie realm="TeamAgenda""#;

/// The caller of a request. A request with a cookie that changes something must carry the session's CSRF token too, so
/// that no other site can make a browser send it.
pub(crate) struct SignedIn(pub(crate) Caller);

impl FromRequestParts<Arc<Doors>> for SignedIn {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, doors: &Arc<Doors>) -> Result<Self, Failure> {
        if parts.headers.contains_key(AUTHORIZATION) {
            let caller = authenticate_basic(doors, &parts.headers, &parts.extensions).await;
            return caller.map(Self).map_err(basic_refused);
        }
        let session = resume(doors, &parts.headers).await?;
        if !parts.method.is_safe() {
            check_csrf(&parts.headers, &session.csrf_token)?;
        }
        Ok(Self(Caller::new(&session.member, client_name(&parts.headers))))
    }
}

/// The session of the request's cookie.
///
/// # Errors
/// 401 when there is none, or it has ended.
pub(crate) async fn resume(doors: &Doors, headers: &HeaderMap) -> Result<ResumedSession, Failure> {
    let token = cookie::token_of(headers, doors).ok_or_else(not_signed_in)?;
    let (team, now) = (doors.app.team, doors.app.now());
    let resumed = doors.app.store.read(move |tx| resume_session(tx, team, &token, now)).await;
    resumed.map_err(|error| match error {
        Error::NotFound => not_signed_in(),
        other => other.into(),
    })
}

fn not_signed_in() -> Failure {
    Failure::new(StatusCode::UNAUTHORIZED, Code::NotSignedIn, "sign in first").challenging(COOKIE_CHALLENGE)
}

fn basic_refused(refusal: BasicRefusal) -> Failure {
    match refusal {
        BasicRefusal::Refused(error) => Failure::from(error).challenging(CHALLENGE),
        BasicRefusal::Missing | BasicRefusal::Malformed => {
            let failure = Failure::new(StatusCode::UNAUTHORIZED, Code::NotSignedIn, refusal.to_string());
            failure.challenging(CHALLENGE)
        }
    }
}

/// The tokens are compared as they are: who can measure how long that takes still cannot send the cookie.
pub(crate) fn check_csrf(headers: &HeaderMap, expected: &str) -> Result<(), Failure> {
    let sent = headers.get(CSRF_HEADER).map(http::HeaderValue::as_bytes);
    if sent == Some(expected.as_bytes()) {
        Ok(())
    } else {
        let message = "send the session's csrf_token in the header X-CSRF-Token";
        Err(Failure::new(StatusCode::FORBIDDEN, Code::CsrfTokenWrong, message))
    }
}

impl IntoResponses for SignedIn {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        refusals(&[
            (StatusCode::UNAUTHORIZED, Code::NotSignedIn, "sign in first"),
            (
                StatusCode::FORBIDDEN,
                Code::CsrfTokenWrong,
                "send the session's csrf_token in the header X-CSRF-Token",
            ),
            (
                StatusCode::TOO_MANY_REQUESTS,
                Code::TooManyAttempts,
                "too many wrong attempts; try again in 8 s",
            ),
            (StatusCode::SERVICE_UNAVAILABLE, Code::TryAgain, "the server is busy or restarting; try again"),
        ])
    }
}
