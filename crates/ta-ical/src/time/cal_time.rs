//! A time as a property states it.

use std::sync::Arc;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use thiserror::Error;

use super::value::{DateOrTime, parse_date_or_time};
use super::{CalDuration, Zones};
use crate::Property;

/// A DATE or DATE-TIME as a property states it (RFC 5545 §3.3.4 and §3.3.5). Local time and zone are kept; absolute
/// time is derived, for times without a zone only once somebody in a zone asks.
///
/// ```
/// use jiff::tz::TimeZone;
/// use ta_ical::CalTime;
///
/// let tokyo = TimeZone::get("Asia/Tokyo")?;
/// // Lunch is at noon wherever one is; the call with Paris is when Paris says.
/// let lunch = CalTime::parse("20260301T120000", None)?;
/// let call = CalTime::parse("20260301T120000", Some("Europe/Paris"))?;
/// assert_eq!(lunch.to_utc(&tokyo), "2026-03-01T03:00:00Z".parse()?);
/// assert_eq!(call.to_utc(&tokyo), "2026-03-01T11:00:00Z".parse()?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CalTime {
    /// A day, wherever one is.
    Date(Date),
    /// A local time, wherever one is.
    Floating(DateTime),
    /// An instant.
    Utc(Timestamp),
    /// A local time somewhere.
    Zoned {
        /// The local time as written. It may fall into a gap of the zone or be there twice.
        local: DateTime,
        /// The zone's name as written.
        tzid: Arc<str>,
        /// The zone that the name means.
        zone: TimeZone,
    },
}

/// Why a property holds no time.
///
/// ```
/// use ta_ical::{CalTime, TimeError};
///
/// assert_eq!(CalTime::parse("tomorrow", None), Err(TimeError));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("neither a DATE nor a DATE-TIME")]
pub struct TimeError;

impl CalTime {
    /// Reads a value such as `20261123T093000`, with the name of its zone if it has one. The type is told by the form.
    ///
    /// ```
    /// use ta_ical::CalTime;
    ///
    /// assert!(matches!(CalTime::parse("20261123", None)?, CalTime::Date(_)));
    /// assert!(matches!(CalTime::parse("20261123T093000", None)?, CalTime::Floating(_)));
    /// assert!(matches!(CalTime::parse("20261123T093000Z", None)?, CalTime::Utc(_)));
    /// assert!(matches!(CalTime::parse("20261123T093000", Some("Europe/Paris"))?, CalTime::Zoned { .. }));
    /// # Ok::<(), ta_ical::TimeError>(())
    /// ```
    ///
    /// # Errors
    /// [`TimeError`] when the value is neither a DATE nor a DATE-TIME.
    pub fn parse(value: &str, tzid: Option<&str>) -> Result<Self, TimeError> {
        Self::read(value, tzid, &Zones::none())
    }

    /// Reads a value with a time zone's name beside it. The form of the value says what type it has, as clients leave
    /// out `VALUE=DATE`; a zone beside an instant or a day says nothing; a name that nobody knows leaves it floating.
    pub(crate) fn read(value: &str, tzid: Option<&str>, zones: &Zones<'_>) -> Result<Self, TimeError> {
        Ok(match parse_date_or_time(value).ok_or(TimeError)? {
            DateOrTime::Date(date) => Self::Date(date),
            DateOrTime::Utc(local) => Self::Utc(saturating_utc(&TimeZone::UTC, local)),
            DateOrTime::Local(local) => match tzid.and_then(|tzid| zones.find(tzid)) {
                Some((tzid, zone)) => Self::Zoned { local, tzid, zone },
                None => Self::Floating(local),
            },
        })
    }

    /// Reads the value of a property such as DTSTART.
    pub(crate) fn of_property(property: &Property<'_>, zones: &Zones<'_>) -> Result<Self, TimeError> {
        Self::read(property.value(), property.param("TZID").as_deref(), zones)
    }

