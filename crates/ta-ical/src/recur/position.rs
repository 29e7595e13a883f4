//! BYSETPOS: some of the candidates of a period, by their place among them.

use super::cadence::Unit;
use super::clock::Gap;
use super::period::Period;
use super::time_set::TimeSet;
use super::wall::Local;

/// The BYSETPOS of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Positions {
    /// There is none: every candidate counts.
    All,
    /// The candidates at these places, from 1, or from the end when negative.
    Some(Vec<i16>),
    /// No period has as many candidates.
    Never,
}

impl Positions {
    /// Periods of a day or less all have the same number of candidates, so that it can be told beforehand which
    /// positions they have. Otherwise a rule for the third of each single second would be looked for for ever.
    pub(super) fn new(by_set_pos: &[i16], unit: Unit, times: TimeSet) -> Self {
        let candidates = unit.candidates(times);
        let is_possible =
            |position: &i16| candidates.is_none_or(|count| u32::from(position.unsigned_abs()) <= count);
        let possible: Vec<i16> = by_set_pos.iter().copied().filter(is_possible).collect();
        match (by_set_pos, possible.as_slice()) {
            ([], _) => Self::All,
            (_, []) => Self::Never,
            _ if candidates == Some(1) => Self::All,
            _ => Self::Some(possible),
        }
    }
}

/// The candidates of a period that exist in a zone. Local times that a zone leaves out "MUST be ignored" (RFC 5545
/// §3.3.10), so they have no position and count for nothing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Existing<'a> {
    pub(super) period: &'a Period,
    /// The gaps among its candidates, in order.
    pub(super) gaps: &'a [Gap],
}

impl Existing<'_> {
    pub(super) fn len(self) -> u32 {
        self.period.len() - self.missing_before(Local::MAX)
    }

    /// How many lie before a time.
    pub(super) fn rank(self, before: Local) -> u32 {
        self.period.rank(before) - self.missing_before(before)
    }

    /// The one with so many before it.
    pub(super) fn nth(self, index: u32) -> Option<Local> {
        let index = self.gaps.iter().fold(index, |index, gap| {
            let before = self.period.rank(gap.start);
            if index >= before { index + self.period.rank(gap.end) - before } else { index }
        });
        self.period.nth(index)
    }

    fn missing_before(self, before: Local) -> u32 {
        let missing =
            |gap: &Gap| self.period.rank(gap.end.min(before)) - self.period.rank(gap.start.min(before));
        self.gaps.iter().map(missing).sum()
    }
}

/// The candidates at some positions (from 1, or from the end when negative), in order.
pub(super) fn choose(positions: &[i16], existing: Existing<'_>, chosen: &mut Vec<Local>) {
    let count = i64::from(existing.len());
    chosen.clear();
    for position in positions.iter().copied().map(i64::from) {
        let index = if position > 0 { position - 1 } else { count + position };
        if (0..count).contains(&index) {
            chosen.extend(existing.nth(index as u32));
        }
    }
    chosen.sort_unstable();
    chosen.dedup();
}
