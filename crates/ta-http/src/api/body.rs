//! JSON bodies, read so that a refusal names the field.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{FromRequest, Request};
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use serde::de::DeserializeOwned;
use utoipa::IntoResponses;
use utoipa::openapi::{RefOr, Response};

use super::document::refusals;
use super::failure::{Code, Failure};
use crate::Doors;

/// A JSON body.
pub(crate) struct Body<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest<Arc<Doors>> for Body<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, doors: &Arc<Doors>) -> Result<Self, Failure> {
        check_content_type(request.headers())?;
        let bytes = read(request, doors.limits.request_bytes_max).await?;
        parse(&bytes).map(Self)
    }
}

/// Only JSON will do: what an HTML form of another site can send must not count (CSRF).
fn check_content_type(headers: &HeaderMap) -> Result<(), Failure> {
    let declared = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = declared.split(';').next().unwrap_or_default().trim();
    if essence.eq_ignore_ascii_case("application/json") {
        Ok(())
    } else {
        let message = "send the body as JSON, with Content-Type: application/json";
        Err(Failure::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, Code::NotJson, message))
    }
}

async fn read(request: Request, bytes_max: usize) -> Result<Bytes, Failure> {
    match Limited::new(request.into_body(), bytes_max).collect().await {
        Ok(body) => Ok(body.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => {
            let message = format!("the body is larger than {bytes_max} bytes");
            Err(Failure::new(StatusCode::PAYLOAD_TOO_LARGE, Code::TooLarge, message))
        }
        Err(_) => Err(Failure::new(StatusCode::BAD_REQUEST, Code::NotJson, "the body ended early")),
    }
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Failure> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let parsed = serde_path_to_error::deserialize(&mut json).map_err(|error| refused(&error))?;
    let ended = json.end();
    ended.map_err(|error| Failure::new(StatusCode::BAD_REQUEST, Code::NotJson, error.to_string()))?;
    Ok(parsed)
}

fn refused(error: &serde_path_to_error::Error<serde_json::Error>) -> Failure {
    let message = error.inner().to_string();
    if !error.inner().is_data() {
        return Failure::new(
            StatusCode::BAD_REQUEST,
            Code::NotJson,
            format!("the body is not JSON: {message}"),
        );
    }
    let path = error.path().to_string();
    let at_root = path == ".";
    match named_field(&message) {
        Some(name) if at_root => Failure::bad_field(name, without_place(&message)),
        Some(name) if !path.ends_with(name) => {
            Failure::bad_field(format!("{path}.{name}"), without_place(&message))
        }
        None if at_root => Failure::new(StatusCode::BAD_REQUEST, Code::BadField, without_place(&message)),
        _ => Failure::bad_field(path, without_place(&message)),
    }
}

/// The field that serde names between backticks when one is missing or unknown; it is not part of the path then.
fn named_field(message: &str) -> Option<&str> {
    let rest = message.strip_prefix("missing field `").or_else(|| message.strip_prefix("unknown field `"))?;
    rest.split_once('`').map(|(name, _)| name)
}

/// The message without " at line 1 column 12", which says nothing to whoever made the body with a program.
fn without_place(message: &str) -> String {
    message.rsplit_once(" at line ").map_or(message, |(what, _)| what).to_owned()
}

impl<T> IntoResponses for Body<T> {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        refusals(&[
            (StatusCode::BAD_REQUEST, Code::BadField, "missing field `summary`"),
            (StatusCode::PAYLOAD_TOO_LARGE, Code::TooLarge, "the body is larger than 1048576 bytes"),
            (
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                Code::NotJson,
                "send the body as JSON, with Content-Type: application/json",
            ),
        ])
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::{Code, Failure, StatusCode, parse};

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code, reason = "only whether it can be read counts")]
    struct Outer {
        name: String,
        inner: Option<Inner>,
    }

    #[derive(Debug, Deserialize)]
    #[allow(dead_code, reason = "only whether it can be read counts")]
    struct Inner {
        size: u8,
    }

    fn refusal(body: &str) -> Failure {
        parse::<Outer>(body.as_bytes()).unwrap_err()
    }

    #[test]
    fn a_missing_field_is_named() {
        assert_eq!(refusal("{}"), Failure::bad_field("name", "missing field `name`"));
        let inside = refusal(r#"{"name":"a","inner":{}}"#);
        assert_eq!(inside, Failure::bad_field("inner.size", "missing field `size`"));
    }

    #[test]
    fn an_unknown_field_is_named() {
        let expected = Failure::bad_field("nome", "unknown field `nome`, expected `name` or `inner`");
        assert_eq!(refusal(r#"{"nome":"a"}"#), expected);
    }

    #[test]
    fn a_value_of_the_wrong_type_is_named() {
        let message = "invalid type: string \"big\", expected u8";
        let refused = refusal(r#"{"name":"a","inner":{"size":"big"}}"#);
        assert_eq!(refused, Failure::bad_field("inner.size", message));
    }

    #[test]
    fn what_is_not_json_is_told_apart() {
        let message = "the body is not JSON: EOF while parsing an object at line 1 column 1";
        assert_eq!(refusal("{"), Failure::new(StatusCode::BAD_REQUEST, Code::NotJson, message));
    }
}
