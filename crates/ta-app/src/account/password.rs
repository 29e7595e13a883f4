//! Chosen passwords: argon2id, and what is stored of them.

use argon2::password_hash::phc::PasswordHash as Phc;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};

use crate::Entropy;

/// The argon2id hash of a password in PHC string form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasswordHash(String);

/// Why a password cannot be set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// Nothing was given.
    #[error("a password cannot be empty")]
    Empty,
    /// Longer than is hashed.
    #[error("a password can have at most {} bytes", PasswordHash::PASSWORD_MAX_BYTES)]
    TooLong,
    /// A hash that is no argon2 hash in PHC string form.
    #[error("this is no argon2 hash; it has to look like $argon2id$v=19$m=19456,t=2,p=1$…$…")]
    NotArgon2,
}

impl PasswordHash {
    /// The longest password taken, inclusive, so that nobody keeps the server busy with hashing a book.
    pub const PASSWORD_MAX_BYTES: usize = 1024;

    /// Hashes a password with a fresh salt. It takes tens of milliseconds of a processor, on purpose.
    ///
    /// # Errors
    /// [`PasswordError::Empty`] and [`PasswordError::TooLong`].
    pub fn of(password: &str, entropy: &dyn Entropy) -> Result<Self, PasswordError> {
        if password.is_empty() {
            return Err(PasswordError::Empty);
        }
        if password.len() > Self::PASSWORD_MAX_BYTES {
            return Err(PasswordError::TooLong);
        }
        let mut salt = [0; 16];
        entropy.fill(&mut salt);
        let hash: Result<Phc, _> = hasher().hash_password_with_salt(password.as_bytes(), &salt);
        hash.map(|hash| Self(hash.to_string())).map_err(|_| PasswordError::TooLong)
    }

    /// Takes a hash that was made elsewhere.
    ///
    /// # Errors
    /// [`PasswordError::NotArgon2`].
    pub fn from_phc(text: &str) -> Result<Self, PasswordError> {
        let parsed = Phc::new(text).map_err(|_| PasswordError::NotArgon2)?;
        let known = parsed.algorithm.as_str().starts_with("argon2") && parsed.hash.is_some();
        known.then(|| Self(text.to_owned())).ok_or(PasswordError::NotArgon2)
    }

    /// Whether it is the hash of this password. It takes as long as hashing.
    pub fn verifies(&self, password: &str) -> bool {
        password.len() <= Self::PASSWORD_MAX_BYTES
            && Phc::new(&self.0)
                .is_ok_and(|hash| hasher().verify_password(password.as_bytes(), &hash).is_ok())
    }

    /// The hash in PHC string form, as it is stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Spends the time that checking a password takes, so that an unknown login answers no faster than a known one.
pub(crate) fn spend_verification_time(password: &str) {
    let taken = password.as_bytes().get(..PasswordHash::PASSWORD_MAX_BYTES).unwrap_or(password.as_bytes());
    let _: Result<Phc, _> = hasher().hash_password_with_salt(taken, &[0; 16]);
}

/// The parameters that OWASP's password storage sheet gives for argon2id: 19 MiB, two passes, one lane.
fn hasher() -> Argon2<'static> {
    let params = Params::new(19 * 1024, 2, 1, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

#[cfg(test)]
mod tests {
    use super::{PasswordError, PasswordHash};
    use crate::Entropy;

    struct Fixed(u8);

    impl Entropy for Fixed {
        fn fill(&self, buffer: &mut [u8]) {
            buffer.fill(self.0);
        }
    }

    #[test]
    fn a_hash_verifies_its_password_only() {
        let hash = PasswordHash::of("secret", &Fixed(1)).unwrap();
        assert!(hash.as_str().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{}", hash.as_str());
        assert!(hash.verifies("secret"));
        assert!(!hash.verifies("Secret"));
    }

    #[test]
    fn equal_passwords_with_other_salts_have_other_hashes() {
        assert_ne!(PasswordHash::of("secret", &Fixed(1)), PasswordHash::of("secret", &Fixed(2)));
    }

    #[test]
    fn a_foreign_hash_must_be_argon2() {
        let bcrypt = "$2b$12$GhvMmNVjRW29ulnudl.LbuAnUtN/LRfe1JsBm1Xu6LE3059z5Tr8m";
        assert_eq!(PasswordHash::from_phc(bcrypt), Err(PasswordError::NotArgon2));
        let own = PasswordHash::of("secret", &Fixed(1)).unwrap();
        assert_eq!(PasswordHash::from_phc(own.as_str()), Ok(own));
    }

    #[test]
    fn empty_and_endless_passwords_are_refused() {
        assert_eq!(PasswordHash::of("", &Fixed(1)), Err(PasswordError::Empty));
        assert_eq!(PasswordHash::of(&"x".repeat(1025), &Fixed(1)), Err(PasswordError::TooLong));
    }
}
