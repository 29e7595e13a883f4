//! MKCALENDAR and its kin.

use ta_core::{Calendar, CalendarSettings, Caller, CollectionRef, DeadProperty, PrincipalId, TeamId};
use ta_store::{WriteTx, calendar, dead_property};

use super::find::find_own_home;
use crate::Error;

/// How many calendars a home can hold.
pub const CALENDARS_MAX: usize = 1000;

/// Makes a calendar.
///
/// # Errors
/// [`Error::NotFound`] when the home is not one in which the caller may make calendars; [`Error::NameTaken`];
/// [`Error::TooManyCalendars`]; [`Error::Store`].
pub fn make_calendar(
    tx: &mut WriteTx<'_>,
    caller: &Caller,
    address: &CollectionRef,
    settings: &CalendarSettings,
    dead: &[DeadProperty],
) -> Result<Calendar, Error> {
    let home = find_own_home(tx, caller, &address.home)?;
    let present = calendar::list_of(tx, caller.team, home.owner())?;
    if present.len() >= CALENDARS_MAX {
        return Err(Error::TooManyCalendars);
    }
    let made = calendar::insert(tx, caller.team, home.owner(), &address.calendar, settings)?;
    for property in dead {
        dead_property::set(tx, caller.team, made.id, property)?;
    }
    Ok(made)
}

/// Makes the two calendars that every member is born with: `calendar` for events and `tasks` for to-dos.
pub(crate) fn make_first_calendars(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    owner: PrincipalId,
) -> Result<(), Error> {
    for (name, settings) in Calendar::first_of_a_member() {
        calendar::insert(tx, team, owner, &name, &settings)?;
    }
    Ok(())
}
