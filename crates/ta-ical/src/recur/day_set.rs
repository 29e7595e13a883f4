//! The days of one period.

use super::bits;
use super::wall::Day;

const WORDS: usize = 7;
const WORD: i64 = 64;

/// A set of days within 448 days of a first one: room for the longest year of any calendar and the month that SKIP can
/// add to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DaySet {
    first: Day,
    words: [u64; WORDS],
    /// How many words can have bits: weeks and months need but one, and most sets are weeks and months.
    used: usize,
}

impl DaySet {
    /// The days whose bits are set, counted from a first day.
    pub(super) const fn from_bits(first: Day, bits: u64) -> Self {
        Self { first, words: [bits, 0, 0, 0, 0, 0, 0], used: 1 }
    }

    /// Adds the days whose bits are set, counted from a day. What lies outside the span is left out.
    pub(super) fn insert_bits(&mut self, from: Day, bits: u64) {
        let before = u32::try_from((self.first.0 - from.0).max(0)).unwrap_or(u32::MAX);
        let bits = bits.checked_shr(before).unwrap_or(0);
        let Some((word, shift)) = self.place(from.max(self.first)) else {
            return;
        };
        if let Some(low) = self.words.get_mut(word) {
            *low |= bits << shift;
            self.used = self.used.max((word + 2).min(WORDS));
        }
        if let (Some(high), Some(carried)) = (self.words.get_mut(word + 1), bits.checked_shr(64 - shift)) {
            *high |= carried;
        }
    }

    /// Keeps the days that are in both; both have the same first day.
    pub(super) fn intersect(&mut self, other: &Self) {
        for (word, theirs) in self.words.iter_mut().zip(&other.words) {
            *word &= theirs;
        }
    }

    pub(super) fn len(&self) -> u32 {
        self.used().iter().map(|word| word.count_ones()).sum()
    }

    pub(super) fn contains(&self, day: Day) -> bool {
        self.place(day)
            .and_then(|(word, shift)| Some(self.words.get(word)? >> shift & 1))
            .is_some_and(|bit| bit == 1)
    }

    /// The first member that is not before a day.
    pub(super) fn at_or_after(&self, day: Day) -> Option<Day> {
        let (start, shift) = self.place(day.max(self.first))?;
        let mut from = shift;
        for (index, word) in self.used().iter().enumerate().skip(start) {
            if let Some(bit) = bits::at_or_after(*word, from) {
                return Some(self.day(index, bit));
            }
            from = 0;
        }
        None
    }

    /// The last member that is not after a day.
    pub(super) fn at_or_before(&self, day: Day) -> Option<Day> {
        let last = self.first.plus(self.used as i64 * WORD - 1);
        let (start, shift) = self.place(day.min(last))?;
        let mut until = shift;
        for (index, word) in self.used().iter().enumerate().take(start + 1).rev() {
            if let Some(bit) = bits::at_or_before(*word, until) {
                return Some(self.day(index, bit));
            }
            until = u64::BITS - 1;
        }
        None
    }

    pub(super) fn last(&self) -> Option<Day> {
        let (index, word) = self.used().iter().enumerate().rfind(|(_, word)| **word != 0)?;
        Some(self.day(index, u64::BITS - 1 - word.leading_zeros()))
    }

    /// How many members lie before a day.
    pub(super) fn rank(&self, day: Day) -> u32 {
        let before = u32::try_from((day.0 - self.first.0).max(0)).unwrap_or(u32::MAX);
        self.used()
            .iter()
            .zip((0..).step_by(u64::BITS as usize))
            .map(|(word, start)| bits::rank(*word, before.saturating_sub(start)))
            .sum()
    }

    /// The member with so many members before it.
    pub(super) fn nth(&self, index: u32) -> Option<Day> {
        let mut left = index;
        for (place, word) in self.used().iter().enumerate() {
            if let Some(bit) = bits::nth(*word, left) {
                return Some(self.day(place, bit));
            }
            left -= word.count_ones();
        }
        None
    }

    fn used(&self) -> &[u64] {
        self.words.get(..self.used).unwrap_or_default()
    }

    /// The word and bit of a day; `None` outside the span.
    fn place(&self, day: Day) -> Option<(usize, u32)> {
        let offset = usize::try_from(day.0 - self.first.0).ok()?;
        let (word, bit) = (offset / WORD as usize, offset % WORD as usize);
        (word < WORDS).then_some((word, bit as u32))
    }

    fn day(&self, word: usize, bit: u32) -> Day {
        self.first.plus(word as i64 * WORD + i64::from(bit))
    }
}

#[cfg(test)]
mod tests {
    use super::{Day, DaySet};

    fn set(days: &[i64]) -> DaySet {
        let mut set = DaySet::from_bits(Day(1000), 0);
        for day in days {
            set.insert_bits(Day(1000 + day), 1);
        }
        set
    }

    #[test]
    fn bits_that_cross_a_word_are_kept() {
        let mut set = DaySet::from_bits(Day(0), 0);
        set.insert_bits(Day(60), 0b111_1111);
        assert_eq!(set.len(), 7);
        assert!(set.contains(Day(60)) && set.contains(Day(66)) && !set.contains(Day(67)));
    }

    #[test]
    fn the_last_member_is_the_nth_of_them_all() {
        assert_eq!(set(&[0, 5, 70, 300]).last(), Some(Day(1300)));
        assert_eq!(set(&[3]).last(), Some(Day(1003)));
        assert_eq!(set(&[]).last(), None);
    }

    #[test]
    fn bits_before_the_span_are_left_out() {
        let mut set = DaySet::from_bits(Day(10), 0);
        set.insert_bits(Day(7), 0b111_1111);
        assert_eq!((set.len(), set.nth(0), set.nth(3)), (4, Some(Day(10)), Some(Day(13))));
    }

    #[test]
    fn neighbours_are_found_from_anywhere() {
        let set = set(&[0, 64, 447]);
        assert_eq!(set.at_or_after(Day(1)), Some(Day(1000)));
        assert_eq!(set.at_or_after(Day(1001)), Some(Day(1064)));
        assert_eq!(set.at_or_after(Day(1448)), None);
        assert_eq!(set.at_or_before(Day(5000)), Some(Day(1447)));
        assert_eq!(set.at_or_before(Day(1063)), Some(Day(1000)));
        assert_eq!(set.at_or_before(Day(999)), None);
    }

    #[test]
    fn rank_and_nth_are_each_other_turned_round() {
        let set = set(&[3, 70, 71, 200]);
        assert_eq!([set.rank(Day(0)), set.rank(Day(1071)), set.rank(Day(9000))], [0, 2, 4]);
        assert_eq!([set.nth(0), set.nth(2), set.nth(4)], [Some(Day(1003)), Some(Day(1071)), None]);
    }
}
