//! A closure on its way through a queue, with the place its answer goes to.

use std::panic::{AssertUnwindSafe, catch_unwind};

use tokio::sync::oneshot;

use crate::{ReadTx, StoreError, WriteTx};

/// A transaction that somebody waits for. It may be run several times; it is answered once.
pub(crate) trait Job<Tx>: Send {
    /// Runs the closure and keeps what it returns.
    fn run(&mut self, tx: &mut Tx) -> Verdict;

    /// Hands over what the last run returned, or the error that made it void.
    fn answer(self: Box<Self>, stored: Result<(), StoreError>);
}

/// Whether what a closure did shall stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// The closure returned `Ok`.
    Keep,
    /// The closure returned an error of the use case.
    TakeBack,
    /// The closure panicked.
    Panicked,
}

/// A queued read.
pub(crate) type ReadJob = Box<dyn for<'a> Job<ReadTx<'a>>>;
/// A queued write.
pub(crate) type WriteJob = Box<dyn for<'a> Job<WriteTx<'a>>>;

/// The job of a closure.
pub(crate) struct Closure<F, T, E> {
    run: F,
    outcome: Option<Result<T, E>>,
    reply: oneshot::Sender<Result<T, E>>,
}

impl<F, T, E> Closure<F, T, E> {
    /// A job, and the place to wait for its answer.
    pub(crate) fn new(run: F) -> (Box<Self>, oneshot::Receiver<Result<T, E>>) {
        let (reply, answer) = oneshot::channel();
        (Box::new(Self { run, outcome: None, reply }), answer)
    }
}

impl<Tx, F, T, E> Job<Tx> for Closure<F, T, E>
where
    F: FnMut(&mut Tx) -> Result<T, E> + Send,
    T: Send,
    E: From<StoreError> + Send,
{
    fn run(&mut self, tx: &mut Tx) -> Verdict {
        // The closure touches nothing but its transaction, which is taken back after a panic.
        match catch_unwind(AssertUnwindSafe(|| (self.run)(tx))) {
            Ok(outcome) => {
                let verdict = if outcome.is_ok() { Verdict::Keep } else { Verdict::TakeBack };
                self.outcome = Some(outcome);
                verdict
            }
            Err(_) => Verdict::Panicked,
        }
    }

    fn answer(self: Box<Self>, stored: Result<(), StoreError>) {
        let answer = match (stored, self.outcome) {
            (Err(error), _) => Err(error.into()),
            (Ok(()), Some(outcome)) => outcome,
            (Ok(()), None) => Err(StoreError::Closed.into()),
        };
        // Whoever asked may have gone away; the change stays all the same.
        let _ = self.reply.send(answer);
    }
}
