//! PUT of an object (RFC 4791 §5.3.2).

use axum::response::Response;
use http::StatusCode;
use jiff::Timestamp;
use ta_app::{PutOutcome, prepare_object, put_object};
use ta_core::{NewObject, ObjectName, ObjectRef};
use ta_dav::{DavPath, Precondition};
use ta_ical::recur::RuleError;
use ta_ical::{CalendarObject, DataError, ObjectError};

use crate::Doors;
use crate::dav::address::object_ref;
use crate::dav::refusal::Refusal;
use crate::dav::request::DavRequest;
use crate::dav::response::{empty, stored};
use crate::dav::state::StateCondition;

/// Stores the body, byte for byte. The tag in the answer is that of the stored bytes, so a client need not fetch what
/// it has just sent (RFC 4791 §5.3.4).
pub(in crate::dav) async fn answer(doors: &Doors, request: DavRequest) -> Result<Response, Refusal> {
    let DavPath::Object { login, calendar, object } = &request.path else {
        return Err(Refusal::MethodNotAllowed("only an object in a calendar can be PUT"));
    };
    let address = object_ref(login, calendar, object)?;
    store(doors, request, address).await
}

/// Stores a request's body under a name, whoever chose that.
pub(super) async fn store(
    doors: &Doors,
    request: DavRequest,
    address: ObjectRef,
) -> Result<Response, Refusal> {
    let condition = request.condition()?;
    check_media_type(request.header("content-type"))?;
    request.check_whole()?;
    let now = doors.app.now();
    let new = read_object(address.name.clone(), &request.body, now)?;
    let sent = new.etag.clone();
    let states = StateCondition::of(doors, &request)?;
    let caller = request.caller;
    let put = doors.app.store.write(move |tx| {
        states.check_before_writing(tx, &caller)?;
        put_object(tx, &caller, &address, &new, &condition, now)
    });
    let put = put.await.map_err(|error| Refusal::of_use_case(error, Some(&request.path)))?;
    let status = match put.outcome {
        PutOutcome::Created(_) => StatusCode::CREATED,
        PutOutcome::Replaced(_) | PutOutcome::Kept(_) => StatusCode::NO_CONTENT,
    };
    Ok(match put.seen {
        Some(etag) if etag == sent => stored(status, &etag),
        // To the caller it looks otherwise than it was sent, so that it has to be fetched.
        _ => empty(status),
    })
}

/// Scripts that send a file with curl's defaults name a form or nothing in particular; what counts is what the body is.
fn check_media_type(content_type: Option<&str>) -> Result<(), Refusal> {
    const TAKEN: [&str; 4] =
        ["text/calendar", "application/octet-stream", "text/plain", "application/x-www-form-urlencoded"];
    let Some(content_type) = content_type else { return Ok(()) };
    let media_type = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if media_type.is_empty() || TAKEN.contains(&media_type.as_str()) {
        return Ok(());
    }
    let sentence = format!("a calendar holds text/calendar, not {media_type}");
    Err(Refusal::Precondition(Precondition::SupportedCalendarData, sentence))
}

fn read_object(name: ObjectName, body: &[u8], now: Timestamp) -> Result<NewObject, Refusal> {
    let object = CalendarObject::from_bytes(body).map_err(invalid)?;
    prepare_object(name, &object, now).map_err(|refusal| Refusal::of_use_case(refusal.into(), None))
}

fn invalid(error: ObjectError) -> Refusal {
    let sentence = error.to_string();
    match error {
        ObjectError::Data(DataError::BadRule { reason: RuleError::UnsupportedScale { .. }, .. }) => {
            Refusal::Precondition(Precondition::SupportedRscale, sentence)
        }
        ObjectError::Data(DataError::NothingLeft { .. } | DataError::CountTooLarge { .. }) => {
            Refusal::Precondition(Precondition::MaxInstances, sentence)
        }
        ObjectError::Data(_) => Refusal::Precondition(Precondition::ValidCalendarData, sentence),
        ObjectError::Resource(_) => {
            Refusal::Precondition(Precondition::ValidCalendarObjectResource, sentence)
        }
    }
}
