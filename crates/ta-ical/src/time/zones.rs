//! Which zone a TZID means.

use std::cell::RefCell;
use std::sync::Arc;

use jiff::tz::TimeZone;

use super::vtimezone::compile;
use super::windows_zones::iana_name_of_windows_zone;
use crate::Component;

/// The zone that a TZID means wherever it stands: an IANA name, a Windows name, or an IANA name behind a maker's prefix
/// as in `/freeassociation.sourceforge.net/Europe/Berlin`. Blanks around it do not count.
pub fn known_zone(tzid: &str) -> Option<TimeZone> {
    let tzid = tzid.trim_ascii().trim_matches('"').trim_ascii();
    iana_zone(tzid)
        .or_else(|| iana_name_of_windows_zone(tzid).and_then(iana_zone))
        .or_else(|| without_prefix(tzid).and_then(iana_zone))
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

/// The zones that the times of one stream can name. Each is looked up once.
pub(crate) struct Zones<'a> {
    calendar: Option<Component<'a>>,
    found: RefCell<Vec<(Arc<str>, Option<TimeZone>)>>,
}

impl<'a> Zones<'a> {
    /// Zones where no VTIMEZONE is at hand.
    pub(crate) const fn none() -> Self {
        Self { calendar: None, found: RefCell::new(Vec::new()) }
    }

    /// Zones of a VCALENDAR: those known by name and, for other names, its VTIMEZONE components.
    pub(crate) const fn of(calendar: Component<'a>) -> Self {
        Self { calendar: Some(calendar), found: RefCell::new(Vec::new()) }
    }

    /// The zone that a TZID means here, with its name.
    pub(crate) fn find(&self, tzid: &str) -> Option<(Arc<str>, TimeZone)> {
        let mut found = self.found.borrow_mut();
        if let Some((name, zone)) = found.iter().find(|(name, _)| **name == *tzid) {
            return zone.clone().map(|zone| (Arc::clone(name), zone));
        }
        let zone = known_zone(tzid).or_else(|| self.defined_zone(tzid));
        let name: Arc<str> = tzid.into();
        found.push((Arc::clone(&name), zone.clone()));
        zone.map(|zone| (name, zone))
    }

    /// The zone that a VTIMEZONE of the calendar defines by that name.
    fn defined_zone(&self, tzid: &str) -> Option<TimeZone> {
        let is_named = |zone: &Component<'_>| {
            zone.property("TZID").is_some_and(|name| name.text().trim_ascii() == tzid.trim_ascii())
        };
        let vtimezone = self.calendar?.components_named("VTIMEZONE").find(is_named)?;
        compile(vtimezone, tzid)
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
