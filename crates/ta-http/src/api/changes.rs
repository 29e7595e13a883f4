//! GET /changes: the event stream.

use std::collections::HashMap;
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
use ta_app::{CalendarChanged, Error, ListedCalendar, find_listed_calendar, list_calendars};
use ta_core::{CalendarId, Caller, SyncToken};
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
/// made, changed or deleted, through whichever door, or what the caller sees of another's that lies in their home.
/// `resync` says that changes were missed: fetch everything again. The stream ends now and then; come back, and list
/// the calendars again, since some may have been granted meanwhile.
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
    let events = events(Arc::clone(&doors), caller).await?.map(Ok::<_, Infallible>);
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
async fn events(doors: Arc<Doors>, caller: Caller) -> Result<impl Stream<Item = Event>, Error> {
    let changes = BroadcastStream::new(doors.app.store.changes());
    let told = Told::begin(&doors, caller).await?;
    let events = stream::unfold((changes, doors, told), async |(mut changes, doors, mut told)| {
        let event = match changes.next().await? {
            Ok(change) => told.event_of(&doors, change).await,
            Err(_lagged) => Some(resync()),
        };
        Some((event, (changes, doors, told)))
    });
    let hello = stream::once(std::future::ready(Event::default().event("hello").data("{}")));
    Ok(hello.chain(events.filter_map(std::future::ready)))
}

/// What a listener knows: of the calendars of others, only changes that they can see are told.
struct Told {
    caller: Caller,
    of_others: HashMap<CalendarId, SyncToken>,
}

impl Told {
    async fn begin(doors: &Doors, caller: Caller) -> Result<Self, Error> {
        let listener = caller.clone();
        let listed = doors.app.store.read(move |tx| list_calendars(tx, &listener, &listener.login)).await?;
        let of_others = listed.iter().map(|listed| &listed.found);
        let of_others = of_others.filter(|found| found.calendar().owner != caller.principal);
        let of_others = of_others.map(|found| (found.calendar().id, found.sync_token())).collect();
        Ok(Self { caller, of_others })
    }

    async fn event_of(&mut self, doors: &Doors, change: CalendarChanged) -> Option<Event> {
        let is_own = change.owner == self.caller.principal;
        let is_known = is_own || self.of_others.contains_key(&change.calendar);
        if change.team != self.caller.team || !is_known {
            return None;
        }
        let caller = self.caller.clone();
        let read = move |tx: &mut ta_app::ReadTx<'_>| find_listed_calendar(tx, &caller, change.calendar);
        let told = match doors.app.store.read(read).await {
            Ok(listed) if is_own => ChangeNotice::of(&listed),
            Ok(listed) => {
                let token = listed.found.sync_token();
                let before = self.of_others.insert(change.calendar, token);
                (before != Some(token)).then(|| ChangeNotice::of(&listed))?
            }
            Err(Error::NotFound) => {
                self.of_others.remove(&change.calendar);
                ChangeNotice { calendar: None, sync_token: None }
            }
            Err(error) => {
                tracing::error!(%error, "a change is told without its calendar");
                return Some(resync());
            }
        };
        Event::default().event("change").json_data(told).ok()
    }
}

impl ChangeNotice {
    fn of(listed: &ListedCalendar) -> Self {
        Self {
            calendar: Some(listed.name.to_string()),
            sync_token: Some(listed.found.sync_token().to_string()),
        }
    }
}

fn resync() -> Event {
    Event::default().event("resync").data("{}")
}
