//! All doors behind one port.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::{Method, StatusCode};

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

/// Answers where no door is. Calendar clients that were given nothing but the server's name ask its root first; what
/// they ask is answered at once, since some drop the body of a request that they are sent elsewhere with.
async fn elsewhere(State(doors): State<Arc<Doors>>, request: Request) -> Response {
    if request.uri().path() == "/" && !matches!(*request.method(), Method::GET | Method::HEAD) {
        return dav::serve_root(doors, request).await;
    }
    StatusCode::NOT_FOUND.into_response()
}
