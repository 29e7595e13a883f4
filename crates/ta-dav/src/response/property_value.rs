//! The values of properties, as they are written.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimePrinter;
use ta_ical::ComponentKind;
use ta_ical::recur::CalendarScale;

use super::active_lock::write_supported;
use super::multistatus::write_response;
use super::{ActiveLock, PropertyResults};
use crate::xml::{WireName, XmlWriter};
use crate::{Ace, Href, Privilege, PropertyName, ReportName, ResourceType, ReturnPreference, ShareAccess};

/// The value of a property, to be written into its element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PropertyValue {
    /// Nothing: a name without its value, and the properties of locks where there are none.
    Empty,
    /// Plain text.
    Text(String),
    /// Text in a language (`xml:lang`).
    TextInLanguage {
        /// The text.
        text: String,
        /// Its language tag.
        language: String,
    },
    /// A whole number, such as `DAV:getcontentlength`.
    Number(u64),
    /// An entity tag, given without its quotes, as `DAV:getetag` holds it (RFC 4918 §15.6).
    EntityTag(String),
    /// A time, as `DAV:creationdate` holds it: RFC 3339 to the second (RFC 4918 §15.1).
    CreationDate(Timestamp),
    /// A time, as `DAV:getlastmodified` holds it (RFC 4918 §15.7).
    LastModified(Timestamp),
    /// References to other resources, in order.
    Hrefs(Vec<Href>),
    /// `CALDAV:calendar-user-address-set` (RFC 6638 §2.4.1).
    CalendarUserAddresses {
        /// The address by which others know the principal.
        main: Href,
        /// The rest.
        others: Vec<Href>,
    },
    /// `CALENDARSERVER:email-address-set`: mail addresses, bare.
    EmailAddresses(Vec<String>),
    /// `DAV:current-user-principal` of nobody in particular (RFC 5397 §3).
    Unauthenticated,
    /// `DAV:resourcetype` (RFC 4918 §15.9).
    ResourceTypes(Vec<ResourceType>),
    /// `DAV:supported-report-set` (RFC 3253 §3.1.5).
    SupportedReports(Vec<ReportName>),
    /// `DAV:current-user-privilege-set` (RFC 3744 §5.4).
    Privileges(Vec<Privilege>),
    /// `CALDAV:supported-calendar-component-set` (RFC 4791 §5.2.3).
    Components(Vec<ComponentKind>),
    /// `CALDAV:supported-calendar-data`: iCalendar 2.0 (RFC 4791 §5.2.4).
    SupportedCalendarData,
    /// `CALDAV:supported-collation-set`: the collations that a filter is read with (RFC 4791 §7.5.1).
    SupportedCollations,
    /// `CALDAV:supported-rscale-set`: every calendar that a rule can count in (RFC 7529 §10.1).
    SupportedRscales,
    /// `CALDAV:schedule-calendar-transp` (RFC 6638 §9.1).
    Transparency(ScheduleTransparency),
    /// `CALDAV:calendar-data`: iCalendar text (RFC 4791 §9.6). Its line ends arrive as they are.
    CalendarData(Arc<[u8]>),
    /// What was asked about the resources that the property names, in place of its references (RFC 3253 §3.8).
    Resources(Vec<(Href, PropertyResults)>),
    /// `DAV:lockdiscovery` (RFC 4918 §15.8).
    ActiveLocks(Vec<ActiveLock>),
    /// `DAV:supportedlock` where write locks of both scopes can be taken (RFC 4918 §15.10).
    SupportedLocks,
    /// `DAV:supported-privilege-set` (RFC 3744 §5.3).
    SupportedPrivileges(Vec<SupportedPrivilege>),
    /// `DAV:acl` (RFC 3744 §5.5).
    Acl(Vec<Ace>),
    /// `DAV:acl-restrictions`: entries grant, to those they name (RFC 3744 §5.6).
    GrantsOnly,
    /// `CALENDARSERVER:invite`: with whom a calendar is shared (caldav-sharing §5.2.2).
    Invite {
        /// Whose calendar it is.
        organizer: Href,
        /// With whom it is shared.
        users: Vec<InvitedUser>,
    },
    /// `CALENDARSERVER:allowed-sharing-modes`: the caller may share it (caldav-sharing §5.2.3).
    CanBeShared,
    /// The whole element as XML text that can stand anywhere, name and all, as
    /// [`PropertyElement::to_xml`](crate::PropertyElement::to_xml) gives it.
    Xml(String),
}