    /// The instant it means to somebody in `asker_zone`; for a day, its first. A local time that is skipped is read
    /// with the offset from before the gap, one that comes twice is the first (RFC 5545 §3.3.5). Times at the ends of
    /// the calendar give the first or last instant there is.
    ///
    /// ```
    /// use jiff::tz::TimeZone;
    /// use ta_ical::CalTime;
    ///
    /// // RFC 5545 §3.3.5: there is no 2:30 on 11 March 2007 in New York. It is 3:30 of daylight time.
    /// let skipped = CalTime::parse("20070311T023000", Some("America/New_York"))?;
    /// assert_eq!(skipped.to_utc(&TimeZone::UTC), "2007-03-11T07:30:00Z".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_utc(&self, asker_zone: &TimeZone) -> Timestamp {
        match self {
            Self::Date(date) => saturating_utc(asker_zone, date.to_datetime(jiff::civil::Time::midnight())),
            Self::Floating(local) => saturating_utc(asker_zone, *local),
            Self::Utc(instant) => *instant,
            Self::Zoned { local, zone, .. } => saturating_utc(zone, *local),
        }
    }

    /// Whether it is a day.
    ///
    /// ```
    /// use ta_ical::CalTime;
    ///
    /// assert!(CalTime::parse("20261123", None)?.is_date());
    /// # Ok::<(), ta_ical::TimeError>(())
    /// ```
    pub const fn is_date(&self) -> bool {
        matches!(self, Self::Date(_))
    }

    /// Whether it means different instants in different places.
    ///
    /// ```
    /// use ta_ical::CalTime;
    ///
    /// assert!(CalTime::parse("20261123", None)?.depends_on_place());
    /// assert!(!CalTime::parse("20261123T093000", Some("Europe/Paris"))?.depends_on_place());
    /// # Ok::<(), ta_ical::TimeError>(())
    /// ```
    pub const fn depends_on_place(&self) -> bool {
        matches!(self, Self::Date(_) | Self::Floating(_))
    }

    /// The local time as written; midnight of a day, UTC of an instant.
    ///
    /// ```
    /// use ta_ical::CalTime;
    ///
    /// let time = CalTime::parse("20261123T093000", Some("Europe/Paris"))?;
    /// assert_eq!(time.local(), jiff::civil::date(2026, 11, 23).at(9, 30, 0, 0));
    /// # Ok::<(), ta_ical::TimeError>(())
    /// ```
    pub fn local(&self) -> DateTime {
        match self {
            Self::Date(date) => date.to_datetime(jiff::civil::Time::midnight()),
            Self::Floating(local) | Self::Zoned { local, .. } => *local,
            Self::Utc(instant) => TimeZone::UTC.to_datetime(*instant),
        }
    }

    /// The zone in which its local time is meant.
    ///
    /// ```
    /// use jiff::tz::TimeZone;
    /// use ta_ical::CalTime;
    ///
    /// let tokyo = TimeZone::get("Asia/Tokyo")?;
    /// assert_eq!(CalTime::parse("20261123T093000", None)?.zone(&tokyo), tokyo);
    /// assert_eq!(CalTime::parse("20261123T093000Z", None)?.zone(&tokyo), TimeZone::UTC);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn zone(&self, asker_zone: &TimeZone) -> TimeZone {
        match self {
            Self::Date(_) | Self::Floating(_) => asker_zone.clone(),
            Self::Utc(_) => TimeZone::UTC,
            Self::Zoned { zone, .. } => zone.clone(),
        }
    }

    /// Another local time in the same frame: the same type, and the same zone if there is one.
    ///
    /// ```
    /// use ta_ical::CalTime;
    ///
    /// let time = CalTime::parse("20261123T093000", Some("Europe/Paris"))?;
    /// let later = time.with_local(jiff::civil::date(2026, 11, 24).at(17, 0, 0, 0));
    /// assert_eq!(later, CalTime::parse("20261124T170000", Some("Europe/Paris"))?);
    /// # Ok::<(), ta_ical::TimeError>(())
    /// ```
    pub fn with_local(&self, local: DateTime) -> Self {
        match self {
            Self::Date(_) => Self::Date(local.date()),
            Self::Floating(_) => Self::Floating(local),
            Self::Utc(_) => Self::Utc(saturating_utc(&TimeZone::UTC, local)),
            Self::Zoned { tzid, zone, .. } => {
                Self::Zoned { local, tzid: Arc::clone(tzid), zone: zone.clone() }
            }
        }
    }

    /// An instant in the frame of this time.
    ///
    /// ```
    /// use jiff::tz::TimeZone;
    /// use ta_ical::CalTime;
    ///
    /// let time = CalTime::parse("20261123T093000", Some("Europe/Paris"))?;
    /// let later = time.with_instant("2026-11-24T16:00:00Z".parse()?, &TimeZone::UTC);
    /// assert_eq!(later.to_value(), "20261124T170000");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn with_instant(&self, instant: Timestamp, asker_zone: &TimeZone) -> Self {
        match self {
            Self::Utc(_) => Self::Utc(instant),
            _ => self.with_local(self.zone(asker_zone).to_datetime(instant)),
        }
    }

    /// This time, or else the instant that it should mean: of a local time that a clock shows twice it means the first
    /// (RFC 5545 §3.3.5), so that the second has no name but its instant.
    pub(crate) fn naming(self, instant: Timestamp) -> Self {
        match &self {
            Self::Zoned { local, zone, .. } if saturating_utc(zone, *local) != instant => Self::Utc(instant),
            _ => self,
        }
    }

    /// This time and a duration after it: days in local time, then what passes (RFC 5545 §3.3.6). A day moves by whole
    /// days only, a part of one counting as one.
    ///
    /// ```
    /// use jiff::tz::TimeZone;
    /// use ta_ical::{CalDuration, CalTime};
    ///
    /// // In the night to 29 March 2026 an hour is missing in Berlin: a day is shorter than 24 hours.
    /// let before = CalTime::parse("20260328T120000", Some("Europe/Berlin"))?;
    /// let plus = |duration| before.plus(CalDuration::parse(duration).expect("a duration"), &TimeZone::UTC).to_value();
    /// assert_eq!(plus("P1D"), "20260329T120000");
    /// assert_eq!(plus("PT24H"), "20260329T130000");
    /// # Ok::<(), ta_ical::TimeError>(())
    /// ```
    pub fn plus(&self, duration: CalDuration, asker_zone: &TimeZone) -> Self {
        const SECONDS_PER_DAY: i64 = 86_400;
        let moved = duration.add_days(self.local());
        if self.is_date() {
            let days = duration.exact().as_secs().unsigned_abs().div_ceil(SECONDS_PER_DAY as u64) as i64;
            let more = SignedDuration::from_hours(24 * days * duration.exact().as_secs().signum());
            return Self::Date(moved.saturating_add(more).date());
        }
        let moved = self.with_local(moved);
        if duration.exact().is_zero() {
            return moved;
        }
        let instant = moved.to_utc(asker_zone);
        moved.with_instant(saturating_add(instant, duration.exact()), asker_zone)
    }

    /// The value as iCalendar writes it, such as `20261123T093000`; a zone goes into the parameter TZID.
    ///
    /// ```
    /// use ta_ical::CalTime;
    ///
    /// let time = CalTime::Utc("2026-11-23T09:30:00Z".parse()?);
    /// assert_eq!(time.to_value(), "20261123T093000Z");
    /// # Ok::<(), jiff::Error>(())
    /// ```
    pub fn to_value(&self) -> String {
        let local = self.local();
        let format = match self {
            Self::Date(_) => "%Y%m%d",
            Self::Floating(_) | Self::Zoned { .. } => "%Y%m%dT%H%M%S",
            Self::Utc(_) => "%Y%m%dT%H%M%SZ",
        };
        local.strftime(format).to_string()
    }
}

