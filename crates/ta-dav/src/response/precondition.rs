//! Preconditions and postconditions, and the `DAV:error` body that names them (RFC 4918 §16).

use crate::namespace::TEAMAGENDA;
use crate::xml::{WireName, XmlWriter};
use crate::{Href, Privilege};

/// A precondition or postcondition that a request breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Precondition {
    /// A protected property was to be changed. 403 (RFC 4918 §16).
    CannotModifyProtectedProperty,
    /// A document type declaration, which could name external entities. 403 (RFC 4918 §16).
    NoExternalEntities,
    /// PROPFIND of everything below a collection. 403 (RFC 4918 §16).
    PropfindFiniteDepth,
    /// Tokens of locks are missing; the roots of those locks. 423 (RFC 4918 §16).
    LockTokenSubmitted(Vec<Href>),
    /// Another lock is in the way of a new one; the root of that lock. 423 (RFC 4918 §16).
    NoConflictingLock(Vec<Href>),
    /// No lock of this token is on the resource. 409 to UNLOCK (RFC 4918 §9.11.1).
    LockTokenMatchesRequestUri,
    /// The live properties would not be the same at the destination. 409 (RFC 4918 §16).
    PreservedLiveProperties,
    /// There is something where a collection was to be made. 403 (RFC 4791 §5.3.1).
    ResourceMustBeNull,
    /// The report is not supported on this resource. 403 (RFC 3253 §3.6).
    SupportedReport,
    /// Privileges are lacking. 403 (RFC 3744 §7.1.1).
    NeedPrivileges(Vec<LackingPrivilege>),
    /// An entry takes privileges. 403 (RFC 3744 §8.1.1).
    GrantOnly,
    /// An entry is about all but somebody. 403 (RFC 3744 §8.1.1).
    NoInvert,
    /// An entry grants a privilege that cannot be granted by itself. 403 (RFC 3744 §8.1.1).
    NoAbstract,
    /// An entry grants a privilege that there is not. 403 (RFC 3744 §8.1.1).
    NotSupportedPrivilege,
    /// An entry is about somebody who cannot be granted anything. 403 (RFC 3744 §8.1.1).
    AllowedPrincipal,
    /// An entry is about somebody who is not there. 403 (RFC 3744 §8.1.1).
    RecognizedPrincipal,
    /// An entry goes against a protected one. 403 (RFC 3744 §8.1.1).
    NoProtectedAceConflict,
    /// More matches than may be returned. 507 (RFC 6578 §3.2, from RFC 3744 §9.2).
    NumberOfMatchesWithinLimits,
    /// No collection of this type can be made. 403 (RFC 5689 §3.3).
    ValidResourcetype,
    /// The sync-token is none of this collection, or too old. 403 (RFC 6578 §3.2).
    ValidSyncToken,
    /// The report does not descend into this collection. 403 (RFC 6578 §3.3).
    SyncTraversalSupported,
    /// The quota is used up. 507 (RFC 4331 §6).
    QuotaNotExceeded,
    /// The disk is full. 507 (RFC 4331 §6).
    SufficientDiskSpace,

    /// No calendar can be made at this place. 403 (RFC 4791 §5.3.1).
    CalendarCollectionLocationOk,
    /// The media type is not iCalendar. 403 (RFC 4791 §5.3.2.1).
    SupportedCalendarData,
    /// The data are not valid iCalendar. 403 (RFC 4791 §5.3.2.1).
    ValidCalendarData,
    /// The data are iCalendar, but no calendar object resource. 403 (RFC 4791 §5.3.2.1).
    ValidCalendarObjectResource,
    /// The calendar does not take this kind of component. 403 (RFC 4791 §5.3.2.1).
    SupportedCalendarComponent,
    /// The UID is taken in the calendar, by the object named, or the object there has another. 403 (RFC 4791
    /// §5.3.2.1).
    NoUidConflict(Option<Href>),
    /// The data are too large. 403 (RFC 4791 §5.3.2.1).
    MaxResourceSize,
    /// A time lies before the earliest that is taken. 403 (RFC 4791 §5.3.2.1).
    MinDateTime,
    /// A time lies after the latest that is taken. 403 (RFC 4791 §5.3.2.1).
    MaxDateTime,
    /// Too many instances. 403 (RFC 4791 §5.3.2.1).
    MaxInstances,
    /// A rule counts in a calendar that is not known. 403 (RFC 7529 §10).
    SupportedRscale,
    /// Too many attendees. 403 (RFC 4791 §5.3.2.1).
    MaxAttendeesPerInstance,
    /// The filter is not valid. 403 (RFC 4791 §7.8).
    ValidFilter,
    /// The filter speaks of something that cannot be searched for. 403 (RFC 4791 §7.8).
    SupportedFilter,
    /// The collation is not among those offered. 403 (RFC 4791 §7.8).
    SupportedCollation,
    /// The time zone's name is not known. 403 (RFC 7809 §3.1.5).
    ValidTimezone,

    /// The UID is taken in another calendar of the same user, by the object named. 403 (RFC 6638 §3.2.4.1).
    UniqueSchedulingObjectResource(Option<Href>),
    /// The components name different organizers. 403 (RFC 6638 §3.2.4.2).
    SameOrganizerInAllComponents,
    /// An organizer may not change this. 403 (RFC 6638 §3.2.4.3).
    AllowedOrganizerSchedulingObjectChange,
    /// An attendee may not change this. 403 (RFC 6638 §3.2.4.4).
    AllowedAttendeeSchedulingObjectChange,
    /// The calendar that takes invitations cannot be deleted. 403 (RFC 6638 §4.3.1.1).
    DefaultCalendarNeeded,
    /// Invitations cannot be directed to something that is no calendar. 403 (RFC 6638 §4.3.1.2).
    ValidScheduleDefaultCalendarUrl,
}

