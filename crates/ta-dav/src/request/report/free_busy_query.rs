//! CALDAV:free-busy-query: when a calendar's owner is busy (RFC 4791 §7.10).

use ta_ical::UtcRange;

use super::time_range::closed_range;
use crate::request::required_caldav;
use crate::xml::{Element, XmlError};

/// A `CALDAV:free-busy-query` request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FreeBusyQuery {
    /// The span that is asked about; both its bounds are set.
    pub range: UtcRange,
}

impl FreeBusyQuery {
    pub(super) fn of(report: &Element) -> Result<Self, XmlError> {
        Ok(Self { range: closed_range(required_caldav(report, "time-range")?)? })
    }
}
