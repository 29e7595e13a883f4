//! PUT of a file (RFC 4918 §9.7).

use axum::response::Response;
use http::StatusCode;
use ta_app::{FileOutcome, put_file};
use ta_core::MediaType;
use ta_core::file::{FileRef, NewFile};

use super::Change;
use crate::Doors;
use crate::dav::refusal::Refusal;
use crate::dav::request::DavRequest;
use crate::dav::response::stored;

/// Stores the body.
pub(super) async fn answer(
    doors: &Doors,
    request: DavRequest,
    address: FileRef,
) -> Result<Response, Refusal> {
    request.check_whole()?;
    let condition = request.condition()?;
    let media_type = request.header("content-type").and_then(|named| MediaType::new(named).ok());
    let new = NewFile::new(request.body.as_ref().into(), media_type);
    let change = Change::of(doors, &request, &address)?;
    let home = address.home.clone();
    let put = doors.app.store.write(move |tx| {
        let files = change.begin(tx)?;
        put_file(tx, &files, &address.path, &new, &condition)
    });
    let outcome = put.await.map_err(|error| Refusal::of_files(error, &home))?;
    let status = match &outcome {
        FileOutcome::Created(_) => StatusCode::CREATED,
        FileOutcome::Replaced(_) => StatusCode::NO_CONTENT,
    };
    let etag = outcome.meta().etag().ok_or_else(Refusal::not_found)?;
    Ok(stored(status, etag))
}
