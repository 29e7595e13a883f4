//! A stretch of a buffer, by offsets small enough to keep many of them.

use std::ops::Range;

/// A half-open stretch of bytes. Offsets fit `u32` because [`Limits`](super::Limits) bounds the input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Span {
    pub(super) const fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32 }
    }

    pub(super) const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The stretch of `text`; empty when it does not lie on character bounds, which parsing rules out.
    pub(super) fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// The stretch of `bytes`.
    pub(super) fn of_bytes(self, bytes: &[u8]) -> &[u8] {
        bytes.get(self.range()).unwrap_or_default()
    }
}
