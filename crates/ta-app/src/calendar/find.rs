//! Finds calendars that the caller may see, under the addresses that they have for the caller.
//!
//! A calendar lies in its owner's home. One that was granted to somebody appears in their own home, too, as
//! `<name>@<owner's login>`, because many clients look at one home only.

use ta_core::{
    Access, Calendar, CalendarId, CalendarName, CalendarSettings, Caller, CanAskBusy, CanRead, CanWrite,
    CollectionRef, DeadProperty, Login, Rights, may_use_home,
};
use ta_store::grant::{GivenCalendar, Listing};
use ta_store::{ReadTx, WriteTx, calendar, dead_property, grant, principal};

use crate::Error;

/// A calendar as it is listed in a home.
#[derive(Clone, Debug)]
pub struct ListedCalendar {
    /// Its name there.
    pub name: CalendarName,
    /// The proof that the caller may see it.
    pub found: CanRead,
}

/// Finds a calendar that the caller may see.
///
/// # Errors
/// [`Error::NotFound`] when there is none, or the caller may not see it; [`Error::Store`].
pub fn find_calendar(
    tx: &mut ReadTx<'_>,
    caller: &Caller,
    address: &CollectionRef,
) -> Result<CanRead, Error> {
    Ok(find_access(tx, caller, address)?.may_read()?)
}

/// Finds a calendar about which the caller may ask when its owner is busy.
///
/// # Errors
/// [`Error::NotFound`] when there is none, or the caller may not even know that; [`Error::Store`].
pub(crate) fn find_busy_calendar(
    tx: &mut ReadTx<'_>,
    caller: &Caller,
    address: &CollectionRef,
) -> Result<CanAskBusy, Error> {
    Ok(find_access(tx, caller, address)?.may_ask_busy()?)
}

/// Finds a calendar of the caller's home by its key, as the store's announcements name it.
///
/// # Errors
/// [`Error::NotFound`] when there is none, or it does not appear there; [`Error::Store`].
pub fn find_listed_calendar(
    tx: &mut ReadTx<'_>,
    caller: &Caller,
    id: CalendarId,
) -> Result<ListedCalendar, Error> {
    let found = calendar::by_id(tx, caller.team, id)?.ok_or(Error::NotFound)?;
    if found.owner == caller.principal {
        return own_listed(caller, found);
    }
    let given = grant::by_id(tx, caller.team, caller.principal, id)?.ok_or(Error::NotFound)?;
    appearing(tx, caller, given)?.ok_or(Error::NotFound)
}

/// Lists the calendars of a home that the caller may see, in the order in which people arranged them. In its own home
/// are also those that were granted to it. Everyone in the team has a home, so that none in it tells nothing.
///
/// # Errors
/// [`Error::NotFound`] when there is no such home; [`Error::Store`].
pub fn list_calendars(
    tx: &mut ReadTx<'_>,
    caller: &Caller,
    home: &Login,
) -> Result<Vec<ListedCalendar>, Error> {
    let mut listed = if *home == caller.login { own_home(tx, caller)? } else { home_of(tx, caller, home)? };
    listed.sort_by_key(|listed| {
        let calendar = listed.found.calendar();
        (calendar.settings.order.unwrap_or(i64::MAX), calendar.id)
    });
    Ok(listed)
}

/// Lists the calendars of a home about which the caller may ask when their owner is busy.
///
/// # Errors
/// [`Error::NotFound`] when there is no such home, or nothing in it that the caller may ask about; [`Error::Store`].
pub(crate) fn list_busy_calendars(
    tx: &mut ReadTx<'_>,
    caller: &Caller,
    home: &Login,
) -> Result<Vec<CanAskBusy>, Error> {
    let owner = principal::by_login(tx, caller.team, home)?.ok_or(Error::NotFound)?;
    let given = grant::list_of_owner(tx, caller.team, caller.principal, owner.id)?;
    let asked = given.into_iter().filter_map(|given| access_to(caller, given).may_ask_busy().ok());
    let asked: Vec<_> = asked.collect();
    if asked.is_empty() && *home != caller.login { Err(Error::NotFound) } else { Ok(asked) }
}

/// Lists the dead properties of a calendar.
///
/// # Errors
/// [`Error::Store`].
pub fn list_dead_properties(tx: &mut ReadTx<'_>, calendar: &CanRead) -> Result<Vec<DeadProperty>, Error> {
    let calendar = calendar.calendar();
    Ok(dead_property::list(tx, calendar.team, calendar.id)?)
}

/// Finds a calendar that the caller may add items to, and locks it: what is read of it afterwards stays true until the
/// transaction ends.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Missing`]; [`Error::Store`].
pub fn lock_calendar(
    tx: &mut WriteTx<'_>,
    caller: &Caller,
    address: &CollectionRef,
) -> Result<CanWrite, Error> {
    Ok(lock_access(tx, caller, address)?.may_add()?)
}

/// Locks a calendar and tells what the caller may do with it.
pub(crate) fn lock_access(
    tx: &mut WriteTx<'_>,
    caller: &Caller,
    address: &CollectionRef,
) -> Result<Access, Error> {
    let before = find_access(tx, caller, address)?.may_read()?;
    let id = before.calendar().id;
    let locked = calendar::lock(tx, caller.team, id)?.ok_or(Error::NotFound)?;
    if locked.owner == caller.principal {
        return Ok(Access::of(caller, locked, caller.login.clone(), Rights::NONE));
    }
    // Who may do what is asked again, since it may have changed while this transaction waited.
    let now = find_access(tx, caller, address)?.may_read()?;
    if now.calendar().id != id {
        return Err(Error::NotFound);
    }
    Ok(Access::of(caller, locked, now.owner().clone(), now.rights()))
}

