//! A calendar object resource: one UID's worth of iCalendar, checked, and what it means in time.

mod bounds;
mod error;
mod instances;
mod length;
mod overlap;
mod part;
mod rules;
mod series;
mod validate;

use std::sync::Arc;

pub use error::{DataError, ObjectError, ResourceError};
pub use instances::{Instance, Instances};
pub(crate) use overlap::Overlap;
pub(crate) use part::{OverrideRange, Part, Parts};
pub(crate) use series::Series;
use validate::{Validated, validate};

use crate::time::Zones;
use crate::{CalTime, Component, ComponentKind, ICalendar, Property, TimeError};

/// A calendar object resource (RFC 4791 §4.1): a VCALENDAR whose components, VTIMEZONE apart, share one kind and one
/// UID. At most one of them is the master; each other stands for instances of it (RECURRENCE-ID).
///
/// # What is read although a standard forbids it
/// Real clients send all of these, and one refused object can stop a whole calendar from syncing. The bytes stay as
/// they are; this is how they are understood (`docs/liberal-reading.md` of the repository has all of them, each with its
/// test).
///
/// - Everything that [`ICalendar::parse`] lets pass, names in lower case among it.
/// - No PRODID, no DTSTAMP: nothing depends on them.
/// - CREATED, LAST-MODIFIED, SEQUENCE, PRIORITY, URL and whatever else does not place the object in time or identify
///   it may hold anything, and may be there twice; the first counts.
/// - DTEND or DUE beside DURATION: DURATION says nothing.
/// - An end before its start: no length; for days, one day.
/// - An end that is a day when the start is not, or the other way round: each is taken for what it says.
/// - `VALUE=DATE` missing or wrong: the form of the value decides.
/// - Blanks around a TZID, Windows zone names, IANA names behind a prefix: see [`known_zone`](crate::known_zone).
/// - A TZID that nobody knows and no VTIMEZONE defines: the time floats, as on the wall of whoever looks at it.
/// - A known TZID without its VTIMEZONE (RFC 7809 allows it), or with a VTIMEZONE that says otherwise: the zone
///   database decides.
/// - Components nobody knows beside the ones to store.
///
/// Not let pass: a missing or other VERSION, a missing UID, a VEVENT without DTSTART, and a second UID, DTSTART, DTEND,
/// DUE, DURATION or RECURRENCE-ID in one component, for which there is no reading that would not be a guess.
///
/// ```
/// use ta_ical::CalendarObject;
///
/// let text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Europe/Paris:20260301T090000\r\n\
///             SUMMARY:Tea\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
/// let object = CalendarObject::from_bytes(text.as_bytes())?;
/// let event = object.master().expect("it is no override");
/// assert_eq!(event.property("SUMMARY").expect("it has one").text(), "Tea");
/// assert_eq!(&object.bytes()[..], text.as_bytes());
/// # Ok::<(), ta_ical::ObjectError>(())
/// ```
#[derive(Clone, Debug)]
pub struct CalendarObject {
    ical: ICalendar,
    kind: ComponentKind,
    uid: String,
    parts: Vec<Part>,
}

impl CalendarObject {
    /// Reads and checks an object.
    ///
    /// ```
    /// use ta_ical::{CalendarObject, ComponentKind};
    ///
    /// let text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VTODO\r\nUID:1\r\nSUMMARY:Tea\r\nEND:VTODO\r\nEND:VCALENDAR\r\n";
    /// let object = CalendarObject::from_bytes(text.as_bytes())?;
    /// assert_eq!((object.uid(), object.kind()), ("1", ComponentKind::Todo));
    /// # Ok::<(), ta_ical::ObjectError>(())
    /// ```
    ///
    /// # Errors
    /// [`ObjectError::Data`] when it is not valid iCalendar, [`ObjectError::Resource`] when it is but must not be
    /// stored as one object.
    pub fn from_bytes(bytes: impl Into<Arc<[u8]>>) -> Result<Self, ObjectError> {
        Self::from_icalendar(ICalendar::parse(bytes)?)
    }

