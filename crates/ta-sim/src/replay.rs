//! Seeds of simulations, and how to run a failed one again.

use std::env;
use std::thread;

/// Names a single seed to run in place of all others.
const VARIABLE: &str = "SEED";

/// The seeds to run: those given, or the one that the variable `SEED` names.
///
/// # Panics
/// When the variable holds no number.
pub fn seeds(fixed: impl IntoIterator<Item = u64>) -> Vec<u64> {
    match env::var(VARIABLE) {
        Ok(seed) => vec![seed.parse().expect("SEED is a number")],
        Err(_) => fixed.into_iter().collect(),
    }
}

/// What a simulation with one seed has done so far. When the simulation fails, it is printed, and how to repeat it.
pub struct Replay {
    test: &'static str,
    seed: u64,
    steps: Vec<String>,
}

/// How many of the last steps are printed.
const STEPS_SHOWN: usize = 40;

impl Replay {
    /// A run of this test, by the name to filter tests by, with this seed.
    pub const fn new(test: &'static str, seed: u64) -> Self {
        Self { test, seed, steps: Vec::new() }
    }

    /// Notes a step.
    pub fn note(&mut self, step: impl Into<String>) {
        self.steps.push(step.into());
    }
}

impl Drop for Replay {
    fn drop(&mut self) {
        if !thread::panicking() {
            return;
        }
        let skipped = self.steps.len().saturating_sub(STEPS_SHOWN);
        eprintln!("the last of {} steps with seed {}:", self.steps.len(), self.seed);
        self.steps.iter().skip(skipped).for_each(|step| eprintln!("  {step}"));
        eprintln!("to repeat it: {VARIABLE}={} cargo test -p ta-sim --test it {}", self.seed, self.test);
    }
}
