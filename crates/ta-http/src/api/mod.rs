//! The JSON API: what the web client and scripts use. One endpoint per file; the bodies are written here and nowhere
//! else.

mod app_password;
mod at;
mod body;
mod calendar;
mod changes;
mod failure;
mod field;
mod session;
mod signed_in;

use std::sync::Arc;

use axum::Router;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Doors;

/// The API, to be nested under `/api/v1`.
pub(crate) fn router() -> Router<Arc<Doors>> {
    let (router, _document) = endpoints().split_for_parts();
    router.fallback(failure::no_such_endpoint).method_not_allowed_fallback(failure::no_such_method)
}

fn endpoints() -> OpenApiRouter<Arc<Doors>> {
    OpenApiRouter::new()
        .routes(routes!(session::open::open, session::read::read, session::close::close))
        .routes(routes!(calendar::list::list, calendar::create::create))
        .routes(routes!(calendar::change::change, calendar::delete::delete))
        .routes(routes!(app_password::list::list, app_password::create::create))
        .routes(routes!(app_password::delete::delete))
        .routes(routes!(changes::listen))
}
