//! A bounded queue between those who ask and the threads that hold the connections.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::StoreError;

/// How many requests may wait before more are refused. At a millisecond each, the last one waits ten seconds.
const WAITING_MAX: usize = 10_000;

/// A queue that many fill and many empty.
pub(crate) struct Queue<T> {
    state: Mutex<State<T>>,
    filled: Condvar,
}

struct State<T> {
    waiting: VecDeque<T>,
    open: bool,
}

impl<T> Queue<T> {
    /// An open, empty queue.
    pub(crate) fn new() -> Self {
        let state = State { waiting: VecDeque::new(), open: true };
        Self { state: Mutex::new(state), filled: Condvar::new() }
    }

    /// Puts an item at the end, or hands it back.
    ///
    /// # Errors
    /// The item and [`StoreError::Closed`] or [`StoreError::Overloaded`].
    pub(crate) fn push(&self, item: T) -> Result<(), (T, StoreError)> {
        let mut state = self.state();
        if !state.open {
            return Err((item, StoreError::Closed));
        }
        if state.waiting.len() >= WAITING_MAX {
            return Err((item, StoreError::Overloaded));
        }
        state.waiting.push_back(item);
        self.filled.notify_one();
        Ok(())
    }

    /// Waits for items and takes as many as there are, at most `count`. `None` when the queue is closed and empty.
    pub(crate) fn take_up_to(&self, count: usize) -> Option<Vec<T>> {
        let state = self.state();
        let mut state = self
            .filled
            .wait_while(state, |state| state.open && state.waiting.is_empty())
            .unwrap_or_else(PoisonError::into_inner);
        let count = count.min(state.waiting.len());
        (count > 0).then(|| state.waiting.drain(..count).collect())
    }

    /// Waits for an item. `None` when the queue is closed and empty.
    pub(crate) fn take(&self) -> Option<T> {
        self.take_up_to(1)?.pop()
    }

    /// Takes no more items; those that wait are still handed out.
    pub(crate) fn close(&self) {
        self.state().open = false;
        self.filled.notify_all();
    }

    /// Whether it takes no more items.
    pub(crate) fn is_closed(&self) -> bool {
        !self.state().open
    }

    fn state(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::{Queue, StoreError, WAITING_MAX};

    #[test]
    fn items_come_out_in_order_and_in_batches() {
        let queue = Queue::new();
        (1..=5).for_each(|item| queue.push(item).unwrap());
        assert_eq!(queue.take_up_to(3), Some(vec![1, 2, 3]));
        assert_eq!(queue.take(), Some(4));
        assert_eq!(queue.take_up_to(3), Some(vec![5]));
    }

    #[test]
    fn a_closed_queue_hands_out_what_waits_and_takes_no_more() {
        let queue = Queue::new();
        queue.push(1).unwrap();
        queue.close();
        assert_eq!(queue.push(2), Err((2, StoreError::Closed)));
        assert_eq!(queue.take(), Some(1));
        assert_eq!(queue.take(), None);
    }

    #[test]
    fn a_full_queue_refuses() {
        let queue = Queue::new();
        (0..WAITING_MAX).for_each(|item| queue.push(item).unwrap());
        assert_eq!(queue.push(7), Err((7, StoreError::Overloaded)));
    }
}
