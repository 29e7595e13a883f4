//! GET /session: who is signed in.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use http::HeaderMap;

use super::Session;
use crate::Doors;
use crate::api::failure::Failure;
use crate::api::signed_in::{SignedIn, resume};

/// Who is signed in
///
/// The session of the cookie, with its CSRF token.
#[utoipa::path(
    get,
    path = "/session",
    operation_id = "read_session",
    tag = "session",
    responses((status = 200, description = "The session", body = Session), SignedIn)
)]
pub(crate) async fn read(
    State(doors): State<Arc<Doors>>,
    headers: HeaderMap,
) -> Result<Json<Session>, Failure> {
    let session = resume(&doors, &headers).await?;
    Ok(Json(Session::of(&session.member, session.csrf_token, session.expires_utc)))
}
