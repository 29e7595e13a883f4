//! BYSETPOS: some of the candidates of a period, by their place among them.

use super::clock::Gap;
use super::period::Period;
use super::wall::Local;

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
