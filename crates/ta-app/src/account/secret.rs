//! Random secrets that the server hands out: session tokens and app passwords.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::Entropy;

/// A token of 256 random bits for a web session.
pub(crate) fn draw_session_token(entropy: &dyn Entropy) -> String {
    let mut bytes = [0; 32];
    entropy.fill(&mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}

/// A name for something that nobody named: 128 random bits as a UUID of version 4 (RFC 9562 §5.4), the form that
/// calendar programs use.
pub fn draw_name(entropy: &dyn Entropy) -> String {
    let mut bytes = [0; 16];
    entropy.fill(&mut bytes);
    let bits = u128::from_be_bytes(bytes) & !(0xf000_u128 << 64) & !(0xc_u128 << 60) | (4 << 76) | (8 << 60);
    let digits = format!("{bits:032x}");
    let groups = [0..8, 8..12, 12..16, 16..20, 20..32].map(|group| digits.get(group).unwrap_or_default());
    groups.join("-")
}

/// What sets app passwords apart from chosen ones, so that checking one never costs a slow hash.
const APP_PASSWORD_PREFIX: &str = "ta-";
const APP_PASSWORD_LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// An app password of 125 random bits, in groups that can be typed from a screen: `ta-xxxxx-xxxxx-xxxxx-xxxxx-xxxxx`.
pub(crate) fn draw_app_password(entropy: &dyn Entropy) -> String {
    let mut bytes = [0; 25];
    entropy.fill(&mut bytes);
    let letter =
        |byte: &u8| APP_PASSWORD_LETTERS.get(usize::from(byte % 32)).copied().map_or('a', char::from);
    let groups: Vec<String> = bytes.chunks(5).map(|group| group.iter().map(letter).collect()).collect();
    format!("{APP_PASSWORD_PREFIX}{}", groups.join("-"))
}

/// Whether a secret looks like an app password.
pub(crate) fn is_app_password(secret: &str) -> bool {
    let Some(groups) = secret.strip_prefix(APP_PASSWORD_PREFIX) else { return false };
    let is_group = |group: &str| group.len() == 5 && group.bytes().all(|b| APP_PASSWORD_LETTERS.contains(&b));
    groups.split('-').count() == 5 && groups.split('-').all(is_group)
}

#[cfg(test)]
mod tests {
    use super::{Entropy, draw_app_password, draw_name, is_app_password};

    struct Counting;

    impl Entropy for Counting {
        fn fill(&self, buffer: &mut [u8]) {
            buffer.iter_mut().enumerate().for_each(|(i, byte)| *byte = i as u8);
        }
    }

    #[test]
    fn an_app_password_has_five_groups_of_five() {
        assert_eq!(draw_app_password(&Counting), "ta-abcde-fghij-kmnpq-rstuv-wxyz2");
    }

    #[test]
    fn a_name_is_a_uuid_of_version_4() {
        // The bytes 00 to 0f, with 4 in the seventh byte and binary 10 at the head of the ninth.
        assert_eq!(draw_name(&Counting), "00010203-0405-4607-8809-0a0b0c0d0e0f");
    }

    #[test]
    fn only_the_exact_form_is_an_app_password() {
        assert!(is_app_password("ta-abcde-fghij-kmnpq-rstuv-wxyz2"));
        for other in
            ["ta-abcde", "ta-abcde-fghij-kmnpq-rstuv-wxyz1", "abcde-fghij-kmnpq-rstuv-wxyz2", "", "ta-----"]
        {
            assert!(!is_app_password(other), "{other}");
        }
    }
}
