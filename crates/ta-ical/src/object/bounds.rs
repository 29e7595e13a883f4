//! The span of time outside which an object cannot match a time range.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::CalendarObject;
use super::series::Series;
use crate::time::saturating_add;
use crate::value::Period;
use crate::{CalTime, ComponentKind, TimeBounds};

/// Further than any two zones are apart: what floats is meant in all of them.
const FLOATING_SLACK: SignedDuration = SignedDuration::from_hours(26);

impl CalendarObject {
    /// A span that holds every instant at which the object could match a time range on one of its components (RFC 4791
    /// §9.9). An endless rule has no end, and a VTODO without DTSTART and DUE no bounds at all.
    ///
    /// It says nothing about time ranges on a VALARM or on a property, which can match elsewhere.
    ///
    /// ```
    /// use ta_ical::CalendarObject;
    ///
    /// let object = CalendarObject::from_bytes(&b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\n\
    ///     DTSTART:20260101T090000Z\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"[..])?;
    /// let bounds = object.bounds();
    /// assert_eq!(bounds.start_utc, Some("2026-01-01T09:00:00Z".parse()?));
    /// assert_eq!(bounds.end_utc, None, "an endless rule");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn bounds(&self) -> TimeBounds {
        match self.kind() {
            ComponentKind::Event | ComponentKind::Todo | ComponentKind::Journal => self.instance_bounds(),
            ComponentKind::FreeBusy | ComponentKind::Availability => self.stated_bounds(),
            ComponentKind::Poll => TimeBounds::ALWAYS,
        }
    }

    /// Whether it is a series, or stands for instances of one.
    ///
    /// ```
    /// use ta_ical::CalendarObject;
    ///
    /// let object = CalendarObject::from_bytes(&b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\n\
    ///     DTSTART:20260101T090000Z\r\nRDATE:20260105T090000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"[..])?;
    /// assert!(object.is_recurring());
    /// # Ok::<(), ta_ical::ObjectError>(())
    /// ```
    pub fn is_recurring(&self) -> bool {
        self.parts().iter().any(|part| part.recurrence.is_some() || part.rules.recur())
    }

    fn instance_bounds(&self) -> TimeBounds {
        if self.parts().iter().any(|part| part.anchor().is_none()) {
            return TimeBounds::ALWAYS;
        }
        let slack = if self.depends_on_place() { FLOATING_SLACK } else { SignedDuration::ZERO };
        let Some((start, end)) = Series::of(self, &TimeZone::UTC).extent() else { return TimeBounds::ALWAYS };
        TimeBounds {
            start_utc: Some(saturating_add(start, -slack)),
            end_utc: end.map(|end| saturating_add(end, slack)),
        }
    }

    /// From DTSTART to DTEND of its only component, open where one is missing. A VFREEBUSY without both is placed by
    /// its FREEBUSY periods, which are not worth an index.
    fn stated_bounds(&self) -> TimeBounds {
        let [part] = self.parts() else { return TimeBounds::ALWAYS };
        if self.kind() == ComponentKind::FreeBusy && (part.start.is_none() || part.end.is_none()) {
            return TimeBounds::ALWAYS;
        }
        let bound = |time: &CalTime, slack: SignedDuration| -> Timestamp {
            let slack = if time.depends_on_place() { slack } else { SignedDuration::ZERO };
            saturating_add(time.to_utc(&TimeZone::UTC), slack)
        };
        // With an end before its start, it is at its start.
        let ends = part.end.iter().chain(&part.start).map(|time| bound(time, FLOATING_SLACK));
        TimeBounds {
            start_utc: part.start.as_ref().map(|start| bound(start, -FLOATING_SLACK)),
            end_utc: ends.max().filter(|_| part.end.is_some() && part.duration.is_none()),
        }
    }

    fn depends_on_place(&self) -> bool {
        let times = self.parts().iter().flat_map(|part| [&part.start, &part.end]).flatten();
        let periods = self.parts().iter().flat_map(|part| &part.rules.periods).flat_map(Period::times);
        times.chain(periods).any(CalTime::depends_on_place)
    }
}
