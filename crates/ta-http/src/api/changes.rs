//! GET /changes: the event stream.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::{Stream, StreamExt as _, stream};
use http::HeaderValue;
use http::header::{CACHE_CONTROL, HeaderName};
use serde::Serialize;
use ta_app::{CalendarChanged, Error, find_calendar_by_id};
use ta_core::Caller;
use tokio_stream::wrappers::BroadcastStream;
use utoipa::ToSchema;

use super::failure::Failure;
use super::signed_in::SignedIn;
use crate::Doors;

/// How often a silent stream shows that it lives, so that proxies do not cut it off.
const KEEP_ALIVE: Duration = Duration::from_secs(20);

/// How long a stream lasts. Clients come back by themselves, and must show then that they still may.
const STREAM_LIFE: Duration = Duration::from_mins(15);

/// Nginx holds streams back unless it is told not to.
const ACCEL_BUFFERING: HeaderName = HeaderName::from_static("x-accel-buffering");

/// The data of an event `change`.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ChangeNotice {
    /// The name of the calendar that changed. Null when a calendar is gone: list them again.
    #[schema(example = "calendar")]
    calendar: Option<String>,
    /// Its new sync token.
    #[schema(example = "urn:teamagenda:sync:3:18")]
    sync_token: Option<String>,
}

/// Listen to changes
///
/// An endless stream of server-sent events. `hello` comes first, `change` whenever one of the caller's calendars was
/// made, changed or deleted, through whichever door. `resync` says that changes were missed: fetch everything again.
/// The stream ends now and then; come back.
#[utoipa::path(
    get,
    path = "/changes",
    operation_id = "listen_to_changes",
    tag = "changes",
    responses((
        status = 200,
        description = "The events; the data of `change` is as shown",
        content_type = "text/event-stream",
        body = ChangeNotice,
        example = json!("event: change\ndata: {\"calendar\":\"calendar\",\"sync_token\":\"urn:teamagenda:sync:3:18\"}\n\n")
    ), SignedIn)
)]
pub(crate) async fn listen(
    State(doors): State<Arc<Doors>>,
    SignedIn(caller): SignedIn,
) -> Result<Response, Failure> {
    let events = events(Arc::clone(&doors), caller).map(Ok::<_, Infallible>);
    let ending = async move {
        tokio::select! {
            () = doors.closed() => {}
            () = tokio::time::sleep(STREAM_LIFE) => {}
        }
    };
    let stream = Sse::new(events.take_until(Box::pin(ending)));
    let stream = stream.keep_alive(KeepAlive::new().interval(KEEP_ALIVE));
    let headers = [(CACHE_CONTROL, NO_CACHE), (ACCEL_BUFFERING, HeaderValue::from_static("no"))];
    Ok((headers, stream).into_response())
}

const NO_CACHE: HeaderValue = HeaderValue::from_static("no-store");

/// Listening begins before `hello` is sent, so that nothing is missed after it.
fn events(doors: Arc<Doors>, caller: Caller) -> impl Stream<Item = Event> {
    let changes = BroadcastStream::new(doors.app.store.changes());
    let events = changes.filter_map(move |change| {
        let (doors, caller) = (Arc::clone(&doors), caller.clone());
        async move {
            match change {
                Ok(change) => event_of(&doors, caller, change).await,
                Err(_lagged) => Some(resync()),
            }
        }
    });
    stream::once(std::future::ready(Event::default().event("hello").data("{}"))).chain(events)
}

async fn event_of(doors: &Doors, caller: Caller, change: CalendarChanged) -> Option<Event> {
    if change.team != caller.team || change.owner != caller.principal {
        return None;
    }
    let read = move |tx: &mut ta_app::ReadTx<'_>| find_calendar_by_id(tx, &caller, change.calendar);
    let told = match doors.app.store.read(read).await {
        Ok(found) => ChangeNotice {
            calendar: Some(found.calendar().name.to_string()),
            sync_token: Some(found.calendar().sync_token().to_string()),
        },
        Err(Error::NotFound) => ChangeNotice { calendar: None, sync_token: None },
        Err(error) => {
            tracing::error!(%error, "a change is told without its calendar");
            return Some(resync());
        }
    };
    Event::default().event("change").json_data(told).ok()
}

fn resync() -> Event {
    Event::default().event("resync").data("{}")
}
