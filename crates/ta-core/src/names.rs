//! Names that come from outside, each a type of its own made by a checking constructor.

use std::fmt;

/// Why a name was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Nothing was given.
    #[error("it is empty")]
    Empty,
    /// Longer than may be stored.
    #[error("it has {actual_bytes} bytes, at most {max_bytes} are allowed")]
    TooLong {
        /// Length of what was given.
        actual_bytes: usize,
        /// The longest allowed, inclusive.
        max_bytes: usize,
    },
    /// A character that this kind of name cannot hold.
    #[error("it contains {0:?}, which is not allowed there")]
    Forbidden(char),
    /// A name that means something else, as `.` and `..` in a path.
    #[error("{0:?} is reserved")]
    Reserved(String),
    /// Text that is no mail address.
    #[error("it is not of the form name@domain")]
    NotAnAddress,
}

macro_rules! name {
    ($(#[$doc:meta])* $name:ident, $max:expr, $check:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The longest allowed, in bytes, inclusive.
            pub const MAX_BYTES: usize = $max;

            /// Checks and wraps a name.
            ///
            /// # Errors
            /// A [`NameError`] that says what is wrong with it.
            pub fn new(text: impl Into<String>) -> Result<Self, NameError> {
                let text = text.into();
                if text.is_empty() {
                    return Err(NameError::Empty);
                }
                if text.len() > Self::MAX_BYTES {
                    return Err(NameError::TooLong { actual_bytes: text.len(), max_bytes: Self::MAX_BYTES });
                }
                let check: fn(&str) -> Result<(), NameError> = $check;
                check(&text)?;
                Ok(Self(text))
            }

            /// The name as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

name! {
    /// What a principal signs in with and is addressed by: lower-case letters, digits and `._@-`.
    Login, 128, check_login
}
name! {
    /// The last path segment of a calendar collection, decoded.
    CalendarName, 255, check_segment
}
name! {
    /// The last path segment of a calendar object resource, decoded.
    ObjectName, 255, check_segment
}
name! {
    /// The UID of a calendar object (RFC 5545 §3.8.4.7), compared octet by octet.
    Uid, 1024, check_text
}
name! {
    /// A mail address as written, without `mailto:`. Compare with [`EmailAddress::key`].
    EmailAddress, 254, check_address
}

name! {
    /// A path segment of a file or of a collection of files, decoded.
    FileName, 255, check_segment
}
name! {
    /// The media type of a file as its writer named it, parameters and all (RFC 9110 §8.3.1). It is handed back in a
    /// header, so it holds nothing that a header cannot.
    MediaType, 255, check_header_text
}

impl EmailAddress {
    /// The form two addresses are compared in: lower case, since no mail server in use tells cases apart.
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }
}

impl CalendarName {
    /// The name of the calendar for events that every member is born with.
    pub fn of_first_events() -> Self {
        Self("calendar".to_owned())
    }

    /// The name of the calendar for to-dos that every member is born with.
    pub fn of_first_todos() -> Self {
        Self("tasks".to_owned())
    }
}

fn check_login(text: &str) -> Result<(), NameError> {
    match text.chars().find(|c| !matches!(c, 'a'..='z' | '0'..='9' | '.' | '_' | '@' | '-')) {
        Some(forbidden) => Err(NameError::Forbidden(forbidden)),
        None => check_segment(text),
    }
}

fn check_segment(text: &str) -> Result<(), NameError> {
    if text == "." || text == ".." {
        return Err(NameError::Reserved(text.to_owned()));
    }
    match text.chars().find(|c| *c == '/' || c.is_control()) {
        Some(forbidden) => Err(NameError::Forbidden(forbidden)),
        None => Ok(()),
    }
}

fn check_text(text: &str) -> Result<(), NameError> {
    text.chars().find(|c| c.is_control()).map_or(Ok(()), |c| Err(NameError::Forbidden(c)))
}

fn check_header_text(text: &str) -> Result<(), NameError> {
    text.chars().find(|c| !matches!(c, ' '..='~')).map_or(Ok(()), |c| Err(NameError::Forbidden(c)))
}

fn check_address(text: &str) -> Result<(), NameError> {
    if let Some(forbidden) = text.chars().find(|c| c.is_control() || c.is_whitespace()) {
        return Err(NameError::Forbidden(forbidden));
    }
    match text.split_once('@') {
        Some((local, domain)) if !local.is_empty() && !domain.is_empty() => Ok(()),
        _ => Err(NameError::NotAnAddress),
    }
}

#[cfg(test)]
mod tests {
    use super::{CalendarName, EmailAddress, Login, NameError, ObjectName};

    #[test]
    fn login_refuses_upper_case() {
        assert_eq!(Login::new("Anna"), Err(NameError::Forbidden('A')));
    }

    #[test]
    fn a_dot_dot_segment_is_reserved() {
        assert_eq!(ObjectName::new(".."), Err(NameError::Reserved("..".into())));
    }

    #[test]
    fn a_segment_may_hold_spaces_and_unicode_but_no_slash() {
        assert!(CalendarName::new("Équipe bleue").is_ok());
        assert_eq!(CalendarName::new("a/b"), Err(NameError::Forbidden('/')));
    }

    #[test]
    fn addresses_compare_without_case() {
        let upper = EmailAddress::new("Anna@Example.COM").unwrap();
        assert_eq!(upper.key(), "anna@example.com");
        assert_eq!(EmailAddress::new("anna"), Err(NameError::NotAnAddress));
    }
}
