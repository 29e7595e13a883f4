//! DELETE of a file or collection of files (RFC 4918 §9.6).

use axum::response::Response;
use http::StatusCode;
use ta_app::delete_file;
use ta_core::file::FileRef;
use ta_dav::Depth;

use super::Change;
use crate::Doors;
use crate::dav::refusal::Refusal;
use crate::dav::request::DavRequest;
use crate::dav::response::empty;

/// Deletes what lies at the path, with everything in it or not at all.
pub(super) async fn answer(
    doors: &Doors,
    request: DavRequest,
    address: FileRef,
) -> Result<Response, Refusal> {
    if request.depth(Depth::Infinity)? != Depth::Infinity {
        return Err(Refusal::plain(
            StatusCode::BAD_REQUEST,
            "a collection is deleted with all that is in it",
        ));
    }
    let condition = request.condition()?;
    let change = Change::of(doors, &request, &address)?;
    let home = address.home.clone();
    let deleted = doors.app.store.write(move |tx| {
        let files = change.begin(tx)?;
        delete_file(tx, &files, &address.path, &condition)
    });
    deleted.await.map_err(|error| Refusal::of_files(error, &home))?;
    Ok(empty(StatusCode::NO_CONTENT))
}
