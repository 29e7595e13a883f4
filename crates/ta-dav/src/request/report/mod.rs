//! The body of REPORT (RFC 3253 §3.6): which report is asked for, and with what.

mod calendar_data;
mod calendar_multiget;
mod calendar_query;
mod expand_property;
mod filter;
mod free_busy_query;
mod principal_match;
mod principal_property_search;
mod report_properties;
mod sync_collection;
mod time_range;

pub use calendar_data::CalendarDataRequest;
pub use calendar_multiget::CalendarMultiget;
pub use calendar_query::{CalendarQuery, QueryTimeZone};
pub use expand_property::{ExpandProperty, ExpandedProperty};
pub use free_busy_query::FreeBusyQuery;
pub use principal_match::{MatchBy, PrincipalMatch};
pub use principal_property_search::{PrincipalPropertySearch, PropertySearch, SearchScope, SearchTest};
pub use report_properties::ReportProperties;
pub use sync_collection::{SyncCollection, SyncLevel};

use crate::namespace::DAV;
use crate::request::property_request::property_names;
use crate::xml::{XmlError, parse};
use crate::{PropertyName, ReportName};

/// A REPORT request's body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Report {
    /// RFC 4791 §7.8.
    CalendarQuery(CalendarQuery),
    /// RFC 4791 §7.9.
    CalendarMultiget(CalendarMultiget),
    /// RFC 4791 §7.10.
    FreeBusyQuery(FreeBusyQuery),
    /// RFC 6578 §3.2.
    SyncCollection(SyncCollection),
    /// RFC 3253 §3.8.
    ExpandProperty(ExpandProperty),
    /// RFC 3744 §9.2: the properties to tell of each principal that an entry is about.
    AclPrincipalPropSet(Vec<PropertyName>),
    /// RFC 3744 §9.3.
    PrincipalMatch(PrincipalMatch),
    /// RFC 3744 §9.4.
    PrincipalPropertySearch(PrincipalPropertySearch),
    /// RFC 3744 §9.5. It has no parts.
    PrincipalSearchPropertySet,
    /// A report that is not read here. It is to be refused with
    /// [`Precondition::SupportedReport`](crate::Precondition::SupportedReport).
    Other(ReportName),
}

impl Report {
    /// Reads a body.
    ///
    /// # Errors
    /// What is wrong with the XML or with the report; for a filter with its
    /// [`precondition`](XmlError::precondition).
    pub fn parse(body: &[u8]) -> Result<Self, XmlError> {
        let root = parse(body)?;
        Ok(match ReportName::from(&root) {
            ReportName::CalendarQuery => Self::CalendarQuery(CalendarQuery::of(&root)?),
            ReportName::CalendarMultiget => Self::CalendarMultiget(CalendarMultiget::of(&root)?),
            ReportName::FreeBusyQuery => Self::FreeBusyQuery(FreeBusyQuery::of(&root)?),
            ReportName::SyncCollection => Self::SyncCollection(SyncCollection::of(&root)?),
            ReportName::ExpandProperty => Self::ExpandProperty(ExpandProperty::of(&root)?),
            ReportName::AclPrincipalPropSet => {
                Self::AclPrincipalPropSet(root.child(DAV, "prop").map(property_names).unwrap_or_default())
            }
            ReportName::PrincipalMatch => Self::PrincipalMatch(PrincipalMatch::of(&root)?),
            ReportName::PrincipalPropertySearch => {
                Self::PrincipalPropertySearch(PrincipalPropertySearch::of(&root)?)
            }
            ReportName::PrincipalSearchPropertySet => Self::PrincipalSearchPropertySet,
            other => Self::Other(other),
        })
    }
}
