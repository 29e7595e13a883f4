//! Which zone a TZID means.

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::sync::Arc;

use jiff::tz::TimeZone;

use super::vtimezone::compile;
use super::windows_zones::iana_name_of_windows_zone;
use crate::Component;

/// The zone that a TZID means wherever it stands: an IANA name, a Windows name, or an IANA name behind a maker's prefix
/// as in `/freeassociation.sourceforge.net/Europe/Berlin`. Blanks around it do not count.
///
/// ```
/// use ta_ical::known_zone;
///
/// let berlin = known_zone("Europe/Berlin");
/// assert!(berlin.is_some());
/// assert_eq!(known_zone("W. Europe Standard Time"), berlin);
/// assert_eq!(known_zone("/mozilla.org/20050126_1/Europe/Berlin"), berlin);
/// assert_eq!(known_zone("Office"), None);
/// ```
pub fn known_zone(tzid: &str) -> Option<TimeZone> {
    let tzid = tzid.trim_ascii().trim_matches('"').trim_ascii();
    iana_zone(tzid)
        .or_else(|| iana_name_of_windows_zone(tzid).and_then(iana_zone))
        .or_else(|| without_prefix(tzid).and_then(iana_zone))
}

/// The zone that a VTIMEZONE stands for: the one that its TZID means wherever it stands, else the one that it defines.
/// `None` when it defines none.
///
/// ```
/// use ta_ical::{ICalendar, zone_of_vtimezone};
///
/// let ical = ICalendar::parse(&b"BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\nTZID:Europe/Paris\r\nEND:VTIMEZONE\r\nEND:VCALENDAR\r\n"[..])?;
/// let zone = ical.root().components().find_map(zone_of_vtimezone).expect("a known name");
/// assert_eq!(zone.iana_name(), Some("Europe/Paris"));
/// # Ok::<(), ta_ical::ParseError>(())
/// ```
pub fn zone_of_vtimezone(vtimezone: Component<'_>) -> Option<TimeZone> {
    let tzid = vtimezone.property("TZID")?.text();
    known_zone(&tzid).or_else(|| compile(vtimezone, &tzid))
}

fn iana_zone(name: &str) -> Option<TimeZone> {
    let well_formed = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/_+-".contains(&byte));
    let zone = if well_formed { TimeZone::get(name).ok()? } else { return None };
    (!zone.is_unknown()).then_some(zone)
}

/// What follows a prefix such as `/mozilla.org/20050126_1/`: the path from its first segment that is an area's name.
fn without_prefix(tzid: &str) -> Option<&str> {
    const AREAS: [&str; 11] = [
        "Africa",
        "America",
        "Antarctica",
        "Arctic",
        "Asia",
        "Atlantic",
        "Australia",
        "Etc",
        "Europe",
        "Indian",
        "Pacific",
    ];
    let path = tzid.strip_prefix('/')?;
    let mut rest = path;
    loop {
        let (segment, after) = rest.split_once('/')?;
        if AREAS.contains(&segment) {
            return Some(rest);
        }
        rest = after;
    }
}

/// The VTIMEZONEs of a stream by TZID; the first of each counts. Blanks around a TZID do not.
#[derive(Debug, Default)]
struct DefinedZones<'a> {
    by_tzid: HashMap<Cow<'a, str>, Component<'a>>,
}

impl<'a> DefinedZones<'a> {
    /// Notes the VTIMEZONEs of a VCALENDAR.
    fn add(&mut self, calendar: Component<'a>) {
        for vtimezone in calendar.components_named("VTIMEZONE") {
            if let Some(tzid) = vtimezone.property("TZID") {
                self.by_tzid.entry(trimmed(tzid.text())).or_insert(vtimezone);
            }
        }
    }

    /// The VTIMEZONE of that name.
    fn get(&self, tzid: &str) -> Option<Component<'a>> {
        self.by_tzid.get(tzid.trim_ascii()).copied()
    }
}

fn trimmed(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim_ascii()),
        Cow::Owned(text) => Cow::Owned(text.trim_ascii().to_owned()),
    }
}

/// The zones that the times of one calendar can name. Each is looked up once.
pub(crate) struct Zones<'a> {
    calendar: Option<Component<'a>>,
    defined: OnceCell<DefinedZones<'a>>,
    found: RefCell<HashMap<Arc<str>, Option<TimeZone>>>,
}

impl<'a> Zones<'a> {
    /// Zones where no VTIMEZONE is at hand.
    pub(crate) fn none() -> Self {
        Self { calendar: None, defined: OnceCell::new(), found: RefCell::default() }
    }

    /// Zones of a VCALENDAR: those known by name and, for other names, its VTIMEZONE components.
    pub(crate) fn of(calendar: Component<'a>) -> Self {
        Self { calendar: Some(calendar), ..Self::none() }
    }

    /// The zone that a TZID means here, with its name.
    pub(crate) fn find(&self, tzid: &str) -> Option<(Arc<str>, TimeZone)> {
        let mut found = self.found.borrow_mut();
        if let Some((name, zone)) = found.get_key_value(tzid) {
            return zone.clone().map(|zone| (Arc::clone(name), zone));
        }
        let zone = known_zone(tzid).or_else(|| compile(self.defined().get(tzid)?, tzid));
        let name: Arc<str> = tzid.into();
        found.insert(Arc::clone(&name), zone.clone());
        zone.map(|zone| (name, zone))
    }

    fn defined(&self) -> &DefinedZones<'a> {
        self.defined.get_or_init(|| {
            let mut defined = DefinedZones::default();
            self.calendar.into_iter().for_each(|calendar| defined.add(calendar));
            defined
        })
    }
}

#[cfg(test)]
mod tests {
    use super::known_zone;

    fn iana_name(tzid: &str) -> Option<String> {
        known_zone(tzid).and_then(|zone| zone.iana_name().map(str::to_owned))
    }

    #[test]
    fn iana_names_in_any_case() {
        assert_eq!(iana_name("Europe/Berlin").as_deref(), Some("Europe/Berlin"));
        assert_eq!(iana_name("europe/berlin").as_deref(), Some("Europe/Berlin"));
    }

    #[test]
    fn blanks_do_not_count() {
        assert_eq!(iana_name("Europe/Berlin ").as_deref(), Some("Europe/Berlin"));
        assert_eq!(iana_name("W. Europe Standard Time  ").as_deref(), Some("Europe/Berlin"));
    }

    #[test]
    fn makers_prefixes_are_stepped_over() {
        let names = [
            "/freeassociation.sourceforge.net/America/Argentina/Ushuaia",
            "/mozilla.org/20050126_1/America/Argentina/Ushuaia",
            "/softwarestudio.org/Olson_20011030_5/America/Argentina/Ushuaia",
        ];
        for name in names {
            assert_eq!(iana_name(name).as_deref(), Some("America/Argentina/Ushuaia"), "{name}");
        }
    }

    #[test]
    fn names_that_nobody_knows() {
        for name in
            ["", "Nope/Nope", "/example.org/20260101/Custom Zone", "../../etc/passwd", "Etc/Unknown", "ß"]
        {
            assert_eq!(iana_name(name), None, "{name}");
        }
    }
}
