//! DELETE of an object or of a whole calendar (RFC 4918 §9.6).

use axum::response::Response;
use http::StatusCode;
use ta_app::{delete_calendar, delete_object};
use ta_dav::DavPath;

use crate::Doors;
use crate::dav::address::{collection_ref, object_ref};
use crate::dav::refusal::Refusal;
use crate::dav::request::DavRequest;
use crate::dav::response::empty;
use crate::dav::state::StateCondition;

/// Deletes what lies at the path.
pub(in crate::dav) async fn answer(doors: &Doors, request: DavRequest) -> Result<Response, Refusal> {
    let now = doors.app.now();
    let states = StateCondition::of(doors, &request)?;
    match &request.path {
        DavPath::Object { login, calendar, object } => {
            let address = object_ref(login, calendar, object)?;
            let condition = request.condition()?;
            let caller = request.caller;
            let deleted = doors.app.store.write(move |tx| {
                states.check_before_writing(tx, &caller)?;
                delete_object(tx, &caller, &address, &condition, now)
            });
            deleted.await?;
        }
        DavPath::Calendar { login, calendar } => {
            let address = collection_ref(login, calendar)?;
            let caller = request.caller;
            let deleted = doors.app.store.write(move |tx| {
                states.check_before_writing(tx, &caller)?;
                delete_calendar(tx, &caller, &address, now)
            });
            deleted.await?;
        }
        _ => return Err(Refusal::MethodNotAllowed("only calendars and what is in them can be deleted")),
    }
    Ok(empty(StatusCode::NO_CONTENT))
}
