//! Strong entity tags, made of the stored bytes alone.

use std::fmt;

use sha2::{Digest, Sha256};

/// A strong entity tag (RFC 9110 §8.8.3) without its quotes.
///
/// It is a digest of the stored bytes, so that equal bytes have equal tags on every node and after a restore.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Etag(String);

impl Etag {
    /// The tag of these bytes.
    pub fn of(stored: &[u8]) -> Self {
        let digest = Sha256::digest(stored);
        Self(digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect())
    }

    /// Wraps a tag that was read from the store or from a request, without quotes.
    pub fn from_opaque(tag: impl Into<String>) -> Self {
        Self(tag.into())
    }

    /// The tag without quotes.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Etag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\"", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Etag;

    #[test]
    fn the_tag_is_the_first_half_of_sha256() {
        // sha256("abc") is given in FIPS 180-4's examples.
        assert_eq!(Etag::of(b"abc").as_str(), "ba7816bf8f01cfea414140de5dae2223");
    }

    #[test]
    fn it_is_shown_in_quotes() {
        assert_eq!(Etag::from_opaque("x").to_string(), "\"x\"");
    }
}
