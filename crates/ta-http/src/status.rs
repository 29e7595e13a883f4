//! The one place where a refusal of a use case gets a status code, for the JSON door and, where
//! WebDAV has no precondition of its own for it, for the DAV door.

use http::StatusCode;
use ta_app::{AuthenticateError, Error, StoreError};
use ta_core::PutRefusal;
use ta_core::event::EventRefusal;
use ta_core::file::FileRefusal;

/// The status of a refusal or a failure.
pub(crate) fn status_of(error: &Error) -> StatusCode {
    match error {
        Error::NotFound => StatusCode::NOT_FOUND,
        Error::Condition(_) => StatusCode::PRECONDITION_FAILED,
        Error::Put(refusal) => status_of_put(refusal),
        Error::Missing(_)
        | Error::Grant(_)
        | Error::TooManyCalendars
        | Error::SameAddress
        | Error::SyncTokenUnknown
        | Error::TooMuch(_) => StatusCode::FORBIDDEN,
        Error::NoSuchParent | Error::NameTaken | Error::TeamNameTaken => StatusCode::CONFLICT,
        Error::TargetTaken => StatusCode::PRECONDITION_FAILED,
        Error::Password(_) | Error::Member(_) => StatusCode::BAD_REQUEST,
        Error::Event(refusal) => status_of_event(refusal),
        Error::File(refusal) => status_of_file(refusal),
        Error::Damaged(_) => StatusCode::INTERNAL_SERVER_ERROR,
        Error::Store(error) => status_of_store(error),
    }
}

/// The preconditions of RFC 4791 §5.3.2.1 come with 403, except that a UID conflict can be resolved by the client.
fn status_of_put(refusal: &PutRefusal) -> StatusCode {
    match refusal {
        PutRefusal::Condition(_) => StatusCode::PRECONDITION_FAILED,
        PutRefusal::UidTaken { .. } | PutRefusal::UidChanged { .. } => StatusCode::CONFLICT,
        PutRefusal::Missing(_)
        | PutRefusal::ComponentNotSupported(_)
        | PutRefusal::UidNotKept(_)
        | PutRefusal::TooManyInstances(_) => StatusCode::FORBIDDEN,
    }
}

/// RFC 4918 §9.3.1, §9.7, §9.8.5, §9.10.6 and §9.11.1.
fn status_of_file(refusal: &FileRefusal) -> StatusCode {
    match refusal {
        FileRefusal::Condition(_) | FileRefusal::TargetTaken => StatusCode::PRECONDITION_FAILED,
        FileRefusal::NoParent | FileRefusal::NoSuchLock => StatusCode::CONFLICT,
        FileRefusal::IsCollection | FileRefusal::Exists => StatusCode::METHOD_NOT_ALLOWED,
        FileRefusal::IsHome | FileRefusal::Overlap | FileRefusal::PathTooLong => StatusCode::FORBIDDEN,
        FileRefusal::Locked { .. } | FileRefusal::ConflictingLock { .. } => StatusCode::LOCKED,
        FileRefusal::TooManyLocks | FileRefusal::OverQuota { .. } => StatusCode::INSUFFICIENT_STORAGE,
    }
}

fn status_of_event(refusal: &EventRefusal) -> StatusCode {
    match refusal {
        EventRefusal::NoSuchInstance => StatusCode::NOT_FOUND,
        EventRefusal::DayAndTime
        | EventRefusal::EndBeforeStart
        | EventRefusal::RuleOfInstance
        | EventRefusal::Invalid(_) => StatusCode::BAD_REQUEST,
        EventRefusal::NotAnEvent
        | EventRefusal::NoSeries
        | EventRefusal::RuleNamesTimes
        | EventRefusal::ExceptionsCannotFollow
        | EventRefusal::StandsForLater => StatusCode::CONFLICT,
    }
}

/// The status of a failure of the store. What may be tried again is 503.
pub(crate) fn status_of_store(error: &StoreError) -> StatusCode {
    match error {
        StoreError::NulInText => StatusCode::BAD_REQUEST,
        StoreError::Full => StatusCode::INSUFFICIENT_STORAGE,
        StoreError::Unreachable { .. }
        | StoreError::Contended
        | StoreError::LockedOut
        | StoreError::Stale
        | StoreError::Constraint { .. }
        | StoreError::Overloaded
        | StoreError::Closed => StatusCode::SERVICE_UNAVAILABLE,
        StoreError::Files { .. }
        | StoreError::Unknown { .. }
        | StoreError::Refused { .. }
        | StoreError::BadRow { .. }
        | StoreError::Panicked => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// The status of refused credentials.
pub(crate) fn status_of_refused(error: &AuthenticateError) -> StatusCode {
    match error {
        AuthenticateError::Wrong => StatusCode::UNAUTHORIZED,
        AuthenticateError::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
        AuthenticateError::Store(error) => status_of_store(error),
    }
}
