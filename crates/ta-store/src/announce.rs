//! Telling everyone who listens that a calendar has changed.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use ta_core::{CalendarId, PrincipalId, SyncSeq, TeamId};
use tokio::sync::broadcast;

/// How many changes a slow listener may fall behind before it is told to look for itself.
const BACKLOG_MAX: usize = 1024;

/// A calendar was made, changed or removed, by this node or by another. The change is durable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CalendarChanged {
    /// Its team.
    pub team: TeamId,
    /// The calendar.
    pub calendar: CalendarId,
    /// Whose home it lies in.
    pub owner: PrincipalId,
    /// Where its change log stands now. It grows from one message about a calendar to the next.
    pub seq: SyncSeq,
}

/// Sends each change once, from whichever side it comes to be known.
pub(crate) struct Announcer {
    sender: broadcast::Sender<CalendarChanged>,
    known: Mutex<HashMap<CalendarId, CalendarChanged>>,
}

impl Announcer {
    /// An announcer that nobody listens to yet.
    pub(crate) fn new() -> Self {
        Self { sender: broadcast::Sender::new(BACKLOG_MAX), known: Mutex::new(HashMap::new()) }
    }

    /// Listens from now on.
    pub(crate) fn subscribe(&self) -> broadcast::Receiver<CalendarChanged> {
        self.sender.subscribe()
    }

    /// Tells about these changes, unless it has told about them or about later ones.
    pub(crate) fn tell(&self, changes: impl IntoIterator<Item = CalendarChanged>) {
        let mut known = self.known();
        for change in changes {
            if known.get(&change.calendar).is_none_or(|last| last.seq < change.seq) {
                known.insert(change.calendar, change);
                // Nobody may be listening.
                let _ = self.sender.send(change);
            }
        }
    }

    fn known(&self) -> MutexGuard<'_, HashMap<CalendarId, CalendarChanged>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
