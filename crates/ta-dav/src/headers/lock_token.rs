//! The Lock-Token header (RFC 4918 §10.5).

use super::HeaderError;

/// Reads the header of an UNLOCK: the token of a lock, without its brackets.
///
/// # Errors
/// A missing header, and anything but one URI in angle brackets.
pub fn parse_lock_token(value: Option<&str>) -> Result<String, HeaderError> {
    let value = value.unwrap_or_default();
    let token = value.trim_ascii().strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
    match token {
        Some(token) if !token.is_empty() && !token.contains(['<', '>', ' ']) => Ok(token.to_owned()),
        _ => Err(HeaderError::new("Lock-Token", value)),
    }
}

#[cfg(test)]
mod tests {
    use super::parse_lock_token;

    #[test]
    fn a_token_stands_in_brackets() {
        // RFC 4918 §9.11.2.
        let token = parse_lock_token(Some("<urn:uuid:a515cfa4-5da4-22e1-f5b5-00a0451e6bf7>"));
        assert_eq!(token.unwrap(), "urn:uuid:a515cfa4-5da4-22e1-f5b5-00a0451e6bf7");
    }

    #[test]
    fn everything_else_is_refused() {
        for value in [None, Some(""), Some("urn:uuid:a"), Some("<>"), Some("<a> <b>"), Some("<a")] {
            assert!(parse_lock_token(value).is_err(), "{value:?}");
        }
    }
}
