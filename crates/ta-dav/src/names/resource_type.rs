//! What a resource is, as `DAV:resourcetype` says it.

use super::wire_names;

wire_names! {
    /// One of the types in `DAV:resourcetype` (RFC 4918 §15.9).
    ResourceType {
        /// A collection (RFC 4918 §14.3).
        Collection = DAV "collection",
        /// A principal (RFC 3744 §4).
        Principal = DAV "principal",
        /// A calendar collection (RFC 4791 §9.1).
        Calendar = CALDAV "calendar",
        /// A scheduling inbox (RFC 6638 §2.2).
        ScheduleInbox = CALDAV "schedule-inbox",
        /// A scheduling outbox (RFC 6638 §2.1).
        ScheduleOutbox = CALDAV "schedule-outbox",
        /// An address book collection (RFC 6352 §10.1), asked for by clients that set up contacts too.
        AddressBook = CARDDAV "addressbook",
        /// The principal of those who may read somebody's calendars (caldav-proxy §5.2).
        CalendarProxyRead = CALENDARSERVER "calendar-proxy-read",
        /// The principal of those who may change somebody's calendars (caldav-proxy §5.2).
        CalendarProxyWrite = CALENDARSERVER "calendar-proxy-write",
        /// A calendar that this owner shares with others (caldav-sharing §5.2).
        SharedOwner = CALENDARSERVER "shared-owner",
        /// A calendar that somebody else shares with this principal (caldav-sharing §5.2).
        Shared = CALENDARSERVER "shared",
        /// A subscription to a calendar elsewhere, as Apple's clients make it.
        Subscribed = CALENDARSERVER "subscribed",
        /// A collection of notifications (caldav-sharing §6.24).
        Notification = CALENDARSERVER "notification",
    }
}
