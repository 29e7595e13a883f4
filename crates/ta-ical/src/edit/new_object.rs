//! A calendar object made anew.

use jiff::Timestamp;

use super::content_line::UsedZone;
use super::{ContentLine, vtimezone};
use crate::{CalTime, ComponentKind};

/// What a new object is made of: one component, and a VTIMEZONE for each zone that its times name.
///
/// ```
/// use ta_ical::edit::{ContentLine, NewObject};
/// use ta_ical::{CalTime, CalendarObject, ComponentKind};
///
/// let new = NewObject {
///     kind: ComponentKind::Event,
///     product: "-//Example//Doc//EN",
///     uid: "1@example.com",
///     stamp_utc: "2026-11-23T08:00:00Z".parse()?,
///     lines: vec![
///         ContentLine::time("DTSTART", &CalTime::Utc("2026-11-23T09:30:00Z".parse()?)),
///         ContentLine::text("SUMMARY", "Tea"),
///     ],
/// };
/// let object = CalendarObject::from_bytes(new.to_bytes())?;
/// assert_eq!(object.uid(), "1@example.com");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewObject<'t> {
    /// The kind of the component.
    pub kind: ComponentKind,
    /// PRODID, the program that makes it.
    pub product: &'t str,
    /// UID.
    pub uid: &'t str,
    /// DTSTAMP and CREATED.
    pub stamp_utc: Timestamp,
    /// The component's other properties, in order.
    pub lines: Vec<ContentLine>,
}

impl NewObject<'_> {
    /// The object as text, lines ending in CRLF.
    ///
    /// ```
    /// use ta_ical::ComponentKind;
    /// use ta_ical::edit::NewObject;
    ///
    /// let new = NewObject {
    ///     kind: ComponentKind::Todo,
    ///     product: "-//Example//Doc//EN",
    ///     uid: "1",
    ///     stamp_utc: "2026-11-23T08:00:00Z".parse()?,
    ///     lines: Vec::new(),
    /// };
    /// let text = String::from_utf8(new.to_bytes())?;
    /// assert!(text.ends_with("DTSTAMP:20261123T080000Z\r\nCREATED:20261123T080000Z\r\nEND:VTODO\r\nEND:VCALENDAR\r\n"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = String::new();
        let mut write = |line: &ContentLine| line.write(&mut out, "\r\n");
        write(&ContentLine::raw("BEGIN", "VCALENDAR"));
        write(&ContentLine::raw("VERSION", "2.0"));
        write(&ContentLine::text("PRODID", self.product));
        for zone in self.zones() {
            out.push_str(&vtimezone(&zone.tzid, &zone.zone, zone.from_year));
        }
        self.write_component(&mut out);
        ContentLine::raw("END", "VCALENDAR").write(&mut out, "\r\n");
        out.into_bytes()
    }

    fn write_component(&self, out: &mut String) {
        let mut write = |line: &ContentLine| line.write(out, "\r\n");
        let stamp = CalTime::Utc(self.stamp_utc);
        write(&ContentLine::raw("BEGIN", self.kind.as_str()));
        write(&ContentLine::text("UID", self.uid));
        write(&ContentLine::time("DTSTAMP", &stamp));
        write(&ContentLine::time("CREATED", &stamp));
        self.lines.iter().for_each(&mut write);
        write(&ContentLine::raw("END", self.kind.as_str()));
    }

    /// Each zone once, from the earliest year that names it.
    fn zones(&self) -> Vec<UsedZone> {
        let mut zones: Vec<UsedZone> = Vec::new();
        for used in self.lines.iter().filter_map(ContentLine::zone) {
            match zones.iter_mut().find(|known| known.tzid == used.tzid) {
                Some(known) => known.from_year = known.from_year.min(used.from_year),
                None => zones.push(used.clone()),
            }
        }
        zones
    }
}
