//! Line numbers of many places of one text.

/// Counts lines while going through a text once, since counting from the beginning for each of thousands of places
/// would take the square of its length.
pub(super) struct LineCounter<'a> {
    rest: &'a [u8],
    offset: usize,
    line: u32,
}

impl<'a> LineCounter<'a> {
    /// At the beginning of a text.
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes, offset: 0, line: 1 }
    }

    /// The line, from 1, of a place that does not lie before the last one asked for; of that one where it does.
    pub(super) fn line_at(&mut self, offset: usize) -> u32 {
        let ahead = offset.saturating_sub(self.offset).min(self.rest.len());
        let (passed, rest) = self.rest.split_at_checked(ahead).unwrap_or((self.rest, &[]));
        let line_ends = passed.iter().filter(|byte| **byte == b'\n').count();
        self.line = self.line.saturating_add(line_ends.try_into().unwrap_or(u32::MAX));
        self.offset += passed.len();
        self.rest = rest;
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::LineCounter;

    #[test]
    fn places_are_counted_from_one() {
        let mut lines = LineCounter::new(b"a\nb\nc");
        assert_eq!([0, 2, 3, 4, 99].map(|offset| lines.line_at(offset)), [1, 2, 2, 3, 3]);
    }
}
