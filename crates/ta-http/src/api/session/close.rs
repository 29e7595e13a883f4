//! DELETE /session: signing out.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{AppendHeaders, IntoResponse, Response};
use http::header::SET_COOKIE;
use http::{HeaderMap, StatusCode};
use ta_app::close_session;

use super::cookie;
use crate::Doors;
use crate::api::failure::Failure;
use crate::api::signed_in::{SignedIn, check_csrf, resume};

/// Sign out
///
/// Ends the session and makes the browser forget its cookie.
#[utoipa::path(
    delete,
    path = "/session",
    operation_id = "close_session",
    tag = "session",
    responses((status = 204, description = "Signed out"), SignedIn)
)]
pub(crate) async fn close(State(doors): State<Arc<Doors>>, headers: HeaderMap) -> Result<Response, Failure> {
    let session = resume(&doors, &headers).await?;
    check_csrf(&headers, &session.csrf_token)?;
    if let Some(token) = cookie::token_of(&headers, &doors) {
        let team = doors.app.team;
        doors.app.store.write(move |tx| close_session(tx, team, &token)).await?;
    }
    let forget = cookie::forget(&doors).map(|value| (SET_COOKIE, value));
    Ok((StatusCode::NO_CONTENT, AppendHeaders(forget)).into_response())
}
