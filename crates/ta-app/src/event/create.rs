//! Makes an event.

use jiff::Timestamp;
use ta_core::event::{EventDraft, new_event};
use ta_core::{Caller, CollectionRef, Condition, NameError, ObjectMeta, ObjectName, ObjectRef, Uid};
use ta_store::WriteTx;

use crate::calendar::find::find_calendar;
use crate::{Entropy, Error, draw_name, member_zone, prepare_object, put_object};

/// The UID of a new event and the name that it is stored under, drawn outside of any transaction.
#[derive(Clone, Debug)]
pub struct EventIdentity {
    uid: Uid,
    name: ObjectName,
}

/// Draws an identity.
///
/// # Errors
/// None in fact: what is drawn is a good name.
pub fn draw_event_identity(entropy: &dyn Entropy) -> Result<EventIdentity, NameError> {
    let drawn = draw_name(entropy);
    Ok(EventIdentity { name: ObjectName::new(format!("{drawn}.ics"))?, uid: Uid::new(drawn)? })
}

/// Makes an event in a calendar.
///
/// # Errors
/// [`Error::NotFound`] when there is no such calendar; [`Error::Event`]; [`Error::Put`]; [`Error::Store`].
pub fn create_event(
    tx: &mut WriteTx<'_>,
    caller: &Caller,
    calendar: &CollectionRef,
    identity: &EventIdentity,
    draft: &EventDraft,
    now: Timestamp,
) -> Result<ObjectMeta, Error> {
    find_calendar(tx, caller, calendar)?;
    let zone = member_zone(tx, caller.team, caller.principal)?;
    let event = new_event(draft, &identity.uid, &zone, now)?;
    let new = prepare_object(identity.name.clone(), &event, now)?;
    let address = ObjectRef { collection: calendar.clone(), name: identity.name.clone() };
    let put = put_object(tx, caller, &address, &new, &Condition::nothing_there(), now)?;
    Ok(put.outcome.meta().clone())
}