/// Somebody with whom a calendar is shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvitedUser {
    /// A `mailto:` address, or the path of a principal.
    pub href: Href,
    /// The name for people.
    pub common_name: String,
    /// What they may do.
    pub access: ShareAccess,
}

/// A privilege that can be granted, and those that it comprises (RFC 3744 §5.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupportedPrivilege {
    /// The privilege.
    pub privilege: Privilege,
    /// What it allows, in English.
    pub description: &'static str,
    /// The privileges that it comprises.
    pub comprises: Vec<SupportedPrivilege>,
    /// Whether it can stand in an entry.
    pub granting: PrivilegeGranting,
}

/// Whether a privilege can stand in an access control entry (RFC 3744 §5.3, `DAV:abstract`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrivilegeGranting {
    /// It can.
    ByItself,
    /// It comes with the one that comprises it, or is nobody's to give.
    Abstract,
}

/// Whether a calendar counts when its owner's free-busy time is asked for (RFC 6638 §9.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ScheduleTransparency {
    /// It counts.
    #[default]
    Opaque,
    /// It does not.
    Transparent,
}

impl PropertyValue {
    /// One reference.
    pub fn href(href: impl Into<Href>) -> Self {
        Self::Hrefs(vec![href.into()])
    }

    /// The references in it, each once.
    pub fn references(&self) -> Vec<&Href> {
        match self {
            Self::Hrefs(hrefs) => hrefs.iter().collect(),
            Self::CalendarUserAddresses { main, others } => std::iter::once(main).chain(others).collect(),
            _ => Vec::new(),
        }
    }

    /// The stretches of character data in it, each of which a search looks at by itself (RFC 3744 §9.4.1). Those of
    /// numbers and times are left out.
    pub fn character_data(&self) -> Vec<&str> {
        match self {
            Self::Text(text) | Self::TextInLanguage { text, .. } => vec![text],
            Self::EmailAddresses(addresses) => addresses.iter().map(String::as_str).collect(),
            _ => self.references().into_iter().map(Href::as_str).collect(),
        }
    }

    /// Writes the property's element.
    pub(super) fn write(&self, xml: &mut XmlWriter, name: &PropertyName, returns: Option<ReturnPreference>) {
        let name = name.wire();
        match self {
            Self::Xml(element) => xml.raw(element),
            Self::Empty => xml.empty(name),
            Self::TextInLanguage { text, language } => {
                xml.open_with(name, &[("xml:lang", language)]);
                xml.text(text);
                xml.close(name);
            }
            Self::Text(text) => xml.text_element(name, text),
            Self::Number(number) => xml.text_element(name, &number.to_string()),
            Self::EntityTag(tag) => xml.text_element(name, &format!("\"{tag}\"")),
            Self::CreationDate(at) => xml.text_element(name, &rfc3339_seconds(*at)),
            Self::LastModified(at) => xml.text_element(name, &http_date(*at)),
            Self::CalendarData(bytes) => xml.text_element(name, &String::from_utf8_lossy(bytes)),
            structured => {
                xml.open(name);
                structured.write_children(xml, returns);
                xml.close(name);
            }
        }
    }

