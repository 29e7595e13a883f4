//! What the door answers instead of doing what it was asked, with the preconditions that the protocol names.

use axum::response::{IntoResponse, Response};
use http::StatusCode;
use http::header::{HeaderValue, RETRY_AFTER, WWW_AUTHENTICATE};
use ta_app::{AuthenticateError, Error, StoreError};
use ta_core::file::{FilePath, FilePathError, FileRefusal};
use ta_core::{GrantRefusal, Login, MissingRight, NameError, PutRefusal};
use ta_dav::{DavPath, HeaderError, Href, LackingPrivilege, PathError, Precondition, Privilege, XmlError};
use ta_ical::project::TooMuch;

use super::address::file_path;
use super::response::xml;
use crate::basic::{BasicRefusal, CHALLENGE};
use crate::status::status_of;

/// What the door answers instead of doing what it was asked.
#[derive(Debug)]
pub(super) enum Refusal {
    /// The caller is not known.
    Unknown(BasicRefusal),
    /// The method is none of this door's.
    MethodUnknown,
    /// The method cannot be used on this place.
    MethodNotAllowed(&'static str),
    /// A precondition that the protocol has a name for, and a sentence that says more.
    Precondition(Precondition, String),
    /// The caller sees the place of the request, and may not do this with it.
    Missing(MissingRight),
    /// The object is larger than is taken.
    ObjectTooLarge {
        /// The largest taken, inclusive.
        bytes_max: usize,
    },
    /// A status and a sentence.
    Plain(StatusCode, String),
}

impl Refusal {
    /// A status and a sentence.
    pub(super) fn plain(status: StatusCode, sentence: impl Into<String>) -> Self {
        Self::Plain(status, sentence.into())
    }

    /// There is nothing, or nothing that the caller may know of.
    pub(super) fn not_found() -> Self {
        Self::plain(StatusCode::NOT_FOUND, "there is nothing under this address")
    }

    /// What a use case answered about objects of this calendar.
    pub(super) fn of_use_case(error: Error, calendar: Option<&DavPath>) -> Self {
        match error {
            Error::Put(refusal) => Self::of_put(refusal, calendar),
            Error::NotFound => Self::not_found(),
            Error::Missing(missing) => Self::Missing(missing),
            Error::Grant(refusal) => Self::of_grant(refusal),
            Error::Condition(_)
            | Error::TargetTaken
            | Error::NoSuchParent
            | Error::SameAddress
            | Error::Event(_)
            | Error::File(_) => Self::plain(status_of(&error), error.to_string()),
            Error::SyncTokenUnknown => Self::Precondition(Precondition::ValidSyncToken, error.to_string()),
            Error::NameTaken => Self::Precondition(Precondition::ResourceMustBeNull, error.to_string()),
            Error::TooManyCalendars => Self::Precondition(Precondition::QuotaNotExceeded, error.to_string()),
            Error::TooMuch(too_much) => too_much.into(),
            Error::Store(ref failed) => of_store(failed, &error),
            Error::Damaged(_) | Error::TeamNameTaken | Error::Password(_) | Error::Member(_) => {
                tracing::error!(%error, "a use case failed where it should not");
                Self::plain(StatusCode::INTERNAL_SERVER_ERROR, "the server failed; its log says why")
            }
        }
    }

    /// What a use case answered about files in the home of this login.
    pub(super) fn of_files(error: Error, home: &Login) -> Self {
        let hrefs =
            |roots: &[FilePath]| roots.iter().map(|root| Href::from(&file_path(home, root))).collect();
        let sentence = error.to_string();
        match &error {
            Error::File(FileRefusal::Locked { roots }) => {
                Self::Precondition(Precondition::LockTokenSubmitted(hrefs(roots)), sentence)
            }
            Error::File(FileRefusal::ConflictingLock { root }) => {
                let roots = hrefs(std::slice::from_ref(root));
                Self::Precondition(Precondition::NoConflictingLock(roots), sentence)
            }
            Error::File(FileRefusal::NoSuchLock) => {
                Self::Precondition(Precondition::LockTokenMatchesRequestUri, sentence)
            }
            Error::File(FileRefusal::OverQuota { .. }) => {
                Self::Precondition(Precondition::QuotaNotExceeded, sentence)
            }
            _ => error.into(),
        }
    }

    /// RFC 3744 §8.1.1 has no name for granting more than one has.
    fn of_grant(refusal: GrantRefusal) -> Self {
        let precondition = match refusal {
            GrantRefusal::Owner => Precondition::NoProtectedAceConflict,
            GrantRefusal::Resource => Precondition::AllowedPrincipal,
            GrantRefusal::Nobody => Precondition::RecognizedPrincipal,
            GrantRefusal::PrivateNotOwn => return Self::plain(StatusCode::FORBIDDEN, refusal.to_string()),
        };
        Self::Precondition(precondition, refusal.to_string())
    }

    fn of_put(refusal: PutRefusal, calendar: Option<&DavPath>) -> Self {
        let sentence = refusal.to_string();
        let precondition = match refusal {
            PutRefusal::Missing(missing) => return Self::Missing(missing),
            PutRefusal::UidChanged { holder } => {
                Precondition::NoUidConflict(calendar.map(|path| holder_href(path, holder.as_str())))
            }
            PutRefusal::UidTaken { holder } => Precondition::NoUidConflict(
                calendar.zip(holder).map(|(path, holder)| holder_href(path, holder.as_str())),
            ),
            PutRefusal::ComponentNotSupported(_) => Precondition::SupportedCalendarComponent,
            PutRefusal::UidNotKept(_) => Precondition::ValidCalendarData,
            PutRefusal::TooManyInstances(_) => Precondition::MaxInstances,
            PutRefusal::Condition(_) => return Self::plain(StatusCode::PRECONDITION_FAILED, sentence),
        };
        Self::Precondition(precondition, sentence)
    }

