//! The methods on members' files, where RFC 4918 holds in full, one file each.

mod copy;
mod delete;
mod get;
mod lock;
mod mkcol;
mod move_to;
mod proppatch;
mod put;
mod unlock;

use axum::response::Response;
use ta_app::{Error, LockedFiles, WriteTx, lock_files};
use ta_core::Caller;
use ta_core::file::{FileLimits, FilePath, FileRef, LockToken};
use ta_dav::DavPath;

use super::address::file_ref;
use super::refusal::Refusal;
use super::request::{DavMethod, DavRequest};
use super::state::StateCondition;
use crate::Doors;

/// Answers a request about a file or a collection of files.
pub(super) async fn answer(
    doors: &Doors,
    method: DavMethod,
    request: DavRequest,
) -> Result<Response, Refusal> {
    let address = address_of(&request.path)?;
    match method {
        DavMethod::Get => get::answer(doors, request, address).await,
        DavMethod::Put => put::answer(doors, request, address).await,
        DavMethod::Delete => delete::answer(doors, request, address).await,
        DavMethod::Mkcol => mkcol::answer(doors, request, address).await,
        DavMethod::Proppatch => proppatch::answer(doors, request, address).await,
        DavMethod::Copy => copy::answer(doors, request, address).await,
        DavMethod::Move => move_to::answer(doors, request, address).await,
        DavMethod::Lock => lock::answer(doors, request, address).await,
        DavMethod::Unlock => unlock::answer(doors, request, address).await,
        DavMethod::Post
        | DavMethod::Mkcalendar
        | DavMethod::Acl
        | DavMethod::Propfind
        | DavMethod::Report => Err(Refusal::MethodNotAllowed("this cannot be done with files")),
    }
}

fn address_of(path: &DavPath) -> Result<FileRef, Refusal> {
    match path {
        DavPath::File { login, names } => Ok(file_ref(login, names)?),
        _ => Err(Refusal::not_found()),
    }
}

/// Where a file goes that is copied or moved. One goes from home to home in no case.
fn target_path(target: &DavPath, source: &FileRef) -> Result<FilePath, Refusal> {
    let DavPath::File { login, names } = target else {
        return Err(Refusal::plain(http::StatusCode::FORBIDDEN, "files stay among files"));
    };
    let target = file_ref(login, names)?;
    match target.home == source.home {
        true => Ok(target.path),
        false => Err(Refusal::plain(http::StatusCode::CONFLICT, "files stay in their owner's home")),
    }
}

/// What a change of files starts with: who changes them, what must hold, and which locks' tokens are submitted.
struct Change {
    caller: Caller,
    home: ta_core::Login,
    condition: StateCondition,
    tokens: Vec<LockToken>,
    limits: FileLimits,
    now: jiff::Timestamp,
}

impl Change {
    fn of(doors: &Doors, request: &DavRequest, address: &FileRef) -> Result<Self, Refusal> {
        let condition = StateCondition::of(doors, request)?;
        Ok(Self {
            caller: request.caller.clone(),
            home: address.home.clone(),
            tokens: condition.tokens(),
            condition,
            limits: doors.limits.files,
            now: doors.app.now(),
        })
    }

    /// Locks the home, then checks the If header.
    fn begin(&self, tx: &mut WriteTx<'_>) -> Result<LockedFiles, Error> {
        let files = self.begin_unchecked(tx)?;
        self.condition.check(tx, &self.caller)?;
        Ok(files)
    }

    /// Locks the home.
    fn begin_unchecked(&self, tx: &mut WriteTx<'_>) -> Result<LockedFiles, Error> {
        lock_files(tx, &self.caller, &self.home, &self.tokens, self.limits, self.now)
    }
}
