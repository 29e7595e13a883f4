//! All doors behind one port.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::map_response;
use axum::response::Response;
use axum::routing::get;
use http::Method;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::RequestBodyTimeoutLayer;

use crate::compress::compress;
use crate::harden::harden;
use crate::health::health;
use crate::{Doors, api, dav, web};

/// How long a client may be silent while it sends a body. Phones on slow lines send little, but they do send.
const BODY_PATIENCE: Duration = Duration::from_secs(30);

/// Everything that the server answers to: the health check, the JSON API, CalDAV and the web client.
pub fn router(doors: Arc<Doors>) -> Router {
    Router::new()
        .route("/healthz", get(health))
        .nest("/api/v1", api::router())
        .merge(dav::routes())
        .fallback(elsewhere)
        .with_state(doors)
        .layer(CatchPanicLayer::new())
        .layer(RequestBodyTimeoutLayer::new(BODY_PATIENCE))
        .layer(compress())
        .layer(map_response(harden))
}

/// Answers where no other door is: with the web client, mostly. Calendar clients that were given nothing but the
/// server's name ask its root first; what they ask is answered at once, since some drop the body of a request that they
/// are sent elsewhere with.
async fn elsewhere(State(doors): State<Arc<Doors>>, request: Request) -> Response {
    if request.uri().path() == "/" && !matches!(*request.method(), Method::GET | Method::HEAD) {
        return dav::serve_root(doors, request).await;
    }
    web::serve(&request)
}
