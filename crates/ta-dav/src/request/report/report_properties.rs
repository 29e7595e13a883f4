//! What a report asks for about each resource it finds.

use super::CalendarDataRequest;
use crate::PropertyRequest;
use crate::namespace::{CALDAV, DAV};
use crate::xml::{Element, XmlError};

/// What a report asks for about each resource it finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportProperties {
    /// The properties, `CALDAV:calendar-data` among them when it was asked for by name.
    pub properties: PropertyRequest,
    /// Which parts of the calendar data, in case it was asked for; else the default, the whole.
    pub calendar_data: CalendarDataRequest,
}

impl ReportProperties {
    /// Reads the children of a report's element. A report that names no properties asks for none (RFC 4791 §9.5).
    pub(super) fn of(report: &Element) -> Result<Self, XmlError> {
        let properties = PropertyRequest::of(report).unwrap_or(PropertyRequest::Prop(Vec::new()));
        let prop = report.child(DAV, "prop");
        let calendar_data = match prop.and_then(|prop| prop.child(CALDAV, "calendar-data")) {
            Some(element) => CalendarDataRequest::of(element)?,
            None => CalendarDataRequest::default(),
        };
        Ok(Self { properties, calendar_data })
    }
}
