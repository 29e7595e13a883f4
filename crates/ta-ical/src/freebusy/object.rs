//! When one object makes somebody busy.

use jiff::tz::TimeZone;

use super::{BusyPeriod, BusyPeriods, BusyType};
use crate::object::Series;
use crate::project::{Budget, TooMuch};
use crate::value::{CalAddress, ParticipationStatus, Period};
use crate::{CalendarObject, Component, ComponentKind, Property, UtcRange};

impl CalendarObject {
    /// When it makes its owner busy in a span of time, cut to the span. Times that depend on the place are those of
    /// `asker_zone`.
    ///
    /// VEVENTs count by [`busy_type_of`], each instance by the component that describes it; those without length hold no
    /// time. VFREEBUSY components count by their FREEBUSY properties. To-dos, journals and availability do not count (RFC
    /// 4791 §7.10); see [`availability`](super::availability) for the latter. `owner` is every address of the owner.
    ///
    /// ```
    /// use jiff::tz::TimeZone;
    /// use ta_ical::freebusy::BusyType;
    /// use ta_ical::project::Budget;
    /// use ta_ical::{CalendarObject, UtcRange};
    ///
    /// let object = CalendarObject::from_bytes(&b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\n\
    ///     DTSTART:19900101T090000Z\r\nDURATION:PT1H\r\nSTATUS:TENTATIVE\r\nRRULE:FREQ=DAILY\r\n\
    ///     END:VEVENT\r\nEND:VCALENDAR\r\n"[..])?;
    /// let day = UtcRange::new(Some("2400-01-01T00:00:00Z".parse()?), Some("2400-01-02T00:00:00Z".parse()?));
    /// let busy = object.busy_periods(day.expect("a length"), &TimeZone::UTC, &[], &mut Budget::new(10, 0))?;
    /// assert_eq!(busy.as_slice().len(), 1);
    /// assert_eq!(busy.as_slice()[0].busy_type(), BusyType::Tentative);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`TooMuch`] when there are more instances than the budget has left.
    pub fn busy_periods(
        &self,
        span: UtcRange,
        asker_zone: &TimeZone,
        owner: &[CalAddress],
        budget: &mut Budget,
    ) -> Result<BusyPeriods, TooMuch> {
        let periods = match self.kind() {
            ComponentKind::Event => self.event_periods(span, asker_zone, owner, budget)?,
            ComponentKind::FreeBusy => self.stated_periods(budget)?,
            ComponentKind::Todo
            | ComponentKind::Journal
            | ComponentKind::Availability
            | ComponentKind::Poll => Vec::new(),
        };
        Ok(periods.into_iter().collect::<BusyPeriods>().within(span))
    }

    /// Each component is looked at once, and not at all where its time is free: an endless series of free days costs
    /// nothing.
    fn event_periods(
        &self,
        span: UtcRange,
        asker_zone: &TimeZone,
        owner: &[CalAddress],
        budget: &mut Budget,
    ) -> Result<Vec<BusyPeriod>, TooMuch> {
        let series = Series::of(self, asker_zone);
        let mut periods = Vec::new();
        for component in self.components() {
            let Some(busy_type) = busy_type_of(component, owner) else { continue };
            for instance in series.instances_of(component, span) {
                budget.spend(0)?;
                periods.extend(BusyPeriod::new(instance.start_utc, instance.end_utc, busy_type));
            }
        }
        Ok(periods)
    }

    fn stated_periods(&self, budget: &mut Budget) -> Result<Vec<BusyPeriod>, TooMuch> {
        let mut periods = Vec::new();
        for property in self.components().flat_map(|component| component.properties_named("FREEBUSY")) {
            let Some(busy_type) = fbtype_of(&property) else { continue };
            for (start, end) in property.value().split(',').filter_map(Period::span_utc) {
                budget.spend(0)?;
                periods.extend(BusyPeriod::new(start, end, busy_type));
            }
        }
        Ok(periods)
    }
}

/// The FBTYPE of a FREEBUSY property, BUSY when it has none; `None` for free time.
fn fbtype_of(property: &Property<'_>) -> Option<BusyType> {
    match property.param("FBTYPE") {
        Some(fbtype) => BusyType::from_fbtype(&fbtype),
        None => Some(BusyType::Busy),
    }
}

/// How a VEVENT makes its owner busy; `None` when it leaves the time free.
///
/// TRANSP and STATUS decide by the table of RFC 4791 §7.10. Where one of the owner's addresses is among the attendees,
/// the answer counts too: who has declined or delegated is free, and an invitation that is not answered yet, or not for
/// certain, holds its time tentatively.
///
/// ```
/// use ta_ical::ICalendar;
/// use ta_ical::freebusy::{BusyType, busy_type_of};
/// use ta_ical::value::CalAddress;
///
/// let ical = ICalendar::parse(&b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n\
///     ATTENDEE:mailto:anna@example.com\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"[..])?;
/// let event = ical.root().components().next().expect("one event");
/// assert_eq!(busy_type_of(event, &[]), Some(BusyType::Busy));
/// assert_eq!(busy_type_of(event, &[CalAddress::new("anna@example.com")]), Some(BusyType::Tentative));
/// # Ok::<(), ta_ical::ParseError>(())
/// ```
pub fn busy_type_of(event: Component<'_>, owner: &[CalAddress]) -> Option<BusyType> {
    let states = |name: &str, value: &str| {
        event.property(name).is_some_and(|property| property.value().trim_ascii().eq_ignore_ascii_case(value))
    };
    if states("TRANSP", "TRANSPARENT") || states("STATUS", "CANCELLED") {
        return None;
    }
    let own = if states("STATUS", "TENTATIVE") { BusyType::Tentative } else { BusyType::Busy };
    match answer_of(event, owner) {
        Some(Answer::No) => None,
        Some(Answer::Open) => Some(BusyType::Tentative),
        Some(Answer::Yes) | None => Some(own),
    }
}

/// What a PARTSTAT (RFC 5545 §3.2.12) means for somebody's time.
enum Answer {
    Yes,
    Open,
    No,
}

/// The owner's answer; `None` when the owner is not an attendee.
fn answer_of(event: Component<'_>, owner: &[CalAddress]) -> Option<Answer> {
    if owner.is_empty() {
        return None;
    }
    let own = event.attendees().find(|attendee| owner.contains(&attendee.address()))?;
    Some(match own.status() {
        ParticipationStatus::Declined | ParticipationStatus::Delegated => Answer::No,
        ParticipationStatus::Accepted => Answer::Yes,
        ParticipationStatus::NeedsAction
        | ParticipationStatus::Tentative
        | ParticipationStatus::Completed
        | ParticipationStatus::InProcess => Answer::Open,
    })
}
