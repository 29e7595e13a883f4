//! MOVE of a file or collection of files (RFC 4918 §9.9).

use axum::response::Response;
use http::StatusCode;
use ta_app::move_file;
use ta_core::file::FileRef;
use ta_dav::Depth;

use super::copy::status_of;
use super::{Change, target_path};
use crate::Doors;
use crate::dav::refusal::Refusal;
use crate::dav::request::DavRequest;
use crate::dav::response::empty;
use crate::dav::target::{destination, overwrite, source_condition};

/// Moves what lies at the path to the destination, all of it or nothing.
pub(super) async fn answer(
    doors: &Doors,
    request: DavRequest,
    address: FileRef,
) -> Result<Response, Refusal> {
    let target = target_path(&destination(&request)?, &address)?;
    if request.depth(Depth::Infinity)? != Depth::Infinity {
        return Err(Refusal::plain(StatusCode::BAD_REQUEST, "a collection moves with all that is in it"));
    }
    let (overwrite, condition) = (overwrite(&request)?, source_condition(&request)?);
    let change = Change::of(doors, &request, &address)?;
    let home = address.home.clone();
    let moved = doors.app.store.write(move |tx| {
        let files = change.begin(tx)?;
        move_file(tx, &files, &address.path, &target, overwrite, &condition)
    });
    let outcome = moved.await.map_err(|error| Refusal::of_files(error, &home))?;
    Ok(empty(status_of(&outcome)))
}
