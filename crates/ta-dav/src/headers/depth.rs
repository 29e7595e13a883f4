//! The Depth header (RFC 4918 §10.2).

use super::HeaderError;

/// How far below the resource a method reaches (RFC 4918 §10.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// The resource itself.
    Zero,
    /// The resource and its members.
    One,
    /// The resource and everything below it.
    Infinity,
}

impl Depth {
    /// Reads the header. Without one it is `default`, which each method sets for itself.
    ///
    /// # Errors
    /// Any value but `0`, `1` and `infinity`.
    pub fn parse(value: Option<&str>, default: Self) -> Result<Self, HeaderError> {
        let Some(value) = value else { return Ok(default) };
        match value.trim_ascii() {
            "0" => Ok(Self::Zero),
            "1" => Ok(Self::One),
            word if word.eq_ignore_ascii_case("infinity") => Ok(Self::Infinity),
            other => Err(HeaderError::new("Depth", other)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Depth;

    #[test]
    fn the_three_depths_are_read() {
        assert_eq!(Depth::parse(Some("0"), Depth::Infinity), Ok(Depth::Zero));
        assert_eq!(Depth::parse(Some(" 1 "), Depth::Infinity), Ok(Depth::One));
        assert_eq!(Depth::parse(Some("Infinity"), Depth::Zero), Ok(Depth::Infinity));
    }

    #[test]
    fn the_method_says_what_no_header_means() {
        assert_eq!(Depth::parse(None, Depth::Infinity), Ok(Depth::Infinity));
    }

    #[test]
    fn other_depths_are_refused() {
        for value in ["", "2", "-1", "1,noroot", "infinite"] {
            assert!(Depth::parse(Some(value), Depth::Zero).is_err(), "{value}");
        }
    }
}
