//! The loop of a thread that writes to a PostgreSQL database: each write in a transaction of its own, run again when it
//! loses against another.

use crate::job::{Verdict, WriteJob};
use crate::session::Session;
use crate::store::Lanes;
use crate::worker::{surviving, with_retries};
use crate::{CalendarChanged, StoreError, WriteTx};

use super::listener::notify;
use super::statistics::Statistics;

/// Serves writes until the queue is closed and empty.
pub(crate) fn serve_writes(lanes: &Lanes, statistics: &Statistics, mut session: Session) {
    while let Some(mut job) = lanes.writes.take() {
        surviving(&mut session, |session| {
            match with_retries(session, |session| write_once(session, &mut job)) {
                Ok(changed) => {
                    lanes.announcer.tell(changed.iter().copied());
                    job.answer(Ok(()));
                    notify(session, &changed);
                    statistics.count_write(session);
                }
                Err(error) => job.answer(Err(error)),
            }
        });
    }
}

fn write_once(session: &mut Session, job: &mut WriteJob) -> Result<Vec<CalendarChanged>, StoreError> {
    session.begin_write()?;
    let mut tx = WriteTx::new(session);
    let verdict = job.run(&mut tx);
    let outcome = match (verdict, tx.finish()) {
        (Verdict::Keep, Ok(changed)) => return session.commit().map(|()| changed),
        (Verdict::TakeBack, Ok(_)) => Ok(Vec::new()),
        (Verdict::Panicked, _) => Err(StoreError::Panicked),
        (_, Err(failure)) => Err(failure),
    };
    session.rollback();
    outcome
}