/// What the caller may do with the calendar at an address.
pub(crate) fn find_access(
    tx: &mut ReadTx<'_>,
    caller: &Caller,
    address: &CollectionRef,
) -> Result<Access, Error> {
    if address.home != caller.login {
        let (team, viewer) = (caller.team, caller.principal);
        let given = grant::by_name(tx, team, viewer, &address.home, &address.calendar)?;
        return Ok(access_to(caller, given.ok_or(Error::NotFound)?));
    }
    if let Some(own) = calendar::by_name(tx, caller.team, caller.principal, &address.calendar)? {
        return Ok(Access::of(caller, own, caller.login.clone(), Rights::NONE));
    }
    Ok(access_as_listed(caller, find_appearing(tx, caller, &address.calendar)?))
}

/// The calendar of another that appears under this name in the caller's own home.
pub(crate) fn find_appearing(
    tx: &mut ReadTx<'_>,
    caller: &Caller,
    name: &CalendarName,
) -> Result<GivenCalendar, Error> {
    let (name, owner) = name.as_str().rsplit_once('@').ok_or(Error::NotFound)?;
    let (Ok(name), Ok(owner)) = (CalendarName::new(name), Login::new(owner)) else {
        return Err(Error::NotFound);
    };
    let given = grant::by_name(tx, caller.team, caller.principal, &owner, &name)?;
    given.filter(|given| appears(caller, given)).ok_or(Error::NotFound)
}

/// The owner of a home that the caller may make calendars in.
pub(crate) fn find_own_home(
    tx: &mut ReadTx<'_>,
    caller: &Caller,
    home: &Login,
) -> Result<ta_core::CanUseHome, Error> {
    let owner = principal::by_login(tx, caller.team, home)?.ok_or(Error::NotFound)?;
    Ok(may_use_home(caller, owner.id)?)
}

fn own_home(tx: &mut ReadTx<'_>, caller: &Caller) -> Result<Vec<ListedCalendar>, Error> {
    let mut listed = Vec::new();
    for own in calendar::list_of(tx, caller.team, caller.principal)? {
        listed.push(own_listed(caller, own)?);
    }
    for given in grant::list_granted(tx, caller.team, caller.principal)? {
        listed.extend(appearing(tx, caller, given)?);
    }
    Ok(listed)
}

fn home_of(tx: &mut ReadTx<'_>, caller: &Caller, home: &Login) -> Result<Vec<ListedCalendar>, Error> {
    let owner = principal::by_login(tx, caller.team, home)?.ok_or(Error::NotFound)?;
    let given = grant::list_of_owner(tx, caller.team, caller.principal, owner.id)?;
    let readable = given.into_iter().filter_map(|given| access_to(caller, given).may_read().ok());
    Ok(readable.map(|found| ListedCalendar { name: found.calendar().name.clone(), found }).collect())
}

fn own_listed(caller: &Caller, own: Calendar) -> Result<ListedCalendar, Error> {
    let name = own.name.clone();
    let found = Access::of(caller, own, caller.login.clone(), Rights::NONE).may_read()?;
    Ok(ListedCalendar { name, found })
}

/// A calendar of another as it appears in the caller's home, if it does: one of the caller's own that has the same name
/// comes first.
fn appearing(
    tx: &mut ReadTx<'_>,
    caller: &Caller,
    given: GivenCalendar,
) -> Result<Option<ListedCalendar>, Error> {
    let name = CalendarName::new(format!("{}@{}", given.calendar.name, given.owner));
    let Ok(name) = name else { return Ok(None) };
    let is_hidden = !appears(caller, &given);
    if is_hidden || calendar::by_name(tx, caller.team, caller.principal, &name)?.is_some() {
        return Ok(None);
    }
    let found = access_as_listed(caller, given).may_read().ok();
    Ok(found.map(|found| ListedCalendar { name, found }))
}

/// Whether a calendar appears in the caller's home: it was granted to it, and the caller has not removed it from there.
fn appears(caller: &Caller, given: &GivenCalendar) -> bool {
    given.calendar.owner != caller.principal
        && given.standing.granted.view().is_some()
        && given.entry.listing == Listing::Listed
}

fn access_to(caller: &Caller, given: GivenCalendar) -> Access {
    Access::of(caller, given.calendar, given.owner, given.standing.rights())
}

/// The same with the settings that it has in the caller's home.
fn access_as_listed(caller: &Caller, given: GivenCalendar) -> Access {
    let settings = settings_as_listed(&given);
    access_to(caller, GivenCalendar { calendar: Calendar { settings, ..given.calendar.clone() }, ..given })
}

/// What the caller calls it and how it colours and places it; else the owner's name tells it from the caller's own.
pub(crate) fn settings_as_listed(given: &GivenCalendar) -> CalendarSettings {
    let settings = &given.calendar.settings;
    let of_owner = || {
        let name = settings.display_name.as_deref().unwrap_or(given.calendar.name.as_str());
        format!("{name} ({})", given.owner_name)
    };
    CalendarSettings {
        display_name: Some(given.entry.display_name.clone().unwrap_or_else(of_owner)),
        color: given.entry.color.clone().or_else(|| settings.color.clone()),
        order: given.entry.order,
        ..settings.clone()
    }
}
