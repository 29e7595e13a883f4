//! Hearing of what other processes changed beside the one that holds the folder.

use std::thread;
use std::time::Duration;

use super::files::Folder;
use crate::session::Session;
use crate::stock::{compare_stock, take_stock};
use crate::store::Lanes;

/// How often is looked whether somebody was there: often enough that an open browser shows the change within a second.
const INTERVAL: Duration = Duration::from_millis(200);

/// Tells about the changes of others each time one of them leaves, until the store is closed.
pub(super) fn watch(folder: &Folder, mut session: Session, lanes: &Lanes) {
    let mut seen = folder.last_visit();
    if let Err(error) = take_stock(&mut session, lanes) {
        tracing::warn!(%error, "the calendars could not be looked through");
    }
    while !lanes.is_closed() {
        thread::sleep(INTERVAL);
        let last = folder.last_visit();
        if last == seen {
            continue;
        }
        seen = last;
        if let Err(error) = compare_stock(&mut session, lanes) {
            tracing::warn!(%error, "changes of another process are not told to those who listen");
        }
    }
}
