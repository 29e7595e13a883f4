//! The XML namespaces of the DAV family.

/// WebDAV and its extensions (RFC 4918 §21.1).
pub const DAV: &str = "DAV:";
/// CalDAV and its extensions (RFC 4791 §3).
pub const CALDAV: &str = "urn:ietf:params:xml:ns:caldav";
/// CardDAV (RFC 6352 §4), of which clients ask a few properties.
pub const CARDDAV: &str = "urn:ietf:params:xml:ns:carddav";
/// The CalendarServer extensions (caldav-ctag §2).
pub const CALENDARSERVER: &str = "http://calendarserver.org/ns/";
/// Properties of Apple's calendar programs, specified nowhere.
pub const APPLE_ICAL: &str = "http://apple.com/ns/ical/";
/// Properties of Apple's former hosted service that its clients still ask for, specified nowhere.
pub const APPLE_ME: &str = "http://me.com/_namespace/";
/// This server's own, for the sentences beside preconditions.
pub const TEAMAGENDA: &str = "urn:teamagenda:dav";
/// What the prefix `xml` always stands for (Namespaces in XML 1.0 §3).
pub const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// All of the above but this server's own, which no client sends.
pub(crate) const WELL_KNOWN: [&str; 7] = [DAV, CALDAV, CARDDAV, CALENDARSERVER, APPLE_ICAL, APPLE_ME, XML];
