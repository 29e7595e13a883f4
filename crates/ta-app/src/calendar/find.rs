//! Finds calendars that the caller may see.

use ta_core::{
    Calendar, CalendarId, Caller, CanRead, CanUseHome, CanWrite, CollectionRef, DeadProperty, Login,
    may_read, may_use_home, may_write,
};
use ta_store::{ReadTx, WriteTx, calendar, dead_property, principal};

use crate::Error;

/// Finds a calendar that the caller may see.
///
/// # Errors
/// [`Error::NotFound`] when there is none, or the caller may not see it; [`Error::Store`].
pub fn find_calendar(
    tx: &mut ReadTx<'_>,
    caller: &Caller,
    address: &CollectionRef,
) -> Result<CanRead, Error> {
    let found = load(tx, caller, address)?.ok_or(Error::NotFound)?;
    Ok(may_read(caller, found)?)
}

/// Finds a calendar that the caller may see by its key, as the store's announcements name it.
///
/// # Errors
/// [`Error::NotFound`] when there is none, or the caller may not see it; [`Error::Store`].
pub fn find_calendar_by_id(tx: &mut ReadTx<'_>, caller: &Caller, id: CalendarId) -> Result<CanRead, Error> {
    let found = calendar::by_id(tx, caller.team, id)?.ok_or(Error::NotFound)?;
    Ok(may_read(caller, found)?)
}

/// Lists the calendars of a home, in the order in which people arranged them.
///
/// # Errors
/// [`Error::NotFound`] when the home is not one that the caller may see; [`Error::Store`].
pub fn list_calendars(tx: &mut ReadTx<'_>, caller: &Caller, home: &Login) -> Result<Vec<Calendar>, Error> {
    let home = find_home(tx, caller, home)?;
    let mut calendars = calendar::list_of(tx, caller.team, home.owner())?;
    calendars.sort_by_key(|found| (found.settings.order.unwrap_or(i64::MAX), found.id));
    Ok(calendars)
}

/// Lists the dead properties of a calendar.
///
/// # Errors
/// [`Error::Store`].
pub fn list_dead_properties(tx: &mut ReadTx<'_>, calendar: &CanRead) -> Result<Vec<DeadProperty>, Error> {
    let calendar = calendar.calendar();
    Ok(dead_property::list(tx, calendar.team, calendar.id)?)
}

/// Finds a calendar that the caller may change, and locks it: what is read of it afterwards stays true until the
/// transaction ends.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Store`].
pub fn lock_calendar(
    tx: &mut WriteTx<'_>,
    caller: &Caller,
    address: &CollectionRef,
) -> Result<CanWrite, Error> {
    let found = load(tx, caller, address)?.ok_or(Error::NotFound)?;
    let locked = calendar::lock(tx, found.team, found.id)?.ok_or(Error::NotFound)?;
    Ok(may_write(caller, locked)?)
}

pub(crate) fn find_home(tx: &mut ReadTx<'_>, caller: &Caller, home: &Login) -> Result<CanUseHome, Error> {
    let owner = principal::by_login(tx, caller.team, home)?.ok_or(Error::NotFound)?;
    Ok(may_use_home(caller, owner.id)?)
}

fn load(tx: &mut ReadTx<'_>, caller: &Caller, address: &CollectionRef) -> Result<Option<Calendar>, Error> {
    let home = find_home(tx, caller, &address.home)?;
    Ok(calendar::by_name(tx, caller.team, home.owner(), &address.calendar)?)
}
