//! TIME values (RFC 5545 §3.3.12).

use std::sync::Arc;

use jiff::civil::Time;
use jiff::tz::TimeZone;

use crate::time::{Zones, parse_time};

/// A TIME: a time of day, in one of the three forms that times have (RFC 5545 §3.3.12).
///
/// ```
/// use jiff::civil::time;
/// use ta_ical::ICalendar;
/// use ta_ical::value::TimeOfDay;
///
/// let ical = ICalendar::parse(&b"BEGIN:VCALENDAR\nX-OPENS;VALUE=TIME:133000Z\nEND:VCALENDAR\n"[..])?;
/// let opens = ical.root().property("X-OPENS").expect("it has one").time_of_day()?;
/// assert_eq!(opens, TimeOfDay::Utc(time(13, 30, 0, 0)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TimeOfDay {
    /// On the clock of whoever looks at it.
    Floating(Time),
    /// In UTC.
    Utc(Time),
    /// On the clock of a zone.
    Zoned {
        /// The time of day.
        time: Time,
        /// The TZID.
        tzid: Arc<str>,
        /// What it means.
        zone: TimeZone,
    },
}

impl TimeOfDay {
    /// What the clock shows. The second 60 is the second before it.
    ///
    /// ```
    /// use jiff::civil::time;
    /// use ta_ical::value::TimeOfDay;
    ///
    /// assert_eq!(TimeOfDay::Utc(time(7, 0, 0, 0)).time(), time(7, 0, 0, 0));
    /// ```
    pub const fn time(&self) -> Time {
        match self {
            Self::Floating(time) | Self::Utc(time) | Self::Zoned { time, .. } => *time,
        }
    }

    pub(super) fn read(value: &str, tzid: Option<&str>, zones: &Zones<'_>) -> Option<Self> {
        if let Some(utc) = value.strip_suffix(['Z', 'z']) {
            return parse_time(utc).map(Self::Utc);
        }
        let time = parse_time(value)?;
        Some(match tzid.and_then(|tzid| zones.find(tzid)) {
            Some((tzid, zone)) => Self::Zoned { time, tzid, zone },
            None => Self::Floating(time),
        })
    }
}
