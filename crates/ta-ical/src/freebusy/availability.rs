//! What VAVAILABILITY components say (RFC 7953).

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{BusyPeriod, BusyPeriods, BusyType};
use crate::object::{Part, Parts, Series};
use crate::project::{Budget, TooMuch};
use crate::time::Zones;
use crate::{CalDuration, CalTime, Component, ComponentKind, ICalendar, UtcRange};

/// When somebody cannot be had in a span of time by the VAVAILABILITY components of a stream, cut to the span.
///
/// The components are gone through from the lowest priority to the highest; each makes its time busy by its BUSYTYPE,
/// but for what its AVAILABLE parts leave free (RFC 7953 §4). Of several with one priority, one that makes a time busy
/// counts more than one that leaves it free. Events are then laid over the outcome with [`BusyPeriods::merge`] (§5).
///
/// An AVAILABLE part or a bound that cannot be read says nothing: the time stays busy.
///
/// ```
/// use jiff::tz::TimeZone;
/// use ta_ical::freebusy::availability;
/// use ta_ical::project::Budget;
/// use ta_ical::{ICalendar, UtcRange};
///
/// let ical = ICalendar::parse(&b"BEGIN:VCALENDAR\r\nBEGIN:VAVAILABILITY\r\nBEGIN:AVAILABLE\r\nUID:1\r\n\
///     DTSTART:20261123T080000Z\r\nDTEND:20261123T160000Z\r\nRRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR\r\n\
///     END:AVAILABLE\r\nEND:VAVAILABILITY\r\nEND:VCALENDAR\r\n"[..])?;
/// let friday = UtcRange::new(Some("2026-11-27T00:00:00Z".parse()?), Some("2026-11-28T00:00:00Z".parse()?));
/// let busy = availability(&ical, friday.expect("a length"), &TimeZone::UTC, &mut Budget::new(100, 0))?;
/// assert_eq!(busy.as_slice().len(), 2);
/// assert_eq!(busy.as_slice()[0].end_utc(), "2026-11-27T08:00:00Z".parse()?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`TooMuch`] when there are more available instances than the budget has left.
pub fn availability(
    ical: &ICalendar,
    span: UtcRange,
    asker_zone: &TimeZone,
    budget: &mut Budget,
) -> Result<BusyPeriods, TooMuch> {
    let mut by_priority: BTreeMap<Priority, Vec<Block>> = BTreeMap::new();
    for calendar in ical.calendars() {
        let reader = Reader { ical, zones: Zones::of(calendar), span, asker_zone };
        for component in calendar.components_named("VAVAILABILITY") {
            if let Some(block) = reader.block(component, budget)? {
                by_priority.entry(Priority::of(component)).or_default().push(block);
            }
        }
    }
    let combined = by_priority.into_values().fold(BusyPeriods::FREE, |lower, blocks| {
        let whole: BusyPeriods = blocks.iter().map(|block| block.whole).collect();
        let busy: Vec<BusyPeriods> = blocks
            .into_iter()
            .map(|block| BusyPeriods::from_iter([block.whole]).without(&block.available))
            .collect();
        BusyPeriods::merge(busy.iter().chain([&lower.without(&whole)]))
    });
    Ok(combined)
}

/// The priority of a component, in the order of RFC 7953 §4: 0 is the lowest, then 9 down to 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Priority(u8);

impl Priority {
    fn of(component: Component<'_>) -> Self {
        let stated =
            component.property("PRIORITY").and_then(|property| property.value().trim_ascii().parse().ok());
        match stated {
            Some(priority @ 1..=9) => Self(10 - priority),
            _ => Self(0),
        }
    }
}

/// What one VAVAILABILITY says of the span.
struct Block {
    whole: BusyPeriod,
    available: BusyPeriods,
}

struct Reader<'a> {
    ical: &'a ICalendar,
    zones: Zones<'a>,
    span: UtcRange,
    asker_zone: &'a TimeZone,
}

impl<'a> Reader<'a> {
    /// `None` when the component says nothing of the span.
    fn block(&self, component: Component<'a>, budget: &mut Budget) -> Result<Option<Block>, TooMuch> {
        let Some(whole) = self.whole(component) else { return Ok(None) };
        let span = UtcRange::new(Some(whole.start_utc()), Some(whole.end_utc()));
        let mut free = Vec::new();
        for parts in self.available_parts(component).values() {
            let parts = Parts { ical: self.ical, kind: ComponentKind::Event, parts };
            let series = Series::of_parts(parts, self.asker_zone);
            for instance in span.into_iter().flat_map(|span| series.instances(span)) {
                budget.spend(0)?;
                free.extend(BusyPeriod::new(instance.start_utc, instance.end_utc, BusyType::Busy));
            }
        }
        Ok(Some(Block { whole, available: free.into_iter().collect() }))
    }

    /// What a component covers of the span: from DTSTART to DTEND or for DURATION, open where one is missing.
    fn whole(&self, component: Component<'a>) -> Option<BusyPeriod> {
        let start = self.time(component, "DTSTART");
        let end = self.time(component, "DTEND").or_else(|| {
            let duration = CalDuration::parse(component.property("DURATION")?.value())?;
            Some(start.as_ref()?.plus(duration, self.asker_zone))
        });
        let instant = |time: CalTime| time.to_utc(self.asker_zone);
        let bound = |own: Option<Timestamp>, asked: Option<Timestamp>, open| own.or(asked).unwrap_or(open);
        let whole = BusyPeriod::new(
            bound(start.map(instant), self.span.start_utc(), Timestamp::MIN),
            bound(end.map(instant), self.span.end_utc(), Timestamp::MAX),
            busy_type(component)?,
        );
        whole?.within(
            self.span.start_utc().unwrap_or(Timestamp::MIN),
            self.span.end_utc().unwrap_or(Timestamp::MAX),
        )
    }

    /// The AVAILABLE parts, those of one UID together, as one may override instances of another.
    fn available_parts(&self, component: Component<'a>) -> BTreeMap<String, Vec<Part>> {
        let mut by_uid: BTreeMap<String, Vec<Part>> = BTreeMap::new();
        for available in component.components_named("AVAILABLE") {
            let uid = available.property("UID").map(|uid| uid.text().into_owned()).unwrap_or_default();
            by_uid.entry(uid).or_default().extend(Part::read(available, ComponentKind::Event, &self.zones));
        }
        by_uid
    }

    fn time(&self, component: Component<'a>, name: &str) -> Option<CalTime> {
        CalTime::of_property(&component.property(name)?, &self.zones).ok()
    }
}

/// The BUSYTYPE of a component (RFC 7953 §3.2); `None` for FREE, which it does not know.
fn busy_type(component: Component<'_>) -> Option<BusyType> {
    match component.property("BUSYTYPE") {
        Some(property) => BusyType::from_fbtype(&property.text()),
        None => Some(BusyType::Unavailable),
    }
}
