//! All doors behind one port.

use std::sync::Arc;

use axum::Router;
use axum::routing::get;

use crate::Doors;
use crate::health::health;

/// The service that answers every request of this server.
pub fn router(doors: Arc<Doors>) -> Router {
    Router::new().route("/healthz", get(health)).with_state(doors)
}
