//! Finding objects. What is read through a view is what the view shows, and nothing else.

use std::sync::{Arc, LazyLock};

use ta_core::{
    CalendarId, ComponentKind, InstanceIndex, ObjectId, ObjectMeta, ObjectName, StoredObject, TeamId, Uid,
    UtcRange, View,
};

use super::bounds::{ceil_us, floor_us};
use super::narrow::{in_view, read_states, text_in_view};
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

/// A query, with and without the columns of the narrow views.
pub(crate) struct Sql {
    pub(crate) full: &'static str,
    narrow: &'static str,
}

/// The two texts of a query for what is known of objects.
macro_rules! meta_sql {
    ($condition:literal) => {
        Sql {
            full: select_meta!($condition),
            narrow: concat!("SELECT ", meta_columns!(), ", ", narrow_columns!(), " FROM object ", $condition),
        }
    };
}

/// The two texts of a query for objects with their texts.
macro_rules! object_sql {
    ($condition:literal) => {
        Sql {
            full: select_object!($condition),
            narrow: concat!(
                "SELECT ",
                meta_columns!(),
                ", ",
                narrow_columns!(),
                ", data FROM object ",
                $condition
            ),
        }
    };
}

impl Sql {
    fn list_meta(
        &self,
        tx: &mut ReadTx<'_>,
        parameters: &[Value<'_>],
        view: View,
    ) -> Result<Vec<ObjectMeta>, StoreError> {
        if view == View::Full {
            return tx.list(self.full, parameters, read_meta);
        }
        let seen =
            tx.list(self.narrow, parameters, |row| Ok(in_view(read_meta(row)?, read_states(row)?, view)))?;
        Ok(seen.into_iter().flatten().collect())
    }

    fn list_objects(
        &self,
        tx: &mut ReadTx<'_>,
        parameters: &[Value<'_>],
        view: View,
    ) -> Result<Vec<StoredObject>, StoreError> {
        if view == View::Full {
            return tx.list(self.full, parameters, read_object);
        }
        let seen = tx.list(self.narrow, parameters, |row| {
            let (meta, states, data) = (read_meta(row)?, read_states(row)?, row.take()?);
            let meta = in_view(meta, states, view);
            Ok(meta.and_then(|meta| text_in_view(StoredObject { meta, data }, view)))
        })?;
        Ok(seen.into_iter().flatten().collect())
    }
}

/// What is known of the object of this name.
///
/// # Errors
/// [`StoreError`].
pub fn meta_by_name(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    calendar: CalendarId,
    view: View,
    name: &ObjectName,
) -> Result<Option<ObjectMeta>, StoreError> {
    let sql = meta_sql!("WHERE team_id = $1 AND calendar_id = $2 AND name = $3");
    Ok(sql.list_meta(tx, &[team.into(), calendar.into(), name.into()], view)?.pop())
}

/// The object of this name.
///
/// # Errors
/// [`StoreError`].
pub fn by_name(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    calendar: CalendarId,
    view: View,
    name: &ObjectName,
) -> Result<Option<StoredObject>, StoreError> {
    let sql = object_sql!("WHERE team_id = $1 AND calendar_id = $2 AND name = $3");
    Ok(sql.list_objects(tx, &[team.into(), calendar.into(), name.into()], view)?.pop())
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

/// The objects of these names, by name. Names that hold nothing are left out.
///
/// # Errors
/// [`StoreError`].
pub fn many_by_name(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    calendar: CalendarId,
    view: View,
    names: &[ObjectName],
) -> Result<Vec<StoredObject>, StoreError> {
    let sql = object_sql!(
        "WHERE team_id = $1 AND calendar_id = $2 AND name IN ($3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, \
         $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34)"
    );
    let mut found = Vec::with_capacity(names.len());
    for chunk in names.chunks(NAMES_PER_QUERY) {
        // Places without a name hold NULL, which equals nothing.
        let mut parameters = vec![team.into(), calendar.into()];
        parameters.extend(chunk.iter().map(Value::from));
        parameters.resize(2 + NAMES_PER_QUERY, Value::Null);
        found.extend(sql.list_objects(tx, &parameters, view)?);
    }
    // The order in which a database finds them would tell of changes that a view hides.
    found.sort_unstable_by(|one, other| one.meta.name.cmp(&other.meta.name));
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
    view: View,
) -> Result<Vec<ObjectMeta>, StoreError> {
    let sql = meta_sql!("WHERE team_id = $1 AND calendar_id = $2 ORDER BY name");
    sql.list_meta(tx, &[team.into(), calendar.into()], view)
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
    view: View,
    kind: Option<ComponentKind>,
    range: UtcRange,
) -> Result<Vec<StoredObject>, StoreError> {
    let start = range.start_utc().map_or(i64::MIN, floor_us);
    let end = range.end_utc().map_or(i64::MAX, ceil_us);
    let parameters = [team.into(), calendar.into(), start.into(), end.into(), kind.into()];
    let mut found = IN_BOUNDS.list_objects(tx, &parameters, view)?;
    let series = tx.list(SERIES_IN_BOUNDS, &parameters, read_series)?;
    let near = series.into_iter().filter(|(_, instances)| may_overlap(instances, range));
    found.extend(many_by_id(tx, team, view, &near.map(|(id, _)| id).collect::<Vec<_>>())?);
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
fn many_by_id(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    view: View,
    ids: &[ObjectId],
) -> Result<Vec<StoredObject>, StoreError> {
    static TEXTS: LazyLock<[String; 2]> = LazyLock::new(|| {
        let places: Vec<_> = (2..2 + IDS_PER_QUERY).map(|number| format!("${number}")).collect();
        let Sql { full, narrow } = object_sql!("WHERE team_id = $1 AND id IN ({})");
        [full, narrow].map(|text| text.replace("{}", &places.join(", ")))
    });
    let [full, narrow] = &*TEXTS;
    let sql = Sql { full, narrow };
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IDS_PER_QUERY) {
        // Places without a key hold NULL, which equals nothing.
        let mut parameters = vec![team.into()];
        parameters.extend(chunk.iter().copied().map(Value::from));
        parameters.resize(1 + IDS_PER_QUERY, Value::Null);
        found.extend(sql.list_objects(tx, &parameters, view)?);
    }
    Ok(found)
}

/// It has the words of the index `object_bounds`, so that past objects, which are most, are not looked at.
pub(crate) const IN_BOUNDS: Sql = object_sql!(
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
