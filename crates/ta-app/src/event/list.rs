//! Finds the events of a span of time.

use jiff::tz::TimeZone;
use ta_core::{CalendarName, Caller, ComponentKind, StoredObject, UtcRange};
use ta_store::{ReadTx, object};

use crate::{Error, ListedCalendar, list_calendars, member_zone};

/// The objects that may have instances in a span of time. Their texts tell which do; reading them needs no transaction.
#[derive(Clone, Debug)]
pub struct EventCandidates {
    /// Each calendar with what it has.
    pub calendars: Vec<(CalendarName, Vec<StoredObject>)>,
    /// The caller's zone, in which floating times and days are taken.
    pub asker_zone: TimeZone,
}

/// Finds the events of the caller's calendars that may have instances in a span of time. With `wanted`, only those
/// calendars; one that is not there is left out, as it may have been deleted a moment ago.
///
/// # Errors
/// [`Error::Store`].
pub fn find_event_candidates(
    tx: &mut ReadTx<'_>,
    caller: &Caller,
    wanted: Option<&[CalendarName]>,
    window: UtcRange,
) -> Result<EventCandidates, Error> {
    let is_wanted = |listed: &ListedCalendar| {
        let takes_events = listed.found.calendar().settings.components.contains(ComponentKind::Event);
        takes_events && wanted.is_none_or(|names| names.contains(&listed.name))
    };
    let mut calendars = Vec::new();
    for listed in list_calendars(tx, caller, &caller.login)?.into_iter().filter(is_wanted) {
        let (calendar, view) = (listed.found.calendar(), listed.found.view());
        let kind = Some(ComponentKind::Event);
        let found = object::in_bounds(tx, calendar.team, calendar.id, view, kind, window)?;
        calendars.push((listed.name, found));
    }
    Ok(EventCandidates { calendars, asker_zone: member_zone(tx, caller.team, caller.principal)? })
}
