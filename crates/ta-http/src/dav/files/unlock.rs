//! UNLOCK (RFC 4918 §9.11).

use axum::response::Response;
use http::StatusCode;
use ta_app::unlock_file;
use ta_core::file::{FileRef, LockToken};
use ta_dav::parse_lock_token;

use super::Change;
use crate::Doors;
use crate::dav::refusal::Refusal;
use crate::dav::request::DavRequest;
use crate::dav::response::empty;

/// Takes the lock away that the Lock-Token header names.
pub(super) async fn answer(
    doors: &Doors,
    request: DavRequest,
    address: FileRef,
) -> Result<Response, Refusal> {
    let token = LockToken::new(parse_lock_token(request.header("lock-token"))?);
    let change = Change::of(doors, &request, &address)?;
    let home = address.home.clone();
    let unlocked = doors.app.store.write(move |tx| {
        let files = change.begin(tx)?;
        unlock_file(tx, &files, &address.path, &token)
    });
    unlocked.await.map_err(|error| Refusal::of_files(error, &home))?;
    Ok(empty(StatusCode::NO_CONTENT))
}
