//! The names of DAV properties.

use super::wire_names;

wire_names! {
    /// The name of a DAV property: a live one that is known here by name, or any other, which is dead.
    ///
    /// Knowing a name does not mean that a resource has the property.
    PropertyName {
        /// RFC 4918 §15.1.
        CreationDate = DAV "creationdate",
        /// RFC 4918 §15.2.
        DisplayName = DAV "displayname",
        /// RFC 4918 §15.3.
        GetContentLanguage = DAV "getcontentlanguage",
        /// RFC 4918 §15.4.
        GetContentLength = DAV "getcontentlength",
        /// RFC 4918 §15.5.
        GetContentType = DAV "getcontenttype",
        /// RFC 4918 §15.6.
        GetEtag = DAV "getetag",
        /// RFC 4918 §15.7.
        GetLastModified = DAV "getlastmodified",
        /// RFC 4918 §15.8.
        LockDiscovery = DAV "lockdiscovery",
        /// RFC 4918 §15.9.
        ResourceType = DAV "resourcetype",
        /// RFC 4918 §15.10.
        SupportedLock = DAV "supportedlock",

        /// RFC 3253 §3.1.1.
        Comment = DAV "comment",
        /// RFC 3253 §3.1.2.
        CreatorDisplayName = DAV "creator-displayname",
        /// RFC 3253 §3.1.3.
        SupportedMethodSet = DAV "supported-method-set",
        /// RFC 3253 §3.1.4.
        SupportedLivePropertySet = DAV "supported-live-property-set",
        /// RFC 3253 §3.1.5.
        SupportedReportSet = DAV "supported-report-set",

        /// RFC 3744 §4.1.
        AlternateUriSet = DAV "alternate-URI-set",
        /// RFC 3744 §4.2.
        PrincipalUrl = DAV "principal-URL",
        /// RFC 3744 §4.3.
        GroupMemberSet = DAV "group-member-set",
        /// RFC 3744 §4.4.
        GroupMembership = DAV "group-membership",
        /// RFC 3744 §5.1.
        Owner = DAV "owner",
        /// RFC 3744 §5.2.
        Group = DAV "group",
        /// RFC 3744 §5.3.
        SupportedPrivilegeSet = DAV "supported-privilege-set",
        /// RFC 3744 §5.4.
        CurrentUserPrivilegeSet = DAV "current-user-privilege-set",
        /// RFC 3744 §5.5.
        Acl = DAV "acl",
        /// RFC 3744 §5.6.
        AclRestrictions = DAV "acl-restrictions",
        /// RFC 3744 §5.7.
        InheritedAclSet = DAV "inherited-acl-set",
        /// RFC 3744 §5.8.
        PrincipalCollectionSet = DAV "principal-collection-set",

        /// RFC 4331 §3.
        QuotaAvailableBytes = DAV "quota-available-bytes",
        /// RFC 4331 §4.
        QuotaUsedBytes = DAV "quota-used-bytes",
        /// RFC 5397 §3.
        CurrentUserPrincipal = DAV "current-user-principal",
        /// RFC 5842 §3.1.
        ResourceId = DAV "resource-id",
        /// RFC 5842 §3.2.
        ParentSet = DAV "parent-set",
        /// RFC 5995 §3.2.1.
        AddMember = DAV "add-member",
        /// RFC 6578 §4.
        SyncToken = DAV "sync-token",

        /// RFC 4791 §5.2.1.
        CalendarDescription = CALDAV "calendar-description",
        /// RFC 4791 §5.2.2.
        CalendarTimezone = CALDAV "calendar-timezone",
        /// RFC 4791 §5.2.3.
        SupportedCalendarComponentSet = CALDAV "supported-calendar-component-set",
        /// RFC 4791 §5.2.4.
        SupportedCalendarData = CALDAV "supported-calendar-data",
        /// RFC 4791 §5.2.5.
        MaxResourceSize = CALDAV "max-resource-size",
        /// RFC 4791 §5.2.6.
        MinDateTime = CALDAV "min-date-time",
        /// RFC 4791 §5.2.7.
        MaxDateTime = CALDAV "max-date-time",
        /// RFC 4791 §5.2.8.
        MaxInstances = CALDAV "max-instances",
        /// RFC 4791 §5.2.9.
        MaxAttendeesPerInstance = CALDAV "max-attendees-per-instance",
        /// RFC 4791 §6.2.1.
        CalendarHomeSet = CALDAV "calendar-home-set",
        /// RFC 4791 §7.5.1.
        SupportedCollationSet = CALDAV "supported-collation-set",
        /// RFC 4791 §9.6. No property: it stands among the properties in calendaring reports only.
        CalendarData = CALDAV "calendar-data",

        /// RFC 6638 §2.1.1.
        ScheduleOutboxUrl = CALDAV "schedule-outbox-URL",
        /// RFC 6638 §2.2.1.
        ScheduleInboxUrl = CALDAV "schedule-inbox-URL",
        /// RFC 6638 §2.4.1.
        CalendarUserAddressSet = CALDAV "calendar-user-address-set",
        /// RFC 6638 §2.4.2.
        CalendarUserType = CALDAV "calendar-user-type",
        /// RFC 6638 §9.1.
        ScheduleCalendarTransp = CALDAV "schedule-calendar-transp",
        /// RFC 6638 §9.2.
        ScheduleDefaultCalendarUrl = CALDAV "schedule-default-calendar-URL",
        /// RFC 6638 §9.3.
        ScheduleTag = CALDAV "schedule-tag",
        /// From the drafts before RFC 6638: the calendars that count as busy. Older Apple clients ask for it.
        CalendarFreeBusySet = CALDAV "calendar-free-busy-set",

        /// RFC 7529 §10.1.
        SupportedRscaleSet = CALDAV "supported-rscale-set",
        /// RFC 7809 §5.1.
        TimezoneServiceSet = CALDAV "timezone-service-set",
        /// RFC 7809 §5.2.
        CalendarTimezoneId = CALDAV "calendar-timezone-id",
        /// RFC 7953 §7.2.4.
        CalendarAvailability = CALDAV "calendar-availability",
        /// Alarms for new events, as Apple's clients keep them on a calendar.
        DefaultAlarmVeventDatetime = CALDAV "default-alarm-vevent-datetime",
        /// Alarms for new all-day events, as Apple's clients keep them on a calendar.
        DefaultAlarmVeventDate = CALDAV "default-alarm-vevent-date",

        /// RFC 6352 §7.1.1.
        AddressBookHomeSet = CARDDAV "addressbook-home-set",
        /// RFC 6352 §7.1.2.
        PrincipalAddress = CARDDAV "principal-address",

        /// caldav-ctag §4.1.
        GetCtag = CALENDARSERVER "getctag",
        /// caldav-proxy §5.3.1.
        CalendarProxyReadFor = CALENDARSERVER "calendar-proxy-read-for",
        /// caldav-proxy §5.3.2.
        CalendarProxyWriteFor = CALENDARSERVER "calendar-proxy-write-for",
        /// caldav-sharing §4.1.1.
        NotificationUrl = CALENDARSERVER "notification-URL",
        /// caldav-sharing §5.2.2.
        Invite = CALENDARSERVER "invite",
        /// caldav-sharing §5.2.3.
        AllowedSharingModes = CALENDARSERVER "allowed-sharing-modes",
        /// caldav-sharing §5.2.4.
        SharedUrl = CALENDARSERVER "shared-url",
        /// Where a subscribed calendar comes from, as Apple's clients write it.
        Source = CALENDARSERVER "source",
        /// Mail addresses of a principal, as Apple's clients ask for them.
        EmailAddressSet = CALENDARSERVER "email-address-set",
        /// Apple's push set-up, asked for by its clients.
        PushTransports = CALENDARSERVER "push-transports",
        /// Apple's push set-up, asked for by its clients.
        PushKey = CALENDARSERVER "pushkey",

        /// The colour of a calendar, `#RRGGBB` or `#RRGGBBAA`.
        CalendarColor = APPLE_ICAL "calendar-color",
        /// The place of a calendar in the client's list, an integer.
        CalendarOrder = APPLE_ICAL "calendar-order",
        /// How often a subscribed calendar is fetched, an iCalendar duration.
        RefreshRate = APPLE_ICAL "refreshrate",
        /// Uploading many objects in one request, asked for by Apple's clients.
        BulkRequests = APPLE_ME "bulk-requests",
    }
}

#[cfg(test)]
mod tests {
    use super::PropertyName;
    use crate::namespace;

    #[test]
    fn every_known_name_reads_back() {
        for name in PropertyName::KNOWN {
            assert_eq!(&PropertyName::from_wire(name.namespace(), name.local_name()), name);
        }
    }

    #[test]
    fn the_namespace_is_part_of_the_name() {
        assert_eq!(PropertyName::from_wire(namespace::DAV, "displayname"), PropertyName::DisplayName);
        assert_eq!(
            PropertyName::from_wire("urn:x", "displayname"),
            PropertyName::Other { namespace: "urn:x".into(), local_name: "displayname".into() }
        );
    }

    #[test]
    fn names_are_shown_in_clark_notation() {
        assert_eq!(PropertyName::GetCtag.to_string(), "{http://calendarserver.org/ns/}getctag");
    }
}
