//! Changes an event.

use jiff::Timestamp;
use ta_core::event::{EventChange, EventScope};
use ta_core::{CalendarName, Caller, CollectionRef, Condition, ObjectMeta, ObjectRef};
use ta_store::WriteTx;

use super::ReadEvent;
use crate::calendar::find::lock_calendar;
use crate::object::move_to::lock_both;
use crate::object::put::put_in_locked;
use crate::{Error, Overwrite, member_zone, move_object};

/// What is to become of an event.
#[derive(Clone, Debug)]
pub struct EventEdit {
    /// Which part of it is changed.
    pub scope: EventScope,
    /// The change.
    pub change: EventChange,
    /// The calendar of the same home that it goes to.
    pub move_to: Option<CalendarName>,
}

/// Changes an event, and moves it to another calendar where that is asked for: both or nothing.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::NoSuchParent`] for the calendar to move to; [`Error::Condition`]; [`Error::Event`];
/// [`Error::Put`]; [`Error::TargetTaken`]; [`Error::Damaged`]; [`Error::Store`].
pub fn change_event(
    tx: &mut WriteTx<'_>,
    caller: &Caller,
    address: &ObjectRef,
    edit: &EventEdit,
    condition: &Condition,
    now: Timestamp,
) -> Result<ObjectMeta, Error> {
    let target = edit.move_to.as_ref().map(|calendar| in_calendar(address, calendar));
    let target = target.filter(|target| target != address);
    let from = match &target {
        Some(target) => lock_both(tx, caller, address, target)?.0,
        None => lock_calendar(tx, caller, &address.collection)?,
    };
    let event = ReadEvent::under(tx, from.as_read(), &address.name, condition)?;
    let zone = member_zone(tx, caller.team, caller.principal)?;
    let changed = ta_core::event::change_event(&event.object, &edit.scope, &edit.change, &zone, now)?;
    let new = event.replaced_by(&changed, now)?;
    let outcome = put_in_locked(tx, caller, &from, &new, condition, now)?;
    match target {
        Some(target) => {
            Ok(move_object(tx, caller, address, &target, Overwrite::Forbidden, now)?.meta().clone())
        }
        None => Ok(outcome.meta().clone()),
    }
}

fn in_calendar(address: &ObjectRef, calendar: &CalendarName) -> ObjectRef {
    let collection = CollectionRef { home: address.collection.home.clone(), calendar: calendar.clone() };
    ObjectRef { collection, name: address.name.clone() }
}
