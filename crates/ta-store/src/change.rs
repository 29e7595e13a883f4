//! What has changed in a calendar since a step of its change log (RFC 6578).
//!
//! Each object carries the step that stored it last, each tombstone the step that emptied its name. So a name occurs
//! once, in its last state, and the answer is two index ranges merged.
//!
//! A narrow view has a change log of its own, in which an object takes part only as long as it is seen there. One that
//! has come to be hidden keeps the step at which it did, and reads as a deletion from then on.

use std::num::NonZeroU32;

use ta_core::{CalendarId, ChangeKind, ChangedName, Etag, SyncSeq, TeamId, View};

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

/// Where a calendar's change log stands in a view. `None` when there is no such calendar.
///
/// # Errors
/// [`StoreError`].
pub fn current(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    calendar: CalendarId,
    view: View,
) -> Result<Option<SyncSeq>, StoreError> {
    let sql = match view {
        View::Full => "SELECT seq FROM calendar WHERE team_id = $1 AND id = $2",
        View::Shared => "SELECT shared_seq FROM calendar WHERE team_id = $1 AND id = $2",
        View::Titles => "SELECT titles_seq FROM calendar WHERE team_id = $1 AND id = $2",
    };
    tx.find(sql, &[team.into(), calendar.into()], |row| row.take())
}

/// What has changed in a view after a step, at most `limit` names. `None` when there is no such calendar.
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
    view: View,
    since: SyncSeq,
    limit: NonZeroU32,
) -> Result<Option<ChangePage>, StoreError> {
    let Some(current) = current(tx, team, calendar, view)? else {
        return Ok(None);
    };
    // One more than asked for tells whether there are more.
    let fetched = i64::from(limit.get()) + 1;
    let parameters = [team.into(), calendar.into(), since.into(), current.into(), fetched.into()];
    let changes = tx.list(changes_sql(view), &parameters, read)?;
    Ok(Some(page(changes, limit, current)))
}

/// Two ranges of the indexes `object_seq` and `tombstone_seq`, each sorted already.
pub(crate) const SINCE: &str = "SELECT name, seq, etag FROM object \
     WHERE team_id = $1 AND calendar_id = $2 AND seq > $3 AND seq <= $4 \
     UNION ALL \
     SELECT name, seq, NULL FROM tombstone \
     WHERE team_id = $1 AND calendar_id = $2 AND seq > $3 AND seq <= $4 AND $3 > 0 \
     ORDER BY 2 LIMIT $5";

const fn changes_sql(view: View) -> &'static str {
    match view {
        View::Full => SINCE,
        View::Shared => SHARED_SINCE,
        View::Titles => TITLES_SINCE,
    }
}

/// The same for a narrow view, with the names of its columns.
macro_rules! narrow_since {
    ($seq:literal, $etag:literal) => {
        concat!(
            "SELECT name, ",
            $seq,
            ", ",
            $etag,
            " FROM object WHERE team_id = $1 AND calendar_id = $2 AND ",
            $seq,
            " > $3 AND ",
            $seq,
            " <= $4 AND ($3 > 0 OR ",
            $etag,
            " IS NOT NULL) UNION ALL SELECT name, ",
            $seq,
            ", NULL FROM tombstone WHERE team_id = $1 AND calendar_id = $2 AND ",
            $seq,
            " > $3 AND ",
            $seq,
            " <= $4 AND $3 > 0 ORDER BY 2 LIMIT $5"
        )
    };
}

const SHARED_SINCE: &str = narrow_since!("shared_seq", "shared_etag");
const TITLES_SINCE: &str = narrow_since!("titles_seq", "titles_etag");

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
