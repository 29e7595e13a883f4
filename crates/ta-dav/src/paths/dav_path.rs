//! The URL space under `/dav/`, parsed and printed.

use std::fmt;

use super::Segment;

/// A place in the URL space. Which of them hold something, the store knows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DavPath {
    /// `/dav/`.
    Root,
    /// `/dav/principals/`.
    Principals,
    /// `/dav/principals/users/` and its sisters.
    PrincipalCollection(PrincipalCollection),
    /// `/dav/principals/users/<login>/`.
    Principal {
        /// The collection that it lies in, by the kind of the principal.
        collection: PrincipalCollection,
        /// The principal's login.
        login: Segment,
    },
    /// `/dav/calendars/`.
    Calendars,
    /// `/dav/calendars/<login>/`: everything that this member may see.
    CalendarHome {
        /// The login of the home's owner.
        login: Segment,
    },
    /// `/dav/calendars/<login>/<calendar>/`.
    Calendar {
        /// The login of the home's owner.
        login: Segment,
        /// The calendar's name in that home.
        calendar: Segment,
    },
    /// `/dav/calendars/<login>/<calendar>/<object>`.
    Object {
        /// The login of the home's owner.
        login: Segment,
        /// The calendar's name in that home.
        calendar: Segment,
        /// The object's name in that calendar.
        object: Segment,
    },
    /// `/dav/files/`.
    Files,
    /// `/dav/files/<login>/` and everything below it.
    File {
        /// The login of the home's owner.
        login: Segment,
        /// The names from the home down; none for the home itself.
        names: Vec<Segment>,
    },
}

/// The collections of principals, one for each kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PrincipalCollection {
    /// Members.
    Users,
    /// Groups.
    Groups,
    /// Bookable resources: rooms and equipment.
    Resources,
}

impl PrincipalCollection {
    /// Every collection.
    pub const ALL: [Self; 3] = [Self::Users, Self::Groups, Self::Resources];

    /// Its path segment.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Users => "users",
            Self::Groups => "groups",
            Self::Resources => "resources",
        }
    }

    fn from_segment(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|collection| collection.as_str() == text)
    }
}

/// Why a path names no place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PathError {
    /// A segment that is empty, `.`, `..`, badly encoded, not UTF-8, or holds an encoded slash or a control character.
    #[error("the path segment {0:?} is not valid")]
    BadSegment(String),
    /// A proper path of which there is no meaning here.
    #[error("nothing lies at this path")]
    Unknown,
}

impl DavPath {
    /// Reads the path of a URL, percent-encoded and without query. A slash at its end may be there or not, whatever the
    /// place is: clients forget it on collections.
    ///
    /// # Errors
    /// [`PathError::BadSegment`] for text that can be no path, [`PathError::Unknown`] for a path outside this space.
    pub fn parse(path: &str) -> Result<Self, PathError> {
        let inner = path.strip_prefix("/dav").ok_or(PathError::Unknown)?;
        let inner = inner.strip_suffix('/').unwrap_or(inner);
        if inner.is_empty() {
            return Ok(Self::Root);
        }
        let inner = inner.strip_prefix('/').ok_or(PathError::Unknown)?;
        let segments = inner.split('/').map(decode).collect::<Result<Vec<_>, _>>()?;
        let (first, rest) = segments.split_first().ok_or(PathError::Unknown)?;
        match first.as_str() {
            "principals" => Self::among_principals(rest),
            "calendars" => Self::among_calendars(rest),
            "files" => Ok(Self::among_files(rest)),
            _ => Err(PathError::Unknown),
        }
    }

    fn among_principals(segments: &[Segment]) -> Result<Self, PathError> {
        let Some((first, rest)) = segments.split_first() else { return Ok(Self::Principals) };
        let collection = PrincipalCollection::from_segment(first.as_str()).ok_or(PathError::Unknown)?;
        match rest {
            [] => Ok(Self::PrincipalCollection(collection)),
            [login] => Ok(Self::Principal { collection, login: login.clone() }),
            _ => Err(PathError::Unknown),
        }
    }

    fn among_calendars(segments: &[Segment]) -> Result<Self, PathError> {
        match segments {
            [] => Ok(Self::Calendars),
            [login] => Ok(Self::CalendarHome { login: login.clone() }),
            [login, calendar] => Ok(Self::Calendar { login: login.clone(), calendar: calendar.clone() }),
            [login, calendar, object] => {
                Ok(Self::Object { login: login.clone(), calendar: calendar.clone(), object: object.clone() })
            }
            _ => Err(PathError::Unknown),
        }
    }

    fn among_files(segments: &[Segment]) -> Self {
        match segments.split_first() {
            None => Self::Files,
            Some((login, names)) => Self::File { login: login.clone(), names: names.to_vec() },
        }
    }

    /// The collection that holds this place; `None` for the root.
    pub fn parent(&self) -> Option<Self> {
        Some(match self {
            Self::Root => return None,
            Self::Principals | Self::Calendars | Self::Files => Self::Root,
            Self::PrincipalCollection(_) => Self::Principals,
            Self::Principal { collection, .. } => Self::PrincipalCollection(*collection),
            Self::CalendarHome { .. } => Self::Calendars,
            Self::Calendar { login, .. } => Self::CalendarHome { login: login.clone() },
            Self::Object { login, calendar, .. } => {
                Self::Calendar { login: login.clone(), calendar: calendar.clone() }
            }
            Self::File { login, names } => match names.split_last() {
                None => Self::Files,
                Some((_, above)) => Self::File { login: login.clone(), names: above.to_vec() },
            },
        })
    }
}

