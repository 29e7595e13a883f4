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
/// What the prefix `xmlns` always stands for (Namespaces in XML 1.0 §3).
const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

/// Those that are known here and that names can be in.
pub(crate) const WELL_KNOWN: [&str; 7] = [DAV, CALDAV, CARDDAV, CALENDARSERVER, APPLE_ICAL, APPLE_ME, XML];

/// Those that no element may be in, and that no other prefix may stand for.
pub(crate) const RESERVED: [&str; 2] = [XML, XMLNS];

/// The prefixes of those.
pub(crate) const RESERVED_PREFIXES: [&str; 2] = ["xml", "xmlns"];
