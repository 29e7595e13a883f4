//! Use cases on events, for doors whose callers think of events and not of iCalendar texts.

pub(crate) mod change;
pub(crate) mod create;
pub(crate) mod delete;
pub(crate) mod list;

use jiff::Timestamp;
use ta_core::{Condition, NewObject, ObjectName, StoredObject};
use ta_ical::CalendarObject;
use ta_store::{ReadTx, object};

use crate::{Error, prepare_object};

/// A stored event and what it says.
struct ReadEvent {
    stored: StoredObject,
    object: CalendarObject,
}

impl ReadEvent {
    /// Reads an event that must be as the client last saw it.
    fn under(
        tx: &mut ReadTx<'_>,
        calendar: &ta_core::Calendar,
        name: &ObjectName,
        condition: &Condition,
    ) -> Result<Self, Error> {
        let stored = object::by_name(tx, calendar.team, calendar.id, name)?.ok_or(Error::NotFound)?;
        condition.check(Some(&stored.meta.etag))?;
        let object = CalendarObject::from_bytes(stored.data.clone());
        let object = object.map_err(|_| Error::Damaged(stored.meta.name.clone()))?;
        Ok(Self { stored, object })
    }

    /// A new version of it, to be stored.
    fn replaced_by(&self, object: &CalendarObject, now: Timestamp) -> Result<NewObject, Error> {
        Ok(prepare_object(self.stored.meta.name.clone(), object, now)?)
    }
}
