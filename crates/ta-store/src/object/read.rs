//! Finding objects.

use std::sync::{Arc, LazyLock};

use ta_core::{
    CalendarId, ComponentKind, InstanceIndex, ObjectId, ObjectMeta, ObjectName, StoredObject, TeamId, Uid,
    UtcRange,
};

use super::bounds::{ceil_us, floor_us};
use crate::value::{Row, Value};
use crate::{ReadTx, StoreError};

/// A query for what is known of objects.
macro_rules! select_meta {
    ($condition:literal) => {
        concat!("SELECT ", meta_columns!(), " FROM object ", $condition)
    };
}

/// A query for objects with their texts.
macro_rules! select_object {
    ($condition:literal) => {
        concat!("SELECT ", meta_columns!(), ", data FROM object ", $condition)
    };
}

/// What is known of the object of this name.
///
/// # Errors
/// [`StoreError`].
pub fn meta_by_name(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    calendar: CalendarId,
    name: &ObjectName,
) -> Result<Option<ObjectMeta>, StoreError> {
    let sql = select_meta!("WHERE team_id = $1 AND calendar_id = $2 AND name = $3");
    tx.find(sql, &[team.into(), calendar.into(), name.into()], read_meta)
}

/// The object of this name.
///
/// # Errors
/// [`StoreError`].
pub fn by_name(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    calendar: CalendarId,
    name: &ObjectName,
) -> Result<Option<StoredObject>, StoreError> {
    let sql = select_object!("WHERE team_id = $1 AND calendar_id = $2 AND name = $3");
    tx.find(sql, &[team.into(), calendar.into(), name.into()], read_object)
}

/// The object of this UID, without its text.
///
/// # Errors
/// [`StoreError`].
pub fn meta_by_uid(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    calendar: CalendarId,
    uid: &Uid,
) -> Result<Option<ObjectMeta>, StoreError> {
    let sql = select_meta!("WHERE team_id = $1 AND calendar_id = $2 AND uid = $3");
    tx.find(sql, &[team.into(), calendar.into(), uid.into()], read_meta)
}

/// The object of this UID.
///
/// # Errors
/// [`StoreError`].
pub fn by_uid(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    calendar: CalendarId,
    uid: &Uid,
) -> Result<Option<StoredObject>, StoreError> {
    let sql = select_object!("WHERE team_id = $1 AND calendar_id = $2 AND uid = $3");
    tx.find(sql, &[team.into(), calendar.into(), uid.into()], read_object)
}

/// How many names are looked up with one statement.
const NAMES_PER_QUERY: usize = 32;

/// The objects of these names, in no particular order. Names that hold nothing are left out.
///
/// # Errors
/// [`StoreError`].
pub fn many_by_name(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    calendar: CalendarId,
    names: &[ObjectName],
) -> Result<Vec<StoredObject>, StoreError> {
    static SQL: LazyLock<String> = LazyLock::new(|| {
        let places: Vec<_> = (3..3 + NAMES_PER_QUERY).map(|number| format!("${number}")).collect();
        format!(select_object!("WHERE team_id = $1 AND calendar_id = $2 AND name IN ({})"), places.join(", "))
    });
    let mut found = Vec::with_capacity(names.len());
    for chunk in names.chunks(NAMES_PER_QUERY) {
        // Places without a name hold NULL, which equals nothing.
        let mut parameters = vec![team.into(), calendar.into()];
        parameters.extend(chunk.iter().map(Value::from));
        parameters.resize(2 + NAMES_PER_QUERY, Value::Null);
        found.extend(tx.list(SQL.as_str(), &parameters, read_object)?);
    }
    Ok(found)
}

/// What is known of every object of a calendar, by name.
///
/// # Errors
/// [`StoreError`].
pub fn list_meta(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    calendar: CalendarId,
) -> Result<Vec<ObjectMeta>, StoreError> {
    let sql = select_meta!("WHERE team_id = $1 AND calendar_id = $2 ORDER BY name");
    tx.list(sql, &[team.into(), calendar.into()], read_meta)
}

