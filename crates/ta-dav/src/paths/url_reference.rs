//! References as clients write them: in `DAV:href` and in the Destination and If headers.

use super::{DavPath, PathError};

/// A reference that a client sent (RFC 4918 §8.3, `Simple-ref`): an absolute URL or an absolute path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UrlReference {
    /// Scheme of an absolute URL, lower case.
    pub scheme: Option<String>,
    /// Host and port of an absolute URL, as written but in lower case. Whether that is this server, the door knows.
    pub authority: Option<String>,
    /// The path, still percent-encoded, without query and fragment.
    pub path: String,
}

impl UrlReference {
    /// Reads a reference; `None` when it is neither an absolute URL with a host nor an absolute path.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim_ascii();
        let end = text.find(['?', '#']).unwrap_or(text.len());
        let (reference, _) = text.split_at_checked(end)?;
        if reference.starts_with('/') && !reference.starts_with("//") {
            return Some(Self { scheme: None, authority: None, path: reference.to_owned() });
        }
        let (scheme, after) = reference.split_once("://")?;
        let (authority, path) = match after.find('/') {
            Some(slash) => after.split_at_checked(slash)?,
            None => (after, "/"),
        };
        if !is_scheme(scheme) || authority.is_empty() {
            return None;
        }
        Some(Self {
            scheme: Some(scheme.to_ascii_lowercase()),
            authority: Some(authority.to_ascii_lowercase()),
            path: path.to_owned(),
        })
    }

    /// What the path names here.
    ///
    /// # Errors
    /// As [`DavPath::parse`].
    pub fn dav_path(&self) -> Result<DavPath, PathError> {
        DavPath::parse(&self.path)
    }
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

#[cfg(test)]
mod tests {
    use super::UrlReference;

    #[test]
    fn an_absolute_url_tells_its_host() {
        let reference = UrlReference::parse("HTTP://Cal.Example.com:8443/dav/x%20y?z#f").unwrap();
        assert_eq!(reference.scheme.as_deref(), Some("http"));
        assert_eq!(reference.authority.as_deref(), Some("cal.example.com:8443"));
        assert_eq!(reference.path, "/dav/x%20y");
    }

    #[test]
    fn an_absolute_path_has_no_host() {
        let reference = UrlReference::parse(" /dav/ \n").unwrap();
        assert_eq!((reference.scheme, reference.authority, reference.path.as_str()), (None, None, "/dav/"));
    }

    #[test]
    fn a_url_may_end_with_its_host() {
        assert_eq!(UrlReference::parse("https://example.com").unwrap().path, "/");
    }

    #[test]
    fn other_references_are_refused() {
        for text in ["", "dav/", "../x", "//host/path", "mailto:a@b", "http:///x", "1http://host/", "?x"] {
            assert_eq!(UrlReference::parse(text), None, "{text}");
        }
    }
}
