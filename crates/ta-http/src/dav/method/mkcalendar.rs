//! MKCALENDAR (RFC 4791 §5.3.1) and MKCOL with a body (RFC 5689), which makes the same.

use axum::response::Response;
use http::StatusCode;
use http::header::{CACHE_CONTROL, HeaderValue};
use ta_app::{Error, make_calendar};
use ta_dav::{
    CollectionMethod, DavPath, MakeCollection, Precondition, PropertyName, PropertyResults, ResourceType,
    make_collection_response,
};

use crate::Doors;
use crate::dav::address::collection_ref;
use crate::dav::property::make::{MakeOutcome, NewCalendar, read_new_calendar};
use crate::dav::refusal::Refusal;
use crate::dav::request::DavRequest;
use crate::dav::response::{empty, xml};
use crate::dav::state::StateCondition;

/// Makes a calendar.
pub(in crate::dav) async fn answer_mkcalendar(
    doors: &Doors,
    request: DavRequest,
) -> Result<Response, Refusal> {
    let asked = MakeCollection::parse_mkcalendar(&request.body)?;
    make(doors, request, asked, CollectionMethod::Mkcalendar).await
}

/// Makes a calendar, if that is the type asked for: a home holds nothing else.
pub(in crate::dav) async fn answer_mkcol(doors: &Doors, request: DavRequest) -> Result<Response, Refusal> {
    let asked = MakeCollection::parse_mkcol(&request.body)?;
    let types = asked.properties.iter().find(|property| *property.name() == PropertyName::ResourceType);
    let wants_calendar = types.is_some_and(|types| types.resource_types().contains(&ResourceType::Calendar));
    if !wants_calendar {
        let sentence =
            "only calendars can be made here; name the type in the body, or use MKCALENDAR".to_owned();
        return Err(Refusal::Precondition(Precondition::ValidResourcetype, sentence));
    }
    make(doors, request, asked, CollectionMethod::Mkcol).await
}

async fn make(
    doors: &Doors,
    request: DavRequest,
    asked: MakeCollection,
    method: CollectionMethod,
) -> Result<Response, Refusal> {
    let DavPath::Calendar { login, calendar } = &request.path else { return Err(not_here()) };
    let address = collection_ref(login, calendar)?;
    let NewCalendar { settings, dead } = match read_new_calendar(&asked.properties) {
        MakeOutcome::New(new) => new,
        MakeOutcome::Refused(results) => return Ok(refused(method, &results)),
    };
    let states = StateCondition::of(doors, &request)?;
    let caller = request.caller;
    let made = doors.app.store.write(move |tx| {
        states.check_before_writing(tx, &caller)?;
        make_calendar(tx, &caller, &address, &settings, &dead)
    });
    made.await.map_err(|error| match error {
        Error::NotFound => not_here(),
        other => other.into(),
    })?;
    let mut response = empty(StatusCode::CREATED);
    // RFC 4791 §5.3.1: the answer must not be cached.
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    Ok(response)
}

fn not_here() -> Refusal {
    let sentence = "you can make calendars in your own calendar home only".to_owned();
    Refusal::Precondition(Precondition::CalendarCollectionLocationOk, sentence)
}

fn refused(method: CollectionMethod, results: &PropertyResults) -> Response {
    xml(StatusCode::FORBIDDEN, make_collection_response(method, results))
}
