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

/// The candidates of a period at some positions (from 1, or from the end when negative), in order.
///
/// Local times that a zone leaves out "MUST be ignored" (RFC 5545 §3.3.10), so they have no position.
pub(super) fn choose(positions: &[i16], period: &Period, gaps: &[Gap], chosen: &mut Vec<Local>) {
    let missing: u32 = gaps.iter().map(|gap| period.rank(gap.end) - period.rank(gap.start)).sum();
    let count = i64::from(period.len() - missing);
    chosen.clear();
    for position in positions.iter().copied().map(i64::from) {
        let index = if position > 0 { position - 1 } else { count + position };
        if (0..count).contains(&index) {
            chosen.extend(nth_existing(period, gaps, index as u32));
        }
    }
    chosen.sort_unstable();
    chosen.dedup();
}

/// The candidate with so many existing ones before it.
fn nth_existing(period: &Period, gaps: &[Gap], index: u32) -> Option<Local> {
    let index = gaps.iter().fold(index, |index, gap| {
        let before = period.rank(gap.start);
        if index >= before { index + period.rank(gap.end) - before } else { index }
    });
    period.nth(index)
}
