//! DAV:sync-collection: what has changed since (RFC 6578 §3.2).

use super::ReportProperties;
use crate::namespace::DAV;
use crate::request::required_dav;
use crate::xml::{Element, XmlError, XmlErrorKind};

/// A `DAV:sync-collection` request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyncCollection {
    /// What to return of each changed member.
    pub properties: ReportProperties,
    /// The token of the last answer; `None` for the first time, when everything is to be listed.
    pub token: Option<String>,
    /// How deep to look.
    pub level: SyncLevel,
    /// The most members to report in one answer (`DAV:limit`, RFC 6578 §3.7); at least 1.
    pub limit: Option<u64>,
}

/// How deep to look (RFC 6578 §6.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SyncLevel {
    /// The collection's own members.
    One,
    /// The members of its members too.
    Infinite,
}

impl SyncCollection {
    pub(super) fn of(report: &Element) -> Result<Self, XmlError> {
        let token = required_dav(report, "sync-token")?.text().trim_ascii().to_owned();
        Ok(Self {
            properties: ReportProperties::of(report)?,
            token: Some(token).filter(|token| !token.is_empty()),
            level: SyncLevel::of(report)?,
            limit: report.child(DAV, "limit").map(limit).transpose()?,
        })
    }
}

impl SyncLevel {
    /// Without a level it is one: requests made to the drafts before RFC 6578 gave it in the Depth header.
    fn of(report: &Element) -> Result<Self, XmlError> {
        let Some(level) = report.child(DAV, "sync-level") else { return Ok(Self::One) };
        match level.text().trim_ascii() {
            "1" => Ok(Self::One),
            "infinite" | "infinity" => Ok(Self::Infinite),
            other => Err(level.error(XmlErrorKind::BadValue { what: "sync-level", found: other.to_owned() })),
        }
    }
}

fn limit(limit: &Element) -> Result<u64, XmlError> {
    let text = required_dav(limit, "nresults")?.text();
    match text.trim_ascii().parse() {
        Ok(results) if results > 0 => Ok(results),
        _ => Err(limit.error(XmlErrorKind::BadValue { what: "number of results", found: text })),
    }
}