    /// Writes what stands inside of the element of those values that hold elements.
    fn write_children(&self, xml: &mut XmlWriter, returns: Option<ReturnPreference>) {
        match self {
            Self::Hrefs(hrefs) => hrefs.iter().for_each(|href| write_href(xml, href)),
            Self::CalendarUserAddresses { main, others } => write_addresses(xml, main, others),
            Self::EmailAddresses(addresses) => addresses.iter().for_each(|address| {
                xml.text_element(WireName::calendarserver("email-address"), address);
            }),
            Self::Unauthenticated => xml.empty(WireName::dav("unauthenticated")),
            Self::ResourceTypes(types) => types.iter().for_each(|one| xml.empty(one.wire())),
            Self::SupportedReports(reports) => reports.iter().for_each(|report| {
                wrapped(xml, &[WireName::dav("supported-report"), WireName::dav("report")], report.wire());
            }),
            Self::Privileges(privileges) => privileges.iter().for_each(|privilege| {
                wrapped(xml, &[WireName::dav("privilege")], privilege.wire());
            }),
            Self::Components(kinds) => kinds.iter().for_each(|kind| {
                xml.empty_with(WireName::caldav("comp"), &[("name", kind.as_str())]);
            }),
            Self::SupportedCalendarData => xml.empty_with(
                WireName::caldav("calendar-data"),
                &[("content-type", "text/calendar"), ("version", "2.0")],
            ),
            Self::SupportedCollations => {
                for collation in ["i;ascii-casemap", "i;octet", "i;unicode-casemap"] {
                    xml.text_element(WireName::caldav("supported-collation"), collation);
                }
            }
            Self::SupportedRscales => CalendarScale::ALL.iter().for_each(|scale| {
                xml.text_element(WireName::caldav("supported-rscale"), scale.as_str());
            }),
            Self::Transparency(ScheduleTransparency::Opaque) => xml.empty(WireName::caldav("opaque")),
            Self::Transparency(ScheduleTransparency::Transparent) => {
                xml.empty(WireName::caldav("transparent"))
            }
            Self::Resources(resources) => resources.iter().for_each(|(href, results)| {
                write_response(xml, href, results, returns);
            }),
            Self::Acl(entries) => entries.iter().for_each(|entry| entry.write(xml)),
            Self::Invite { organizer, users } => {
                let name = WireName::calendarserver("organizer");
                xml.open(name);
                write_href(xml, organizer);
                xml.close(name);
                users.iter().for_each(|user| user.write(xml));
            }
            Self::CanBeShared => xml.empty(WireName::calendarserver("can-be-shared")),
            Self::GrantsOnly => {
                xml.empty(WireName::dav("grant-only"));
                xml.empty(WireName::dav("no-invert"));
            }
            Self::ActiveLocks(locks) => locks.iter().for_each(|lock| lock.write(xml)),
            Self::SupportedLocks => write_supported(xml),
            Self::SupportedPrivileges(privileges) => privileges.iter().for_each(|one| one.write(xml)),
            // The rest hold text or nothing.
            _ => {}
        }
    }
}

impl InvitedUser {
    /// Nobody has to accept here, so everybody has.
    fn write(&self, xml: &mut XmlWriter) {
        let (user, access) = (WireName::calendarserver("user"), WireName::calendarserver("access"));
        xml.open(user);
        write_href(xml, &self.href);
        xml.text_element(WireName::calendarserver("common-name"), &self.common_name);
        xml.empty(WireName::calendarserver("invite-accepted"));
        wrapped(xml, &[access], self.access.wire());
        xml.close(user);
    }
}

impl SupportedPrivilege {
    fn write(&self, xml: &mut XmlWriter) {
        xml.open(WireName::dav("supported-privilege"));
        wrapped(xml, &[WireName::dav("privilege")], self.privilege.wire());
        if self.granting == PrivilegeGranting::Abstract {
            xml.empty(WireName::dav("abstract"));
        }
        write_description(xml, self.description);
        self.comprises.iter().for_each(|part| part.write(xml));
        xml.close(WireName::dav("supported-privilege"));
    }
}

/// Writes a `DAV:description` in English.
pub(super) fn write_description(xml: &mut XmlWriter, text: &str) {
    let name = WireName::dav("description");
    xml.open_with(name, &[("xml:lang", "en")]);
    xml.text(text);
    xml.close(name);
}

/// A time as the Last-Modified header and `DAV:getlastmodified` hold it (RFC 9110 §5.6.7).
pub fn http_date(at: Timestamp) -> String {
    // Only a year beyond 9999 cannot be printed, and no clock shows one.
    DateTimePrinter::new().timestamp_to_rfc9110_string(&at).unwrap_or_default()
}

fn rfc3339_seconds(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn write_href(xml: &mut XmlWriter, href: &Href) {
    xml.text_element(WireName::dav("href"), href.as_str());
}

/// Writes the main address first and last and marks it as preferred. Clients disagree on which address is the user's
/// own: Thunderbird from about 136 takes the first, most others the last, Apple's the preferred one.
fn write_addresses(xml: &mut XmlWriter, main: &Href, others: &[Href]) {
    let href = WireName::dav("href");
    let write_main = |xml: &mut XmlWriter| {
        xml.open_with(href, &[("preferred", "1")]);
        xml.text(main.as_str());
        xml.close(href);
    };
    write_main(xml);
    if !others.is_empty() {
        others.iter().for_each(|other| write_href(xml, other));
        write_main(xml);
    }
}

/// Writes an empty element inside of others.
fn wrapped(xml: &mut XmlWriter, outer: &[WireName<'_>], inner: WireName<'_>) {
    outer.iter().for_each(|name| xml.open(*name));
    xml.empty(inner);
    outer.iter().rev().for_each(|name| xml.close(*name));
}
