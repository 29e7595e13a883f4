//! The free-busy-query report (RFC 4791 §7.10).

use jiff::tz::TimeZone;
use ta_core::{Caller, CanAskBusy, CollectionRef, Login, StoredObject, UtcRange, View};
use ta_ical::freebusy::BusyPeriods;
use ta_ical::project::{Budget, TooMuch};
use ta_ical::value::CalAddress;
use ta_ical::{CalendarObject, ComponentKind};
use ta_store::{ReadTx, object};

use crate::Error;
use crate::calendar::find::{find_busy_calendar, list_busy_calendars};
use crate::calendar::zone::zone_of;
use crate::team::principals::find_principal;

/// When the owner of a calendar is busy by it: by private items, too, of which nothing else is told. Floating times and days are meant in the calendar's own zone.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::TooMuch`] when the span has more instances than the budget; [`Error::Store`].
pub fn calendar_busy_periods(
    tx: &mut ReadTx<'_>,
    caller: &Caller,
    address: &CollectionRef,
    span: UtcRange,
    budget: &mut Budget,
) -> Result<BusyPeriods, Error> {
    let calendar = find_busy_calendar(tx, caller, address)?;
    let owner = addresses_of(tx, caller, calendar.owner())?;
    busy_in(tx, &calendar, &owner, span, budget)
}

/// When somebody is busy by all calendars of a home together.
///
/// # Errors
/// As [`calendar_busy_periods`].
pub fn home_busy_periods(
    tx: &mut ReadTx<'_>,
    caller: &Caller,
    home: &Login,
    span: UtcRange,
    budget: &mut Budget,
) -> Result<BusyPeriods, Error> {
    let owner = addresses_of(tx, caller, home)?;
    let mut all = Vec::new();
    for calendar in list_busy_calendars(tx, caller, home)? {
        all.push(busy_in(tx, &calendar, &owner, span, budget)?);
    }
    Ok(BusyPeriods::merge(&all))
}

fn addresses_of(tx: &mut ReadTx<'_>, caller: &Caller, home: &Login) -> Result<Vec<CalAddress>, Error> {
    let owner = find_principal(tx, caller, home)?;
    Ok(owner.emails.iter().map(|address| CalAddress::new(&address.to_string())).collect())
}

/// The index narrows the search; each object of it is then read exactly.
fn busy_in(
    tx: &mut ReadTx<'_>,
    calendar: &CanAskBusy,
    owner: &[CalAddress],
    span: UtcRange,
    budget: &mut Budget,
) -> Result<BusyPeriods, Error> {
    let zone = zone_of(tx, calendar.calendar())?;
    let (team, calendar) = (calendar.calendar().team, calendar.calendar().id);
    let mut busy = Vec::new();
    for kind in [ComponentKind::Event, ComponentKind::FreeBusy] {
        for stored in object::in_bounds(tx, team, calendar, View::Full, Some(kind), span)? {
            busy.push(busy_of(&stored, &zone, owner, span, budget)?);
        }
    }
    Ok(BusyPeriods::merge(&busy))
}

fn busy_of(
    stored: &StoredObject,
    zone: &TimeZone,
    owner: &[CalAddress],
    span: UtcRange,
    budget: &mut Budget,
) -> Result<BusyPeriods, TooMuch> {
    match CalendarObject::from_bytes(stored.data.clone()) {
        Ok(object) => object.busy_periods(span, zone, owner, budget),
        Err(error) => {
            tracing::error!(object = %stored.meta.name, %error, "a stored object cannot be read");
            Ok(BusyPeriods::FREE)
        }
    }
}
