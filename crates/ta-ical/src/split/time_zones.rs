//! The VTIMEZONEs that components need.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::edit::vtimezone;
use crate::time::DefinedZones;
use crate::{CalTime, Component, known_zone};

/// Each TZID that some components name, with the first year of a time in it.
#[derive(Debug, Default)]
pub(super) struct UsedZones<'a> {
    first_years: BTreeMap<Cow<'a, str>, i16>,
}

impl<'a> UsedZones<'a> {
    /// Notes the zones that a component names, inner ones too.
    pub(super) fn add(&mut self, component: Component<'a>) {
        let mut open = vec![component];
        while let Some(component) = open.pop() {
            open.extend(component.components());
            for property in component.properties() {
                if let Some(tzid) = property.param("TZID") {
                    let first = property.value().split([',', '/']).next().unwrap_or_default();
                    let year = CalTime::parse(first, None).map_or(1970, |time| time.local().year());
                    let known = self.first_years.entry(tzid).or_insert(year);
                    *known = year.min(*known);
                }
            }
        }
    }

    /// Writes a VTIMEZONE for each: the one that defines it where there is one, else one for a zone that is known.
    pub(super) fn write(&self, defined: &DefinedZones<'a>, out: &mut Vec<u8>) {
        for (tzid, first_year) in &self.first_years {
            if let Some(vtimezone) = defined.get(tzid) {
                out.extend(vtimezone.raw());
            } else if let Some(zone) = known_zone(tzid) {
                out.extend(vtimezone(tzid, &zone, *first_year).as_bytes());
            }
        }
    }
}
