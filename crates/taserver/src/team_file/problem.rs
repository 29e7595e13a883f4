//! What is wrong with a team file, all of it at once and each with its line.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;

/// One thing that is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Problem {
    /// The line it is on, counted from 1.
    pub(crate) line: usize,
    /// What is wrong, as one sentence without its full stop.
    pub(crate) message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

/// Collects problems while a file is read, so that its author sees them together.
pub(crate) struct Problems<'s> {
    source: &'s str,
    found: BTreeSet<Problem>,
}

impl<'s> Problems<'s> {
    /// No problems yet in this text.
    pub(crate) fn new(source: &'s str) -> Self {
        Self { source, found: BTreeSet::new() }
    }

    /// Notes a problem with the text at this span.
    pub(crate) fn add(&mut self, span: &Range<usize>, message: impl Into<String>) {
        let line = self.line_of(span);
        self.found.insert(Problem { line, message: message.into() });
    }

    /// The line that a span begins on, counted from 1.
    pub(crate) fn line_of(&self, span: &Range<usize>) -> usize {
        let before = self.source.as_bytes().iter().take(span.start);
        1 + before.filter(|byte| **byte == b'\n').count()
    }

    /// Every problem, in the order of the lines.
    pub(crate) fn into_sorted(self) -> Vec<Problem> {
        self.found.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Problems;

    #[test]
    fn lines_are_counted_from_one() {
        let problems = Problems::new("a\nb\nc");
        assert_eq!(problems.line_of(&(0..1)), 1);
        assert_eq!(problems.line_of(&(4..5)), 3);
    }
}