    /// Checks a stream that is parsed already.
    ///
    /// ```
    /// use ta_ical::{CalendarObject, ICalendar};
    ///
    /// let ical = ICalendar::parse(
    ///     &b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VTODO\r\nUID:1\r\nEND:VTODO\r\nEND:VCALENDAR\r\n"[..],
    /// )?;
    /// assert!(CalendarObject::from_icalendar(ical).is_ok());
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    ///
    /// # Errors
    /// As [`CalendarObject::from_bytes`].
    pub fn from_icalendar(ical: ICalendar) -> Result<Self, ObjectError> {
        let Validated { kind, uid, parts } = validate(&ical)?;
        Ok(Self { ical, kind, uid, parts })
    }

    /// The UID that its components share.
    ///
    /// ```
    /// # let text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VTODO\r\nUID:1\r\nEND:VTODO\r\nEND:VCALENDAR\r\n";
    /// # let object = ta_ical::CalendarObject::from_bytes(text.as_bytes())?;
    /// assert_eq!(object.uid(), "1");
    /// # Ok::<(), ta_ical::ObjectError>(())
    /// ```
    pub fn uid(&self) -> &str {
        &self.uid
    }

    /// The kind that its components share.
    ///
    /// ```
    /// # let text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VTODO\r\nUID:1\r\nEND:VTODO\r\nEND:VCALENDAR\r\n";
    /// # let object = ta_ical::CalendarObject::from_bytes(text.as_bytes())?;
    /// assert_eq!(object.kind(), ta_ical::ComponentKind::Todo);
    /// # Ok::<(), ta_ical::ObjectError>(())
    /// ```
    pub const fn kind(&self) -> ComponentKind {
        self.kind
    }

    /// Its text.
    ///
    /// ```
    /// # let text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VTODO\r\nUID:1\r\nEND:VTODO\r\nEND:VCALENDAR\r\n";
    /// # let object = ta_ical::CalendarObject::from_bytes(text.as_bytes())?;
    /// assert_eq!(object.ical().root().property("VERSION").expect("it has one").value(), "2.0");
    /// # Ok::<(), ta_ical::ObjectError>(())
    /// ```
    pub const fn ical(&self) -> &ICalendar {
        &self.ical
    }

    /// Its text, byte for byte.
    ///
    /// ```
    /// # let text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VTODO\r\nUID:1\r\nEND:VTODO\r\nEND:VCALENDAR\r\n";
    /// # let object = ta_ical::CalendarObject::from_bytes(text.as_bytes())?;
    /// assert!(object.bytes().starts_with(b"BEGIN:VCALENDAR\r\n"));
    /// # Ok::<(), ta_ical::ObjectError>(())
    /// ```
    pub const fn bytes(&self) -> &Arc<[u8]> {
        self.ical.as_bytes()
    }

