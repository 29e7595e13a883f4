//! DAV:principal-match: what in a collection is the caller, or names the caller (RFC 3744 §9.3).

use crate::PropertyName;
use crate::namespace::DAV;
use crate::request::property_request::property_names;
use crate::xml::{Element, XmlError, XmlErrorKind};

/// A `DAV:principal-match` request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrincipalMatch {
    /// What makes a member match.
    pub by: MatchBy,
    /// The properties to return of each member that matches; none means its status alone.
    pub properties: Vec<PropertyName>,
}

/// What makes a member of a collection match the caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MatchBy {
    /// It is a principal: the caller's own, or a group that the caller belongs to.
    Itself,
    /// One of its properties names such a principal.
    Property(PropertyName),
}

impl PrincipalMatch {
    pub(super) fn of(report: &Element) -> Result<Self, XmlError> {
        let by = match report.child(DAV, "principal-property").map(property_names) {
            Some(names) => MatchBy::Property(the_one(report, names)?),
            None if report.child(DAV, "self").is_some() => MatchBy::Itself,
            None => return Err(report.error(XmlErrorKind::MissingElement("self"))),
        };
        let properties = report.child(DAV, "prop").map(property_names).unwrap_or_default();
        Ok(Self { by, properties })
    }
}

fn the_one(report: &Element, names: Vec<PropertyName>) -> Result<PropertyName, XmlError> {
    let first = names.into_iter().next();
    first.ok_or_else(|| report.error(XmlErrorKind::MissingElement("principal-property")))
}
