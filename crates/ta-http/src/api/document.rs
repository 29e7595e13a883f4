//! The OpenAPI document of the API.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use http::StatusCode;
use http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderName};
use serde_json::json;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder};
use utoipa::{Modify, OpenApi};

use super::failure::{Code, ErrorBody};

/// What the document says besides the endpoints.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "TeamAgenda",
        version = "1",
        description = "Calendars and events of a TeamAgenda server. Browsers sign in with POST /session and send the \
            session's csrf_token in the header X-CSRF-Token with every request that changes something. Scripts send \
            HTTP Basic credentials with each request, best an app password, and need neither. Instants are RFC 3339 in \
            UTC. Whatever is refused is answered with an ErrorBody."
    ),
    servers((url = "/api/v1")),
    security(("session" = []), ("basic" = [])),
    components(schemas(ErrorBody)),
    modifiers(&SecuritySchemes),
    tags(
        (name = "session", description = "Signing in and out with a browser"),
        (name = "calendars", description = "The caller's calendars"),
        (name = "events", description = "Events and their instances"),
        (name = "changes", description = "Hearing of changes as they happen"),
        (name = "app passwords", description = "Passwords for single devices and scripts"),
        (name = "document", description = "This document")
    )
)]
pub(super) struct Frame;

struct SecuritySchemes;

impl Modify for SecuritySchemes {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let components = document.components.get_or_insert_default();
        let cookie =
            ApiKeyValue::with_description("teamagenda", "Set by POST /session; __Host-teamagenda over HTTPS");
        components.add_security_scheme("session", SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
        let basic = HttpBuilder::new().scheme(HttpAuthScheme::Basic);
        let basic = basic.description(Some("The member's password or an app password"));
        components.add_security_scheme("basic", SecurityScheme::Http(basic.build()));
    }
}

/// The refusals of an endpoint, by what they have in common: status, word and an example of the sentence.
pub(super) fn refusals(all: &[(StatusCode, Code, &str)]) -> BTreeMap<String, RefOr<Response>> {
    let body = |code: Code, message: &str| json!({ "error": { "code": code, "message": message } });
    let response = |code, message: &str| {
        let content = ContentBuilder::new()
            .schema(Some(Ref::from_schema_name("ErrorBody")))
            .example(Some(body(code, message)));
        ResponseBuilder::new().description(message).content("application/json", content.build()).build()
    };
    all.iter()
        .map(|(status, code, message)| (status.as_str().to_owned(), response(*code, message).into()))
        .collect()
}

/// The document as JSON, the same in each run.
pub fn openapi() -> &'static str {
    static DOCUMENT: LazyLock<String> = LazyLock::new(|| {
        let document = super::endpoints().into_openapi();
        document.to_pretty_json().unwrap_or_default() + "\n"
    });
    &DOCUMENT
}

/// Read this document
#[utoipa::path(
    get,
    path = "/openapi.json",
    operation_id = "read_openapi",
    tag = "document",
    security(()),
    responses((status = 200, description = "The document", content_type = "application/json"))
)]
pub(super) async fn read() -> ([(HeaderName, &'static str); 2], &'static str) {
    ([(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "no-cache")], openapi())
}