    /// The answer to a request for this address.
    pub(super) fn into_response(self, asked: &Href) -> Response {
        match self {
            Self::Unknown(refusal) => unknown_caller(&refusal),
            Self::MethodUnknown => {
                (StatusCode::NOT_IMPLEMENTED, "this method is not known here").into_response()
            }
            Self::MethodNotAllowed(sentence) => (StatusCode::METHOD_NOT_ALLOWED, sentence).into_response(),
            Self::Precondition(precondition, sentence) => precondition_failed(&precondition, &sentence),
            Self::Missing(missing) => precondition_failed(&need(missing, asked), &missing.to_string()),
            Self::ObjectTooLarge { bytes_max } => xml(
                StatusCode::PAYLOAD_TOO_LARGE,
                Precondition::MaxResourceSize
                    .error_body(&format!("an object can have at most {bytes_max} bytes")),
            ),
            Self::Plain(status, sentence) => (status, sentence).into_response(),
        }
    }
}

fn holder_href(calendar: &DavPath, name: &str) -> Href {
    match (calendar, ta_dav::Segment::new(name)) {
        (DavPath::Calendar { login, calendar } | DavPath::Object { login, calendar, .. }, Some(object)) => {
            Href::from(&DavPath::Object { login: login.clone(), calendar: calendar.clone(), object })
        }
        (other, _) => Href::from(other),
    }
}

fn of_store(failed: &ta_app::StoreError, error: &Error) -> Refusal {
    tracing::error!(%error, "the store failed");
    match failed {
        ta_app::StoreError::Full => Refusal::Precondition(
            Precondition::SufficientDiskSpace,
            "the disk of the server is full".to_owned(),
        ),
        _ => Refusal::plain(
            StatusCode::SERVICE_UNAVAILABLE,
            "the server cannot reach its store; try again later",
        ),
    }
}

/// The privilege that would do (RFC 3744 §7.1.1).
fn need(missing: MissingRight, asked: &Href) -> Precondition {
    let privilege = match missing {
        MissingRight::Add => Privilege::Bind,
        MissingRight::Edit => Privilege::WriteContent,
        MissingRight::Manage => Privilege::WriteAcl,
        MissingRight::Own => Privilege::All,
    };
    Precondition::NeedPrivileges(vec![LackingPrivilege { href: asked.clone(), privilege }])
}

fn precondition_failed(precondition: &Precondition, sentence: &str) -> Response {
    let status = StatusCode::from_u16(precondition.status_code()).unwrap_or(StatusCode::FORBIDDEN);
    xml(status, precondition.error_body(sentence))
}

fn unknown_caller(refusal: &BasicRefusal) -> Response {
    let sentence = refusal.to_string();
    match refusal {
        BasicRefusal::Refused(AuthenticateError::TooMany { wait }) => {
            let mut response = (StatusCode::TOO_MANY_REQUESTS, sentence).into_response();
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(wait.as_secs().unsigned_abs() + 1));
            response
        }
        BasicRefusal::Refused(AuthenticateError::Store(error)) => {
            tracing::error!(%error, "the store failed while a caller signed in");
            (StatusCode::SERVICE_UNAVAILABLE, "the server cannot reach its store; try again later")
                .into_response()
        }
        BasicRefusal::Missing | BasicRefusal::Malformed | BasicRefusal::Refused(AuthenticateError::Wrong) => {
            let mut response = (StatusCode::UNAUTHORIZED, sentence).into_response();
            response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static(CHALLENGE));
            response
        }
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::of_use_case(error, None)
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Error::from(error).into()
    }
}

impl From<BasicRefusal> for Refusal {
    fn from(refusal: BasicRefusal) -> Self {
        Self::Unknown(refusal)
    }
}

impl From<PathError> for Refusal {
    fn from(error: PathError) -> Self {
        let status = match error {
            PathError::BadSegment(_) => StatusCode::BAD_REQUEST,
            PathError::Unknown => StatusCode::NOT_FOUND,
        };
        Self::plain(status, error.to_string())
    }
}

/// A path with a name that nothing can have leads nowhere.
impl From<NameError> for Refusal {
    fn from(_: NameError) -> Self {
        Self::not_found()
    }
}

impl From<FilePathError> for Refusal {
    fn from(error: FilePathError) -> Self {
        let status = match error {
            FilePathError::Name(_) => StatusCode::BAD_REQUEST,
            FilePathError::TooLong { .. } => StatusCode::URI_TOO_LONG,
        };
        Self::plain(status, error.to_string())
    }
}

impl From<HeaderError> for Refusal {
    fn from(error: HeaderError) -> Self {
        Self::plain(StatusCode::BAD_REQUEST, error.to_string())
    }
}

/// RFC 4791 §7.8 has this postcondition for searches. The other reports have none for answers that grow too long, and
/// CALDAV:max-instances speaks of what is stored.
impl From<TooMuch> for Refusal {
    fn from(error: TooMuch) -> Self {
        Self::Precondition(Precondition::NumberOfMatchesWithinLimits, error.to_string())
    }
}

impl From<XmlError> for Refusal {
    fn from(error: XmlError) -> Self {
        match error.precondition() {
            Some(precondition) => Self::Precondition(precondition, error.to_string()),
            None => Self::plain(StatusCode::BAD_REQUEST, error.to_string()),
        }
    }
}
