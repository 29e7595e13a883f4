//! What any use case may answer instead of doing what it was asked.

use ta_core::event::EventRefusal;
use ta_core::file::FileRefusal;
use ta_core::{ConditionFailed, Denied, GrantRefusal, MissingRight, NotVisible, ObjectName, PutRefusal};
use ta_ical::project::TooMuch;
use ta_store::StoreError;
use ta_store::calendar::PlaceError;
use ta_store::object::WriteError;

use crate::calendar::make::CALENDARS_MAX;
use crate::{MemberRefusal, PasswordError};

/// A refusal or a failure. It knows no status codes; the door maps each variant once.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is nothing of that name, or the caller may not know of it.
    #[error("there is nothing under this address")]
    NotFound,
    /// The caller sees it, and may not do this with it.
    #[error(transparent)]
    Missing(#[from] MissingRight),
    /// Rights cannot be granted so.
    #[error(transparent)]
    Grant(#[from] GrantRefusal),
    /// What the client said must hold does not.
    #[error(transparent)]
    Condition(#[from] ConditionFailed),
    /// The object may not be stored.
    #[error(transparent)]
    Put(PutRefusal),
    /// The home holds as many calendars as it may.
    #[error("a home can hold at most {CALENDARS_MAX} calendars; delete one first")]
    TooManyCalendars,
    /// The collection that should hold the new thing is not there (RFC 4918 §9.8.5: 409).
    #[error("the calendar that should hold it does not exist")]
    NoSuchParent,
    /// The target of a COPY or MOVE is taken, and the client asked not to overwrite.
    #[error("there is something under the target address already")]
    TargetTaken,
    /// Source and target of a COPY or MOVE are one.
    #[error("source and target are the same")]
    SameAddress,
    /// The sync-token is not one that this calendar gave (RFC 6578 §3.2, `DAV:valid-sync-token`).
    #[error("the sync token is not valid here; synchronise from the start")]
    SyncTokenUnknown,
    /// A calendar cannot be given this name, because it has one of that name already.
    #[error("there is a calendar of this name already")]
    NameTaken,
    /// Another team of the same database is called so.
    #[error("another team of this database is called so already; choose another name")]
    TeamNameTaken,
    /// The password cannot be set.
    #[error(transparent)]
    Password(#[from] PasswordError),
    /// A member cannot be made or changed so.
    #[error(transparent)]
    Member(#[from] MemberRefusal),
    /// An event cannot be made or changed so.
    #[error(transparent)]
    Event(#[from] EventRefusal),
    /// A file cannot be stored, moved, locked or deleted so.
    #[error(transparent)]
    File(#[from] FileRefusal),
    /// The question has an answer that would be too long.
    #[error(transparent)]
    TooMuch(#[from] TooMuch),
    /// A stored object that can no longer be read as iCalendar.
    #[error("the stored object {0} cannot be read; store it anew, or delete it")]
    Damaged(ObjectName),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<NotVisible> for Error {
    fn from(_: NotVisible) -> Self {
        Self::NotFound
    }
}

impl From<Denied> for Error {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::NotVisible(_) => Self::NotFound,
            Denied::Missing(missing) => Self::Missing(missing),
        }
    }
}

impl From<PutRefusal> for Error {
    fn from(refusal: PutRefusal) -> Self {
        match refusal {
            PutRefusal::Condition(failed) => Self::Condition(failed),
            PutRefusal::Missing(missing) => Self::Missing(missing),
            other => Self::Put(other),
        }
    }
}

impl From<PlaceError> for Error {
    fn from(error: PlaceError) -> Self {
        match error {
            PlaceError::NameTaken => Self::NameTaken,
            PlaceError::Store(error) => Self::Store(error),
        }
    }
}

/// The rules are asked before the store is, so that the store's own check catches nothing but a mistake in them.
impl From<WriteError> for Error {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::NameTaken => Self::TargetTaken,
            WriteError::UidTaken { name } => Self::Put(PutRefusal::UidTaken { holder: Some(name) }),
            WriteError::Store(error) => Self::Store(error),
        }
    }
}
