//! The properties of one instance by itself: times in UTC, no recurrence (RFC 4791 §9.6.5).
//!
//! Days and floating times stay what they are, since they are the same wherever one reads them. So does the length of
//! an instance, as DTEND or as DURATION, whichever its component has.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::writer::InstanceLine;
use crate::edit::ContentLine;
use crate::time::Zones;
use crate::{CalDuration, CalTime, Component, ComponentKind, Instance, Property};

/// The lines of an instance of an object of this kind.
pub(super) fn instance_lines<'a>(
    instance: &Instance<'a>,
    kind: ComponentKind,
    zones: &Zones<'_>,
    asker_zone: &TimeZone,
) -> Vec<InstanceLine<'a>> {
    let times = Times::of(instance, kind, asker_zone);
    let component = instance.component;
    let mut lines: Vec<_> =
        component.properties().filter_map(|property| times.line(property, zones)).collect();
    let end_name = times.end_name;
    let states_end = |name: &str| component.property(name).is_some();
    if !states_end(end_name) && !states_end("DURATION") && times.end != times.end_by_default() {
        lines.push(InstanceLine::New(ContentLine::time(end_name, &times.end)));
    }
    if let Some(id) = times.recurrence_id.as_ref().filter(|_| !instance.is_override()) {
        lines.push(InstanceLine::New(ContentLine::time("RECURRENCE-ID", id)));
    }
    lines
}

/// The lines of a component that has no time of its own and stands for itself.
pub(super) fn undated_lines<'a>(component: Component<'a>, zones: &Zones<'_>) -> Vec<InstanceLine<'a>> {
    let lines = component.properties().filter(|property| !recurs(property));
    lines.map(|property| in_utc(property, zones)).collect()
}

/// The times of an instance as they are written: in UTC where they have a zone.
struct Times<'t> {
    kind: ComponentKind,
    end_name: &'static str,
    start: CalTime,
    end: CalTime,
    recurrence_id: Option<CalTime>,
    asker_zone: &'t TimeZone,
}

impl<'t> Times<'t> {
    fn of(instance: &Instance<'_>, kind: ComponentKind, asker_zone: &'t TimeZone) -> Self {
        let recurrence_id = instance.recurrence_id.as_ref().map(|id| {
            // Where a clock is put back the same local time comes twice; the start knows which of them it is.
            let not_moved = *id == instance.start;
            shown(id, if not_moved { instance.start_utc } else { id.to_utc(asker_zone) })
        });
        Self {
            kind,
            end_name: if kind == ComponentKind::Todo { "DUE" } else { "DTEND" },
            start: shown(&instance.start, instance.start_utc),
            end: shown(&instance.end, instance.end_utc),
            recurrence_id,
            asker_zone,
        }
    }

    fn line<'a>(&self, property: Property<'a>, zones: &Zones<'_>) -> Option<InstanceLine<'a>> {
        if recurs(&property) {
            None
        } else if property.is("DTSTART") {
            Some(stating(property, &self.start))
        } else if property.is(self.end_name) {
            Some(stating(property, &self.end))
        } else if property.is("DURATION") {
            Some(self.duration(property))
        } else if property.is("RECURRENCE-ID") {
            let id = self.recurrence_id.as_ref()?;
            Some(InstanceLine::New(ContentLine::time("RECURRENCE-ID", id)))
        } else {
            Some(in_utc(property, zones))
        }
    }

    /// DURATION as it stands, unless it leads elsewhere from here: a day of the zone can have 23 or 25 hours, a day of
    /// UTC cannot, and an RDATE can give an instance a length of its own.
    fn duration<'a>(&self, property: Property<'a>) -> InstanceLine<'a> {
        let stated = CalDuration::parse(property.value());
        if stated.is_some_and(|stated| self.start.plus(stated, self.asker_zone) == self.end) {
            return InstanceLine::Stored(property);
        }
        let duration = match (&self.start, &self.end) {
            (CalTime::Date(start), CalTime::Date(end)) => {
                CalDuration::of_days(start.until(*end).map_or(0, |span| span.get_days()))
            }
            (start, end) => CalDuration::of_seconds(
                start.to_utc(self.asker_zone).duration_until(end.to_utc(self.asker_zone)).as_secs(),
            ),
        };
        InstanceLine::New(ContentLine::of(&property).with_value(&duration.to_value()))
    }

    /// The end of an instance that states none.
    fn end_by_default(&self) -> CalTime {
        match self.start.is_date() && self.kind != ComponentKind::Todo {
            true => self.start.plus(CalDuration::of_days(1), self.asker_zone),
            false => self.start.clone(),
        }
    }
}

fn recurs(property: &Property<'_>) -> bool {
    ["RRULE", "RDATE", "EXRULE", "EXDATE"].iter().any(|name| property.is(name))
}

/// A time as an expansion shows it, which is this instant for whoever asks.
fn shown(time: &CalTime, instant: Timestamp) -> CalTime {
    if time.depends_on_place() { time.clone() } else { CalTime::Utc(instant) }
}

/// Any other property, in UTC if it is a time in a zone.
fn in_utc<'a>(property: Property<'a>, zones: &Zones<'_>) -> InstanceLine<'a> {
    if property.param("TZID").is_none() {
        return InstanceLine::Stored(property);
    }
    match CalTime::of_property(&property, zones) {
        Ok(time) => stating(property, &shown(&time, time.to_utc(&TimeZone::UTC))),
        Err(_) => InstanceLine::Stored(property),
    }
}

/// A property that states a time which is in no zone: as it is, if it does so already.
fn stating<'a>(property: Property<'a>, time: &CalTime) -> InstanceLine<'a> {
    let value = time.to_value();
    if property.value() == value && property.param("TZID").is_none() {
        return InstanceLine::Stored(property);
    }
    let line = ContentLine::of(&property).without_param("TZID").with_value(&value);
    InstanceLine::New(match time {
        CalTime::Date(_) => line.with_param("VALUE", "DATE"),
        _ => line.without_param("VALUE"),
    })
}
