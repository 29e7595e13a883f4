//! The Destination header (RFC 4918 §10.3).

use super::HeaderError;
use crate::UrlReference;

/// Where COPY and MOVE put things (RFC 4918 §10.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    /// The place. An authority of another host is for the door to tell apart, which answers 502 (Bad Gateway, RFC 4918
    /// §9.8.5).
    pub reference: UrlReference,
}

impl Destination {
    /// Reads the header.
    ///
    /// # Errors
    /// A missing header, and a value that is neither an absolute URL nor an absolute path.
    pub fn parse(value: Option<&str>) -> Result<Self, HeaderError> {
        let value = value.unwrap_or_default();
        match UrlReference::parse(value) {
            Some(reference) => Ok(Self { reference }),
            None => Err(HeaderError::new("Destination", value)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Destination;

    #[test]
    fn a_destination_is_a_url_or_a_path() {
        for value in
            ["https://cal.example.com/dav/calendars/anna/work/x.ics", "/dav/calendars/anna/work/x.ics"]
        {
            let path = Destination::parse(Some(value)).unwrap().reference.dav_path().unwrap();
            assert_eq!(path.to_string(), "/dav/calendars/anna/work/x.ics");
        }
    }

    #[test]
    fn it_is_required() {
        assert!(Destination::parse(None).is_err());
        assert!(Destination::parse(Some("x.ics")).is_err());
    }
}
