//! Choices of a simulation, the same for the same seed.

use crate::entropy::next;

/// Draws choices from a seed.
#[derive(Clone, Debug)]
pub struct Dice {
    state: u64,
}

impl Dice {
    /// The choices of this seed.
    pub const fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// A number below `end`, which is not 0.
    pub fn below(&mut self, end: u64) -> u64 {
        next(&mut self.state) % end
    }

    /// A number from `first` up to and without `end`, which is larger.
    pub fn between(&mut self, first: i64, end: i64) -> i64 {
        let width = end.abs_diff(first);
        first.saturating_add_unsigned(self.below(width))
    }

    /// Whether something happens that does so `percent` times in a hundred.
    pub fn happens(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of these.
    ///
    /// # Panics
    /// When there are none.
    pub fn pick<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        let count = u64::try_from(choices.len()).expect("a length is a number");
        let index = usize::try_from(self.below(count)).expect("an index is a length");
        choices.get(index).expect("an index below the length")
    }
}
