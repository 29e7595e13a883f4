//! The JSON API: what the web client and scripts use. One endpoint per file; the bodies are written here and nowhere
//! else.

mod app_password;
mod at;
mod body;
mod calendar;
mod changes;
mod document;
mod event;
mod failure;
mod field;
mod session;
mod signed_in;

use std::sync::Arc;

use axum::Router;
use axum::middleware::map_response;
use axum::response::Response;
use http::HeaderValue;
use http::header::CACHE_CONTROL;
use utoipa::OpenApi as _;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub use document::openapi;

use crate::Doors;

/// The API, to be nested under `/api/v1`.
pub(crate) fn router() -> Router<Arc<Doors>> {
    let (router, _document) = endpoints().split_for_parts();
    router
        .fallback(failure::no_such_endpoint)
        .method_not_allowed_fallback(failure::no_such_method)
        .layer(map_response(keep_out_of_caches))
}

/// Every endpoint, each with its part of the document.
fn endpoints() -> OpenApiRouter<Arc<Doors>> {
    OpenApiRouter::with_openapi(document::Frame::openapi())
        .routes(routes!(session::open::open, session::read::read, session::close::close))
        .routes(routes!(calendar::list::list, calendar::create::create))
        .routes(routes!(calendar::change::change, calendar::delete::delete))
        .routes(routes!(event::instances::list))
        .routes(routes!(event::create::create))
        .routes(routes!(event::read::read, event::change::change, event::delete::delete))
        .routes(routes!(changes::listen))
        .routes(routes!(app_password::list::list, app_password::create::create))
        .routes(routes!(app_password::delete::delete))
        .routes(routes!(document::read))
}

/// What somebody's calendars hold is kept by nobody on the way.
async fn keep_out_of_caches(mut response: Response) -> Response {
    let caching = response.headers_mut().entry(CACHE_CONTROL);
    caching.or_insert(HeaderValue::from_static("no-store"));
    response
}
