//! One VCALENDAR of a stream.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::{CalTime, Component, Property};

/// The properties that say how an object is to be read; the others speak of the stream it came in.
const HEAD: [&str; 3] = ["VERSION", "PRODID", "CALSCALE"];

/// A VCALENDAR and the time zones it defines.
pub(super) struct Sheet<'a> {
    calendar: Component<'a>,
    head: Vec<Range<usize>>,
    zones: BTreeMap<String, Component<'a>>,
}

impl<'a> Sheet<'a> {
    /// Looks through a VCALENDAR. Of two VTIMEZONEs with one TZID the first counts.
    pub(super) fn of(calendar: Component<'a>) -> Self {
        let mut zones = BTreeMap::new();
        for zone in calendar.components().filter(is_time_zone) {
            if let Some(tzid) = zone.property("TZID") {
                zones.entry(tzid.text().into_owned()).or_insert(zone);
            }
        }
        Self { calendar, head: head(calendar), zones }
    }

    /// Where the bytes of its BEGIN and of the properties that every object takes along lie.
    pub(super) fn head(&self) -> impl Iterator<Item = Range<usize>> {
        self.head.iter().cloned()
    }

    /// Everything in it but its time zones.
    pub(super) fn entries(&self) -> impl Iterator<Item = Component<'a>> + use<'a> {
        self.calendar.components().filter(|component| !is_time_zone(component))
    }

    /// The time zone that it defines under this name.
    pub(super) fn zone(&self, tzid: &str) -> Option<Component<'a>> {
        self.zones.get(tzid).copied()
    }

    /// The time zones that it defines, by name.
    pub(super) fn zones(&self) -> impl Iterator<Item = (&str, Component<'a>)> {
        self.zones.iter().map(|(tzid, zone)| (tzid.as_str(), *zone))
    }
}

fn head(calendar: Component<'_>) -> Vec<Range<usize>> {
    let start = calendar.raw_range().start;
    let begin = start..start + calendar.begin_line().len();
    let properties = calendar.properties();
    let kept = properties.filter(|property| HEAD.iter().any(|name| property.is(name)));
    std::iter::once(begin).chain(kept.map(|property| property.raw_range())).collect()
}

fn is_time_zone(component: &Component<'_>) -> bool {
    component.is("VTIMEZONE")
}

/// Every TZID that the properties of these components name, those of their sub-components among them, with the first
/// year that it is named for.
pub(super) fn time_zones_used(components: &[Component<'_>]) -> BTreeMap<String, i16> {
    let mut used = BTreeMap::new();
    let mut open = components.to_vec();
    while let Some(component) = open.pop() {
        for property in component.properties() {
            if let Some(tzid) = property.param("TZID") {
                let year = first_year(&property);
                used.entry(tzid.into_owned()).and_modify(|first| *first = year.min(*first)).or_insert(year);
            }
        }
        open.extend(component.components());
    }
    used
}

/// The year of the first time in a property; where it holds none, one before calendars were kept on computers.
fn first_year(property: &Property<'_>) -> i16 {
    let first = property.value().split([',', '/']).next().unwrap_or_default();
    CalTime::parse(first, None).map_or(1970, |time| time.local().year())
}
