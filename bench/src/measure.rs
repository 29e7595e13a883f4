//! Repeats something and keeps the time that each repetition took.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use futures_util::future::try_join_all;

/// When repeating ends.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Budget {
    /// After so many repetitions.
    Count(u32),
    /// With the first repetition that ends after so long.
    Time(Duration),
}

/// One repetition.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Turn {
    /// Which of the connections makes it, from 0.
    pub(crate) connection: usize,
    /// How many repetitions all connections together made before.
    pub(crate) number: u32,
}

/// How long the repetitions took.
#[derive(Clone, Debug)]
pub(crate) struct Figures {
    /// Never empty, shortest first.
    latencies: Vec<Duration>,
    connections: usize,
}

impl Figures {
    /// The latency that half of the repetitions did not exceed.
    pub(crate) fn median(&self) -> Duration {
        self.percentile(50)
    }

    /// The latency that all but one of a hundred repetitions did not exceed.
    pub(crate) fn percentile_99(&self) -> Duration {
        self.percentile(99)
    }

    /// Repetitions per second: each connection begins one as soon as the one before ended.
    pub(crate) fn per_second(&self) -> f64 {
        let busy: Duration = self.latencies.iter().sum();
        (self.connections * self.latencies.len()) as f64 / busy.as_secs_f64()
    }

    fn percentile(&self, percent: usize) -> Duration {
        let index = (self.latencies.len() - 1) * percent / 100;
        self.latencies.get(index).copied().unwrap_or_default()
    }
}

/// Lets each connection repeat `operation` as fast as it is answered. The operation tells how long the part of it took
/// that counts.
///
/// # Errors
/// The first error of the operation.
pub(crate) async fn closed_loop(
    connections: usize,
    budget: Budget,
    operation: impl AsyncFn(Turn) -> Result<Duration>,
) -> Result<Figures> {
    let (begun, next) = (Instant::now(), AtomicU32::new(0));
    let connection_loop = async |connection: usize| -> Result<Vec<Duration>> {
        let mut latencies = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let over = match budget {
                Budget::Count(count) => number >= count,
                Budget::Time(time) => begun.elapsed() >= time && !latencies.is_empty(),
            };
            if over {
                return Ok(latencies);
            }
            latencies.push(operation(Turn { connection, number }).await?);
        }
    };
    let mut latencies = try_join_all((0..connections).map(connection_loop)).await?.concat();
    latencies.sort_unstable();
    latencies.first().context("nothing was measured")?;
    Ok(Figures { latencies, connections })
}

/// How long something takes that may fail.
///
/// # Errors
/// What it fails with.
pub(crate) async fn timed<T>(work: impl Future<Output = Result<T>>) -> Result<Duration> {
    let begun = Instant::now();
    work.await?;
    Ok(begun.elapsed())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Figures;

    fn figures(millis: impl IntoIterator<Item = u64>) -> Figures {
        Figures { latencies: millis.into_iter().map(Duration::from_millis).collect(), connections: 2 }
    }

    #[test]
    fn half_of_the_repetitions_do_not_exceed_the_median() {
        assert_eq!(figures(1..=101).median(), Duration::from_millis(51));
    }

    #[test]
    fn two_connections_with_answers_after_ten_milliseconds_make_two_hundred_per_second() {
        assert!((figures([10, 10, 10]).per_second() - 200.0).abs() < 1e-9);
    }
}
