//! Use cases on events, for doors whose callers think of events and not of iCalendar texts.

pub(crate) mod change;
pub(crate) mod create;
pub(crate) mod delete;
pub(crate) mod list;

use jiff::Timestamp;
use ta_core::{CanRead, Condition, NewObject, ObjectName, StoredObject, View, check_may_change};
use ta_ical::CalendarObject;
use ta_store::{ReadTx, object};

use crate::object::seen::seen_etag;
use crate::{Error, prepare_object};

/// A stored event and what it says.
struct ReadEvent {
    stored: StoredObject,
    object: CalendarObject,
}

impl ReadEvent {
    /// Reads an event that the caller may change, and that must be as the client last saw it.
    fn under(
        tx: &mut ReadTx<'_>,
        calendar: &CanRead,
        name: &ObjectName,
        condition: &Condition,
    ) -> Result<Self, Error> {
        let (team, id) = (calendar.calendar().team, calendar.calendar().id);
        let stored = object::by_name(tx, team, id, View::Full, name)?.ok_or(Error::NotFound)?;
        let seen = seen_etag(tx, calendar, Some(&stored.meta))?.ok_or(Error::NotFound)?;
        condition.check(Some(&seen))?;
        check_may_change(calendar.rights(), &stored.meta, Some(&seen))?;
        let object = CalendarObject::from_bytes(stored.data.clone());
        let object = object.map_err(|_| Error::Damaged(stored.meta.name.clone()))?;
        Ok(Self { stored, object })
    }

    /// A new version of it, to be stored.
    fn replaced_by(&self, object: &CalendarObject, now: Timestamp) -> Result<NewObject, Error> {
        Ok(prepare_object(self.stored.meta.name.clone(), object, now)?)
    }
}
