//! What the API answers instead of doing what it was asked.

use std::borrow::Cow;

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::header::{RETRY_AFTER, WWW_AUTHENTICATE};
use http::{HeaderValue, StatusCode};
use serde::Serialize;
use ta_app::{AuthenticateError, Error, StoreError};
use ta_core::PutRefusal;
use ta_core::event::EventRefusal;
use utoipa::ToSchema;

use crate::status::{status_of, status_of_refused, status_of_store};

/// A refusal or a failure on its way to the client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    status: StatusCode,
    code: Code,
    message: Cow<'static, str>,
    field: Option<String>,
    retry_after_seconds: Option<i64>,
    challenge: Option<&'static str>,
}

/// The body of every answer that is not a success.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ErrorBody {
    error: ErrorDetail,
}

/// What went wrong.
#[derive(Debug, Serialize, ToSchema)]
struct ErrorDetail {
    code: Code,
    /// One sentence for people.
    #[schema(example = "there is nothing under this address")]
    message: Cow<'static, str>,
    /// The field of the request that is to blame, with dots between names, where it is one field.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "start.time_zone")]
    field: Option<String>,
}

/// What went wrong, in a word for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Code {
    /// The request carries no session and no credentials, or the session has ended.
    NotSignedIn,
    /// Login and password do not fit.
    WrongCredentials,
    /// Too many wrong passwords; Retry-After says how long to wait.
    TooManyAttempts,
    /// A request with a cookie that changes something lacks the right `X-CSRF-Token`.
    CsrfTokenWrong,
    /// There is nothing of that name, or nothing that the caller may know of.
    NotFound,
    /// The caller may see it, but not do this with it.
    Forbidden,
    /// There is no such endpoint.
    NoSuchEndpoint,
    /// The endpoint has no such method.
    MethodNotAllowed,
    /// The body is not JSON.
    NotJson,
    /// The body is larger than the server takes.
    TooLarge,
    /// A field is missing, unknown, or holds what it cannot.
    BadField,
    /// The request lacks If-Match, which protects the changes of others.
    IfMatchMissing,
    /// If-Match cannot be read.
    BadIfMatch,
    /// It was changed since it was read.
    ChangedMeanwhile,
    /// The name is taken.
    NameTaken,
    /// No more calendars fit.
    TooManyCalendars,
    /// The calendar to move to does not exist.
    NoSuchCalendar,
    /// The calendar does not take events.
    EventsNotTaken,
    /// The other calendar has this event already.
    UidTaken,
    /// The object is a to-do or a journal entry.
    NotAnEvent,
    /// The event has no instance of this recurrence_id.
    NoSuchInstance,
    /// The series repeats on days or hours that its rule names: send a new rule along with the new start.
    RuleNamesTimes,
    /// Instances that were changed or left out cannot follow the change.
    ExceptionsCannotFollow,
    /// What was asked of the series can be asked of single instances only, or the other way round.
    OtherScopeOnly,
    /// There are more instances in the window than are told at once: ask for less.
    TooManyInstances,
    /// The database cannot be asked now; try again.
    TryAgain,
    /// The disk is full.
    StorageFull,
    /// Something that only the administrator can put right. The log says more.
    ServerFault,
}

impl Failure {
    /// A refusal without further ado.
    pub(crate) fn new(status: StatusCode, code: Code, message: impl Into<Cow<'static, str>>) -> Self {
        Self {
            status,
            code,
            message: message.into(),
            field: None,
            retry_after_seconds: None,
            challenge: None,
        }
    }

    /// A field of the request holds what it cannot.
    pub(crate) fn bad_field(field: impl Into<String>, message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, Code::BadField, message).blaming(field)
    }

    /// The same, naming the field that is to blame.
    pub(crate) fn blaming(self, field: impl Into<String>) -> Self {
        Self { field: Some(field.into()), ..self }
    }

    /// The same, with what WWW-Authenticate says (RFC 9110 §11.6.1).
    pub(crate) fn challenging(self, challenge: &'static str) -> Self {
        Self { challenge: Some(challenge), ..self }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::Store(error) => error.into(),
            Error::Damaged(_) => {
                tracing::error!(%error, "a request failed");
                Self::new(status_of(&error), Code::ServerFault, "what is stored here cannot be read")
            }
            refusal => Self {
                field: field_of(&refusal).map(str::to_owned),
                ..Self::new(status_of(&refusal), code_of(&refusal), refusal.to_string())
            },
        }
    }
}

