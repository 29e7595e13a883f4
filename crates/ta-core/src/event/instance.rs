//! Changes to one instance of a series, which get a component of their own (RFC 5545 §3.8.4.4).

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ta_ical::edit::{ContentLine, Edit};
use ta_ical::{CalTime, CalendarObject, Component, Instance};

use super::describe::LineChange;
use super::stamp::stamp;
use super::times::Span;
use super::{EventChange, EventRefusal};
use crate::Change;

/// Changes one instance.
pub(super) fn change_instance(
    object: &CalendarObject,
    id: &CalTime,
    change: &EventChange,
    asker_zone: &TimeZone,
    now: Timestamp,
) -> Result<CalendarObject, EventRefusal> {
    if change.recurrence_rule != Change::Keep {
        return Err(EventRefusal::RuleOfInstance);
    }
    let apart = with_own_component(object, id, asker_zone)?;
    let (instance, event) = own_component(&apart, id, asker_zone)?;
    let span = Span { start: instance.start, end: instance.end };
    let mut edit = Edit::new(apart.ical());
    LineChange::all_of(change).iter().for_each(|line| line.write(&mut edit, event));
    if let Some(span) = span.changed(change, asker_zone)? {
        span.write(&mut edit, event, asker_zone);
    }
    stamp(&mut edit, event, now);
    Ok(CalendarObject::from_bytes(edit.apply())?)
}

/// The object with a component that describes this instance and no other.
fn with_own_component(
    object: &CalendarObject,
    id: &CalTime,
    asker_zone: &TimeZone,
) -> Result<CalendarObject, EventRefusal> {
    let instance = object.instance(id, asker_zone).ok_or(EventRefusal::NoSuchInstance)?;
    let named = instance.recurrence_id.clone().ok_or(EventRefusal::NoSuchInstance)?;
    if overrides_at(object, &named, asker_zone).next().is_some() {
        return Ok(object.clone());
    }
    let mut edit = Edit::new(object.ical());
    edit.insert_component(object.ical().root(), &component_of(&instance, &named));
    Ok(CalendarObject::from_bytes(edit.apply())?)
}

/// The instance and the component that is its own.
fn own_component<'a>(
    object: &'a CalendarObject,
    id: &CalTime,
    asker_zone: &TimeZone,
) -> Result<(Instance<'a>, Component<'a>), EventRefusal> {
    let instance = object.instance(id, asker_zone).ok_or(EventRefusal::NoSuchInstance)?;
    let named = instance.recurrence_id.as_ref().ok_or(EventRefusal::NoSuchInstance)?;
    let own = overrides_at(object, named, asker_zone).last().ok_or(EventRefusal::NoSuchInstance)?;
    let range = own.property("RECURRENCE-ID").and_then(|property| property.param("RANGE"));
    if range.is_some() { Err(EventRefusal::StandsForLater) } else { Ok((instance, own)) }
}

/// The components whose RECURRENCE-ID is this one, however it is written.
pub(super) fn overrides_at<'a>(
    object: &'a CalendarObject,
    id: &CalTime,
    asker_zone: &TimeZone,
) -> impl Iterator<Item = Component<'a>> {
    let instant = id.to_utc(asker_zone);
    object.overrides().filter(move |component| {
        let times = component.property("RECURRENCE-ID").and_then(|property| object.times(&property).ok());
        times.is_some_and(|times| times.iter().any(|time| time.to_utc(asker_zone) == instant))
    })
}

/// What an instance of its own does not take over from the series, and what is written anew for it.
const OF_THE_SERIES: [&str; 8] =
    ["RRULE", "RDATE", "EXRULE", "EXDATE", "RECURRENCE-ID", "DTSTART", "DTEND", "DURATION"];

/// The text of a component that says of an instance what its series says of it.
fn component_of(instance: &Instance<'_>, id: &CalTime) -> String {
    let series = instance.component;
    let mut text = ContentLine::raw("BEGIN", series.name()).to_string();
    text += &ContentLine::time("RECURRENCE-ID", id).to_string();
    text += &ContentLine::time("DTSTART", &instance.start).to_string();
    if instance.end_utc > instance.start_utc {
        text += &ContentLine::time("DTEND", &instance.end).to_string();
    }
    write_inside(&mut text, series, |name| !OF_THE_SERIES.iter().any(|own| own.eq_ignore_ascii_case(name)));
    text += &ContentLine::raw("END", series.name()).to_string();
    text
}

/// Writes a component's properties and sub-components.
fn write_inside(text: &mut String, component: Component<'_>, wanted: fn(&str) -> bool) {
    for property in component.properties().filter(|property| wanted(property.name())) {
        *text += &ContentLine::of(&property).to_string();
    }
    for inner in component.components() {
        *text += &ContentLine::raw("BEGIN", inner.name()).to_string();
        write_inside(text, inner, |_| true);
        *text += &ContentLine::raw("END", inner.name()).to_string();
    }
}
