//! LOCK (RFC 4918 §9.10).

use axum::response::Response;
use http::StatusCode;
use http::header::{HeaderName, HeaderValue};
use jiff::SignedDuration;
use ta_app::{Error, LockTerms, draw_lock_token, lock_file, refresh_lock};
use ta_core::Login;
use ta_core::file::{FilePath, FileRef, FileRefusal, Lock, LockScope, NewLock, PlannedLock, TreeDepth};
use ta_dav::{Depth, Href, LockInfo, LockRequest, Multistatus, Precondition, Status, Timeout, lock_response};

use super::Change;
use crate::Doors;
use crate::dav::address::file_path;
use crate::dav::property::file::active_lock;
use crate::dav::refusal::Refusal;
use crate::dav::request::DavRequest;
use crate::dav::response::{multistatus, xml};

const LOCK_TOKEN: HeaderName = HeaderName::from_static("lock-token");

/// How long a lock holds whose owner does not say, or says for ever.
const SECONDS_USUAL: u32 = 60 * 60;
/// The longest that a lock holds without being refreshed: programs that died leave theirs behind.
const SECONDS_MAX: u32 = 24 * 60 * 60;

/// Takes a lock, or lets one go on.
pub(super) async fn answer(
    doors: &Doors,
    request: DavRequest,
    address: FileRef,
) -> Result<Response, Refusal> {
    match LockRequest::parse(&request.body)? {
        LockRequest::New(info) => take(doors, request, address, info).await,
        LockRequest::Refresh => refresh(doors, request, address).await,
    }
}

async fn take(
    doors: &Doors,
    request: DavRequest,
    address: FileRef,
    info: LockInfo,
) -> Result<Response, Refusal> {
    let depth = match request.depth(Depth::Infinity)? {
        Depth::Zero => TreeDepth::Zero,
        Depth::Infinity => TreeDepth::Infinity,
        Depth::One => {
            return Err(Refusal::plain(StatusCode::BAD_REQUEST, "lock with Depth 0 or infinity"));
        }
    };
    let scope = match info.scope {
        ta_dav::LockScope::Exclusive => LockScope::Exclusive,
        ta_dav::LockScope::Shared => LockScope::Shared,
    };
    let new = NewLock { root: address.path.clone(), depth, scope };
    let terms = LockTerms {
        token: draw_lock_token(doors.app.entropy.as_ref()),
        owner_xml: info.owner_xml,
        duration: duration(&request),
    };
    let change = Change::of(doors, &request, &address)?;
    let taken = doors.app.store.write(move |tx| {
        let files = change.begin(tx)?;
        lock_file(tx, &files, &new, &terms)
    });
    match taken.await {
        Ok((lock, planned)) => Ok(locked(doors, &address.home, &lock, status_of(planned))),
        Err(Error::File(FileRefusal::ConflictingLock { root })) if root.is_below(&address.path) => {
            Ok(in_the_way_below(&address, &root))
        }
        Err(error) => Err(Refusal::of_files(error, &address.home)),
    }
}

fn status_of(planned: PlannedLock) -> StatusCode {
    match planned {
        PlannedLock::Present => StatusCode::OK,
        PlannedLock::New => StatusCode::CREATED,
    }
}

/// Depth is not looked at, and the If header needs no more than a token whose lock is here (RFC 4918 §9.10.2).
async fn refresh(doors: &Doors, request: DavRequest, address: FileRef) -> Result<Response, Refusal> {
    let duration = duration(&request);
    let change = Change::of(doors, &request, &address)?;
    if change.tokens.is_empty() {
        let sentence = "say in the If header which lock shall go on, or in the body which is wanted";
        return Err(Refusal::plain(StatusCode::BAD_REQUEST, sentence));
    }
    let (path, home) = (address.path, address.home);
    let refreshed = doors.app.store.write(move |tx| {
        let files = change.begin_unchecked(tx)?;
        refresh_lock(tx, &files, &path, duration)
    });
    match refreshed.await {
        Ok(lock) => Ok(xml(StatusCode::OK, lock_response(&[active_lock(&home, &lock, doors.app.now())]))),
        // RFC 4918 §9.10.6 has another status for it here than for UNLOCK.
        Err(Error::File(FileRefusal::NoSuchLock)) => Ok(xml(
            StatusCode::PRECONDITION_FAILED,
            Precondition::LockTokenMatchesRequestUri.error_body(&FileRefusal::NoSuchLock.to_string()),
        )),
        Err(error) => Err(Refusal::of_files(error, &home)),
    }
}

fn duration(request: &DavRequest) -> SignedDuration {
    let seconds = match Timeout::parse(request.header("timeout")) {
        Some(Timeout::Seconds(seconds)) => seconds.clamp(1, SECONDS_MAX),
        Some(Timeout::Infinite) | None => SECONDS_USUAL,
    };
    SignedDuration::from_secs(seconds.into())
}

fn locked(doors: &Doors, home: &Login, lock: &Lock, status: StatusCode) -> Response {
    let mut response = xml(status, lock_response(&[active_lock(home, lock, doors.app.now())]));
    if let Ok(token) = HeaderValue::from_str(&format!("<{}>", lock.token.as_str())) {
        response.headers_mut().insert(LOCK_TOKEN, token);
    }
    response
}

/// RFC 4918 §9.10.3: where a member is in the way, the answer names it.
fn in_the_way_below(address: &FileRef, root: &FilePath) -> Response {
    let href = |path| Href::from(&file_path(&address.home, path));
    let mut answer = Multistatus::new(None);
    let conflict = Precondition::NoConflictingLock(vec![href(root)]);
    answer.refused(&href(root), Status::Locked, &conflict);
    answer.status(&href(&address.path), Status::FailedDependency);
    multistatus(answer.finish(), Default::default())
}
