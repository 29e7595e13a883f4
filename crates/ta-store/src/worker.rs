//! The loop of a thread that serves reads.

use std::thread;
use std::time::Duration;

use crate::ReadTx;
use crate::StoreError;
use crate::error::Remedy;
use crate::job::{ReadJob, Verdict};
use crate::queue::Queue;
use crate::session::Session;

/// How often a transaction is run before its failure is told.
pub(crate) const ATTEMPTS_MAX: u32 = 8;

/// Serves reads until the queue is closed and empty.
pub(crate) fn serve_reads(queue: &Queue<ReadJob>, mut session: Session) {
    while let Some(mut job) = queue.take() {
        let done = with_retries(&mut session, |session| read_once(session, &mut job));
        job.answer(done);
    }
}

/// Runs a transaction until it succeeds, fails for good or has failed too often.
pub(crate) fn with_retries<T>(
    session: &mut Session,
    mut run: impl FnMut(&mut Session) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let mut attempt = 1;
    loop {
        let error = match run(session) {
            Ok(done) => return Ok(done),
            Err(error) => error,
        };
        match error.remedy() {
            Remedy::None => return Err(error),
            Remedy::Reconnect => session.disconnect(),
            Remedy::RunAgain => {}
        }
        if attempt >= ATTEMPTS_MAX {
            return Err(error);
        }
        // 20 ms at first and twice as long each time: 2.5 s in all, in which a restarting server is back.
        thread::sleep(Duration::from_millis(10 << attempt));
        attempt += 1;
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
