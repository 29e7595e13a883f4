//! Telling everyone who listens that a calendar has changed.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use ta_core::{CalendarId, PrincipalId, SyncSeq, TeamId};
use tokio::sync::broadcast;

/// How many changes a slow listener may fall behind before it is told to look for itself.
const BACKLOG_MAX: usize = 1024;

/// A calendar was made, changed or removed, by this node or by another. The change is durable.
///
/// It is a reason to look, not a record: several changes may be told as one, and a removal may be told twice.
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

    /// Takes note of where all calendars stand, without telling anybody.
    pub(crate) fn take_stock(&self, states: impl IntoIterator<Item = CalendarChanged>) {
        let mut known = self.known();
        for state in states {
            known.entry(state.calendar).or_insert(state);
        }
    }

    /// Tells about every calendar that is not as it was last told of; `states` are all that there are.
    pub(crate) fn compare(&self, states: Vec<CalendarChanged>) {
        let present: HashSet<_> = states.iter().map(|state| state.calendar).collect();
        self.tell(states);
        for removed in self.forget_all_but(&present) {
            let seq = SyncSeq::new(removed.seq.get() + 1);
            let _ = self.sender.send(CalendarChanged { seq, ..removed });
        }
    }

    fn forget_all_but(&self, present: &HashSet<CalendarId>) -> Vec<CalendarChanged> {
        let mut known = self.known();
        known.extract_if(|calendar, _| !present.contains(calendar)).map(|(_, last)| last).collect()
    }

    fn known(&self) -> MutexGuard<'_, HashMap<CalendarId, CalendarChanged>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::{Announcer, CalendarChanged, CalendarId, PrincipalId, SyncSeq, TeamId};
    use tokio::sync::broadcast::Receiver;

    fn state(calendar: i64, seq: i64) -> CalendarChanged {
        CalendarChanged {
            team: TeamId::new(1),
            calendar: CalendarId::new(calendar),
            owner: PrincipalId::new(1),
            seq: SyncSeq::new(seq),
        }
    }

    fn heard(receiver: &mut Receiver<CalendarChanged>) -> Vec<CalendarChanged> {
        std::iter::from_fn(|| receiver.try_recv().ok()).collect()
    }

    #[test]
    fn a_change_that_comes_from_two_sides_is_told_once() {
        let announcer = Announcer::new();
        let mut receiver = announcer.subscribe();
        announcer.tell([state(1, 5)]);
        announcer.tell([state(1, 5), state(1, 4), state(1, 6)]);
        assert_eq!(heard(&mut receiver), [state(1, 5), state(1, 6)]);
    }

    #[test]
    fn comparing_tells_what_was_missed() {
        let announcer = Announcer::new();
        let mut receiver = announcer.subscribe();
        announcer.take_stock([state(1, 5), state(2, 5), state(3, 5)]);
        announcer.compare(vec![state(1, 5), state(2, 7), state(4, 0)]);
        assert_eq!(heard(&mut receiver), [state(2, 7), state(4, 0), state(3, 6)]);
    }

    #[test]
    fn a_calendar_seen_again_after_it_seemed_gone_is_told() {
        let announcer = Announcer::new();
        let mut receiver = announcer.subscribe();
        announcer.tell([state(1, 0)]);
        announcer.compare(Vec::new());
        announcer.compare(vec![state(1, 0)]);
        assert_eq!(heard(&mut receiver), [state(1, 0), state(1, 1), state(1, 0)]);
    }
}
