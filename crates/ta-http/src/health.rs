//! `GET /healthz`: whether the server can do its work, for whatever watches over it.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use ta_app::team_settings;

use crate::Doors;

/// Answers 200 when the store answers, 503 when it does not. It is public and tells nothing else.
pub(crate) async fn health(State(doors): State<Arc<Doors>>) -> (StatusCode, &'static str) {
    let team = doors.app.team;
    match doors.app.store.read(move |tx| team_settings(tx, team)).await {
        Ok(_) => (StatusCode::OK, "ok\n"),
        Err(error) => {
            tracing::error!(%error, "the store does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "the store does not answer\n")
        }
    }
}
