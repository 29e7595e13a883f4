//! MOVE of an object, or of a calendar to another name in its home (RFC 4918 §9.9).

use axum::response::Response;
use http::StatusCode;
use ta_app::{MoveOutcome, move_object, rename_calendar};
use ta_core::{CollectionRef, ObjectRef};
use ta_dav::{DavPath, Precondition};

use crate::Doors;
use crate::dav::address::{collection_ref, object_ref};
use crate::dav::refusal::Refusal;
use crate::dav::request::DavRequest;
use crate::dav::response::empty;
use crate::dav::state::StateCondition;
use crate::dav::target::{destination, overwrite, source_condition};

/// Moves what lies at the path to the destination.
pub(in crate::dav) async fn answer(doors: &Doors, request: DavRequest) -> Result<Response, Refusal> {
    let target = destination(&request)?;
    match (&request.path, &target) {
        (
            DavPath::Object { login, calendar, object },
            DavPath::Object { login: to_login, calendar: to_calendar, object: to_object },
        ) => {
            let source = object_ref(login, calendar, object)?;
            let to = object_ref(to_login, to_calendar, to_object)?;
            answer_object(doors, request, source, to, &target).await
        }
        (
            DavPath::Calendar { login, calendar },
            DavPath::Calendar { login: to_login, calendar: to_calendar },
        ) => {
            let (source, to) = (collection_ref(login, calendar)?, collection_ref(to_login, to_calendar)?);
            answer_calendar(doors, request, source, to).await
        }
        _ => Err(Refusal::plain(
            StatusCode::FORBIDDEN,
            "an object can be moved into a calendar, and a calendar within its home",
        )),
    }
}

async fn answer_object(
    doors: &Doors,
    request: DavRequest,
    source: ObjectRef,
    to: ObjectRef,
    target: &DavPath,
) -> Result<Response, Refusal> {
    let (overwrite, condition) = (overwrite(&request)?, source_condition(&request)?);
    let states = StateCondition::of(doors, &request)?;
    let (caller, now) = (request.caller, doors.app.now());
    let moved = doors.app.store.write(move |tx| {
        states.check_before_writing(tx, &caller)?;
        let moved = move_object(tx, &caller, &source, &to, overwrite, now)?;
        let (MoveOutcome::Created(meta) | MoveOutcome::Replaced(meta)) = &moved;
        // Asked last, since only then is the source locked; an object keeps its tag when it moves.
        condition.check(Some(&meta.etag))?;
        Ok(moved)
    });
    Ok(empty(match moved.await.map_err(|error| Refusal::of_use_case(error, Some(target)))? {
        MoveOutcome::Created(_) => StatusCode::CREATED,
        MoveOutcome::Replaced(_) => StatusCode::NO_CONTENT,
    }))
}

async fn answer_calendar(
    doors: &Doors,
    request: DavRequest,
    source: CollectionRef,
    to: CollectionRef,
) -> Result<Response, Refusal> {
    if source.home != to.home {
        let sentence = "a calendar stays in its owner's home".to_owned();
        return Err(Refusal::Precondition(Precondition::CalendarCollectionLocationOk, sentence));
    }
    let states = StateCondition::of(doors, &request)?;
    let caller = request.caller;
    let renamed = doors.app.store.write(move |tx| {
        states.check_before_writing(tx, &caller)?;
        rename_calendar(tx, &caller, &source, &to.calendar)
    });
    match renamed.await {
        Ok(()) => Ok(empty(StatusCode::CREATED)),
        // A calendar is never overwritten by another, whatever Overwrite says: too much would be lost by a slip.
        Err(ta_app::Error::NameTaken) => {
            Err(Refusal::plain(StatusCode::PRECONDITION_FAILED, ta_app::Error::NameTaken.to_string()))
        }
        Err(error) => Err(error.into()),
    }
}
