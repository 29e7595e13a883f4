//! PERIOD values (RFC 5545 §3.3.9).

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::time::Zones;
use crate::{CalDuration, CalTime};

/// A PERIOD: from a start, which is part of it, to an end, which is not (RFC 5545 §3.3.9).
///
/// The end may be before the start, which the RFC forbids; whoever asks decides what that means.
///
/// ```
/// use ta_ical::value::{Period, PeriodEnd};
///
/// let period = Period::parse("19970101T180000Z/PT5H30M", None).expect("a period");
/// assert_eq!(period.start.to_value(), "19970101T180000Z");
/// assert!(matches!(period.end, PeriodEnd::After(duration) if duration.exact().as_mins() == 330));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// When it begins.
    pub start: CalTime,
    /// Where it ends.
    pub end: PeriodEnd,
}

/// How a PERIOD says where it ends.
///
/// ```
/// use ta_ical::value::{Period, PeriodEnd};
///
/// let period = Period::parse("19970101T180000Z/19970102T070000Z", None).expect("a period");
/// let PeriodEnd::At(end) = period.end else { panic!("it says when") };
/// assert_eq!(end.to_value(), "19970102T070000Z");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PeriodEnd {
    /// At a time.
    At(CalTime),
    /// So long after the start.
    After(CalDuration),
}

impl Period {
    /// Reads a period, in the zone of a TZID if it has one and the zone is known; `None` when the text is none.
    ///
    /// ```
    /// use ta_ical::value::Period;
    ///
    /// assert!(Period::parse("19970101T180000/PT1H", Some("America/New_York")).is_some());
    /// assert_eq!(Period::parse("19970101T180000Z", None), None);
    /// ```
    pub fn parse(value: &str, tzid: Option<&str>) -> Option<Self> {
        Self::read(value, tzid, &Zones::none())
    }

    /// Reads a period where some zones are defined.
    pub(crate) fn read(value: &str, tzid: Option<&str>, zones: &Zones<'_>) -> Option<Self> {
        let (start, end) = value.split_once('/')?;
        let start = CalTime::read(start, tzid, zones).ok()?;
        let end = match CalDuration::parse(end) {
            Some(duration) => PeriodEnd::After(duration),
            None => PeriodEnd::At(CalTime::read(end, tzid, zones).ok()?),
        };
        Some(Self { start, end })
    }

    /// The instant of its start, to somebody in a zone.
    ///
    /// ```
    /// use jiff::tz::TimeZone;
    /// use ta_ical::value::Period;
    ///
    /// let period = Period::parse("19970101T180000Z/19970102T070000Z", None).expect("a period");
    /// assert_eq!(period.start_utc(&TimeZone::UTC), "1997-01-01T18:00:00Z".parse()?);
    /// # Ok::<(), jiff::Error>(())
    /// ```
    pub fn start_utc(&self, asker_zone: &TimeZone) -> Timestamp {
        self.start.to_utc(asker_zone)
    }

    /// The instant of its end, to somebody in a zone.
    ///
    /// ```
    /// use jiff::tz::TimeZone;
    /// use ta_ical::value::Period;
    ///
    /// let period = Period::parse("19970101T180000Z/PT5H30M", None).expect("a period");
    /// assert_eq!(period.end_utc(&TimeZone::UTC), "1997-01-01T23:30:00Z".parse()?);
    /// # Ok::<(), jiff::Error>(())
    /// ```
    pub fn end_utc(&self, asker_zone: &TimeZone) -> Timestamp {
        match &self.end {
            PeriodEnd::At(end) => end.to_utc(asker_zone),
            PeriodEnd::After(duration) => self.start.plus(*duration, asker_zone).to_utc(asker_zone),
        }
    }

    /// The times that it states.
    pub(crate) fn times(&self) -> impl Iterator<Item = &CalTime> {
        let end = match &self.end {
            PeriodEnd::At(end) => Some(end),
            PeriodEnd::After(_) => None,
        };
        std::iter::once(&self.start).chain(end)
    }

    /// Start and end of a period of instants, the only form that FREEBUSY knows (RFC 5545 §3.8.2.6).
    pub(crate) fn span_utc(value: &str) -> Option<(Timestamp, Timestamp)> {
        let period = Self::parse(value, None)?;
        Some((period.start_utc(&TimeZone::UTC), period.end_utc(&TimeZone::UTC)))
    }
}
