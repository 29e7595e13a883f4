//! The body of LOCK (RFC 4918 §9.10, §14.11).

use super::{is_blank, parse_root, required_dav};
use crate::LockScope;
use crate::namespace::DAV;
use crate::xml::{XmlError, XmlErrorKind};

/// The body of a LOCK request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LockRequest {
    /// Take a new lock.
    New(LockInfo),
    /// Let one go on that is held already: there is no body (RFC 4918 §9.10.2).
    Refresh,
}

/// A lock that is asked for. The one type there is, a write lock, is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockInfo {
    /// Whether it can be shared.
    pub scope: LockScope,
    /// What the client tells about its owner: the whole `DAV:owner` element as XML text that can stand anywhere.
    pub owner_xml: Option<String>,
}

impl LockRequest {
    /// Reads a body.
    ///
    /// # Errors
    /// What is wrong with the XML, or [`XmlErrorKind::MissingElement`] when scope or type are not said or not known.
    pub fn parse(body: &[u8]) -> Result<Self, XmlError> {
        if is_blank(body) {
            return Ok(Self::Refresh);
        }
        let root = parse_root(body, DAV, "lockinfo")?;
        let (scope, kind) = (required_dav(&root, "lockscope")?, required_dav(&root, "locktype")?);
        if kind.child(DAV, "write").is_none() {
            return Err(kind.error(XmlErrorKind::MissingElement("write")));
        }
        let scope = match (scope.child(DAV, "exclusive"), scope.child(DAV, "shared")) {
            (Some(_), None) => LockScope::Exclusive,
            (None, Some(_)) => LockScope::Shared,
            _ => return Err(scope.error(XmlErrorKind::MissingElement("exclusive or shared"))),
        };
        let owner_xml = root.child(DAV, "owner").map(|owner| owner.to_xml());
        Ok(Self::New(LockInfo { scope, owner_xml }))
    }
}
