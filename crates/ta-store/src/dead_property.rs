//! Properties of calendars that are stored without being understood (RFC 4918 §4.1).

use ta_core::{CalendarId, DeadProperty, TeamId};

use crate::{ReadTx, StoreError, WriteTx};

/// The dead properties of a calendar, by name.
///
/// # Errors
/// [`StoreError`].
pub fn list(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    calendar: CalendarId,
) -> Result<Vec<DeadProperty>, StoreError> {
    let sql = "SELECT namespace, local_name, xml FROM dead_property \
               WHERE team_id = $1 AND calendar_id = $2 ORDER BY namespace, local_name";
    tx.list(sql, &[team.into(), calendar.into()], |row| {
        Ok(DeadProperty { namespace: row.take()?, local_name: row.take()?, xml: row.take()? })
    })
}

/// Sets a dead property.
///
/// # Errors
/// [`StoreError`].
pub fn set(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    calendar: CalendarId,
    property: &DeadProperty,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO dead_property (team_id, calendar_id, namespace, local_name, xml) \
               VALUES ($1, $2, $3, $4, $5) \
               ON CONFLICT (team_id, calendar_id, namespace, local_name) DO UPDATE SET xml = excluded.xml";
    let DeadProperty { namespace, local_name, xml } = property;
    tx.change(sql, &[team.into(), calendar.into(), namespace.into(), local_name.into(), xml.into()])
}

/// The name of a dead property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PropertyName<'a> {
    /// XML namespace.
    pub namespace: &'a str,
    /// Local part.
    pub local_name: &'a str,
}

/// Removes a dead property. It is no error when there is none (RFC 4918 §14.23).
///
/// # Errors
/// [`StoreError`].
pub fn remove(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    calendar: CalendarId,
    name: PropertyName<'_>,
) -> Result<(), StoreError> {
    let sql = "DELETE FROM dead_property \
               WHERE team_id = $1 AND calendar_id = $2 AND namespace = $3 AND local_name = $4";
    let parameters = [team.into(), calendar.into(), name.namespace.into(), name.local_name.into()];
    tx.execute(sql, &parameters).map(drop)
}
