//! The calendar-query report (RFC 4791 §7.8).

use jiff::tz::TimeZone;
use ta_core::{Caller, CollectionRef, StoredObject};
use ta_ical::filter::CompFilter;
use ta_ical::{CalendarObject, filter};
use ta_store::{ReadTx, object};

use crate::Error;
use crate::calendar::find::find_calendar;

/// Lists the objects of a calendar that satisfy a filter. Floating times are taken in `asker_zone`.
///
/// The index narrows the search to a superset; each object of it is then tested exactly, as the caller sees it.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Store`].
pub fn query_calendar(
    tx: &mut ReadTx<'_>,
    caller: &Caller,
    address: &CollectionRef,
    wanted: &CompFilter,
    asker_zone: &TimeZone,
) -> Result<Vec<StoredObject>, Error> {
    let found = find_calendar(tx, caller, address)?;
    let calendar = found.calendar();
    let index = filter::index_range(wanted);
    let mut candidates =
        object::in_bounds(tx, calendar.team, calendar.id, found.view(), index.kind, index.range)?;
    candidates.retain(|candidate| matches_exactly(candidate, wanted, asker_zone));
    Ok(candidates)
}

fn matches_exactly(candidate: &StoredObject, wanted: &CompFilter, asker_zone: &TimeZone) -> bool {
    match CalendarObject::from_bytes(candidate.data.clone()) {
        Ok(parsed) => filter::matches(&parsed, wanted, asker_zone),
        Err(error) => {
            tracing::error!(object = %candidate.meta.name, %error, "a stored object cannot be read");
            false
        }
    }
}
