//! Keeping the planner's idea of the tables true while they grow.
//!
//! Without statistics PostgreSQL takes every index that begins with the same columns for equally good, and looks an
//! object up by reading its whole calendar. Its own collector looks around once a minute, which is long for a first
//! synchronisation.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::session::Session;

/// How many writes this node has done.
#[derive(Debug, Default)]
pub(super) struct Statistics {
    writes: AtomicU64,
}

impl Statistics {
    /// Counts a write, and has the tables looked at anew after the 8th, 64th, 512th and so on.
    pub(super) fn count_write(&self, session: &mut Session) {
        let writes = self.writes.fetch_add(1, Ordering::Relaxed) + 1;
        if !is_due(writes) {
            return;
        }
        // Nothing depends on it but speed, and the engine's own collector comes later.
        if let Err(error) = session.script("ANALYZE object") {
            tracing::debug!(%error, "the planner's statistics were not collected");
        }
    }
}

fn is_due(writes: u64) -> bool {
    writes > 1 && writes.is_power_of_two() && writes.trailing_zeros().is_multiple_of(3)
}

#[cfg(test)]
mod tests {
    use super::is_due;

    #[test]
    fn the_tables_are_looked_at_when_they_may_have_grown_eightfold() {
        let due: Vec<_> = (0..=5000).filter(|writes| is_due(*writes)).collect();
        assert_eq!(due, [8, 64, 512, 4096]);
    }
}
