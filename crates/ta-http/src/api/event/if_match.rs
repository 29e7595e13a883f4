//! If-Match, without which nothing stored is changed.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use http::StatusCode;
use http::header::IF_MATCH;
use http::request::Parts;
use ta_core::Condition;
use ta_dav::EntityTags;
use utoipa::IntoResponses;
use utoipa::openapi::{RefOr, Response};

use crate::Doors;
use crate::api::document::refusals;
use crate::api::failure::{Code, Failure};
use crate::dav::etag_list;

/// What a request says must be stored now. `*` stands for whatever it is.
pub(crate) struct IfMatch(pub(crate) Condition);

impl FromRequestParts<Arc<Doors>> for IfMatch {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _doors: &Arc<Doors>) -> Result<Self, Failure> {
        let header = parts.headers.get(IF_MATCH).ok_or_else(missing)?;
        let tags = header.to_str().ok().and_then(|value| EntityTags::if_match(Some(value)).ok()?);
        let tags = tags.ok_or_else(unreadable)?;
        Ok(Self(Condition { if_match: Some(etag_list(tags)), if_none_match: None }))
    }
}

fn missing() -> Failure {
    let message = "send the etag of the event as you know it in the header If-Match";
    Failure::new(StatusCode::PRECONDITION_REQUIRED, Code::IfMatchMissing, message)
}

fn unreadable() -> Failure {
    let message = "If-Match holds no entity tag; send the etag as it was given, quotes included";
    Failure::new(StatusCode::BAD_REQUEST, Code::BadIfMatch, message)
}

impl IntoResponses for IfMatch {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        refusals(&[
            (
                StatusCode::PRECONDITION_FAILED,
                Code::ChangedMeanwhile,
                "it was changed, made or deleted in the meantime; fetch it again before changing it",
            ),
            (
                StatusCode::PRECONDITION_REQUIRED,
                Code::IfMatchMissing,
                "send the etag of the event as you know it in the header If-Match",
            ),
        ])
    }
}
