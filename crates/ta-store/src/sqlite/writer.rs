//! The one thread that writes to an SQLite database.
//!
//! Reaching the disk costs the same for one change as for many. So all writes that wait are run inside one transaction,
//! a savepoint each, and are answered after its commit. A write that fails is taken back to its savepoint and leaves the
//! others alone. When the whole transaction fails, each write is run once more in one of its own, so that only those
//! fail that have to.

use crate::job::{Verdict, WriteJob};
use crate::session::Session;
use crate::store::Lanes;
use crate::worker::surviving;
use crate::{CalendarChanged, StoreError, WriteTx};

/// The most writes in one transaction, so that the first does not wait too long for the last.
const GROUP_MAX: usize = 256;

/// What became of one write inside the transaction: the calendars it changed, or why it is void.
type Outcome = Result<Vec<CalendarChanged>, StoreError>;

/// Serves writes until the queue is closed and empty.
pub(crate) fn serve_writes(lanes: &Lanes, mut session: Session) {
    while let Some(group) = lanes.writes.take_up_to(GROUP_MAX) {
        surviving(&mut session, |session| serve_group(lanes, session, group));
    }
}

fn serve_group(lanes: &Lanes, session: &mut Session, mut group: Vec<WriteJob>) {
    match commit_group(session, &mut group) {
        Ok(outcomes) => answer(lanes, group.into_iter().zip(outcomes)),
        Err(error) if group.len() == 1 => {
            answer(lanes, group.into_iter().map(|job| (job, Err(error.clone()))));
        }
        Err(error) => {
            tracing::warn!(%error, writes = group.len(), "a group of writes failed; each is tried alone");
            commit_singly(lanes, session, group);
        }
    }
}

fn commit_singly(lanes: &Lanes, session: &mut Session, group: Vec<WriteJob>) {
    for mut job in group {
        let outcome = commit_group(session, std::slice::from_mut(&mut job));
        let outcome = outcome.and_then(|mut outcomes| outcomes.pop().unwrap_or(Err(StoreError::Closed)));
        answer(lanes, [(job, outcome)]);
    }
}

fn commit_group(session: &mut Session, group: &mut [WriteJob]) -> Result<Vec<Outcome>, StoreError> {
    session.begin_write()?;
    let run = group.iter_mut().map(|job| run_in_savepoint(session, job));
    let done = run.collect::<Result<Vec<_>, _>>().and_then(|outcomes| session.commit().map(|()| outcomes));
    if done.is_err() {
        session.rollback();
    }
    done
}

/// Runs one write.
///
/// # Errors
/// When the whole transaction is lost.
fn run_in_savepoint(session: &mut Session, job: &mut WriteJob) -> Result<Outcome, StoreError> {
    session.set_savepoint()?;
    let mut tx = WriteTx::new(session);
    let verdict = job.run(&mut tx);
    let outcome = match (verdict, tx.finish()) {
        (Verdict::Keep, Ok(changed)) => return session.release_savepoint().map(|()| Ok(changed)),
        (Verdict::TakeBack, Ok(_)) => Ok(Vec::new()),
        (Verdict::Panicked, _) => Err(StoreError::Panicked),
        (_, Err(failure)) => Err(failure),
    };
    // A full disk and the like end the transaction itself; then there is no savepoint to return to.
    match (session.undo_savepoint(), outcome) {
        (Ok(()), outcome) => Ok(outcome),
        (Err(_), Err(failure)) => Err(failure),
        (Err(lost), Ok(_)) => Err(lost),
    }
}

fn answer(lanes: &Lanes, done: impl IntoIterator<Item = (WriteJob, Outcome)>) {
    for (job, outcome) in done {
        match outcome {
            Ok(changed) => {
                lanes.announcer.tell(changed);
                job.answer(Ok(()));
            }
            Err(error) => job.answer(Err(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use ta_core::TeamId;
    use ta_core::team::TeamSettings;
    use tokio::sync::oneshot::Receiver;

    use super::super::SqliteSession;
    use super::super::files::Folder;
    use super::super::session::Use;
    use super::serve_writes;
    use crate::announce::Announcer;
    use crate::dialect::Dialect;
    use crate::job::{Closure, Job, Verdict};
    use crate::migrate::Missing;
    use crate::queue::Queue;
    use crate::session::Session;
    use crate::store::Lanes;
    use crate::{StoreError, WriteTx, migrate, team};

    fn writing(folder: &Path) -> Session {
        let folder = Arc::new(Folder::hold(folder).unwrap());
        let mut session = Session::Sqlite(SqliteSession::open(&folder, Use::Write).unwrap());
        migrate::run(&mut session, Dialect::Sqlite, Missing::Apply).unwrap();
        session
    }

    fn queue_team(lanes: &Lanes, name: String) -> Receiver<Result<TeamId, StoreError>> {
        let (job, answer) = Closure::new(move |tx: &mut WriteTx<'_>| {
            team::find_or_create(
                tx,
                &TeamSettings {
                    name: name.clone(),
                    time_zone: "UTC".into(),
                    member_rights: ta_core::Rights::NONE,
                },
            )
        });
        assert!(lanes.writes.push(job).is_ok());
        answer
    }

    /// A job with a mistake where none is expected.
    struct Faulty;

    impl Job<WriteTx<'_>> for Faulty {
        fn run(&mut self, _: &mut WriteTx<'_>) -> Verdict {
            panic!("a mistake of the store itself")
        }

        fn answer(self: Box<Self>, _: Result<(), StoreError>) {}
    }

    #[test]
    fn the_writer_outlives_a_mistake_of_the_store_itself() {
        let folder = tempfile::tempdir().unwrap();
        let session = writing(folder.path());
        let lanes = Lanes { reads: Queue::new(), writes: Queue::new(), announcer: Announcer::new() };
        assert!(lanes.writes.push(Box::new(Faulty)).is_ok());
        let in_the_same_group = queue_team(&lanes, "one".into());
        for number in 2..super::GROUP_MAX {
            queue_team(&lanes, number.to_string());
        }
        let in_the_next_group = queue_team(&lanes, "two".into());
        lanes.close();
        serve_writes(&lanes, session);
        assert!(in_the_same_group.blocking_recv().is_err());
        assert!(in_the_next_group.blocking_recv().unwrap().is_ok());
    }

    #[test]
    fn on_a_full_disk_only_what_does_not_fit_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let mut session = writing(folder.path());
        session.script("PRAGMA max_page_count = 120").unwrap();
        let lanes = Lanes { reads: Queue::new(), writes: Queue::new(), announcer: Announcer::new() };
        let names = ["before".to_owned(), "x".repeat(2_000_000), "after".to_owned()];
        let answers: Vec<_> = names.into_iter().map(|name| queue_team(&lanes, name)).collect();
        lanes.close();
        serve_writes(&lanes, session);
        let answers: Vec<_> = answers.into_iter().map(|answer| answer.blocking_recv().unwrap()).collect();
        assert!(answers[0].is_ok() && answers[2].is_ok(), "{answers:?}");
        assert_eq!(answers[1], Err(StoreError::Full));
        let mut rows = writing(folder.path()).query("SELECT COUNT(*) FROM team", &[]).unwrap();
        assert_eq!(rows[0].take(), Ok(2_i64));
    }
}