/// The instant of a local time, at the ends of the calendar the first or last there is.
pub(crate) fn saturating_utc(zone: &TimeZone, local: DateTime) -> Timestamp {
    let before_our_era = local.year() < 0;
    zone.to_ambiguous_timestamp(local).compatible().unwrap_or(if before_our_era {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    })
}

/// An instant and a duration after it, at the ends of the calendar the first or last there is.
pub(crate) fn saturating_add(instant: Timestamp, duration: SignedDuration) -> Timestamp {
    instant.checked_add(duration).unwrap_or(if duration.is_negative() {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    })
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::tz::TimeZone;

    use super::CalTime;
    use crate::time::CalDuration;

    fn time(value: &str, tzid: &str) -> CalTime {
        CalTime::parse(value, Some(tzid)).unwrap()
    }

    fn utc(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn skipped_local_time_takes_the_offset_from_before() {
        // RFC 5545 §3.3.5: 2:30 on 11 March 2007 in New York is 3:30 EDT.
        let skipped = time("20070311T023000", "America/New_York");
        assert_eq!(skipped.to_utc(&TimeZone::UTC), utc("2007-03-11T07:30:00Z"));
    }

    #[test]
    fn repeated_local_time_is_the_first() {
        // RFC 5545 §3.3.5: 1:30 on 4 November 2007 in New York is EDT.
        let repeated = time("20071104T013000", "America/New_York");
        assert_eq!(repeated.to_utc(&TimeZone::UTC), utc("2007-11-04T05:30:00Z"));
    }

    #[test]
    fn day_and_floating_time_belong_to_the_asker() {
        let tokyo = TimeZone::get("Asia/Tokyo").unwrap();
        assert_eq!(time("20260301", "Europe/Berlin").to_utc(&tokyo), utc("2026-02-28T15:00:00Z"));
        assert_eq!(time("20260301T100000", "Nope/Nope").to_utc(&tokyo), utc("2026-03-01T01:00:00Z"));
    }

    #[test]
    fn ends_of_the_calendar_saturate() {
        assert_eq!(time("99991231T235960Z", "").to_utc(&TimeZone::UTC), Timestamp::MAX);
        assert_eq!(time("00010101T000000Z", "").to_utc(&TimeZone::UTC), utc("0001-01-01T00:00:00Z"));
    }

    #[test]
    fn days_follow_the_calendar_and_hours_pass() {
        // The night before 29 March 2026 in Berlin has 23 hours.
        let before = time("20260328T120000", "Europe/Berlin");
        let plus = |duration| before.plus(CalDuration::parse(duration).unwrap(), &TimeZone::UTC).to_value();
        assert_eq!(plus("P1D"), "20260329T120000");
        assert_eq!(plus("PT24H"), "20260329T130000");
    }

    #[test]
    fn day_moves_by_whole_days() {
        let plus = |duration| {
            time("20260328", "").plus(CalDuration::parse(duration).unwrap(), &TimeZone::UTC).to_value()
        };
        assert_eq!(plus("P2D"), "20260330");
        assert_eq!(plus("PT24H"), "20260329");
        assert_eq!(plus("PT1H"), "20260329");
    }
}
