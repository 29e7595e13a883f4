//! PROPPATCH on a calendar.

use ta_core::{Access, Calendar, CalendarPatch, Caller, CollectionRef, DeadPropertyChange};
use ta_store::dead_property::PropertyName;
use ta_store::grant::{GivenCalendar, HomeEntry};
use ta_store::{WriteTx, calendar, dead_property, grant};

use super::find::{find_appearing, lock_access, settings_as_listed};
use crate::Error;

/// Changes a calendar's properties, all or none.
///
/// Of a calendar of another that appears in the caller's home, name, colour and place are the caller's own to choose,
/// and change nothing for anybody else.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Missing`] when the caller may not manage it; [`Error::Store`].
pub fn update_calendar(
    tx: &mut WriteTx<'_>,
    caller: &Caller,
    address: &CollectionRef,
    patch: &CalendarPatch,
) -> Result<Calendar, Error> {
    let access = lock_access(tx, caller, address)?;
    if address.home == caller.login && *access.owner() != caller.login {
        return update_listed(tx, caller, address, patch, access);
    }
    let found = access.may_manage()?;
    let found = found.calendar();
    apply(tx, found, patch)
}

fn apply(tx: &mut WriteTx<'_>, found: &Calendar, patch: &CalendarPatch) -> Result<Calendar, Error> {
    let settings = patch.applied_to(&found.settings);
    if settings != found.settings {
        calendar::update_settings(tx, found.team, found.id, &settings)?;
    }
    for change in &patch.dead {
        match change {
            DeadPropertyChange::Set(property) => dead_property::set(tx, found.team, found.id, property)?,
            DeadPropertyChange::Remove { namespace, local_name } => {
                dead_property::remove(tx, found.team, found.id, PropertyName { namespace, local_name })?;
            }
        }
    }
    Ok(Calendar { settings, ..found.clone() })
}

fn update_listed(
    tx: &mut WriteTx<'_>,
    caller: &Caller,
    address: &CollectionRef,
    patch: &CalendarPatch,
    access: Access,
) -> Result<Calendar, Error> {
    let given = find_appearing(tx, caller, &address.calendar)?;
    let (own, of_calendar) = patch.clone().split_by_viewer();
    if of_calendar != CalendarPatch::default() {
        apply(tx, access.may_manage()?.calendar(), &of_calendar)?;
    }
    let GivenCalendar { calendar, entry, .. } = &given;
    let entry = HomeEntry {
        display_name: own.display_name.applied_to(&entry.display_name),
        color: own.color.applied_to(&entry.color),
        order: own.order.applied_to(&entry.order),
        listing: entry.listing,
    };
    grant::set_home_entry(tx, caller.team, caller.principal, calendar.id, &entry)?;
    let given = GivenCalendar { entry, ..given };
    Ok(Calendar { settings: settings_as_listed(&given), ..given.calendar })
}
