//! Line numbers of many places of one text.

/// Where the lines of a text begin, so that numbering thousands of places does not take the square of its length.
pub(super) struct LineIndex {
    /// Offsets behind each line end.
    starts: Vec<usize>,
}

impl LineIndex {
    /// Goes through a text once.
    pub(super) fn of(bytes: &[u8]) -> Self {
        let ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
        Self { starts: ends.map(|(offset, _)| offset + 1).collect() }
    }

    /// The line, from 1, of a place; behind the end, the last one.
    pub(super) fn line_at(&self, offset: usize) -> u32 {
        let before = self.starts.partition_point(|start| *start <= offset);
        u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1)
    }
}

#[cfg(test)]
mod tests {
    use super::LineIndex;

    #[test]
    fn places_are_counted_from_one() {
        let lines = LineIndex::of(b"a\nb\nc");
        assert_eq!([4, 0, 2, 3, 99].map(|offset| lines.line_at(offset)), [3, 1, 2, 2, 3]);
    }
}
