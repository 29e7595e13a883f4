//! The body of POST that shares a calendar, as Apple's clients send it (caldav-sharing §5.1).

use super::{parse_root, required_dav};
use crate::Href;
use crate::namespace::CALENDARSERVER;
use crate::xml::{Element, WireName, XmlError};

/// A request to share a calendar, or to stop.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// With whom it is to be shared, and how.
    pub set: Vec<Sharee>,
    /// With whom no longer.
    pub removed: Vec<Href>,
}

/// Somebody with whom a calendar is shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sharee {
    /// A `mailto:` address, or the path of a principal.
    pub href: Href,
    /// What they may do.
    pub access: ShareAccess,
}

/// What a sharee may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShareAccess {
    /// Reading.
    Read,
    /// Reading and changing.
    ReadWrite,
}

impl Share {
    /// Reads a body.
    ///
    /// # Errors
    /// What is wrong with the XML, or [`XmlErrorKind::MissingElement`](crate::XmlErrorKind::MissingElement) when an
    /// entry names nobody.
    pub fn parse(body: &[u8]) -> Result<Self, XmlError> {
        let root = parse_root(body, CALENDARSERVER, "share")?;
        let set = root.elements_named(CALENDARSERVER, "set").map(Sharee::of).collect::<Result<_, _>>()?;
        let removed = root.elements_named(CALENDARSERVER, "remove").map(href_in).collect::<Result<_, _>>()?;
        Ok(Self { set, removed })
    }
}

impl Sharee {
    /// Whoever is not said to write only reads.
    fn of(set: &Element) -> Result<Self, XmlError> {
        let access = match set.child(CALENDARSERVER, "read-write") {
            Some(_) => ShareAccess::ReadWrite,
            None => ShareAccess::Read,
        };
        Ok(Self { href: href_in(set)?, access })
    }
}

fn href_in(entry: &Element) -> Result<Href, XmlError> {
    Ok(Href::verbatim(required_dav(entry, "href")?.text().trim()))
}

impl ShareAccess {
    pub(crate) const fn wire(self) -> WireName<'static> {
        match self {
            Self::Read => WireName::calendarserver("read"),
            Self::ReadWrite => WireName::calendarserver("read-write"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Share, ShareAccess, Sharee};
    use crate::Href;

    fn share(content: &str) -> Share {
        let body = format!(
            r#"<CS:share xmlns:D="DAV:" xmlns:CS="http://calendarserver.org/ns/">{content}</CS:share>"#
        );
        Share::parse(body.as_bytes()).unwrap()
    }

    #[test]
    fn those_who_read_and_those_who_write_are_told_apart() {
        let shared = share(
            "<CS:set><D:href>mailto:ben@example.com</D:href><CS:common-name>Ben</CS:common-name><CS:read-write/></CS:set>\
             <CS:set><D:href>/dav/principals/users/carla/</D:href><CS:read/></CS:set>",
        );
        let ben = Sharee { href: Href::verbatim("mailto:ben@example.com"), access: ShareAccess::ReadWrite };
        let carla =
            Sharee { href: Href::verbatim("/dav/principals/users/carla/"), access: ShareAccess::Read };
        assert_eq!(shared.set, [ben, carla]);
    }

    #[test]
    fn those_who_are_removed_are_named() {
        let shared = share("<CS:remove><D:href>mailto:ben@example.com</D:href></CS:remove>");
        assert_eq!(shared.removed, [Href::verbatim("mailto:ben@example.com")]);
    }

    #[test]
    fn an_entry_about_nobody_is_refused() {
        let body =
            br#"<CS:share xmlns:CS="http://calendarserver.org/ns/"><CS:set><CS:read/></CS:set></CS:share>"#;
        assert!(Share::parse(body).is_err());
    }
}
