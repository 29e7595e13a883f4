//! How objects look in the narrow views, and what becomes of that with a change.

use std::sync::Arc;

use ta_core::{
    CalendarId, CalendarObject, Etag, NarrowViews, ObjectMeta, ObjectName, StoredObject, SyncSeq, TeamId,
    View, ViewState, narrowed,
};

use crate::calendar::Touch;
use crate::value::{Row, Value};
use crate::{ReadTx, StoreError, WriteTx};

/// How an object looks in the narrow views, and when that last changed.
#[derive(Clone, Debug, Default)]
pub(super) struct Looks {
    states: NarrowViews<Option<ViewState>>,
    seqs: NarrowViews<SyncSeq>,
}

/// Reads how a stored object looks now.
///
/// # Errors
/// [`StoreError::Stale`] when it is gone.
pub(super) fn looks_of(tx: &mut WriteTx<'_>, team: TeamId, object: &ObjectMeta) -> Result<Looks, StoreError> {
    let sql = concat!(
        "SELECT ",
        narrow_columns!(),
        ", shared_seq, titles_seq FROM object WHERE team_id = $1 AND id = $2"
    );
    let found = tx.find(sql, &[team.into(), object.id.into()], |row| {
        Ok(Looks {
            states: read_states(row)?,
            seqs: NarrowViews { shared: row.take()?, titles: row.take()? },
        })
    })?;
    found.ok_or_else(|| tx.stale())
}

/// Frees a name that a new object takes. What viewers still have to be told of the old one's end goes over to the new
/// one, in case that is hidden from them.
pub(super) fn clear_tombstone(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    calendar: CalendarId,
    name: &ObjectName,
) -> Result<Looks, StoreError> {
    let sql = "DELETE FROM tombstone WHERE team_id = $1 AND calendar_id = $2 AND name = $3 \
               RETURNING shared_seq, titles_seq";
    let seqs = tx.find(sql, &[team.into(), calendar.into(), name.into()], |row| {
        Ok(NarrowViews { shared: row.take()?, titles: row.take()? })
    })?;
    Ok(Looks { states: NarrowViews::default(), seqs: seqs.unwrap_or_default() })
}

impl Looks {
    /// The views in which the change to another look is seen.
    pub(super) fn touched_by(&self, after: &NarrowViews<Option<ViewState>>) -> NarrowViews<Touch> {
        NarrowViews {
            shared: Touch::between(&self.states.shared, &after.shared),
            titles: Touch::between(&self.states.titles, &after.titles),
        }
    }

    /// The views in which the object is seen at all.
    pub(super) fn seen_in(&self) -> NarrowViews<Touch> {
        self.touched_by(&NarrowViews::default())
    }

    /// The same object among others: what it looks like stays, when that changed is told there anew.
    pub(super) fn states(&self) -> &NarrowViews<Option<ViewState>> {
        &self.states
    }

    /// When each look was last changed, after a change that touched these views at these steps.
    pub(super) fn seqs_after(
        &self,
        touched: &NarrowViews<Touch>,
        steps: &NarrowViews<SyncSeq>,
    ) -> NarrowViews<SyncSeq> {
        let after = |touch, step, before| match touch {
            Touch::Seen => step,
            Touch::Hidden => before,
        };
        NarrowViews {
            shared: after(touched.shared, steps.shared, self.seqs.shared),
            titles: after(touched.titles, steps.titles, self.seqs.titles),
        }
    }
}

/// Reads how an object looks in the narrow views.
pub(super) fn read_states(row: &mut Row) -> Result<NarrowViews<Option<ViewState>>, StoreError> {
    Ok(NarrowViews { shared: read_state(row)?, titles: read_state(row)? })
}

fn read_state(row: &mut Row) -> Result<Option<ViewState>, StoreError> {
    let (etag, size_bytes): (Option<Etag>, Option<u64>) = (row.take()?, row.take()?);
    Ok(etag.zip(size_bytes).map(|(etag, size_bytes)| ViewState { etag, size_bytes }))
}

/// The columns of a look, as [`narrow_columns`] names them.
pub(super) fn state_columns(states: &NarrowViews<Option<ViewState>>) -> [Value<'_>; 4] {
    let bytes = |state: &Option<ViewState>| {
        state.as_ref().map(|state| i64::try_from(state.size_bytes).unwrap_or(i64::MAX))
    };
    [
        states.shared.as_ref().map(|state| &state.etag).into(),
        bytes(&states.shared).into(),
        states.titles.as_ref().map(|state| &state.etag).into(),
        bytes(&states.titles).into(),
    ]
}

/// Reads what is known of an object as a view shows it; `None` when it is not there in the view.
///
/// When it was stored is told only of what is shown whole, since that may be due to a part that is not.
pub(super) fn in_view(
    meta: ObjectMeta,
    states: NarrowViews<Option<ViewState>>,
    view: View,
) -> Option<ObjectMeta> {
    let state = match view {
        View::Full => return Some(meta),
        View::Shared => states.shared,
        View::Titles => states.titles,
    }?;
    let modified_utc = if state.etag == meta.etag { meta.modified_utc } else { meta.created_utc };
    Some(ObjectMeta { etag: state.etag, size_bytes: state.size_bytes, modified_utc, ..meta })
}

/// The text of an object as a view shows it.
pub(super) fn text_in_view(stored: StoredObject, view: View) -> Option<StoredObject> {
    if view == View::Full {
        return Some(stored);
    }
    let object = CalendarObject::from_bytes(Arc::clone(&stored.data)).ok()?;
    let data = Arc::from(narrowed(&object, view)?.as_ref());
    Some(StoredObject { data, ..stored })
}

/// How a caller sees an object that it means to change: the tag in its view.
///
/// # Errors
/// [`StoreError`].
pub fn seen_etag(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    object: &ObjectMeta,
    view: View,
) -> Result<Option<Etag>, StoreError> {
    if view == View::Full {
        return Ok(Some(object.etag.clone()));
    }
    let sql = concat!("SELECT ", narrow_columns!(), " FROM object WHERE team_id = $1 AND id = $2");
    let states = tx.find(sql, &[team.into(), object.id.into()], read_states)?;
    Ok(states.and_then(|states| in_view(object.clone(), states, view)).map(|meta| meta.etag))
}
