//! PERIOD values of absolute time (RFC 5545 §3.3.9).

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{CalDuration, CalTime};

/// Start and end of a PERIOD of instants, the only form that FREEBUSY knows (RFC 5545 §3.8.2.6).
pub(crate) fn utc_period(value: &str) -> Option<(Timestamp, Timestamp)> {
    let (start, end) = value.split_once('/')?;
    let start = CalTime::parse(start, None).ok()?;
    let end = match CalDuration::parse(end) {
        Some(duration) => start.plus(duration, &TimeZone::UTC),
        None => CalTime::parse(end, None).ok()?,
    };
    Some((start.to_utc(&TimeZone::UTC), end.to_utc(&TimeZone::UTC)))
}