fn decode(encoded: &str) -> Result<Segment, PathError> {
    Segment::decode(encoded).ok_or_else(|| PathError::BadSegment(encoded.to_owned()))
}

impl fmt::Display for DavPath {
    /// The one canonical form: percent-encoded, with a slash at the end of everything but an object, and what lies in a
    /// home for files, of which the path does not tell whether it is a collection.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => f.write_str("/dav/"),
            Self::Principals => f.write_str("/dav/principals/"),
            Self::PrincipalCollection(collection) => write!(f, "/dav/principals/{}/", collection.as_str()),
            Self::Principal { collection, login } => {
                write!(f, "/dav/principals/{}/{login}/", collection.as_str())
            }
            Self::Calendars => f.write_str("/dav/calendars/"),
            Self::CalendarHome { login } => write!(f, "/dav/calendars/{login}/"),
            Self::Calendar { login, calendar } => write!(f, "/dav/calendars/{login}/{calendar}/"),
            Self::Object { login, calendar, object } => {
                write!(f, "/dav/calendars/{login}/{calendar}/{object}")
            }
            Self::Files => f.write_str("/dav/files/"),
            Self::File { login, names } => {
                write!(f, "/dav/files/{login}/")?;
                names.iter().enumerate().try_for_each(|(at, name)| match at {
                    0 => write!(f, "{name}"),
                    _ => write!(f, "/{name}"),
                })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{DavPath, PathError, PrincipalCollection};
    use crate::Segment;

    const CANONICAL: [&str; 14] = [
        "/dav/",
        "/dav/principals/",
        "/dav/principals/users/",
        "/dav/principals/users/anna/",
        "/dav/principals/groups/board/",
        "/dav/principals/resources/room-1/",
        "/dav/calendars/",
        "/dav/calendars/anna%40example.com/",
        "/dav/calendars/anna/work/",
        "/dav/calendars/anna/work/a%20%C3%A9.ics",
        "/dav/files/",
        "/dav/files/anna/",
        "/dav/files/anna/a%20%C3%A9",
        "/dav/files/anna/a/b/c.txt",
    ];

    #[test]
    fn canonical_paths_print_as_they_were_read() {
        for path in CANONICAL {
            assert_eq!(DavPath::parse(path).unwrap().to_string(), path);
        }
    }

    #[test]
    fn the_last_slash_may_be_missing_or_too_much() {
        for path in CANONICAL {
            let bare = path.trim_end_matches('/');
            let place = DavPath::parse(path).unwrap();
            assert_eq!(DavPath::parse(bare).unwrap(), place, "{bare}");
            assert_eq!(DavPath::parse(&format!("{bare}/")).unwrap(), place, "{bare}/");
        }
    }

    #[test]
    fn a_login_may_be_written_with_or_without_an_escaped_at_sign() {
        let login = Segment::new("anna@example.com").unwrap();
        let home = DavPath::CalendarHome { login };
        assert_eq!(DavPath::parse("/dav/calendars/anna@example.com/").unwrap(), home);
        assert_eq!(DavPath::parse("/dav/calendars/anna%40example.com/").unwrap(), home);
    }

    #[test]
    fn paths_that_hide_something_are_refused() {
        for path in [
            "/dav//",
            "/dav/calendars//work/",
            "/dav/calendars/../principals/",
            "/dav/calendars/%2E%2e/",
            "/dav/calendars/./anna",
            "/dav/calendars/a%2Fb/",
            "/dav/calendars/a%00b/",
            "/dav/calendars/a%0Ab/",
            "/dav/calendars/a%E9/",
            "/dav/calendars/100%/",
        ] {
            assert!(matches!(DavPath::parse(path), Err(PathError::BadSegment(_))), "{path}");
        }
    }

    #[test]
    fn other_paths_are_unknown() {
        for path in [
            "",
            "/",
            "/davx/",
            "/DAV/",
            "dav/",
            "/dav/x/",
            "/dav/principals/rooms/",
            "/dav/principals/users/anna/x/",
            "/dav/calendars/anna/work/x.ics/y",
        ] {
            assert_eq!(DavPath::parse(path), Err(PathError::Unknown), "{path}");
        }
    }

    #[test]
    fn the_parents_lead_up_to_the_root() {
        let mut path = DavPath::parse("/dav/calendars/anna/work/x.ics").unwrap();
        let mut seen = Vec::new();
        while let Some(parent) = path.parent() {
            seen.push(parent.to_string());
            path = parent;
        }
        assert_eq!(seen, ["/dav/calendars/anna/work/", "/dav/calendars/anna/", "/dav/calendars/", "/dav/"]);
        let file = DavPath::parse("/dav/files/anna/a/b").unwrap();
        assert_eq!(file.parent().unwrap().to_string(), "/dav/files/anna/a");
        assert_eq!(DavPath::parse("/dav/files/anna").unwrap().parent(), Some(DavPath::Files));
        let principal = DavPath::parse("/dav/principals/groups/x").unwrap();
        assert_eq!(principal.parent(), Some(DavPath::PrincipalCollection(PrincipalCollection::Groups)));
    }
}