/// What a failure of the store says stays in the log; clients are told what to do about it.
impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let status = status_of_store(&error);
        if status.is_server_error() {
            tracing::error!(%error, "a request failed");
        }
        match status {
            StatusCode::BAD_REQUEST => Self::new(status, Code::BadField, error.to_string()),
            StatusCode::SERVICE_UNAVAILABLE => Self {
                retry_after_seconds: Some(1),
                ..Self::new(status, Code::TryAgain, "the server is busy or restarting; try again")
            },
            StatusCode::INSUFFICIENT_STORAGE => {
                Self::new(status, Code::StorageFull, "the disk of the server is full; nothing was changed")
            }
            _ => Self::new(status, Code::ServerFault, "the server failed; its log says why"),
        }
    }
}

impl From<AuthenticateError> for Failure {
    fn from(error: AuthenticateError) -> Self {
        let (status, message) = (status_of_refused(&error), error.to_string());
        match error {
            AuthenticateError::Wrong => Self::new(status, Code::WrongCredentials, message),
            AuthenticateError::TooMany { wait } => Self {
                retry_after_seconds: Some(wait.as_secs() + 1),
                ..Self::new(status, Code::TooManyAttempts, message)
            },
            AuthenticateError::Store(error) => error.into(),
        }
    }
}

fn code_of(refusal: &Error) -> Code {
    match refusal {
        Error::NotFound => Code::NotFound,
        Error::Missing(_) | Error::Grant(_) => Code::Forbidden,
        Error::Condition(_) => Code::ChangedMeanwhile,
        Error::Put(PutRefusal::Missing(_)) => Code::Forbidden,
        Error::Put(PutRefusal::ComponentNotSupported(_)) => Code::EventsNotTaken,
        Error::Put(PutRefusal::UidTaken { .. } | PutRefusal::UidChanged { .. }) => Code::UidTaken,
        Error::Put(PutRefusal::Condition(_)) => Code::ChangedMeanwhile,
        Error::Put(PutRefusal::UidNotKept(_)) => Code::BadField,
        Error::Put(PutRefusal::TooManyInstances(_)) => Code::TooManyInstances,
        Error::TooManyCalendars => Code::TooManyCalendars,
        Error::TooMuch(_) => Code::TooManyInstances,
        Error::NoSuchParent => Code::NoSuchCalendar,
        Error::NameTaken | Error::TeamNameTaken | Error::TargetTaken => Code::NameTaken,
        Error::Event(refusal) => code_of_event(refusal),
        Error::SameAddress | Error::SyncTokenUnknown | Error::Password(_) | Error::Member(_) => {
            Code::BadField
        }
        // The API has no files.
        Error::File(_) | Error::Damaged(_) | Error::Store(_) => Code::ServerFault,
    }
}

const fn code_of_event(refusal: &EventRefusal) -> Code {
    match refusal {
        EventRefusal::NoSuchInstance => Code::NoSuchInstance,
        EventRefusal::NotAnEvent => Code::NotAnEvent,
        EventRefusal::RuleNamesTimes => Code::RuleNamesTimes,
        EventRefusal::ExceptionsCannotFollow => Code::ExceptionsCannotFollow,
        EventRefusal::NoSeries | EventRefusal::StandsForLater => Code::OtherScopeOnly,
        EventRefusal::DayAndTime
        | EventRefusal::EndBeforeStart
        | EventRefusal::RuleOfInstance
        | EventRefusal::Invalid(_) => Code::BadField,
    }
}

/// The field that is to blame, where it is one.
const fn field_of(refusal: &Error) -> Option<&'static str> {
    match refusal {
        Error::Event(EventRefusal::DayAndTime | EventRefusal::EndBeforeStart) => Some("end"),
        Error::Event(EventRefusal::RuleOfInstance | EventRefusal::RuleNamesTimes) => Some("recurrence_rule"),
        Error::Event(EventRefusal::NoSuchInstance) => Some("recurrence_id"),
        Error::NoSuchParent => Some("move_to_calendar"),
        _ => None,
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let detail = ErrorDetail { code: self.code, message: self.message, field: self.field };
        let mut response = (self.status, Json(ErrorBody { error: detail })).into_response();
        if let Some(seconds) = self.retry_after_seconds {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        if let Some(challenge) = self.challenge {
            response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static(challenge));
        }
        response
    }
}

/// What any other path under the API answers.
pub(crate) async fn no_such_endpoint() -> Failure {
    let message = "there is no such endpoint; /api/v1/openapi.json lists those there are";
    Failure::new(StatusCode::NOT_FOUND, Code::NoSuchEndpoint, message)
}

/// What any other method on an endpoint answers.
pub(crate) async fn no_such_method() -> Failure {
    Failure::new(StatusCode::METHOD_NOT_ALLOWED, Code::MethodNotAllowed, "this endpoint has no such method")
}
