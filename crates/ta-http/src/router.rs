//! All doors behind one port.

use std::sync::Arc;

use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::{Method, StatusCode, Uri};

use crate::health::health;
use crate::{Doors, api, dav};

/// Everything that the server answers to: the health check, the JSON API, CalDAV and the web client.
pub fn router(doors: Arc<Doors>) -> Router {
    Router::new()
        .route("/healthz", get(health))
        .nest("/api/v1", api::router())
        .merge(dav::routes())
        .fallback(elsewhere)
        .with_state(doors)
}

/// Answers where no door is. Calendar clients that were given nothing but the server's name try its root first.
async fn elsewhere(method: Method, uri: Uri) -> Response {
    if uri.path() == "/" && !matches!(method, Method::GET | Method::HEAD) {
        return dav::redirect_to_root().await;
    }
    StatusCode::NOT_FOUND.into_response()
}
