//! PROPPATCH on a calendar.

use ta_core::{Calendar, CalendarPatch, Caller, CollectionRef, DeadPropertyChange};
use ta_store::dead_property::PropertyName;
use ta_store::{WriteTx, calendar, dead_property};

use super::find::lock_calendar;
use crate::Error;

/// Changes a calendar's properties, all or none.
///
/// # Errors
/// [`Error::NotFound`] when the caller may not change it; [`Error::Store`].
pub fn update_calendar(
    tx: &mut WriteTx<'_>,
    caller: &Caller,
    address: &CollectionRef,
    patch: &CalendarPatch,
) -> Result<Calendar, Error> {
    let found = lock_calendar(tx, caller, address)?;
    let found = found.calendar();
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
