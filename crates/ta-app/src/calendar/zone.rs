//! The zone that floating times and days without a time are taken in.

use jiff::tz::TimeZone;
use ta_core::{Calendar, CanRead, PrincipalId, TeamId};
use ta_ical::{ICalendar, known_zone};
use ta_store::{ReadTx, StoreError, principal, team};

/// The zone of a calendar: the one that was set on it (RFC 4791 §5.2.2), else its owner's, else the team's, else UTC.
///
/// # Errors
/// [`StoreError`].
pub fn calendar_zone(tx: &mut ReadTx<'_>, calendar: &CanRead) -> Result<TimeZone, StoreError> {
    zone_of(tx, calendar.calendar())
}

/// The same for a calendar that is not necessarily seen.
pub(crate) fn zone_of(tx: &mut ReadTx<'_>, calendar: &Calendar) -> Result<TimeZone, StoreError> {
    match calendar.settings.time_zone.as_deref().and_then(zone_of_vtimezone) {
        Some(zone) => Ok(zone),
        None => member_zone(tx, calendar.team, calendar.owner),
    }
}

/// The zone of a member: its own, else the team's, else UTC.
///
/// # Errors
/// [`StoreError`].
pub fn member_zone(tx: &mut ReadTx<'_>, team: TeamId, member: PrincipalId) -> Result<TimeZone, StoreError> {
    let own = principal::by_id(tx, team, member)?.and_then(|member| member.time_zone);
    if let Some(zone) = own.as_deref().and_then(known_zone) {
        return Ok(zone);
    }
    let settings = team::settings(tx, team)?;
    Ok(settings.and_then(|settings| known_zone(&settings.time_zone)).unwrap_or(TimeZone::UTC))
}

/// The zone of an iCalendar object with one VTIMEZONE: the one that it names, else the one that it defines.
pub fn zone_of_vtimezone(text: &str) -> Option<TimeZone> {
    let parsed = ICalendar::parse(text.as_bytes()).ok()?;
    let zone = parsed.root().components_named("VTIMEZONE").next()?;
    ta_ical::zone_of_vtimezone(zone)
}
