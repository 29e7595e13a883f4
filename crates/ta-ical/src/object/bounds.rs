//! The span of time outside which an object cannot match a time range.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::CalendarObject;
use super::series::Series;
use crate::time::saturating_add;
use crate::{CalTime, ComponentKind, TimeBounds};

/// Further than any two zones are apart: what floats is meant in all of them.
const FLOATING_SLACK: SignedDuration = SignedDuration::from_hours(26);

impl CalendarObject {
    /// A span that holds every instant at which the object could match a time range on one of its components (RFC 4791
    /// §9.9). An endless rule has no end, and a VTODO without DTSTART and DUE no bounds at all.
    ///
    /// It says nothing about time ranges on a VALARM or on a property, which can match elsewhere.
    pub fn bounds(&self) -> TimeBounds {
        match self.kind() {
            ComponentKind::Event | ComponentKind::Todo | ComponentKind::Journal => self.instance_bounds(),
            ComponentKind::FreeBusy | ComponentKind::Availability => self.stated_bounds(),
            ComponentKind::Poll => TimeBounds::ALWAYS,
        }
    }

    /// Whether it is a series, or stands for instances of one.
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
        let bound = |time: &Option<CalTime>, slack: SignedDuration| -> Option<Timestamp> {
            let time = time.as_ref()?;
            let slack = if time.depends_on_place() { slack } else { SignedDuration::ZERO };
            Some(saturating_add(time.to_utc(&TimeZone::UTC), slack))
        };
        TimeBounds {
            start_utc: bound(&part.start, -FLOATING_SLACK),
            end_utc: bound(&part.end, FLOATING_SLACK).filter(|_| part.duration.is_none()),
        }
    }

    fn depends_on_place(&self) -> bool {
        let times = self.parts().iter().flat_map(|part| [&part.start, &part.end]);
        let rdates = self.parts().iter().flat_map(|part| &part.rules.periods).map(|period| &period.start);
        times.flatten().chain(rdates).any(CalTime::depends_on_place)
    }
}
