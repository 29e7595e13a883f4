//! From when to when an event is.

use jiff::tz::TimeZone;
use ta_ical::edit::{ContentLine, Edit};
use ta_ical::{CalDuration, CalTime, CalendarObject, Component};

use super::{EventChange, EventRefusal};

/// From when to when an event is. Both are days or both are times, and the end is not before the start; of days it is
/// after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) start: CalTime,
    pub(super) end: CalTime,
}

impl Span {
    /// Checks and makes a span.
    pub(super) fn new(start: CalTime, end: CalTime, asker_zone: &TimeZone) -> Result<Self, EventRefusal> {
        if start.is_date() != end.is_date() {
            return Err(EventRefusal::DayAndTime);
        }
        let (start_utc, end_utc) = (start.to_utc(asker_zone), end.to_utc(asker_zone));
        if end_utc < start_utc || (start.is_date() && end_utc == start_utc) {
            return Err(EventRefusal::EndBeforeStart);
        }
        Ok(Self { start, end })
    }

    /// When a component is, whichever way it says so.
    pub(super) fn of(
        object: &CalendarObject,
        component: Component<'_>,
        asker_zone: &TimeZone,
    ) -> Option<Self> {
        let time = |name| object.times(&component.property(name)?).ok()?.into_iter().next();
        let start = time("DTSTART")?;
        let end = time("DTEND").filter(|end| end.is_date() == start.is_date());
        let duration = component.property("DURATION").and_then(|line| CalDuration::parse(line.value()));
        let end = end.or_else(|| Some(start.plus(duration?, asker_zone)));
        let end = end.unwrap_or_else(|| shortest_end(&start));
        Some(Self { start, end })
    }

    /// The span after a change; `None` when the change says nothing of times.
    pub(super) fn changed(
        &self,
        change: &EventChange,
        asker_zone: &TimeZone,
    ) -> Result<Option<Self>, EventRefusal> {
        let (start, end) = match (&change.start, &change.end) {
            (None, None) => return Ok(None),
            (Some(start), Some(end)) => (start.clone(), end.clone()),
            (None, Some(end)) => (self.start.clone(), end.clone()),
            (Some(start), None) => (start.clone(), self.end_after(start, asker_zone)?),
        };
        Self::new(start, end, asker_zone).map(Some)
    }

    /// The same length from another start on.
    pub(super) fn starting_at(&self, start: &CalTime, asker_zone: &TimeZone) -> Result<Self, EventRefusal> {
        Ok(Self { start: start.clone(), end: self.end_after(start, asker_zone)? })
    }

    /// Whether both last equally long.
    pub(super) fn lasts_like(&self, other: &Self, asker_zone: &TimeZone) -> bool {
        self.length(asker_zone) == other.length(asker_zone)
    }

    fn end_after(&self, start: &CalTime, asker_zone: &TimeZone) -> Result<CalTime, EventRefusal> {
        if start.is_date() != self.start.is_date() {
            return Err(EventRefusal::DayAndTime);
        }
        let end = self.length(asker_zone).map(|length| start.plus(length, asker_zone));
        end.ok_or(EventRefusal::EndBeforeStart)
    }

    /// The days between days, the seconds between times.
    fn length(&self, asker_zone: &TimeZone) -> Option<CalDuration> {
        if let (CalTime::Date(first), CalTime::Date(after_last)) = (&self.start, &self.end) {
            return CalDuration::parse(&format!("P{}D", first.until(*after_last).ok()?.get_days()));
        }
        let exact = self.start.to_utc(asker_zone).duration_until(self.end.to_utc(asker_zone));
        CalDuration::parse(&format!("PT{}S", exact.as_secs()))
    }

    /// DTSTART and DTEND. An event that takes no time has no DTEND, which would have to be later (RFC 5545 §3.8.2.2).
    pub(super) fn lines(&self, asker_zone: &TimeZone) -> Vec<ContentLine> {
        let mut lines = vec![ContentLine::time("DTSTART", &self.start)];
        if self.start.to_utc(asker_zone) < self.end.to_utc(asker_zone) {
            lines.push(ContentLine::time("DTEND", &self.end));
        }
        lines
    }

    /// Writes the span into an event. DURATION gives way to DTEND.
    pub(super) fn write<'a>(&self, edit: &mut Edit<'a>, event: Component<'a>, asker_zone: &TimeZone) {
        edit.remove_all(event, "DURATION");
        edit.remove_all(event, "DTEND");
        self.lines(asker_zone).iter().for_each(|line| edit.set(event, line));
    }
}

/// Where an event ends that says nothing of it: a day lasts a day, a time takes none (RFC 5545 §3.6.1).
fn shortest_end(start: &CalTime) -> CalTime {
    match start {
        CalTime::Date(day) => CalTime::Date(day.tomorrow().unwrap_or(*day)),
        time => time.clone(),
    }
}

/// Start and end of an event, whichever way one of its components says when it is. Times that depend on the place are
/// taken in `asker_zone`.
pub fn times_of(
    object: &CalendarObject,
    component: Component<'_>,
    asker_zone: &TimeZone,
) -> Option<(CalTime, CalTime)> {
    Span::of(object, component, asker_zone).map(|span| (span.start, span.end))
}