/// A privilege that is lacking on a resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LackingPrivilege {
    /// The resource.
    pub href: Href,
    /// The privilege.
    pub privilege: Privilege,
}

impl Precondition {
    /// The status of an answer to a request that breaks it, by the section named at each. Where the sections leave it
    /// open it is 403 (Forbidden), since the same request would fail again (RFC 4918 §16).
    pub const fn status_code(&self) -> u16 {
        match self {
            Self::PreservedLiveProperties | Self::LockTokenMatchesRequestUri => 409,
            Self::LockTokenSubmitted(_) | Self::NoConflictingLock(_) => 423,
            Self::NumberOfMatchesWithinLimits | Self::QuotaNotExceeded | Self::SufficientDiskSpace => 507,
            _ => 403,
        }
    }

    /// The body of an answer to a request that breaks it: a `DAV:error` (RFC 4918 §14.5).
    ///
    /// `explanation` is a sentence for people. It stands beside the precondition in an element of this server's own,
    /// which clients pass over (RFC 4918 §17).
    pub fn error_body(&self, explanation: &str) -> Vec<u8> {
        let root = WireName::dav("error");
        let mut xml = XmlWriter::document(root);
        self.write(&mut xml);
        xml.text_element(WireName { namespace: TEAMAGENDA, local_name: "explanation" }, explanation);
        xml.finish(root)
    }

    /// Writes a `DAV:error` inside of another element.
    pub(super) fn write_error(&self, xml: &mut XmlWriter) {
        xml.open(WireName::dav("error"));
        self.write(xml);
        xml.close(WireName::dav("error"));
    }

    fn write(&self, xml: &mut XmlWriter) {
        let name = self.wire();
        match self {
            Self::NeedPrivileges(lacking) => {
                xml.open(name);
                lacking.iter().for_each(|one| one.write(xml));
                xml.close(name);
            }
            Self::LockTokenSubmitted(hrefs) | Self::NoConflictingLock(hrefs) => {
                xml.open(name);
                hrefs.iter().for_each(|href| xml.text_element(WireName::dav("href"), href.as_str()));
                xml.close(name);
            }
            Self::NoUidConflict(Some(href)) | Self::UniqueSchedulingObjectResource(Some(href)) => {
                xml.open(name);
                xml.text_element(WireName::dav("href"), href.as_str());
                xml.close(name);
            }
            _ => xml.empty(name),
        }
    }

