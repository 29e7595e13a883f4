//! How long something takes at best.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// The shortest of the runs in a span of time, which is the one that nothing else disturbed.
pub(crate) fn best<T>(span: Duration, mut run: impl FnMut() -> T) -> Duration {
    let end = Instant::now() + span;
    let mut best = Duration::MAX;
    while Instant::now() < end {
        let before = Instant::now();
        black_box(run());
        best = best.min(before.elapsed());
    }
    best
}

/// The same for what is too short for a clock: the time of one of many calls.
pub(crate) fn best_of_many<T>(span: Duration, mut run: impl FnMut() -> T) -> Duration {
    const CALLS: u32 = 200;
    best(span, || (0..CALLS).for_each(|_| drop(black_box(run())))) / CALLS
}
