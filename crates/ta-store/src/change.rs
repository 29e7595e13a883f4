//! What has changed in a calendar since a step of its change log (RFC 6578).
//!
//! Each object carries the step that stored it last, each tombstone the step that emptied its name. So a name occurs
//! once, in its last state, and the answer is two index ranges merged.

use std::num::NonZeroU32;

use ta_core::{CalendarId, ChangeKind, ChangedName, Etag, SyncSeq, TeamId};

use crate::value::Row;
use crate::{ReadTx, StoreError};

/// A part of the changes, oldest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangePage {
    /// Each changed name with its last state.
    pub changes: Vec<ChangedName>,
    /// The step up to which these are all changes; the next question starts there.
    pub seq: SyncSeq,
    /// Whether there are later changes.
    pub more: More,
}

/// Whether a page is the last one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum More {
    /// There are later changes.
    Follows,
    /// There are none.
    Nothing,
}

/// Where a calendar's change log stands. `None` when there is no such calendar.
///
/// # Errors
/// [`StoreError`].
pub fn current(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    calendar: CalendarId,
) -> Result<Option<SyncSeq>, StoreError> {
    let sql = "SELECT seq FROM calendar WHERE team_id = $1 AND id = $2";
    tx.find(sql, &[team.into(), calendar.into()], |row| row.take())
}

/// What has changed after a step, at most `limit` names. `None` when there is no such calendar.
///
/// From [`SyncSeq::START`] on only what is there now is told, since whoever starts with nothing needs no deletions
/// (RFC 6578 §3.4).
///
/// # Errors
/// [`StoreError`].
pub fn since(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    calendar: CalendarId,
    since: SyncSeq,
    limit: NonZeroU32,
) -> Result<Option<ChangePage>, StoreError> {
    let Some(current) = current(tx, team, calendar)? else {
        return Ok(None);
    };
    // One more than asked for tells whether there are more.
    let fetched = i64::from(limit.get()) + 1;
    let parameters = [team.into(), calendar.into(), since.into(), current.into(), fetched.into()];
    let changes = tx.list(SINCE, &parameters, read)?;
    Ok(Some(page(changes, limit, current)))
}

/// Two ranges of the indexes `object_seq` and `tombstone_seq`, each sorted already.
pub(crate) const SINCE: &str = "SELECT name, seq, etag FROM object \
     WHERE team_id = $1 AND calendar_id = $2 AND seq > $3 AND seq <= $4 \
     UNION ALL \
     SELECT name, seq, NULL FROM tombstone \
     WHERE team_id = $1 AND calendar_id = $2 AND seq > $3 AND seq <= $4 AND $3 > 0 \
     ORDER BY 2 LIMIT $5";

fn page(mut changes: Vec<(ChangedName, SyncSeq)>, limit: NonZeroU32, current: SyncSeq) -> ChangePage {
    let limit = usize::try_from(limit.get()).unwrap_or(usize::MAX);
    let more = if changes.len() > limit { More::Follows } else { More::Nothing };
    changes.truncate(limit);
    let seq = match (more, changes.last()) {
        (More::Follows, Some((_, seq))) => *seq,
        _ => current,
    };
    ChangePage { changes: changes.into_iter().map(|(change, _)| change).collect(), seq, more }
}

fn read(row: &mut Row) -> Result<(ChangedName, SyncSeq), StoreError> {
    let (name, seq, etag) = (row.take()?, row.take()?, row.take::<Option<Etag>>()?);
    let kind = etag.map_or(ChangeKind::Deleted, ChangeKind::Stored);
    Ok((ChangedName { name, kind }, seq))
}
