//! Changes to a stored event.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ta_ical::{CalendarObject, ComponentKind};

use super::instance::change_instance;
use super::series::change_series;
use super::{EventChange, EventRefusal, EventScope};

/// Changes an event, a whole series, or one instance of a series. Times that depend on the place are compared as in
/// `asker_zone`.
///
/// A series whose start moves keeps its rule; its UNTIL and its exceptions move along. Instances that had been changed
/// alone take over what changes in the series where they were still like it. With a new rule, changed instances that no
/// longer belong to the series go away.
///
/// # Errors
/// An [`EventRefusal`].
pub fn change_event(
    object: &CalendarObject,
    scope: &EventScope,
    change: &EventChange,
    asker_zone: &TimeZone,
    now: Timestamp,
) -> Result<CalendarObject, EventRefusal> {
    if object.kind() != ComponentKind::Event {
        return Err(EventRefusal::NotAnEvent);
    }
    if *change == EventChange::default() {
        return Ok(object.clone());
    }
    match scope {
        EventScope::All => change_series(object, change, asker_zone, now),
        EventScope::Instance(id) => change_instance(object, id, change, asker_zone, now),
    }
}
