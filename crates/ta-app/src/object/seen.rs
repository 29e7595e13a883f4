//! How the caller sees what it means to change.

use ta_core::{CanRead, Etag, ObjectMeta};
use ta_store::{ReadTx, StoreError, object};

/// The tag of an object in the caller's view of its calendar; `None` when it is not there, or not there for the caller.
pub(crate) fn seen_etag(
    tx: &mut ReadTx<'_>,
    calendar: &CanRead,
    present: Option<&ObjectMeta>,
) -> Result<Option<Etag>, StoreError> {
    match present {
        Some(present) => object::seen_etag(tx, calendar.calendar().team, present, calendar.view()),
        None => Ok(None),
    }
}