    /// The component without RECURRENCE-ID. An object may be without one, say when somebody is invited to single
    /// instances only.
    ///
    /// ```
    /// # let object = ta_ical::CalendarObject::from_bytes(&b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n\
    /// #     BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260101T090000Z\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\n\
    /// #     BEGIN:VEVENT\r\nUID:1\r\nRECURRENCE-ID:20260102T090000Z\r\nDTSTART:20260102T110000Z\r\nEND:VEVENT\r\n\
    /// #     END:VCALENDAR\r\n"[..])?;
    /// let master = object.master().expect("it has one");
    /// assert!(master.property("RRULE").is_some());
    /// # Ok::<(), ta_ical::ObjectError>(())
    /// ```
    pub fn master(&self) -> Option<Component<'_>> {
        self.parts.iter().find(|part| part.recurrence.is_none()).map(|part| self.component(part))
    }

    /// The components with RECURRENCE-ID.
    ///
    /// ```
    /// # let object = ta_ical::CalendarObject::from_bytes(&b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n\
    /// #     BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260101T090000Z\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\n\
    /// #     BEGIN:VEVENT\r\nUID:1\r\nRECURRENCE-ID:20260102T090000Z\r\nDTSTART:20260102T110000Z\r\nEND:VEVENT\r\n\
    /// #     END:VCALENDAR\r\n"[..])?;
    /// let ids: Vec<_> = object.overrides().filter_map(|one| one.property("RECURRENCE-ID")).collect();
    /// assert_eq!(ids.iter().map(|id| id.value()).collect::<Vec<_>>(), ["20260102T090000Z"]);
    /// # Ok::<(), ta_ical::ObjectError>(())
    /// ```
    pub fn overrides(&self) -> impl Iterator<Item = Component<'_>> {
        self.parts.iter().filter(|part| part.recurrence.is_some()).map(|part| self.component(part))
    }

    /// Master and overrides, in the order of the text.
    ///
    /// ```
    /// # let object = ta_ical::CalendarObject::from_bytes(&b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n\
    /// #     BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260101T090000Z\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\n\
    /// #     BEGIN:VEVENT\r\nUID:1\r\nRECURRENCE-ID:20260102T090000Z\r\nDTSTART:20260102T110000Z\r\nEND:VEVENT\r\n\
    /// #     END:VCALENDAR\r\n"[..])?;
    /// assert_eq!(object.components().count(), 2);
    /// # Ok::<(), ta_ical::ObjectError>(())
    /// ```
    pub fn components(&self) -> impl Iterator<Item = Component<'_>> {
        self.parts.iter().map(|part| self.component(part))
    }

    /// The time in one of its properties, in the zone that its TZID means in this object.
    ///
    /// ```
    /// use ta_ical::CalendarObject;
    ///
    /// let object = CalendarObject::from_bytes(&b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n\
    ///     BEGIN:VTIMEZONE\r\nTZID:Office\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n\
    ///     TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0545\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n\
    ///     BEGIN:VTODO\r\nUID:1\r\nDUE;TZID=Office:20260301T120000\r\nEND:VTODO\r\nEND:VCALENDAR\r\n"[..])?;
    /// let due = object.master().and_then(|todo| todo.property("DUE")).expect("it has one");
    /// let instant = object.time_of(&due)?.to_utc(&jiff::tz::TimeZone::UTC);
    /// assert_eq!(instant, "2026-03-01T06:15:00Z".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`TimeError`] when the property holds no time.
    pub fn time_of(&self, property: &Property<'_>) -> Result<CalTime, TimeError> {
        CalTime::of_property(property, &Zones::of(self.ical.root()))
    }

    /// Whether a component is one of them, and not one inside them or beside them.
    pub(crate) fn has_component(&self, component: Component<'_>) -> bool {
        // The parts are in the order of the text.
        self.parts.binary_search_by_key(&component.index(), |part| part.index).is_ok()
    }

    /// The times that one of its properties states: one for DTSTART, any number for EXDATE.
    ///
    /// ```
    /// use ta_ical::CalendarObject;
    ///
    /// let object = CalendarObject::from_bytes(&b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\n\
    ///     DTSTART:20260101\r\nRRULE:FREQ=DAILY\r\nEXDATE:20260102,20260104\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"[..])?;
    /// let exdate = object.master().and_then(|event| event.property("EXDATE")).expect("it has one");
    /// let days: Vec<_> = object.times(&exdate)?.iter().map(|day| day.to_value()).collect();
    /// assert_eq!(days, ["20260102", "20260104"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`TimeError`] when a value is neither a DATE nor a DATE-TIME, such as a PERIOD in an RDATE.
    pub fn times(&self, property: &Property<'_>) -> Result<Vec<CalTime>, TimeError> {
        let zones = Zones::of(self.ical.root());
        let tzid = property.param("TZID");
        let values = property.value().split(',').map(str::trim_ascii).filter(|value| !value.is_empty());
        values.map(|value| CalTime::read(value, tzid.as_deref(), &zones)).collect()
    }

    /// Master and overrides, as times.
    pub(crate) fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Master and overrides, as a series is made of them.
    pub(crate) fn series_parts(&self) -> Parts<'_> {
        Parts { ical: &self.ical, kind: self.kind, parts: &self.parts }
    }

    pub(crate) fn component(&self, part: &Part) -> Component<'_> {
        self.ical.component_at(part.index)
    }
}
