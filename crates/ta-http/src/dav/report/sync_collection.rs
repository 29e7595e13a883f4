//! DAV:sync-collection (RFC 6578 §3.2).

use std::collections::HashMap;
use std::num::NonZeroU32;

use axum::response::Response;
use ta_app::{Error, More, ReadTx, SyncAnswer, get_objects, sync_calendar};
use ta_core::{Caller, ChangeKind, CollectionRef, ObjectName, StoredObject, SyncToken};
use ta_dav::{
    Href, Multistatus, Precondition, PropertyName, PropertyRequest, PropertyResults, PropertyValue, Status,
    SyncCollection,
};

use super::answer::ReportedCalendar;
use super::object_text::{ReportedObject, select, selection};
use super::reported_calendar;
use crate::Doors;
use crate::dav::address::object_href;
use crate::dav::property::Viewer;
use crate::dav::refusal::Refusal;
use crate::dav::request::DavRequest;
use crate::dav::response::multistatus;

/// Tells what has changed since the client's token: 404 for what is gone, properties for the rest.
pub(super) async fn answer(
    doors: &Doors,
    request: DavRequest,
    sync: SyncCollection,
) -> Result<Response, Refusal> {
    let collection = reported_calendar(&request)?;
    let preferences = request.return_preference();
    let viewer = Viewer::of(doors, &request.caller);
    let since = sync.token.as_deref().map(read_token).transpose()?;
    let limit = limit(sync.limit);
    let asked = sync.properties.properties;
    let texts = if asks_for_tags_only(&asked) { Texts::Unread } else { Texts::Read };
    let selection = selection(sync.properties.calendar_data)?;
    let (caller, address) = (request.caller, collection.clone());
    let found = doors
        .app
        .store
        .read(move |tx| {
            let sync = sync_calendar(tx, &caller, &address, since, limit)?;
            let calendar = ReportedCalendar::load(tx, &caller, &address)?;
            let zone = calendar.zone(tx)?;
            let changed = changed_objects(tx, &caller, &address, &sync, texts)?;
            let objects = select(changed, &selection, &zone);
            Ok::<_, Error>((calendar, objects.map(|objects| Found::of(sync, objects))))
        })
        .await?;
    let (calendar, found) = (found.0, found.1?);
    let mut answer = Multistatus::new(preferences.returns);
    for change in &found.sync.changes {
        let href = object_href(&collection, &change.name);
        match (&change.kind, found.objects.get(&change.name)) {
            (ChangeKind::Deleted, _) => answer.status(&href, Status::NotFound),
            (ChangeKind::Stored(_), Some(object)) => {
                answer.properties(&href, &calendar.object_results(object, &asked, &viewer));
            }
            (ChangeKind::Stored(etag), None) => {
                let mut results = PropertyResults::new();
                results.found(PropertyName::GetEtag, PropertyValue::EntityTag(etag.as_str().to_owned()));
                answer.properties(&href, &results);
            }
        }
    }
    if found.sync.more == More::Follows {
        answer.truncated(&Href::from(&request.path));
    }
    let body = answer.finish_with_sync_token(&found.sync.token.to_string());
    Ok(multistatus(body, preferences))
}

/// Whether the changed objects themselves are looked up.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Texts {
    Read,
    Unread,
}

struct Found {
    sync: SyncAnswer,
    objects: HashMap<ObjectName, ReportedObject>,
}

impl Found {
    fn of(sync: SyncAnswer, objects: Vec<ReportedObject>) -> Self {
        Self { sync, objects: objects.into_iter().map(|object| (object.meta.name.clone(), object)).collect() }
    }
}

fn changed_objects(
    tx: &mut ReadTx<'_>,
    caller: &Caller,
    address: &CollectionRef,
    sync: &SyncAnswer,
    texts: Texts,
) -> Result<Vec<StoredObject>, Error> {
    if texts == Texts::Unread {
        return Ok(Vec::new());
    }
    let changed = sync.changes.iter().filter(|change| change.kind != ChangeKind::Deleted);
    let names: Vec<_> = changed.map(|change| change.name.clone()).collect();
    get_objects(tx, caller, address, &names)
}

/// Most clients want the tags and nothing else, which the change log has.
fn asks_for_tags_only(asked: &PropertyRequest) -> bool {
    matches!(asked, PropertyRequest::Prop(names) if *names == [PropertyName::GetEtag])
}

fn read_token(text: &str) -> Result<SyncToken, Refusal> {
    let sentence = "the sync token is not one of this server; synchronise from the start".to_owned();
    SyncToken::parse(text).ok_or(Refusal::Precondition(Precondition::ValidSyncToken, sentence))
}

fn limit(asked: Option<u64>) -> NonZeroU32 {
    let asked = asked.and_then(|limit| u32::try_from(limit).ok());
    asked.and_then(NonZeroU32::new).unwrap_or(NonZeroU32::MAX)
}
