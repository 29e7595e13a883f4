//! CALDAV:calendar-multiget: objects by their addresses (RFC 4791 §7.9).

use std::collections::HashSet;

use super::ReportProperties;
use crate::namespace::DAV;
use crate::xml::{Element, XmlError, XmlErrorKind};

/// A `CALDAV:calendar-multiget` request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarMultiget {
    /// What to return of each object.
    pub properties: ReportProperties,
    /// The objects, as the client wrote their addresses, white space around them apart. The answer has to name them in
    /// the same form, or the client does not recognise them. [`UrlReference::parse`](crate::UrlReference::parse) reads
    /// them. At least one, and each once, since an answer may name a resource only once (RFC 4918 §14.24).
    pub hrefs: Vec<String>,
}

impl CalendarMultiget {
    pub(super) fn of(report: &Element) -> Result<Self, XmlError> {
        let mut seen = HashSet::new();
        let written = report.elements_named(DAV, "href").map(|href| href.text().trim_ascii().to_owned());
        let hrefs: Vec<_> = written.filter(|href| seen.insert(href.clone())).collect();
        if hrefs.is_empty() {
            return Err(report.error(XmlErrorKind::MissingElement("href")));
        }
        Ok(Self { properties: ReportProperties::of(report)?, hrefs })
    }
}
