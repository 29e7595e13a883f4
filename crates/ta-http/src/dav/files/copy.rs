//! COPY of a file or collection of files (RFC 4918 §9.8).

use axum::response::Response;
use http::StatusCode;
use ta_app::{FileOutcome, copy_file};
use ta_core::file::{FileRef, TreeDepth};
use ta_dav::Depth;

use super::{Change, target_path};
use crate::Doors;
use crate::dav::refusal::Refusal;
use crate::dav::request::DavRequest;
use crate::dav::response::empty;
use crate::dav::target::{destination, overwrite, source_condition};

/// Copies what lies at the path to the destination, all of it or nothing.
pub(super) async fn answer(
    doors: &Doors,
    request: DavRequest,
    address: FileRef,
) -> Result<Response, Refusal> {
    let target = target_path(&destination(&request)?, &address)?;
    let depth = match request.depth(Depth::Infinity)? {
        Depth::Zero => TreeDepth::Zero,
        Depth::Infinity => TreeDepth::Infinity,
        Depth::One => {
            return Err(Refusal::plain(StatusCode::BAD_REQUEST, "copy with Depth 0 or infinity"));
        }
    };
    let (overwrite, condition) = (overwrite(&request)?, source_condition(&request)?);
    let change = Change::of(doors, &request, &address)?;
    let home = address.home.clone();
    let copied = doors.app.store.write(move |tx| {
        let files = change.begin(tx)?;
        copy_file(tx, &files, &address.path, &target, depth, overwrite, &condition)
    });
    let outcome = copied.await.map_err(|error| Refusal::of_files(error, &home))?;
    Ok(empty(status_of(&outcome)))
}

/// 201 where nothing was before, else 204 (RFC 4918 §9.8.5, §9.9.4).
pub(super) fn status_of(outcome: &FileOutcome) -> StatusCode {
    match outcome {
        FileOutcome::Created(_) => StatusCode::CREATED,
        FileOutcome::Replaced(_) => StatusCode::NO_CONTENT,
    }
}
