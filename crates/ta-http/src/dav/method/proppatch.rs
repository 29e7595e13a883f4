//! PROPPATCH (RFC 4918 §9.2).

use axum::response::Response;
use http::StatusCode;
use ta_app::{Error, find_calendar, update_calendar};
use ta_core::CollectionRef;
use ta_dav::{
    DavPath, Href, Multistatus, Precondition, PropertyName, PropertyResults, Proppatch, ReturnPreference,
    Status,
};

use crate::Doors;
use crate::dav::address::collection_ref;
use crate::dav::place::{Wanted, load};
use crate::dav::property::patch::{PatchOutcome, read_patch};
use crate::dav::refusal::Refusal;
use crate::dav::request::DavRequest;
use crate::dav::response::{empty, multistatus, with_preferences};
use crate::dav::state::StateCondition;

/// Changes the properties of a calendar, all or none. Nothing else has properties that clients can change.
pub(in crate::dav) async fn answer(doors: &Doors, request: DavRequest) -> Result<Response, Refusal> {
    let proppatch = Proppatch::parse(&request.body)?;
    let href = Href::from(&request.path);
    let preferences = request.return_preference();
    let outcome = match &request.path {
        DavPath::Calendar { login, calendar } => {
            let address = collection_ref(login, calendar)?;
            patch_calendar(doors, request, address, &proppatch).await?
        }
        _ => refuse_all(doors, request, &proppatch).await?,
    };
    if matches!(outcome, Outcome::Done(_)) && preferences.returns == Some(ReturnPreference::Minimal) {
        // RFC 8144 §2.2: that all went well needs no words.
        return Ok(with_preferences(empty(StatusCode::OK), preferences));
    }
    let (Outcome::Done(results) | Outcome::Refused(results)) = outcome;
    let mut answer = Multistatus::new(preferences.returns);
    answer.properties(&href, &results);
    Ok(multistatus(answer.finish(), preferences))
}

/// What became of the instructions, and what is to be told of each.
enum Outcome {
    Done(PropertyResults),
    Refused(PropertyResults),
}

async fn patch_calendar(
    doors: &Doors,
    request: DavRequest,
    address: CollectionRef,
    proppatch: &Proppatch,
) -> Result<Outcome, Refusal> {
    let states = StateCondition::of(doors, &request)?;
    let caller = request.caller;
    match read_patch(&proppatch.instructions) {
        PatchOutcome::Patch(patch, results) => {
            let patched = doors.app.store.write(move |tx| {
                states.check_before_writing(tx, &caller)?;
                update_calendar(tx, &caller, &address, &patch)
            });
            patched.await?;
            Ok(Outcome::Done(results))
        }
        PatchOutcome::Refused(results) => {
            doors.app.store.read(move |tx| find_calendar(tx, &caller, &address)).await?;
            Ok(Outcome::Refused(results))
        }
    }
}

async fn refuse_all(doors: &Doors, request: DavRequest, proppatch: &Proppatch) -> Result<Outcome, Refusal> {
    let (caller, path) = (request.caller, request.path);
    let there = doors.app.store.read(move |tx| load(tx, &caller, &path, Wanted::default()).map(|_| ()));
    there.await.map_err(|error: Error| Refusal::from(error))?;
    let names = proppatch.instructions.iter().map(|instruction| instruction.name().clone());
    let mut results = PropertyResults::new();
    names.for_each(|name: PropertyName| {
        results.refused(name, Status::Forbidden, Precondition::CannotModifyProtectedProperty);
    });
    Ok(Outcome::Refused(results))
}
