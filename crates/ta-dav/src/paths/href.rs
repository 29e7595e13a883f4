//! References as they are written into response bodies.

use std::fmt;

use super::DavPath;

/// The content of a `DAV:href` that is written (RFC 4918 §14.7): an absolute path with its percent-encoding, or an
/// absolute URI.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Href(String);

impl Href {
    /// A reference that has its final form already: an absolute URI such as `mailto:anna@example.com`, or what a client
    /// sent and wants to find again in the answer.
    pub fn verbatim(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The reference to a place that is known to be a collection: it ends with a slash (RFC 4918 §5.2).
    pub fn of_collection(path: &DavPath) -> Self {
        let mut text = path.to_string();
        if !text.ends_with('/') {
            text.push('/');
        }
        Self(text)
    }

    /// The reference as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&DavPath> for Href {
    fn from(path: &DavPath) -> Self {
        Self(path.to_string())
    }
}

impl fmt::Display for Href {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
