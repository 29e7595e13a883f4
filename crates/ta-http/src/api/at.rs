//! Names in the path of a request, and what its query says.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{FromRequestParts, Path, Query};
use http::StatusCode;
use http::request::Parts;
use serde::de::DeserializeOwned;
use ta_app::Error;
use ta_core::{CalendarName, Caller, CollectionRef, ObjectName, ObjectRef};
use utoipa::IntoResponses;
use utoipa::openapi::{RefOr, Response};

use super::document::refusals;
use super::failure::{Code, Failure};
use crate::Doors;

/// The names in a path, decoded. A path whose names cannot be decoded leads nowhere.
pub(crate) struct At<T>(pub(crate) T);

impl<T: DeserializeOwned + Send> FromRequestParts<Arc<Doors>> for At<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, doors: &Arc<Doors>) -> Result<Self, Failure> {
        let path = Path::from_request_parts(parts, doors).await;
        path.map(|Path(names)| Self(names)).map_err(|_| Error::NotFound.into())
    }
}

/// What the query of a request says.
pub(crate) struct Asked<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequestParts<Arc<Doors>> for Asked<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, doors: &Arc<Doors>) -> Result<Self, Failure> {
        let Query(asked) = Query::from_request_parts(parts, doors)
            .await
            .map_err(|error| Failure::new(StatusCode::BAD_REQUEST, Code::BadField, error.body_text()))?;
        Ok(Self(asked))
    }
}

/// A calendar in the caller's home. A name that no calendar can have names none.
pub(crate) fn collection_ref(caller: &Caller, calendar: &str) -> Result<CollectionRef, Error> {
    let calendar = CalendarName::new(calendar).map_err(|_| Error::NotFound)?;
    Ok(CollectionRef { home: caller.login.clone(), calendar })
}

/// An object of a calendar in the caller's home.
pub(crate) fn object_ref(caller: &Caller, calendar: &str, object: &str) -> Result<ObjectRef, Error> {
    let collection = collection_ref(caller, calendar)?;
    let name = ObjectName::new(object).map_err(|_| Error::NotFound)?;
    Ok(ObjectRef { collection, name })
}

impl<T> IntoResponses for At<T> {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        refusals(&[(StatusCode::NOT_FOUND, Code::NotFound, "there is nothing under this address")])
    }
}
