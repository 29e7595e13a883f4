//! The reports there are (RFC 3253 §3.6).

use super::wire_names;

wire_names! {
    /// The name of a report: the document element of a REPORT request, and what `DAV:supported-report-set` lists.
    ReportName {
        /// RFC 4791 §7.8.
        CalendarQuery = CALDAV "calendar-query",
        /// RFC 4791 §7.9.
        CalendarMultiget = CALDAV "calendar-multiget",
        /// RFC 4791 §7.10.
        FreeBusyQuery = CALDAV "free-busy-query",
        /// RFC 6578 §3.2.
        SyncCollection = DAV "sync-collection",
        /// RFC 3253 §3.8.
        ExpandProperty = DAV "expand-property",
        /// RFC 3744 §9.2.
        AclPrincipalPropSet = DAV "acl-principal-prop-set",
        /// RFC 3744 §9.3.
        PrincipalMatch = DAV "principal-match",
        /// RFC 3744 §9.4.
        PrincipalPropertySearch = DAV "principal-property-search",
        /// RFC 3744 §9.5.
        PrincipalSearchPropertySet = DAV "principal-search-property-set",
    }
}
