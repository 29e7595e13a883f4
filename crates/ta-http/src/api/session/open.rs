//! POST /session: signing in.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::header::SET_COOKIE;
use http::{Extensions, HeaderMap};
use serde::Deserialize;
use ta_app::{Error, OpenedSession, draw_web_session_token, find_principal, open_session};
use ta_core::{Caller, Principal};
use utoipa::ToSchema;

use super::{Session, cookie};
use crate::Doors;
use crate::api::body::Body;
use crate::api::failure::{ErrorBody, Failure};
use crate::client::{client_name, peer_address};

/// What one signs in with.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Credentials {
    /// A login or a mail address.
    #[schema(example = "anna")]
    login: String,
    /// The password, or an app password.
    #[schema(format = Password, example = "correct horse")]
    password: String,
}

/// Sign in
///
/// Opens a session and sets its cookie. Scripts need no session: they send HTTP Basic credentials with each request.
#[utoipa::path(
    post,
    path = "/session",
    operation_id = "open_session",
    tag = "session",
    security(()),
    request_body = Credentials,
    responses((status = 200, description = "Signed in; the cookie is set", body = Session),
        (status = 401, description = "Login or password is wrong", body = ErrorBody),
        (status = 429, description = "Too many wrong attempts; Retry-After says how long to wait", body = ErrorBody),
        Body<Credentials>
    )
)]
pub(crate) async fn open(
    State(doors): State<Arc<Doors>>,
    headers: HeaderMap,
    extensions: Extensions,
    Body(body): Body<Credentials>,
) -> Result<Response, Failure> {
    let credentials = ta_app::Credentials {
        login: body.login,
        secret: body.password,
        address: peer_address(&headers, &extensions),
        client: client_name(&headers),
    };
    let app = &doors.app;
    let caller = app.authenticator.authenticate(&app.store, &credentials, app.now()).await?;
    let (member, opened) = open_for(&doors, caller).await?;
    let set_cookie = cookie::set(&doors, &opened.token, opened.expires_utc);
    let mut response = Json(Session::of(&member, opened.csrf_token, opened.expires_utc)).into_response();
    response.headers_mut().extend(set_cookie.map(|value| (SET_COOKIE, value)));
    Ok(response)
}

async fn open_for(doors: &Doors, caller: Caller) -> Result<(Principal, OpenedSession), Error> {
    let token = draw_web_session_token(doors.app.entropy.as_ref());
    let now = doors.app.now();
    let write = move |tx: &mut ta_app::WriteTx<'_>| {
        let member = find_principal(tx, &caller, &caller.login)?;
        Ok((member, open_session(tx, &caller, &token, now)?))
    };
    doors.app.store.write(write).await
}
