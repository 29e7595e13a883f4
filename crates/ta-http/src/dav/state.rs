//! The If header: which states resources must have (RFC 4918 §10.4).

use std::collections::HashMap;

use ta_app::{
    Error, ReadTx, WriteTx, find_calendar, find_file, get_object_meta, list_file_locks, lock_calendar,
};
use ta_core::file::LockToken;
use ta_core::{Caller, CollectionRef, ConditionFailed};
use ta_dav::{DavPath, IfHeader, IfState, UrlReference};

use super::address::{collection_ref, file_ref, object_ref};
use super::refusal::Refusal;
use super::request::DavRequest;
use super::target::is_here;
use crate::Doors;

/// What an If header says must hold, and of what.
#[derive(Clone, Debug)]
pub(super) struct StateCondition {
    header: Option<IfHeader>,
    own: DavPath,
    named: HashMap<String, DavPath>,
    now: jiff::Timestamp,
}

/// The states that a resource has.
#[derive(Default)]
struct States {
    etag: Option<String>,
    tokens: Vec<String>,
}

/// Checks the header of a request that only reads.
pub(super) async fn check_before_reading(doors: &Doors, request: &DavRequest) -> Result<(), Refusal> {
    let condition = StateCondition::of(doors, request)?;
    if condition.header.is_none() {
        return Ok(());
    }
    let caller = request.caller.clone();
    Ok(doors.app.store.read(move |tx| condition.check(tx, &caller)).await?)
}

impl StateCondition {
    /// The condition of a request; without the header it always holds.
    pub(super) fn of(doors: &Doors, request: &DavRequest) -> Result<Self, Refusal> {
        let header = IfHeader::parse(request.header("if"))?;
        let tags = header.iter().flat_map(|header| &header.lists).filter_map(|list| list.resource.as_deref());
        let named = tags.filter_map(|tag| Some((tag.to_owned(), path_of(request, tag)?))).collect();
        Ok(Self { header, own: request.path.clone(), named, now: doors.app.now() })
    }

    /// The tokens of locks that the header submits.
    pub(super) fn tokens(&self) -> Vec<LockToken> {
        self.header.iter().flat_map(IfHeader::tokens).map(LockToken::new).collect()
    }

    /// Checks the condition.
    ///
    /// # Errors
    /// [`Error::Condition`]; [`Error::Store`].
    pub(super) fn check(&self, tx: &mut ReadTx<'_>, caller: &Caller) -> Result<(), Error> {
        let Some(header) = &self.header else { return Ok(()) };
        let own = self.states(tx, caller, &self.own)?;
        let mut named = HashMap::new();
        for (tag, path) in &self.named {
            named.insert(tag.as_str(), self.states(tx, caller, path)?);
        }
        let nothing = States::default();
        let holds = header.holds(|tag, state| match tag {
            None => own.have(state),
            Some(tag) => named.get(tag).unwrap_or(&nothing).have(state),
        });
        if holds { Ok(()) } else { Err(ConditionFailed { found: None }.into()) }
    }

    /// Checks the condition of a request that changes something in calendars. The calendar is locked first, so that
    /// what was checked stays true.
    ///
    /// # Errors
    /// [`Error::Condition`]; [`Error::Store`].
    pub(super) fn check_before_writing(&self, tx: &mut WriteTx<'_>, caller: &Caller) -> Result<(), Error> {
        if self.header.is_none() {
            return Ok(());
        }
        if let Some(calendar) = calendar_of(&self.own) {
            match lock_calendar(tx, caller, &calendar) {
                Ok(_) | Err(Error::NotFound) => {}
                Err(error) => return Err(error),
            }
        }
        self.check(tx, caller)
    }

    /// What is not there, or not for the caller to see, has no states. That a path is locked counts even where nothing
    /// lies yet, since clients that fill it submit the token so.
    fn states(&self, tx: &mut ReadTx<'_>, caller: &Caller, path: &DavPath) -> Result<States, Error> {
        match self.find_states(tx, caller, path) {
            Err(Error::NotFound) => Ok(States::default()),
            found => found,
        }
    }

    fn find_states(&self, tx: &mut ReadTx<'_>, caller: &Caller, path: &DavPath) -> Result<States, Error> {
        let nowhere = |_| Error::NotFound;
        match path {
            DavPath::File { login, names } => {
                let address = file_ref(login, names).map_err(|_| Error::NotFound)?;
                let locks = list_file_locks(tx, caller, &address.home, self.now)?;
                let tokens =
                    locks.covering(&address.path).map(|lock| lock.token.as_str().to_owned()).collect();
                let etag = match find_file(tx, caller, &address) {
                    Ok(found) => found.etag().map(|etag| etag.as_str().to_owned()),
                    Err(Error::NotFound) => None,
                    Err(error) => return Err(error),
                };
                Ok(States { etag, tokens })
            }
            DavPath::Calendar { login, calendar } => {
                let address = collection_ref(login, calendar).map_err(nowhere)?;
                let token = find_calendar(tx, caller, &address)?.sync_token().to_string();
                Ok(States { etag: None, tokens: vec![token] })
            }
            DavPath::Object { login, calendar, object } => {
                let address = object_ref(login, calendar, object).map_err(nowhere)?;
                let meta = get_object_meta(tx, caller, &address)?;
                Ok(States { etag: Some(meta.etag.as_str().to_owned()), tokens: Vec::new() })
            }
            _ => Ok(States::default()),
        }
    }
}

impl States {
    fn have(&self, state: &IfState) -> bool {
        match state {
            IfState::Token(token) => self.tokens.contains(token),
            IfState::Tag(tag) => self.etag.as_ref() == Some(&tag.opaque),
        }
    }
}

/// The place that a tag names; `None` when it is none of this server.
fn path_of(request: &DavRequest, tag: &str) -> Option<DavPath> {
    let reference = UrlReference::parse(tag)?;
    let is_here = reference.authority.as_deref().is_none_or(|authority| is_here(request, authority));
    if is_here { reference.dav_path().ok() } else { None }
}

fn calendar_of(path: &DavPath) -> Option<CollectionRef> {
    match path {
        DavPath::Calendar { login, calendar } | DavPath::Object { login, calendar, .. } => {
            collection_ref(login, calendar).ok()
        }
        _ => None,
    }
}
