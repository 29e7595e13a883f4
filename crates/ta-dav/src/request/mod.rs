//! Request bodies as typed values, one file for each method and report.

mod acl;
mod lock_info;
mod make_collection;
mod property_element;
mod property_request;
mod propfind;
mod proppatch;
mod report;
mod share;

pub use acl::{Ace, AceEffect, AcePrincipal, Acl, Inversion, Protection};
pub use lock_info::{LockInfo, LockRequest};
pub use make_collection::MakeCollection;
pub use property_element::PropertyElement;
pub use property_request::PropertyRequest;
pub use propfind::Propfind;
pub use proppatch::{PropertyInstruction, Proppatch};
pub use report::{
    CalendarDataRequest, CalendarMultiget, CalendarQuery, ExpandProperty, ExpandedProperty, FreeBusyQuery,
    MatchBy, PrincipalMatch, PrincipalPropertySearch, PropertySearch, QueryTimeZone, Report,
    ReportProperties, SearchScope, SearchTest, SyncCollection, SyncLevel,
};
pub use share::{Share, ShareAccess, Sharee};

use crate::namespace::{CALDAV, DAV};
use crate::xml::{Element, XmlError, XmlErrorKind, parse};

/// Reads a body whose document element must be this one.
fn parse_root(body: &[u8], namespace: &str, expected: &'static str) -> Result<Element, XmlError> {
    let root = parse(body)?;
    if root.is(namespace, expected) {
        return Ok(root);
    }
    let found = root.local_name.clone();
    Err(root.error(XmlErrorKind::WrongRoot { expected, found }))
}

/// Whether there is nothing in a body but white space: some clients send a line end where they mean no body.
fn is_blank(body: &[u8]) -> bool {
    body.trim_ascii().is_empty()
}

/// The first child of that name in the DAV namespace.
fn required_dav<'a>(parent: &'a Element, local_name: &'static str) -> Result<&'a Element, XmlError> {
    let found = parent.child(DAV, local_name);
    found.ok_or_else(|| parent.error(XmlErrorKind::MissingElement(local_name)))
}

/// The first child of that name in the CalDAV namespace.
fn required_caldav<'a>(parent: &'a Element, local_name: &'static str) -> Result<&'a Element, XmlError> {
    let found = parent.child(CALDAV, local_name);
    found.ok_or_else(|| parent.error(XmlErrorKind::MissingElement(local_name)))
}

/// The value of an attribute that has to be there.
fn required_attribute<'a>(element: &'a Element, name: &'static str) -> Result<&'a str, XmlError> {
    let found = element.attribute(name).filter(|value| !value.is_empty());
    found.ok_or_else(|| element.error(XmlErrorKind::MissingAttribute(name)))
}
