//! What changed in a calendar since a token (RFC 6578 §3).

use std::num::NonZeroU32;

use ta_core::{Caller, ChangedName, CollectionRef, SyncSeq, SyncToken};
use ta_store::change::More;
use ta_store::{ReadTx, change};

use super::find::find_calendar;
use crate::Error;

/// The changes since a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyncAnswer {
    /// The last state of each changed name, oldest change first. At the first synchronisation: every object.
    pub changes: Vec<ChangedName>,
    /// Where the client stands once it has taken them.
    pub token: SyncToken,
    /// Whether there are more changes than the limit allowed; the client asks again with the token (RFC 6578 §3.6).
    pub more: More,
}

/// Lists what changed in a calendar since `since`; everything in it where there is no token yet.
///
/// `limit` is the highest number of changes wanted.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::SyncTokenUnknown`] for a token of another calendar, of another view or of the future; [`Error::Store`].
pub fn sync_calendar(
    tx: &mut ReadTx<'_>,
    caller: &Caller,
    address: &CollectionRef,
    since: Option<SyncToken>,
    limit: NonZeroU32,
) -> Result<SyncAnswer, Error> {
    let found = find_calendar(tx, caller, address)?;
    let now = found.sync_token();
    if since.is_some_and(|since| !since.is_not_after(&now)) {
        return Err(Error::SyncTokenUnknown);
    }
    let since = since.map_or(SyncSeq::START, |token| token.seq);
    let page = change::since(tx, found.calendar().team, now.calendar, now.view, since, limit)?
        .ok_or(Error::NotFound)?;
    Ok(SyncAnswer { changes: page.changes, token: SyncToken { seq: page.seq, ..now }, more: page.more })
}
