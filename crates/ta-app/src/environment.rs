//! What the use cases need from the outside world besides the store.

use jiff::Timestamp;

/// Tells the time. The binary has the real clock, the simulation one of its own.
pub trait Clock: Send + Sync {
    /// The time now.
    fn now(&self) -> Timestamp;
}

/// Draws randomness. The binary has the system's, the simulation a seeded one.
pub trait Entropy: Send + Sync {
    /// Fills a buffer with random bytes that nobody can foresee.
    fn fill(&self, buffer: &mut [u8]);
}
