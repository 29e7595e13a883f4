//! Looking where all change logs stand, to tell about changes that this process did not make.

use crate::session::Session;
use crate::store::Lanes;
use crate::{CalendarChanged, StoreError};

/// Takes note of where all change logs stand, without telling anybody.
///
/// # Errors
/// [`StoreError`].
pub(crate) fn take_stock(session: &mut Session, lanes: &Lanes) -> Result<(), StoreError> {
    lanes.announcer.take_stock(states(session)?);
    Ok(())
}

/// Tells about every calendar whose change log is not where it was last known to stand.
///
/// # Errors
/// [`StoreError`].
pub(crate) fn compare_stock(session: &mut Session, lanes: &Lanes) -> Result<(), StoreError> {
    lanes.announcer.compare(states(session)?);
    Ok(())
}

fn states(session: &mut Session) -> Result<Vec<CalendarChanged>, StoreError> {
    let mut rows = session.query("SELECT team_id, id, owner_id, seq FROM calendar", &[])?;
    let state = |row: &mut crate::value::Row| {
        Ok(CalendarChanged { team: row.take()?, calendar: row.take()?, owner: row.take()?, seq: row.take()? })
    };
    rows.iter_mut().map(state).collect()
}
