//! CALDAV:calendar-query: objects by what is in them (RFC 4791 §7.8).

use ta_ical::filter::CompFilter;

use super::{ReportProperties, filter};
use crate::namespace::CALDAV;
use crate::xml::{Element, XmlError};

/// A `CALDAV:calendar-query` request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarQuery {
    /// What to return of each object.
    pub properties: ReportProperties,
    /// What an object must satisfy; the filter on VCALENDAR.
    pub filter: CompFilter,
    /// The zone to take floating and all-day times in, when it is not the calendar's own.
    pub time_zone: Option<QueryTimeZone>,
}

/// The zone to take floating and all-day times in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QueryTimeZone {
    /// `CALDAV:timezone` (RFC 4791 §9.8): an iCalendar object with one VTIMEZONE. Anything else breaks
    /// [`Precondition::ValidCalendarData`](crate::Precondition::ValidCalendarData).
    ICalendar(String),
    /// `CALDAV:timezone-id` (RFC 7809 §6.2): a zone's name. An unknown one breaks
    /// [`Precondition::ValidTimezone`](crate::Precondition::ValidTimezone).
    Id(String),
}

impl CalendarQuery {
    pub(super) fn of(report: &Element) -> Result<Self, XmlError> {
        Ok(Self {
            properties: ReportProperties::of(report)?,
            filter: filter::filter_of(report)?,
            time_zone: QueryTimeZone::of(report),
        })
    }
}

impl QueryTimeZone {
    fn of(report: &Element) -> Option<Self> {
        if let Some(id) = report.child(CALDAV, "timezone-id") {
            return Some(Self::Id(id.text().trim().to_owned()));
        }
        report.child(CALDAV, "timezone").map(|zone| Self::ICalendar(zone.text()))
    }
}
