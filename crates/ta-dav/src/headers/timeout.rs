//! The Timeout header (RFC 4918 §10.7).

/// How long a lock shall hold, as the client wishes it. The server decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timeout {
    /// So many seconds.
    Seconds(u32),
    /// For ever.
    Infinite,
}

impl Timeout {
    /// Reads the header: the first wish that can be read; `None` without one. Wishes are no demands, so a header that
    /// cannot be read is none.
    pub fn parse(value: Option<&str>) -> Option<Self> {
        value?.split(',').find_map(|wish| Self::parse_one(wish.trim_ascii()))
    }

    fn parse_one(wish: &str) -> Option<Self> {
        if wish.eq_ignore_ascii_case("infinite") {
            return Some(Self::Infinite);
        }
        let (word, digits) = wish.split_once('-')?;
        let digits_only = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        if !word.eq_ignore_ascii_case("second") || !digits_only {
            return None;
        }
        // RFC 4918 §10.7: a number above 2^32-1 stands for that.
        Some(Self::Seconds(digits.parse().unwrap_or(u32::MAX)))
    }
}

#[cfg(test)]
mod tests {
    use super::Timeout;

    #[test]
    fn the_first_wish_that_can_be_read_counts() {
        // RFC 4918 §9.10.7.
        assert_eq!(Timeout::parse(Some("Infinite, Second-4100000000")), Some(Timeout::Infinite));
        assert_eq!(Timeout::parse(Some("Extend, Second-604800")), Some(Timeout::Seconds(604_800)));
    }

    #[test]
    fn a_number_too_large_is_the_largest() {
        assert_eq!(Timeout::parse(Some("Second-99999999999")), Some(Timeout::Seconds(u32::MAX)));
    }

    #[test]
    fn nonsense_is_no_wish() {
        for value in [None, Some(""), Some("Second-"), Some("Second--1"), Some("Minute-3")] {
            assert_eq!(Timeout::parse(value), None, "{value:?}");
        }
    }
}
