//! Small sets of numbers as the bits of a word.

/// The smallest member from a number on.
pub(super) const fn at_or_after(set: u64, from: u32) -> Option<u32> {
    if from >= u64::BITS {
        return None;
    }
    match set & (u64::MAX << from) {
        0 => None,
        rest => Some(rest.trailing_zeros()),
    }
}

/// The largest member up to a number.
pub(super) const fn at_or_before(set: u64, until: u32) -> Option<u32> {
    let above = if until >= u64::BITS - 1 { 0 } else { u64::MAX << (until + 1) };
    match set & !above {
        0 => None,
        rest => Some(u64::BITS - 1 - rest.leading_zeros()),
    }
}

/// How many members lie before a number.
pub(super) const fn rank(set: u64, before: u32) -> u32 {
    if before >= u64::BITS { set.count_ones() } else { (set & !(u64::MAX << before)).count_ones() }
}

/// The member with so many members before it.
pub(super) const fn nth(mut set: u64, index: u32) -> Option<u32> {
    let mut left = index;
    while left > 0 && set != 0 {
        set &= set - 1;
        left -= 1;
    }
    at_or_after(set, 0)
}

/// The set of some numbers; those that a word cannot hold are left out.
pub(super) fn of(numbers: &[i16]) -> u64 {
    numbers
        .iter()
        .filter_map(|number| u32::try_from(*number).ok())
        .filter_map(|number| 1_u64.checked_shl(number))
        .fold(0, |set, bit| set | bit)
}

#[cfg(test)]
mod tests {
    use super::{at_or_after, at_or_before, nth, of, rank};

    #[test]
    fn the_nearest_members_include_the_number_itself() {
        let set = of(&[0, 7, 63]);
        assert_eq!(
            [at_or_after(set, 0), at_or_after(set, 1), at_or_after(set, 64)],
            [Some(0), Some(7), None]
        );
        assert_eq!(
            [at_or_before(set, 63), at_or_before(set, 62), at_or_before(set, 0)],
            [Some(63), Some(7), Some(0)]
        );
        assert_eq!(at_or_before(of(&[3]), 2), None);
    }

    #[test]
    fn rank_and_nth_are_each_other_turned_round() {
        let set = of(&[2, 3, 40]);
        assert_eq!([rank(set, 2), rank(set, 3), rank(set, 64)], [0, 1, 3]);
        assert_eq!([nth(set, 0), nth(set, 2), nth(set, 3)], [Some(2), Some(40), None]);
    }
}
