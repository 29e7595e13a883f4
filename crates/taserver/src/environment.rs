//! The real clock and the system's randomness: the only place of the server that reads them.

use jiff::Timestamp;
use ta_app::{Clock, Entropy};

/// The time of this machine.
pub(crate) struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// The random numbers of the operating system.
pub(crate) struct SystemEntropy;

impl Entropy for SystemEntropy {
    /// A system without randomness cannot keep secrets, so the process ends rather than go on with foreseeable ones.
    fn fill(&self, buffer: &mut [u8]) {
        if let Err(error) = getrandom::fill(buffer) {
            eprintln!("error: the system gives no random numbers: {error}");
            std::process::abort();
        }
    }
}
