//! Spans of time in microseconds, as the index holds them and as a question asks for them.
//!
//! Rounding only ever widens a span: the index may offer an object too many, never one too few.

use jiff::Timestamp;

/// The last whole microsecond that is not after this instant.
pub(super) fn floor_us(instant: Timestamp) -> i64 {
    let us = instant.as_microsecond();
    if instant.subsec_nanosecond() % 1000 < 0 { us - 1 } else { us }
}

/// The first whole microsecond that is not before this instant.
pub(super) fn ceil_us(instant: Timestamp) -> i64 {
    let us = instant.as_microsecond();
    if instant.subsec_nanosecond() % 1000 > 0 { us + 1 } else { us }
}

#[cfg(test)]
mod tests {
    use super::{Timestamp, ceil_us, floor_us};

    #[test]
    fn rounding_goes_outwards_on_both_sides_of_1970() {
        let after = Timestamp::from_nanosecond(1_500).unwrap();
        let before = Timestamp::from_nanosecond(-1_500).unwrap();
        assert_eq!((floor_us(after), ceil_us(after)), (1, 2));
        assert_eq!((floor_us(before), ceil_us(before)), (-2, -1));
    }

    #[test]
    fn whole_microseconds_stay() {
        let whole = Timestamp::from_nanosecond(-2_000).unwrap();
        assert_eq!((floor_us(whole), ceil_us(whole)), (-2, -2));
    }
}
