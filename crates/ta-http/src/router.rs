//! All doors behind one port.

use std::sync::Arc;

use axum::Router;
use axum::routing::get;

use crate::health::health;
use crate::{Doors, api, dav};

/// Everything that the server answers to: the health check, the JSON API, CalDAV and the web client.
pub fn router(doors: Arc<Doors>) -> Router {
    Router::new()
        .route("/healthz", get(health))
        .nest("/api/v1", api::router())
        .merge(dav::routes())
        .with_state(doors)
}
