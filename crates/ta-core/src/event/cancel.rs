//! Leaving out one instance of a series.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ta_ical::edit::{ContentLine, Edit};
use ta_ical::{CalTime, CalendarObject, ComponentKind, UtcRange};

use super::EventRefusal;
use super::instance::overrides_at;
use super::stamp::stamp;

/// What is left of an event without one of its instances.
#[derive(Clone, Debug)]
pub enum Cancelled {
    /// The others.
    Rest(CalendarObject),
    /// Nothing: it was the last one.
    Nothing,
}

/// Leaves an instance out of its series (EXDATE, RFC 5545 §3.8.5.1); what had been said of it alone goes with it.
///
/// # Errors
/// [`EventRefusal::NotAnEvent`], [`EventRefusal::NoSuchInstance`], [`EventRefusal::StandsForLater`],
/// [`EventRefusal::Invalid`].
pub fn cancel_instance(
    object: &CalendarObject,
    id: &CalTime,
    asker_zone: &TimeZone,
    now: Timestamp,
) -> Result<Cancelled, EventRefusal> {
    if object.kind() != ComponentKind::Event {
        return Err(EventRefusal::NotAnEvent);
    }
    let instance = object.instance(id, asker_zone).ok_or(EventRefusal::NoSuchInstance)?;
    let id = instance.recurrence_id.ok_or(EventRefusal::NoSuchInstance)?;
    if object.components().count() == overrides_at(object, &id, asker_zone).count() {
        return Ok(Cancelled::Nothing);
    }
    let rest = CalendarObject::from_bytes(without(object, &id, asker_zone, now)?)?;
    let any = rest.instances(UtcRange::ALWAYS, asker_zone).next().is_some();
    Ok(if any { Cancelled::Rest(rest) } else { Cancelled::Nothing })
}

fn without(
    object: &CalendarObject,
    id: &CalTime,
    asker_zone: &TimeZone,
    now: Timestamp,
) -> Result<Vec<u8>, EventRefusal> {
    let mut edit = Edit::new(object.ical());
    for own in overrides_at(object, id, asker_zone) {
        let named = own.property("RECURRENCE-ID");
        if named.and_then(|property| property.param("RANGE")).is_some() {
            return Err(EventRefusal::StandsForLater);
        }
        edit.remove_component(own);
    }
    if let Some(master) = object.master() {
        edit.append(master, &ContentLine::time("EXDATE", id));
        stamp(&mut edit, master, now);
    }
    Ok(edit.apply())
}
