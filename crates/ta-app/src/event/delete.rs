//! Deletes an event, or takes an instance out of a series.

use jiff::Timestamp;
use ta_core::event::{Cancelled, EventScope, cancel_instance};
use ta_core::{Caller, CanWrite, Condition, ObjectRef};
use ta_store::{WriteTx, object};

use super::ReadEvent;
use crate::calendar::find::lock_calendar;
use crate::object::put::put_in_locked;
use crate::{Error, member_zone};

/// Deletes an event, or takes one instance out of its series. With its last instance a series is deleted.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Condition`]; [`Error::Event`]; [`Error::Damaged`]; [`Error::Store`].
pub fn delete_event(
    tx: &mut WriteTx<'_>,
    caller: &Caller,
    address: &ObjectRef,
    scope: &EventScope,
    condition: &Condition,
    now: Timestamp,
) -> Result<(), Error> {
    let target = lock_calendar(tx, caller, &address.collection)?;
    let event = ReadEvent::under(tx, target.as_read(), &address.name, condition)?;
    let left = match scope {
        EventScope::All => Cancelled::Nothing,
        EventScope::Instance(id) => {
            let zone = member_zone(tx, caller.team, caller.principal)?;
            cancel_instance(&event.object, id, &zone, now)?
        }
    };
    match left {
        Cancelled::Rest(rest) => {
            put_in_locked(tx, caller, &target, &event.replaced_by(&rest, now)?, condition, now)?;
        }
        Cancelled::Nothing => remove(tx, caller, &target, &event, now)?,
    }
    Ok(())
}

fn remove(
    tx: &mut WriteTx<'_>,
    caller: &Caller,
    target: &CanWrite,
    event: &ReadEvent,
    now: Timestamp,
) -> Result<(), Error> {
    let team = target.calendar().team;
    object::remove(tx, team, &event.stored.meta, &caller.author(), now)?;
    Ok(())
}
