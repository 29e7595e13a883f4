//! CAL-ADDRESS values (RFC 5545 §3.3.3).

use std::fmt;

/// The address of a calendar user, in a form in which two spellings of one address are equal.
///
/// Clients write one address in many ways: `MAILTO:` in capitals, an `@` as `%40`, blanks around it, the scheme left out.
/// Letters count without regard to case, in the part before the `@` too, where no mail provider in use tells them apart.
///
/// ```
/// use ta_ical::value::CalAddress;
///
/// let anna = CalAddress::new("mailto:anna@example.com");
/// assert_eq!(CalAddress::new("MAILTO:Anna%40example.com "), anna);
/// assert_eq!(CalAddress::new("anna@example.com"), anna);
/// assert_ne!(CalAddress::new("/principals/users/anna/"), anna);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CalAddress(String);

impl CalAddress {
    /// The address that a value means. Any text is one; those that are no mail address stand for themselves.
    ///
    /// ```
    /// use ta_ical::value::CalAddress;
    ///
    /// assert_eq!(CalAddress::new(" MAILTO:Anna%40example.com").as_str(), "mailto:anna@example.com");
    /// assert_eq!(CalAddress::new("/principals/anna/").as_str(), "/principals/anna/");
    /// ```
    pub fn new(value: &str) -> Self {
        let value = value.trim_ascii();
        let (is_mail, address) = match value.split_at_checked(MAILTO.len()) {
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case(MAILTO) => (true, rest),
            _ => (is_bare_mail_address(value), value),
        };
        if !is_mail {
            return Self(value.to_owned());
        }
        let decoded = percent_decoded(address.trim_ascii());
        Self(format!("{MAILTO}{}", decoded.to_lowercase()))
    }

    /// The address in the form in which it is compared.
    ///
    /// ```
    /// use ta_ical::value::CalAddress;
    ///
    /// assert_eq!(CalAddress::new("anna@example.com").as_str(), "mailto:anna@example.com");
    /// ```
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The mail address in it; `None` when it is an address of another kind.
    ///
    /// ```
    /// use ta_ical::value::CalAddress;
    ///
    /// assert_eq!(CalAddress::new("mailto:anna@example.com").mail(), Some("anna@example.com"));
    /// assert_eq!(CalAddress::new("urn:uuid:1B2C").mail(), None);
    /// ```
    pub fn mail(&self) -> Option<&str> {
        self.0.strip_prefix(MAILTO)
    }
}

impl fmt::Display for CalAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

const MAILTO: &str = "mailto:";

fn is_bare_mail_address(value: &str) -> bool {
    let is_local = |local: &str| !local.is_empty() && !local.contains([':', '/', ' ']);
    value.split_once('@').is_some_and(|(local, domain)| is_local(local) && !domain.is_empty())
}

/// Undoes percent-encoding where the outcome is text; what is no encoding stays.
fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        match (first, after) {
            (b'%', [high, low, after @ ..]) if let Some(byte) = hex_pair(*high, *low) => {
                bytes.push(byte);
                rest = after;
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

fn hex_pair(high: u8, low: u8) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    u8::try_from(digit(high)? * 16 + digit(low)?).ok()
}

#[cfg(test)]
mod tests {
    use super::CalAddress;

    #[test]
    fn capitals_encoding_and_blanks_do_not_count() {
        let anna = CalAddress::new("mailto:anna@example.com");
        for spelling in [
            "MAILTO:anna@example.com",
            "mailto:ANNA@Example.COM",
            "Mailto: anna%40example.com ",
            "anna@example.com",
        ] {
            assert_eq!(CalAddress::new(spelling), anna, "{spelling}");
        }
        assert_eq!(anna.mail(), Some("anna@example.com"));
    }

    #[test]
    fn addresses_of_other_kinds_stand_for_themselves() {
        for address in ["urn:uuid:1B2C", "/principals/users/anna/", "https://example.com/anna@home", ""] {
            assert_eq!(CalAddress::new(address).as_str(), address);
            assert_eq!(CalAddress::new(address).mail(), None);
        }
    }

    #[test]
    fn what_is_no_encoding_stays() {
        assert_eq!(CalAddress::new("mailto:100%@example.com").mail(), Some("100%@example.com"));
        assert_eq!(CalAddress::new("mailto:%ff@example.com").mail(), Some("%ff@example.com"));
    }
}
