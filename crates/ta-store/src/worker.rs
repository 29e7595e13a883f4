//! The loop of a thread that serves reads.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;
use std::time::Duration;

use crate::ReadTx;
use crate::StoreError;
use crate::error::Remedy;
use crate::job::{ReadJob, Verdict};
use crate::queue::Queue;
use crate::session::Session;

/// How long to pause before each further attempt: 2.5 seconds in all, in which a restarting server is back.
const PAUSES_MS: [u64; 8] = [10, 20, 40, 80, 160, 320, 640, 1280];

/// Who lost against another transaction need not wait that long; it is over soon, or it will not help.
const RUN_AGAIN_PAUSE_MS_MAX: u64 = 160;

/// Serves reads until the queue is closed and empty.
pub(crate) fn serve_reads(queue: &Queue<ReadJob>, mut session: Session) {
    while let Some(mut job) = queue.take() {
        surviving(&mut session, |session| {
            let done = with_retries(session, |session| read_once(session, &mut job));
            job.answer(done);
        });
    }
}

/// Serves a request so that even a mistake in this crate or in a driver ends that request only: whoever waits is told
/// that there is no answer, and the thread goes on with a fresh transaction.
pub(crate) fn surviving(session: &mut Session, serve: impl FnOnce(&mut Session)) {
    if catch_unwind(AssertUnwindSafe(|| serve(session))).is_err() {
        tracing::error!("serving a request of the store panicked");
        session.disconnect();
        session.rollback();
    }
}

/// Runs a transaction until it succeeds, fails for good or has failed too often.
pub(crate) fn with_retries<T>(
    session: &mut Session,
    mut run: impl FnMut(&mut Session) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let mut pauses = PAUSES_MS.iter();
    loop {
        let error = match run(session) {
            Ok(done) => return Ok(done),
            Err(error) => error,
        };
        let pause = match error.remedy() {
            Remedy::None => None,
            Remedy::RunAgain => pauses.next().filter(|pause_ms| **pause_ms <= RUN_AGAIN_PAUSE_MS_MAX),
            Remedy::Reconnect => {
                session.disconnect();
                pauses.next()
            }
        };
        let Some(pause_ms) = pause else { return Err(error) };
        thread::sleep(Duration::from_millis(*pause_ms));
    }
}

fn read_once(session: &mut Session, job: &mut ReadJob) -> Result<(), StoreError> {
    session.begin_read()?;
    let mut tx = ReadTx::new(session);
    let verdict = job.run(&mut tx);
    let failure = tx.into_failure();
    session.rollback();
    match (verdict, failure) {
        (Verdict::Panicked, _) => Err(StoreError::Panicked),
        (_, Some(failure)) => Err(failure),
        (_, None) => Ok(()),
    }
}
