//! The instances of an object in a window of time, in order.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;
use std::vec;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::CalendarObject;
use super::series::{RunInstances, Series};
use crate::{CalTime, Component, UtcRange};

/// One occurrence of a component: what happens, from when to when.
///
/// ```
/// use jiff::tz::TimeZone;
/// use ta_ical::{CalendarObject, UtcRange};
///
/// let object = CalendarObject::from_bytes(&b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\n\
///     DTSTART;TZID=Europe/Paris:20260328T220000\r\nDURATION:PT8H\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"[..])?;
/// let night = object.instances(UtcRange::ALWAYS, &TimeZone::UTC).next().expect("one");
/// // In this night the clocks of Paris are put forward.
/// assert_eq!(night.end.to_value(), "20260329T070000");
/// assert_eq!(night.end_utc, "2026-03-29T05:00:00Z".parse()?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance<'a> {
    /// What names the instance within its series: when it would start by the rule, on the clock of the master, or as an
    /// instant where that clock shows the time for the second time. `None` when the object is not a series.
    pub recurrence_id: Option<CalTime>,
    /// When it starts; of a VTODO without DTSTART, when it is due.
    pub start: CalTime,
    /// When it ends, the end not being part of it; of a VTODO, when it is due. Where a clock shows this time twice,
    /// `end_utc` says which is meant.
    pub end: CalTime,
    /// The instant of the start for the asker.
    pub start_utc: Timestamp,
    /// The instant of the end for the asker, never before the start.
    pub end_utc: Timestamp,
    /// The component that describes it: the master or the one that overrides it.
    pub component: Component<'a>,
}

impl Instance<'_> {
    /// Whether a component of its own describes it, so that it may differ from the rest of its series.
    ///
    /// ```
    /// use jiff::tz::TimeZone;
    /// use ta_ical::{CalendarObject, UtcRange};
    ///
    /// let object = CalendarObject::from_bytes(&b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n\
    ///     BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260101T090000Z\r\nRRULE:FREQ=DAILY;COUNT=2\r\nEND:VEVENT\r\n\
    ///     BEGIN:VEVENT\r\nUID:1\r\nRECURRENCE-ID:20260102T090000Z\r\nDTSTART:20260102T110000Z\r\nEND:VEVENT\r\n\
    ///     END:VCALENDAR\r\n"[..])?;
    /// let instances = object.instances(UtcRange::ALWAYS, &TimeZone::UTC);
    /// assert_eq!(instances.map(|instance| instance.is_override()).collect::<Vec<_>>(), [false, true]);
    /// # Ok::<(), ta_ical::ObjectError>(())
    /// ```
    pub fn is_override(&self) -> bool {
        self.component.property("RECURRENCE-ID").is_some()
    }
}

impl CalendarObject {
    /// The instances that overlap a window by the rules of RFC 4791 §9.9, by start. Times that depend on the place are
    /// those of `asker_zone`.
    ///
    /// Overrides count, RANGE=THISANDFUTURE (RFC 5545 §3.2.13) among them: later instances move by as much as the
    /// overriding one did, on the clock. Nothing is computed before it is asked for, and finding the first instance of
    /// a window in the far future takes no longer than in the near one. An endless rule in a window without an end goes
    /// on to the year 9999.
    ///
    /// ```
    /// use jiff::tz::TimeZone;
    /// use ta_ical::{CalendarObject, UtcRange};
    ///
    /// let object = CalendarObject::from_bytes(&b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\n\
    ///     DTSTART;TZID=Europe/Paris:20260101T090000\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"[..])?;
    /// let window = UtcRange::new(Some("2400-07-01T00:00:00Z".parse()?), None).expect("open at the end");
    /// let first = object.instances(window, &TimeZone::UTC).next().expect("endless");
    /// assert_eq!(first.start_utc, "2400-07-01T07:00:00Z".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn instances(&self, window: UtcRange, asker_zone: &TimeZone) -> Instances<'_> {
        Series::of(self, asker_zone).instances(window)
    }

    /// The instance that a RECURRENCE-ID names, wherever it has been moved. `None` when the object has none such.
    ///
    /// ```
    /// use jiff::tz::TimeZone;
    /// use ta_ical::{CalTime, CalendarObject};
    ///
    /// let object = CalendarObject::from_bytes(&b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n\
    ///     BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260101T090000Z\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\n\
    ///     BEGIN:VEVENT\r\nUID:1\r\nRECURRENCE-ID:20260102T090000Z\r\nDTSTART:20260109T110000Z\r\nEND:VEVENT\r\n\
    ///     END:VCALENDAR\r\n"[..])?;
    /// let second = object.instance(&CalTime::parse("20260102T090000Z", None)?, &TimeZone::UTC).expect("one");
    /// assert_eq!(second.start.to_value(), "20260109T110000Z");
    /// assert!(object.instance(&CalTime::parse("20260102T100000Z", None)?, &TimeZone::UTC).is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn instance(&self, recurrence_id: &CalTime, asker_zone: &TimeZone) -> Option<Instance<'_>> {
        Series::of(self, asker_zone).instance(recurrence_id)
    }
}

/// Instances by start; see [`CalendarObject::instances`].
///
/// ```
/// use jiff::tz::TimeZone;
/// use ta_ical::{CalendarObject, UtcRange};
///
/// let object = CalendarObject::from_bytes(&b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\n\
///     DTSTART:20260101T090000Z\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"[..])?;
/// let tenth = object.instances(UtcRange::ALWAYS, &TimeZone::UTC).nth(9).expect("endless");
/// assert_eq!(tenth.start.to_value(), "20260110T090000Z");
/// # Ok::<(), ta_ical::ObjectError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Instances<'a> {
    /// The next instance of each source that has one, the earliest on top.
    heads: BinaryHeap<Reverse<Head<'a>>>,
}

impl<'a> Instances<'a> {
    pub(super) fn new(series: &Series<'a>, window: UtcRange) -> Self {
        let mut singles: Vec<_> = series.singles_in(window).collect();
        singles.sort_by_key(|instance| (instance.start_utc, instance.end_utc));
        let runs = series.runs_in(window).map(|run| Source::Run(Box::new(run)));
        let sources = std::iter::once(Source::Singles(singles.into_iter())).chain(runs);
        Self { heads: sources.filter_map(Head::of).map(Reverse).collect() }
    }
}

impl<'a> Iterator for Instances<'a> {
    type Item = Instance<'a>;

    fn next(&mut self) -> Option<Instance<'a>> {
        let Reverse(Head { instance, source }) = self.heads.pop()?;
        self.heads.extend(Head::of(source).map(Reverse));
        Some(instance)
    }
}

/// Instances that come in order by themselves.
#[derive(Clone, Debug)]
enum Source<'a> {
    Singles(vec::IntoIter<Instance<'a>>),
    Run(Box<RunInstances<'a>>),
}

/// The next instance of a source, and what comes after it.
#[derive(Clone, Debug)]
struct Head<'a> {
    instance: Instance<'a>,
    source: Source<'a>,
}

impl<'a> Head<'a> {
    fn of(mut source: Source<'a>) -> Option<Self> {
        let instance = match &mut source {
            Source::Singles(singles) => singles.next(),
            Source::Run(run) => run.next(),
        };
        Some(Self { instance: instance?, source })
    }

    const fn order(&self) -> (Timestamp, Timestamp) {
        (self.instance.start_utc, self.instance.end_utc)
    }
}

impl PartialEq for Head<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.order() == other.order()
    }
}

impl Eq for Head<'_> {}

impl PartialOrd for Head<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Head<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.order().cmp(&other.order())
    }
}
