//! What members sign in with, as the store keeps it: never the secret itself.

use std::fmt;

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::{AppPasswordId, ClientName, PrincipalId};

/// The SHA-256 digest under which a random secret is stored. The secrets are long and random, so that a plain digest is
/// enough.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct SecretDigest([u8; 32]);

impl SecretDigest {
    /// The digest of a secret.
    pub fn of(secret: &str) -> Self {
        Self(Sha256::digest(secret.as_bytes()).into())
    }

    /// Wraps a digest that the store kept; `None` unless it has 32 bytes.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// The digest as the store keeps it.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for SecretDigest {
    /// Tells nothing: even digests stay out of logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretDigest(..)")
    }
}

/// An app password: a random secret for one program of one member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppPassword {
    /// Its key.
    pub id: AppPasswordId,
    /// Whose it is.
    pub principal: PrincipalId,
    /// What the member calls it.
    pub label: String,
    /// When it was made.
    pub created_utc: Timestamp,
    /// When a program last signed in with it.
    pub last_used_utc: Option<Timestamp>,
    /// The program that last did.
    pub last_client: Option<ClientName>,
}

/// A signed-in browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebSession {
    /// The digest of the token in its cookie.
    pub digest: SecretDigest,
    /// Who is signed in.
    pub principal: PrincipalId,
    /// The browser.
    pub client: ClientName,
    /// When the member signed in.
    pub created_utc: Timestamp,
    /// When it was last used, to the precision with which the store is told.
    pub last_used_utc: Timestamp,
    /// From when on it is no longer good.
    pub expires_utc: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::SecretDigest;

    #[test]
    fn the_digest_is_sha256() {
        // sha256("abc") begins so in FIPS 180-4's examples.
        assert_eq!(SecretDigest::of("abc").as_bytes()[..4], [0xba, 0x78, 0x16, 0xbf]);
    }

    #[test]
    fn a_digest_of_another_length_is_none() {
        assert_eq!(SecretDigest::from_bytes(&[0; 31]), None);
    }
}
