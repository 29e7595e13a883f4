//! The Overwrite header (RFC 4918 §10.6).

use super::HeaderError;

/// What COPY and MOVE do when there is something at the destination (RFC 4918 §10.6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Overwrite {
    /// Replace it: `T`, and what no header means.
    #[default]
    Replace,
    /// Fail with 412 (Precondition Failed): `F`.
    Keep,
}

impl Overwrite {
    /// Reads the header.
    ///
    /// # Errors
    /// Any value but `T` and `F`.
    pub fn parse(value: Option<&str>) -> Result<Self, HeaderError> {
        match value.map(str::trim_ascii) {
            None | Some("T" | "t") => Ok(Self::Replace),
            Some("F" | "f") => Ok(Self::Keep),
            Some(other) => Err(HeaderError::new("Overwrite", other)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Overwrite;

    #[test]
    fn without_a_header_the_destination_is_replaced() {
        assert_eq!(Overwrite::parse(None), Ok(Overwrite::Replace));
        assert_eq!(Overwrite::parse(Some("T")), Ok(Overwrite::Replace));
    }

    #[test]
    fn f_keeps_the_destination() {
        assert_eq!(Overwrite::parse(Some("F")), Ok(Overwrite::Keep));
    }

    #[test]
    fn other_values_are_refused() {
        assert!(Overwrite::parse(Some("true")).is_err());
    }
}
