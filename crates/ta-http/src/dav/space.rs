//! The parts of the door's URL space, and what can be done in each.

use http::HeaderValue;

/// A part of the door's URL space. What is not there must not be announced: clients change what they do by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    /// Members' files.
    Files,
    /// Calendars, principals, and all that lies above them.
    Calendars,
}

impl Space {
    /// The part that a path lies in.
    pub(super) fn of(path: &str) -> Self {
        match path.strip_prefix("/dav/files") {
            Some(rest) if rest.is_empty() || rest.starts_with('/') => Self::Files,
            _ => Self::Calendars,
        }
    }

    /// The compliance classes (RFC 4918 §10.1), as clients look for them on every answer and most of all on that to
    /// OPTIONS.
    pub(super) fn dav_classes(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Files => "1, 2, 3, extended-mkcol",
            Self::Calendars => {
                "1, 3, access-control, calendar-access, calendarserver-sharing, extended-mkcol"
            }
        })
    }

    /// The methods.
    pub(super) fn allowed(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Files => {
                "OPTIONS, GET, HEAD, PUT, DELETE, PROPFIND, PROPPATCH, MKCOL, COPY, MOVE, LOCK, UNLOCK, REPORT"
            }
            Self::Calendars => {
                "OPTIONS, GET, HEAD, POST, PUT, DELETE, PROPFIND, PROPPATCH, MKCALENDAR, MKCOL, COPY, MOVE, ACL, REPORT"
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Space;
    use crate::dav::request::METHODS;

    #[test]
    fn every_method_is_announced_somewhere() {
        let announced = [Space::Files, Space::Calendars].map(|space| space.allowed());
        for (name, _) in METHODS {
            let is_in =
                |allowed: &http::HeaderValue| allowed.to_str().unwrap().split(", ").any(|one| one == name);
            assert!(announced.iter().any(is_in), "{name}");
        }
    }

    #[test]
    fn a_path_that_only_begins_alike_is_elsewhere() {
        assert_eq!(Space::of("/dav/files/anna/x"), Space::Files);
        assert_eq!(Space::of("/dav/files"), Space::Files);
        assert_eq!(Space::of("/dav/filesystem/"), Space::Calendars);
    }
}
