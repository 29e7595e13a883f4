//! Percent-encoding of path segments (RFC 3986 §2.1), strict in reading and of one form in writing.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// All but the unreserved characters of RFC 3986 §2.3, so that a path has exactly one printed form. The `@` of a login
/// is among them: iOS 18.4 asks for `%40` whatever was printed, so that is what is printed. Some GNOME programs do not
/// find lower-case escapes again; these are upper-case.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A segment as it stands in a URL.
pub(super) fn encode(segment: &str) -> String {
    utf8_percent_encode(segment, ENCODED).to_string()
}

/// A segment as it was before encoding; `None` when an escape is incomplete or the result is not UTF-8. Characters that
/// should have been encoded and were not are taken as they are.
pub(super) fn decode(segment: &str) -> Option<String> {
    let mut decoded = Vec::with_capacity(segment.len());
    let mut rest = segment.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        if byte != b'%' {
            decoded.push(byte);
            continue;
        }
        let (escape, after) = rest.split_at_checked(2)?;
        decoded.push(hex_pair(escape)?);
        rest = after;
    }
    String::from_utf8(decoded).ok()
}

fn hex_pair(digits: &[u8]) -> Option<u8> {
    digits.iter().try_fold(0, |value: u8, digit| {
        let digit = char::from(*digit).to_digit(16)?;
        Some(value << 4 | u8::try_from(digit).ok()?)
    })
}

#[cfg(test)]
mod tests {
    use super::{decode, encode};

    #[test]
    fn reserved_and_foreign_characters_are_encoded_in_upper_case() {
        assert_eq!(encode("Équipe bleue+a@b"), "%C3%89quipe%20bleue%2Ba%40b");
        assert_eq!(encode("a-b._~9"), "a-b._~9");
    }

    #[test]
    fn escapes_are_read_in_either_case() {
        assert_eq!(decode("a%c3%A9%40"), Some("aé@".into()));
    }

    #[test]
    fn what_was_not_encoded_is_taken_as_it_is() {
        assert_eq!(decode("a@b+é"), Some("a@b+é".into()));
    }

    #[test]
    fn incomplete_escapes_and_other_encodings_are_refused() {
        for text in ["%", "%4", "%zz", "100%", "%+1", "%E9", "%C3%28"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