    const fn wire(&self) -> WireName<'static> {
        match self {
            Self::CannotModifyProtectedProperty => WireName::dav("cannot-modify-protected-property"),
            Self::NoExternalEntities => WireName::dav("no-external-entities"),
            Self::PropfindFiniteDepth => WireName::dav("propfind-finite-depth"),
            Self::LockTokenSubmitted(_) => WireName::dav("lock-token-submitted"),
            Self::NoConflictingLock(_) => WireName::dav("no-conflicting-lock"),
            Self::LockTokenMatchesRequestUri => WireName::dav("lock-token-matches-request-uri"),
            Self::PreservedLiveProperties => WireName::dav("preserved-live-properties"),
            Self::ResourceMustBeNull => WireName::dav("resource-must-be-null"),
            Self::SupportedReport => WireName::dav("supported-report"),
            Self::NeedPrivileges(_) => WireName::dav("need-privileges"),
            Self::GrantOnly => WireName::dav("grant-only"),
            Self::NoInvert => WireName::dav("no-invert"),
            Self::NoAbstract => WireName::dav("no-abstract"),
            Self::NotSupportedPrivilege => WireName::dav("not-supported-privilege"),
            Self::AllowedPrincipal => WireName::dav("allowed-principal"),
            Self::RecognizedPrincipal => WireName::dav("recognized-principal"),
            Self::NoProtectedAceConflict => WireName::dav("no-protected-ace-conflict"),
            Self::NumberOfMatchesWithinLimits => WireName::dav("number-of-matches-within-limits"),
            Self::ValidResourcetype => WireName::dav("valid-resourcetype"),
            Self::ValidSyncToken => WireName::dav("valid-sync-token"),
            Self::SyncTraversalSupported => WireName::dav("sync-traversal-supported"),
            Self::QuotaNotExceeded => WireName::dav("quota-not-exceeded"),
            Self::SufficientDiskSpace => WireName::dav("sufficient-disk-space"),
            Self::CalendarCollectionLocationOk => WireName::caldav("calendar-collection-location-ok"),
            Self::SupportedCalendarData => WireName::caldav("supported-calendar-data"),
            Self::ValidCalendarData => WireName::caldav("valid-calendar-data"),
            Self::ValidCalendarObjectResource => WireName::caldav("valid-calendar-object-resource"),
            Self::SupportedCalendarComponent => WireName::caldav("supported-calendar-component"),
            Self::NoUidConflict(_) => WireName::caldav("no-uid-conflict"),
            Self::MaxResourceSize => WireName::caldav("max-resource-size"),
            Self::MinDateTime => WireName::caldav("min-date-time"),
            Self::MaxDateTime => WireName::caldav("max-date-time"),
            Self::MaxInstances => WireName::caldav("max-instances"),
            Self::SupportedRscale => WireName::caldav("supported-rscale"),
            Self::MaxAttendeesPerInstance => WireName::caldav("max-attendees-per-instance"),
            Self::ValidFilter => WireName::caldav("valid-filter"),
            Self::SupportedFilter => WireName::caldav("supported-filter"),
            Self::SupportedCollation => WireName::caldav("supported-collation"),
            Self::ValidTimezone => WireName::caldav("valid-timezone"),
            Self::UniqueSchedulingObjectResource(_) => WireName::caldav("unique-scheduling-object-resource"),
            Self::SameOrganizerInAllComponents => WireName::caldav("same-organizer-in-all-components"),
            Self::AllowedOrganizerSchedulingObjectChange => {
                WireName::caldav("allowed-organizer-scheduling-object-change")
            }
            Self::AllowedAttendeeSchedulingObjectChange => {
                WireName::caldav("allowed-attendee-scheduling-object-change")
            }
            Self::DefaultCalendarNeeded => WireName::caldav("default-calendar-needed"),
            Self::ValidScheduleDefaultCalendarUrl => WireName::caldav("valid-schedule-default-calendar-URL"),
        }
    }
}

impl LackingPrivilege {
    fn write(&self, xml: &mut XmlWriter) {
        xml.open(WireName::dav("resource"));
        xml.text_element(WireName::dav("href"), self.href.as_str());
        xml.open(WireName::dav("privilege"));
        xml.empty(self.privilege.wire());
        xml.close(WireName::dav("privilege"));
        xml.close(WireName::dav("resource"));
    }
}
