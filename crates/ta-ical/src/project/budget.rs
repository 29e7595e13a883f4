//! How much an expansion may make of a few lines.

use thiserror::Error;

/// What the expansions of one answer may still come to. A rule of one line has instances without end, so that the
/// answer has to be bounded by itself, whatever bounds the request and the objects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    instances: usize,
    bytes: usize,
}

/// An expansion would come to more than its [`Budget`]. A report is then refused with
/// `DAV:number-of-matches-within-limits` (RFC 4791 §7.8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error(
    "the span that is asked about has more instances than can be returned at once; ask about a shorter one"
)]
pub struct TooMuch;

impl Budget {
    /// At most so many instances, with at most so many bytes of text together.
    pub const fn new(instances_max: usize, bytes_max: usize) -> Self {
        Self { instances: instances_max, bytes: bytes_max }
    }

    /// Takes an instance of so many bytes out of it.
    pub(super) fn spend(&mut self, instance_bytes: usize) -> Result<(), TooMuch> {
        self.instances = self.instances.checked_sub(1).ok_or(TooMuch)?;
        self.bytes = self.bytes.checked_sub(instance_bytes).ok_or(TooMuch)?;
        Ok(())
    }
}
