//! `CALDAV:limit-recurrence-set` (RFC 4791 §9.6.6).

use std::collections::HashSet;

use jiff::tz::TimeZone;

use super::Wanted;
use super::writer::Writer;
use crate::object::{Overlap, OverrideRange, Part, Series};
use crate::{CalTime, CalendarObject, UtcRange, filter};

/// Writes what is in the VCALENDAR, but for the overrides that do not matter to the span.
pub(super) fn write(
    object: &CalendarObject,
    range: UtcRange,
    asker_zone: &TimeZone,
    wanted: Wanted<'_>,
    writer: &mut Writer,
) {
    let elsewhere = overrides_elsewhere(object, range, asker_zone);
    let kept = object.ical().root().components().filter(|inner| !elsewhere.contains(&inner.index()));
    kept.for_each(|inner| writer.inner_component(inner, wanted));
}

/// The overrides that lie outside of the span, both as they are and as the rule would have them.
fn overrides_elsewhere(object: &CalendarObject, range: UtcRange, asker_zone: &TimeZone) -> HashSet<u32> {
    let series = Series::of(object, asker_zone);
    let originals = Originals::of(object, range, asker_zone);
    let is_in_range = filter::range_test(object, range, asker_zone);
    let overrides = object.parts().iter().filter(|part| part.recurrence.is_some());
    let elsewhere = overrides.filter(|part| {
        let component = object.component(part);
        let is_here = match part.anchor() {
            Some(_) => series.instances_of(component, range).next().is_some(),
            None => is_in_range(component),
        };
        !is_here && !originals.are_in_range(part)
    });
    elsewhere.map(|part| part.index).collect()
}

/// Where a series would have its instances if none were overridden.
struct Originals<'a> {
    object: &'a CalendarObject,
    master: Option<&'a Part>,
    series: Series<'a>,
    range: UtcRange,
    asker_zone: &'a TimeZone,
}

impl<'a> Originals<'a> {
    fn of(object: &'a CalendarObject, range: UtcRange, asker_zone: &'a TimeZone) -> Self {
        let master = object.parts().iter().find(|part| part.recurrence.is_none());
        Self { object, master, series: Series::without_overrides(object, asker_zone), range, asker_zone }
    }

    /// Whether an instance that an override stands for would lie in the span.
    fn are_in_range(&self, part: &Part) -> bool {
        match (self.master, &part.recurrence) {
            (_, None) => false,
            // Without a master nobody knows how long the original would last.
            (None, Some(id)) => self.range.contains(id.time.to_utc(self.asker_zone)),
            (Some(master), Some(id)) => {
                self.is_in_range(master, &id.time)
                    || (id.range == OverrideRange::ThisAndFuture && self.any_from(master, &id.time))
            }
        }
    }

    fn is_in_range(&self, master: &Part, recurrence_id: &CalTime) -> bool {
        let overlap = Overlap::of(self.object.kind(), master);
        let original = self.series.instance(recurrence_id);
        original.is_some_and(|original| overlap.overlaps(original.start_utc, original.end_utc, self.range))
    }

    /// Whether any instance that starts then or later would lie in the span. That another override stands for it
    /// instead does not count: it builds on this one.
    fn any_from(&self, master: &Part, recurrence_id: &CalTime) -> bool {
        let first = recurrence_id.to_utc(self.asker_zone);
        let from = self.range.start_utc().map_or(first, |start| start.max(first));
        let Some(window) = UtcRange::new(Some(from), self.range.end_utc()) else { return false };
        let mut instances = self.series.instances_of(self.object.component(master), window);
        instances.any(|instance| instance.start_utc >= first)
    }
}