/// The objects that could match a time range, by name: all whose bounds touch it, but for series whose kept instances
/// tell that they do not. Whether one does match its text has to tell. With `kind`, only objects of that kind.
///
/// Both ends of the range count as inside, because a to-do that is due at the very end matches (RFC 4791 §9.9).
///
/// # Errors
/// [`StoreError`].
pub fn in_bounds(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    calendar: CalendarId,
    kind: Option<ComponentKind>,
    range: UtcRange,
) -> Result<Vec<StoredObject>, StoreError> {
    let start = range.start_utc().map_or(i64::MIN, floor_us);
    let end = range.end_utc().map_or(i64::MAX, ceil_us);
    let parameters = [team.into(), calendar.into(), start.into(), end.into(), kind.into()];
    let mut found = tx.list(IN_BOUNDS, &parameters, read_object)?;
    let series = tx.list(SERIES_IN_BOUNDS, &parameters, read_series)?;
    let near = series.into_iter().filter(|(_, instances)| may_overlap(instances, range));
    found.extend(many_by_id(tx, team, &near.map(|(id, _)| id).collect::<Vec<_>>())?);
    found.sort_unstable_by(|one, other| one.meta.name.cmp(&other.meta.name));
    Ok(found)
}

/// What cannot be read rules nothing out.
fn may_overlap(instances: &Arc<[u8]>, range: UtcRange) -> bool {
    InstanceIndex::from_bytes(Arc::clone(instances)).is_none_or(|index| index.may_overlap(range))
}

/// How many keys are looked up with one statement.
const IDS_PER_QUERY: usize = 128;

/// The objects of these keys, in no particular order.
fn many_by_id(tx: &mut ReadTx<'_>, team: TeamId, ids: &[ObjectId]) -> Result<Vec<StoredObject>, StoreError> {
    static SQL: LazyLock<String> = LazyLock::new(|| {
        let places: Vec<_> = (2..2 + IDS_PER_QUERY).map(|number| format!("${number}")).collect();
        format!(select_object!("WHERE team_id = $1 AND id IN ({})"), places.join(", "))
    });
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IDS_PER_QUERY) {
        // Places without a key hold NULL, which equals nothing.
        let mut parameters = vec![team.into()];
        parameters.extend(chunk.iter().copied().map(Value::from));
        parameters.resize(1 + IDS_PER_QUERY, Value::Null);
        found.extend(tx.list(SQL.as_str(), &parameters, read_object)?);
    }
    Ok(found)
}

/// It has the words of the index `object_bounds`, so that past objects, which are most, are not looked at.
pub(crate) const IN_BOUNDS: &str = select_object!(
    "WHERE team_id = $1 AND calendar_id = $2 \
       AND COALESCE(latest_us, 9223372036854775807) >= $3 \
       AND COALESCE(earliest_us, -9223372036854775807) <= $4 \
       AND instances IS NULL AND kind = COALESCE($5, kind)"
);

/// The same for series whose instances are kept: those are read before the texts are.
const SERIES_IN_BOUNDS: &str = "SELECT id, instances FROM object WHERE team_id = $1 AND calendar_id = $2 \
       AND COALESCE(latest_us, 9223372036854775807) >= $3 \
       AND COALESCE(earliest_us, -9223372036854775807) <= $4 \
       AND instances IS NOT NULL AND kind = COALESCE($5, kind)";

fn read_series(row: &mut Row) -> Result<(ObjectId, Arc<[u8]>), StoreError> {
    Ok((row.take()?, row.take()?))
}

pub(super) fn read_object(row: &mut Row) -> Result<StoredObject, StoreError> {
    Ok(StoredObject { meta: read_meta(row)?, data: row.take()? })
}

pub(super) fn read_meta(row: &mut Row) -> Result<ObjectMeta, StoreError> {
    Ok(ObjectMeta {
        id: row.take()?,
        calendar: row.take()?,
        name: row.take()?,
        uid: row.take()?,
        kind: row.take()?,
        etag: row.take()?,
        size_bytes: row.take()?,
        modified_utc: row.take()?,
        created_utc: row.take()?,
        seq: row.take()?,
    })
}
