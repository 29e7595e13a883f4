//! The CalDAV door (RFC 4791, RFC 4918, RFC 6578) under `/dav/`.
//!
//! One file for each method and each report, named by its verb. [`request`] says what they are given, [`refusal`] what
//! they answer when they do not do it, [`place`] what lies at a path and [`property`] what is told of it.

mod address;
mod files;
mod method;
mod place;
mod property;
mod refusal;
mod report;
mod request;
mod response;
mod space;
mod state;
mod target;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::any;
use http::header::{ALLOW, CONTENT_LOCATION, HeaderName};
use http::{HeaderValue, Method, StatusCode, Uri};
use ta_dav::{DavPath, Href};

pub(crate) use address::etag_list;

use crate::Doors;
use crate::drain::drain;
use refusal::Refusal;
use request::{DavMethod, DavRequest};
use space::Space;

const DAV: HeaderName = HeaderName::from_static("dav");

/// The routes of the door, discovery (RFC 6764 §5) included.
pub(crate) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/.well-known/caldav", any(redirect_to_root))
        .route("/dav", any(serve))
        .route("/dav/", any(serve))
        .route("/dav/{*path}", any(serve))
}

/// Sends a client that was given nothing but the server's name to the door. Permanently, since some clients take no
/// other redirection for good (TbSync wants 301).
async fn redirect_to_root(request: Request) -> Response {
    drain_request(request).await;
    let mut response = Redirect::permanent("/dav/").into_response();
    *response.status_mut() = http::StatusCode::MOVED_PERMANENTLY;
    response
}

/// Answers a request that was sent to the root of the server as if it had been sent to the root of the door.
pub(crate) async fn serve_root(doors: Arc<Doors>, mut request: Request) -> Response {
    *request.uri_mut() = Uri::from_static("/dav/");
    let mut response = serve(State(doors), request).await;
    response.headers_mut().insert(CONTENT_LOCATION, HeaderValue::from_static("/dav/"));
    response
}

async fn serve(State(doors): State<Arc<Doors>>, request: Request) -> Response {
    let asked = Href::verbatim(request.uri().path());
    let space = Space::of(request.uri().path());
    let asks_for_options = request.method() == Method::OPTIONS;
    let answer = answer(&doors, request).await;
    let mut response = answer.unwrap_or_else(|refusal| refusal.into_response(&asked));
    response.headers_mut().insert(DAV, space.dav_classes());
    let is_refused =
        matches!(response.status(), StatusCode::METHOD_NOT_ALLOWED | StatusCode::NOT_IMPLEMENTED);
    if asks_for_options || is_refused {
        response.headers_mut().insert(ALLOW, space.allowed());
    }
    response
}

async fn answer(doors: &Doors, request: Request) -> Result<Response, Refusal> {
    let Some(method) = DavMethod::of(request.method()) else { return answer_unread(request).await };
    let request = DavRequest::read(doors, method, request).await?;
    if !method.writes() {
        state::check_before_reading(doors, &request).await?;
    }
    if matches!(request.path, DavPath::File { .. }) && !method.is_of_every_space() {
        return files::answer(doors, method, request).await;
    }
    match method {
        DavMethod::Get => method::get::answer(doors, request).await,
        DavMethod::Post => method::post::answer(doors, request).await,
        DavMethod::Put => method::put::answer(doors, request).await,
        DavMethod::Delete => method::delete::answer(doors, request).await,
        DavMethod::Propfind => method::propfind::answer(doors, request).await,
        DavMethod::Proppatch => method::proppatch::answer(doors, request).await,
        DavMethod::Mkcalendar => method::mkcalendar::answer_mkcalendar(doors, request).await,
        DavMethod::Mkcol => method::mkcalendar::answer_mkcol(doors, request).await,
        DavMethod::Copy => method::copy::answer(doors, request).await,
        DavMethod::Move => method::move_to::answer(doors, request).await,
        DavMethod::Acl => method::acl::answer(doors, request).await,
        DavMethod::Report => report::answer(doors, request).await,
        DavMethod::Lock | DavMethod::Unlock => Err(Refusal::MethodNotAllowed("only files can be locked")),
    }
}

/// Answers OPTIONS, for which nobody has to sign in, and methods that are none of the door's.
async fn answer_unread(request: Request) -> Result<Response, Refusal> {
    let method = request.method().clone();
    drain_request(request).await;
    if method == Method::OPTIONS { Ok(method::options::answer()) } else { Err(Refusal::MethodUnknown) }
}

async fn drain_request(request: Request) {
    let (head, body) = request.into_parts();
    drain(&head.headers, body).await;
}
