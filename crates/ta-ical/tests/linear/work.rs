//! How much work something takes, counted.

use std::alloc::System;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use cpu_time::ThreadTime;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// The allocator counts for all threads together, so that one measurement is made at a time.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// How many times larger the larger of two inputs is.
const GROWTH: usize = 8;
/// Linear work grows as the input does, quadratic work by the square of that; the bound lies between, with room for
/// tables that double, caches and other programs.
const GROWTH_MAX: f64 = 24.0;
/// Less than this is too short to be compared.
const CPU_MIN: Duration = Duration::from_millis(2);

#[derive(Clone, Copy, Debug)]
struct Work {
    cpu: Duration,
    allocated_bytes: usize,
}

/// Asserts that `run` does at most so much more work as its input gets larger, and that all memory it asks for together
/// is no more than `bytes_per_byte` times the input.
#[track_caller]
pub(crate) fn assert_linear<I>(
    size: usize,
    bytes_per_byte: usize,
    input: impl Fn(usize) -> (I, usize),
    run: impl Fn(&I),
) {
    let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let (small, _) = input(size);
    let (large, large_bytes) = input(size * GROWTH);
    // Other programs can only add to the time, so that the least of some attempts counts.
    let mut grown = f64::INFINITY;
    for _ in 0..4 {
        let (small, large) = (work(|| run(&small)), work(|| run(&large)));
        let cpu = large.cpu.as_secs_f64() / small.cpu.max(CPU_MIN).as_secs_f64();
        let bytes = large.allocated_bytes as f64 / small.allocated_bytes.max(1 << 16) as f64;
        grown = grown.min(cpu.max(bytes));
        let allocated = large.allocated_bytes / large_bytes.max(1);
        assert!(allocated <= bytes_per_byte, "{allocated} bytes are allocated for each byte of input");
        if std::env::var_os("SHOW_WORK").is_some() {
            eprintln!(
                "{small:?} {large:?} cpu x{cpu:.1} bytes x{bytes:.1}, {allocated} per byte of {large_bytes}"
            );
        }
        if grown <= GROWTH_MAX {
            return;
        }
    }
    panic!("{GROWTH} times the input takes {grown:.1} times the work");
}

fn work(run: impl FnOnce()) -> Work {
    let region = Region::new(ALLOCATOR);
    let start = ThreadTime::now();
    run();
    let cpu = start.elapsed();
    Work { cpu, allocated_bytes: region.change().bytes_allocated }
}
