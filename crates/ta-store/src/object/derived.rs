//! Deriving again what was derived from objects.

use ta_core::{DerivationStamp, Derived, NarrowViews, StoredObject, TeamId};

use super::bounds::{ceil_us, floor_us};
use super::narrow::{looks_of, state_columns};
use super::read::read_object;
use crate::calendar::step_narrow;
use crate::{ReadTx, StoreError, WriteTx};

/// Some objects of a team, at most so many, whose derived data carry another stamp than this one.
///
/// # Errors
/// [`StoreError`].
pub fn derived_otherwise(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    stamp: DerivationStamp,
    limit: u32,
) -> Result<Vec<StoredObject>, StoreError> {
    let sql = concat!(
        "SELECT ",
        meta_columns!(),
        ", data FROM object WHERE team_id = $1 AND id IN (\
           SELECT id FROM object WHERE team_id = $1 AND derived < $2 \
           UNION ALL SELECT id FROM object WHERE team_id = $1 AND derived > $2 LIMIT $3) ORDER BY id"
    );
    tx.list(sql, &[team.into(), stamp.get().into(), i64::from(limit).into()], read_object)
}

/// Keeps what was derived from an object again. The object itself does not change, nor does its owner's client hear of
/// it; others do when it looks otherwise to them now. One that has been replaced meanwhile is left alone, as its new text
/// has its own.
///
/// # Errors
/// [`StoreError`].
pub fn set_derived(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    object: &StoredObject,
    derived: &Derived,
) -> Result<(), StoreError> {
    let meta = &object.meta;
    let looks = looks_of(tx, team, meta)?;
    let touched = looks.touched_by(&derived.views);
    let seqs = if touched == NarrowViews::default() {
        looks.seqs_after(&touched, &NarrowViews::default())
    } else {
        looks.seqs_after(&touched, &step_narrow(tx, team, meta.calendar, touched.clone())?)
    };
    let sql = "UPDATE object SET earliest_us = $4, latest_us = $5, instances = $6, derived = $7, \
                 shared_etag = $8, shared_bytes = $9, titles_etag = $10, titles_bytes = $11, shared_seq = $12, \
                 titles_seq = $13 \
               WHERE team_id = $1 AND id = $2 AND etag = $3";
    let instances = derived.instances.as_ref().map(|index| index.to_bytes());
    let [shared_etag, shared_bytes, titles_etag, titles_bytes] = state_columns(&derived.views);
    let parameters = [
        team.into(),
        meta.id.into(),
        (&meta.etag).into(),
        derived.bounds.start_utc.map(floor_us).into(),
        derived.bounds.end_utc.map(ceil_us).into(),
        instances.as_deref().into(),
        derived.stamp.get().into(),
        shared_etag,
        shared_bytes,
        titles_etag,
        titles_bytes,
        seqs.shared.into(),
        seqs.titles.into(),
    ];
    tx.execute(sql, &parameters).map(drop)
}
