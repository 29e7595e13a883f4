//! PROPPATCH (RFC 4918 §9.2).

use axum::response::Response;
use ta_app::{Error, find_calendar, update_calendar};
use ta_core::CollectionRef;
use ta_dav::{DavPath, Href, Multistatus, Precondition, PropertyName, PropertyResults, Proppatch, Status};

use crate::Doors;
use crate::dav::address::collection_ref;
use crate::dav::place::{Wanted, load};
use crate::dav::property::patch::{PatchOutcome, read_patch};
use crate::dav::refusal::Refusal;
use crate::dav::request::DavRequest;
use crate::dav::response::multistatus;

/// Changes the properties of a calendar, all or none. Nothing else has properties that clients can change.
pub(in crate::dav) async fn answer(doors: &Doors, request: DavRequest) -> Result<Response, Refusal> {
    let proppatch = Proppatch::parse(&request.body)?;
    let href = Href::from(&request.path);
    let returns = request.preferences().returns;
    let results = match &request.path {
        DavPath::Calendar { login, calendar } => {
            let address = collection_ref(login, calendar)?;
            patch_calendar(doors, request, address, &proppatch).await?
        }
        _ => refuse_all(doors, request, &proppatch).await?,
    };
    let mut answer = Multistatus::new(returns);
    answer.properties(&href, &results);
    Ok(multistatus(answer.finish()))
}

async fn patch_calendar(
    doors: &Doors,
    request: DavRequest,
    address: CollectionRef,
    proppatch: &Proppatch,
) -> Result<PropertyResults, Refusal> {
    let caller = request.caller;
    match read_patch(&proppatch.instructions) {
        PatchOutcome::Patch(patch, results) => {
            doors.app.store.write(move |tx| update_calendar(tx, &caller, &address, &patch)).await?;
            Ok(results)
        }
        PatchOutcome::Refused(results) => {
            doors.app.store.read(move |tx| find_calendar(tx, &caller, &address)).await?;
            Ok(results)
        }
    }
}

async fn refuse_all(
    doors: &Doors,
    request: DavRequest,
    proppatch: &Proppatch,
) -> Result<PropertyResults, Refusal> {
    let (caller, path) = (request.caller, request.path);
    let there = doors.app.store.read(move |tx| load(tx, &caller, &path, Wanted::default()).map(|_| ()));
    there.await.map_err(|error: Error| Refusal::from(error))?;
    let names = proppatch.instructions.iter().map(|instruction| instruction.name().clone());
    let mut results = PropertyResults::new();
    names.for_each(|name: PropertyName| {
        results.refused(name, Status::Forbidden, Precondition::CannotModifyProtectedProperty);
    });
    Ok(results)
}
