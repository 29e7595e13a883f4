//! One segment of a path, decoded.

use std::fmt;

use super::percent;

/// One segment of a path, decoded: not empty, neither `.` nor `..`, without `/` and without control characters.
///
/// Whether it is a proper login, calendar name or object name is for the domain to say.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Segment(String);

impl Segment {
    /// Checks and wraps a decoded segment; `None` when it cannot be one.
    pub fn new(text: impl Into<String>) -> Option<Self> {
        let text = text.into();
        let is_dots = matches!(text.as_str(), "" | "." | "..");
        let has_forbidden = text.chars().any(|c| c == '/' || c.is_control());
        if is_dots || has_forbidden { None } else { Some(Self(text)) }
    }

    /// Reads a segment as it stands in a URL; `None` when it cannot be one.
    pub(super) fn decode(encoded: &str) -> Option<Self> {
        Self::new(percent::decode(encoded)?)
    }

    /// The segment, decoded.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Segment {
    /// As it stands in a URL, percent-encoded.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&percent::encode(&self.0))
    }
}
