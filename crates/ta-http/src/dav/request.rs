//! A request at the door: who asks, for what place, with what.

use axum::body::Body;
use axum::extract::Request;
use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use http::request::Parts;
use http::{HeaderMap, Method, StatusCode};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use ta_core::{Caller, Condition};
use ta_dav::{DavPath, Depth, EntityTags, Preferences};

use super::address::etag_list;
use super::refusal::Refusal;
use crate::basic::authenticate_basic;
use crate::drain::drain;
use crate::{Doors, Limits};

/// The methods of the door for which one has to sign in: all but OPTIONS. GET stands for HEAD too: the server drops the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DavMethod {
    Get,
    Post,
    Put,
    Delete,
    Propfind,
    Proppatch,
    Mkcalendar,
    Mkcol,
    Copy,
    Move,
    Acl,
    Lock,
    Unlock,
    Report,
}

/// Every method with its name.
pub(super) const METHODS: [(&str, DavMethod); 15] = [
    ("GET", DavMethod::Get),
    ("HEAD", DavMethod::Get),
    ("POST", DavMethod::Post),
    ("PUT", DavMethod::Put),
    ("DELETE", DavMethod::Delete),
    ("PROPFIND", DavMethod::Propfind),
    ("PROPPATCH", DavMethod::Proppatch),
    ("MKCALENDAR", DavMethod::Mkcalendar),
    ("MKCOL", DavMethod::Mkcol),
    ("COPY", DavMethod::Copy),
    ("MOVE", DavMethod::Move),
    ("ACL", DavMethod::Acl),
    ("LOCK", DavMethod::Lock),
    ("UNLOCK", DavMethod::Unlock),
    ("REPORT", DavMethod::Report),
];

impl DavMethod {
    /// The method of a request; `None` for one that the door does not have.
    pub(super) fn of(method: &Method) -> Option<Self> {
        METHODS.iter().find(|(name, _)| *name == method.as_str()).map(|(_, method)| *method)
    }

    /// Whether it may change something.
    pub(super) fn writes(self) -> bool {
        !matches!(self, Self::Get | Self::Propfind | Self::Report)
    }

    /// Whether one implementation serves every kind of place.
    pub(super) fn is_of_every_space(self) -> bool {
        matches!(self, Self::Propfind | Self::Report)
    }
}

/// A request whose sender is known.
pub(super) struct DavRequest {
    /// Who asks.
    pub(super) caller: Caller,
    /// The place that it is about.
    pub(super) path: DavPath,
    /// The whole body.
    pub(super) body: Bytes,
    headers: HeaderMap,
}

impl DavRequest {
    /// Lets the caller in, then reads the request. In this order, so that a stranger learns nothing about paths and
    /// costs no memory.
    pub(super) async fn read(doors: &Doors, method: DavMethod, request: Request) -> Result<Self, Refusal> {
        let (head, body) = request.into_parts();
        let (caller, path) = match identify(doors, &head).await {
            Ok(identified) => identified,
            Err(refusal) => {
                drain(&head.headers, body).await;
                return Err(refusal);
            }
        };
        let limit = BodyLimit::of(method, &path, doors.limits);
        let body = read_body(&head.headers, body, limit).await?;
        Ok(Self { caller, path, body, headers: head.headers })
    }

    /// A header as text; `None` when it is missing or holds no text.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The Depth header.
    pub(super) fn depth(&self, default: Depth) -> Result<Depth, Refusal> {
        Ok(Depth::parse(self.header("depth"), default)?)
    }

    /// The Prefer and Brief headers.
    pub(super) fn preferences(&self) -> Preferences {
        let prefer = self.headers.get_all("prefer").iter().filter_map(|value| value.to_str().ok());
        Preferences::parse(prefer, self.header("brief"))
    }

    /// The preferences that mean something where Depth does not.
    pub(super) fn return_preference(&self) -> Preferences {
        Preferences { depth_noroot: false, ..self.preferences() }
    }

    /// Refuses a PUT of a part, which must not be taken for the whole (RFC 9110 §14.5).
    pub(super) fn check_whole(&self) -> Result<(), Refusal> {
        match self.header("content-range") {
            None => Ok(()),
            Some(_) => Err(Refusal::plain(StatusCode::BAD_REQUEST, "send the whole of it, not a part")),
        }
    }

    /// The If-Match and If-None-Match headers.
    pub(super) fn condition(&self) -> Result<Condition, Refusal> {
        let if_match = EntityTags::if_match(self.header("if-match"))?;
        let if_none_match = EntityTags::if_none_match(self.header("if-none-match"))?;
        Ok(Condition { if_match: if_match.map(etag_list), if_none_match: if_none_match.map(etag_list) })
    }
}

async fn identify(doors: &Doors, head: &Parts) -> Result<(Caller, DavPath), Refusal> {
    let caller = authenticate_basic(doors, &head.headers, &head.extensions).await?;
    Ok((caller, DavPath::parse(head.uri.path())?))
}

async fn read_body(headers: &HeaderMap, mut body: Body, limit: BodyLimit) -> Result<Bytes, Refusal> {
    let (BodyLimit::Object(bytes_max) | BodyLimit::File(bytes_max) | BodyLimit::Request(bytes_max)) = limit;
    if declared_bytes(headers) <= bytes_max {
        match Limited::new(&mut body, bytes_max).collect().await {
            Ok(read) => return Ok(read.to_bytes()),
            Err(error) if error.is::<LengthLimitError>() => {}
            Err(_) => return Err(Refusal::plain(StatusCode::BAD_REQUEST, "the body ended early")),
        }
    }
    drain(headers, body).await;
    Err(limit.exceeded())
}

/// How long the body is said to be; nothing for one that is sent in chunks.
fn declared_bytes(headers: &HeaderMap) -> usize {
    let declared = headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    declared.and_then(|text| text.parse().ok()).unwrap_or(0)
}

/// The most bytes that a body may have, by what it is.
#[derive(Clone, Copy)]
enum BodyLimit {
    Object(usize),
    File(usize),
    Request(usize),
}

impl BodyLimit {
    fn of(method: DavMethod, path: &DavPath, limits: Limits) -> Self {
        match (method, path) {
            (DavMethod::Put, DavPath::File { .. }) => Self::File(limits.file_bytes_max),
            (DavMethod::Put, _) => Self::Object(limits.object_bytes_max),
            _ => Self::Request(limits.request_bytes_max),
        }
    }

    fn exceeded(self) -> Refusal {
        match self {
            Self::Object(bytes_max) => Refusal::ObjectTooLarge { bytes_max },
            Self::File(bytes_max) => Refusal::plain(
                StatusCode::PAYLOAD_TOO_LARGE,
                format!("a file can have at most {bytes_max} bytes"),
            ),
            Self::Request(bytes_max) => Refusal::plain(
                StatusCode::PAYLOAD_TOO_LARGE,
                format!("the body is larger than {bytes_max} bytes; ask for less at once"),
            ),
        }
    }
}
