//! All doors behind one port.

use std::sync::Arc;

use axum::Router;
use axum::routing::get;

use crate::health::health;
use crate::{Doors, dav};

/// The service that answers every request of this server.
pub fn router(doors: Arc<Doors>) -> Router {
    Router::new().route("/healthz", get(health)).merge(dav::routes()).with_state(doors)
}
