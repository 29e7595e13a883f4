//! PROPPATCH on a file or collection of files (RFC 4918 §9.2).

use axum::response::Response;
use http::StatusCode;
use ta_app::{find_file, patch_file};
use ta_core::file::FileRef;
use ta_dav::{Href, Multistatus, PropertyResults, Proppatch, ReturnPreference};

use super::Change;
use crate::Doors;
use crate::dav::property::file::{FilePatchOutcome, read_file_patch};
use crate::dav::refusal::Refusal;
use crate::dav::request::DavRequest;
use crate::dav::response::{empty, multistatus, with_preferences};

/// Changes dead properties, all or none. The others are the server's own.
pub(super) async fn answer(
    doors: &Doors,
    request: DavRequest,
    address: FileRef,
) -> Result<Response, Refusal> {
    let proppatch = Proppatch::parse(&request.body)?;
    let preferences = request.return_preference();
    let href = Href::from(&request.path);
    let results = match read_file_patch(&proppatch.instructions) {
        FilePatchOutcome::Patch(changes, results) => {
            let change = Change::of(doors, &request, &address)?;
            let home = address.home.clone();
            let patched = doors.app.store.write(move |tx| {
                let files = change.begin(tx)?;
                patch_file(tx, &files, &address.path, &changes)
            });
            patched.await.map_err(|error| Refusal::of_files(error, &home))?;
            if preferences.returns == Some(ReturnPreference::Minimal) {
                // RFC 8144 §2.2: that all went well needs no words.
                return Ok(with_preferences(empty(StatusCode::OK), preferences));
            }
            results
        }
        FilePatchOutcome::Refused(results) => {
            let caller = request.caller;
            doors.app.store.read(move |tx| find_file(tx, &caller, &address)).await?;
            results
        }
    };
    Ok(multistatus(told(&href, &results), preferences))
}

fn told(href: &Href, results: &PropertyResults) -> Vec<u8> {
    let mut answer = Multistatus::new(None);
    answer.properties(href, results);
    answer.finish()
}
