//! COPY of an object (RFC 4918 §9.8).

use axum::response::Response;
use http::StatusCode;
use ta_app::{PutOutcome, copy_object};
use ta_dav::DavPath;

use crate::Doors;
use crate::dav::address::object_ref;
use crate::dav::refusal::Refusal;
use crate::dav::request::DavRequest;
use crate::dav::response::empty;
use crate::dav::state::StateCondition;
use crate::dav::target::{destination, overwrite, source_condition};

/// Stores a copy of the object at the destination.
pub(in crate::dav) async fn answer(doors: &Doors, request: DavRequest) -> Result<Response, Refusal> {
    let target = destination(&request)?;
    let (source, copy) = match (&request.path, &target) {
        (
            DavPath::Object { login, calendar, object },
            DavPath::Object { login: to_login, calendar: to_calendar, object: to_object },
        ) => (object_ref(login, calendar, object)?, object_ref(to_login, to_calendar, to_object)?),
        _ => {
            return Err(Refusal::plain(
                StatusCode::FORBIDDEN,
                "only an object can be copied, into a calendar",
            ));
        }
    };
    let (overwrite, condition) = (overwrite(&request)?, source_condition(&request)?);
    let states = StateCondition::of(doors, &request)?;
    let (caller, now) = (request.caller, doors.app.now());
    let copied = doors.app.store.write(move |tx| {
        states.check_before_writing(tx, &caller)?;
        let copied = copy_object(tx, &caller, &source, &copy, overwrite, now)?;
        // A copy has the tag of its source.
        condition.check(Some(&copied.meta().etag))?;
        Ok(copied)
    });
    Ok(empty(match copied.await.map_err(|error| Refusal::of_use_case(error, Some(&target)))? {
        PutOutcome::Created(_) => StatusCode::CREATED,
        PutOutcome::Replaced(_) | PutOutcome::Kept(_) => StatusCode::NO_CONTENT,
    }))
}
