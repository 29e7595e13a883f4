//! Properties that every place has, each in its way.

use ta_dav::{Ace, DavPath, Href, Privilege, PropertyName, PropertyValue, ReportName, ResourceType};

use super::privileges::{on_calendar, on_file, on_object};
use super::{Viewer, acl};
use crate::dav::address::{calendar_path, member_path};
use crate::dav::place::Place;

/// The properties of this file.
pub(super) const NAMES: &[PropertyName] = &[
    PropertyName::ResourceType,
    PropertyName::DisplayName,
    PropertyName::CurrentUserPrincipal,
    PropertyName::PrincipalCollectionSet,
    PropertyName::Owner,
    PropertyName::CurrentUserPrivilegeSet,
    PropertyName::SupportedReportSet,
    PropertyName::Acl,
    PropertyName::AclRestrictions,
    PropertyName::SupportedPrivilegeSet,
    PropertyName::InheritedAclSet,
];

/// What `DAV:allprop` stands for: the properties of RFC 4918 §15, and none of the newer ones, which cost more than most
/// clients want to know (RFC 4791 §5.2.1 and others: "SHOULD NOT be returned").
pub(super) const ALLPROP: &[PropertyName] = &[
    PropertyName::ResourceType,
    PropertyName::DisplayName,
    PropertyName::CreationDate,
    PropertyName::GetContentLength,
    PropertyName::GetContentType,
    PropertyName::GetEtag,
    PropertyName::GetLastModified,
    PropertyName::LockDiscovery,
    PropertyName::SupportedLock,
];

/// The value of a property, unless this file does not know it or the place does not have it.
pub(super) fn value(place: &Place, name: &PropertyName, viewer: &Viewer) -> Option<PropertyValue> {
    match name {
        PropertyName::ResourceType => Some(PropertyValue::ResourceTypes(resource_types(place))),
        PropertyName::DisplayName => display_name(place).map(|text| PropertyValue::Text(text.to_owned())),
        PropertyName::CurrentUserPrincipal => Some(PropertyValue::href(&member_path(&viewer.login))),
        PropertyName::PrincipalCollectionSet => Some(PropertyValue::href(&DavPath::Principals)),
        PropertyName::Owner => owner(place).map(|path| PropertyValue::Hrefs(vec![Href::from(&path)])),
        PropertyName::CurrentUserPrivilegeSet => Some(PropertyValue::Privileges(privileges(place, viewer))),
        PropertyName::AddMember if matches!(place, Place::Calendar { .. }) => {
            Some(PropertyValue::href(&place.path()))
        }
        PropertyName::Acl => entries(place).map(PropertyValue::Acl),
        PropertyName::AclRestrictions => Some(PropertyValue::GrantsOnly),
        PropertyName::SupportedPrivilegeSet => {
            Some(PropertyValue::SupportedPrivileges(vec![acl::supported()]))
        }
        PropertyName::InheritedAclSet => Some(PropertyValue::Hrefs(inherited_from(place))),
        PropertyName::SupportedReportSet => Some(PropertyValue::SupportedReports(reports(place))),
        _ => None,
    }
}

/// Exactly collection and calendar for a calendar: iPhones take nothing else for one.
fn resource_types(place: &Place) -> Vec<ResourceType> {
    match place {
        Place::Fixed(_) | Place::Home(_) => vec![ResourceType::Collection],
        Place::Principal { .. } => vec![ResourceType::Collection, ResourceType::Principal],
        Place::Calendar { .. } => vec![ResourceType::Collection, ResourceType::Calendar],
        Place::File(place) if place.meta.is_collection() => vec![ResourceType::Collection],
        Place::Object { .. } | Place::File(_) => Vec::new(),
    }
}

fn display_name(place: &Place) -> Option<&str> {
    match place {
        Place::Fixed(DavPath::Root) => Some("TeamAgenda"),
        Place::Fixed(_) => None,
        Place::Home(owner) => Some(owner.as_str()),
        Place::Principal { principal, .. } => Some(&principal.name),
        Place::Calendar { address, found, .. } => {
            let named = found.calendar().settings.display_name.as_deref();
            Some(named.unwrap_or(address.calendar.as_str()))
        }
        // A file has the name that was given to it, as a dead property.
        Place::Object { .. } | Place::File(_) => None,
    }
}

fn owner(place: &Place) -> Option<DavPath> {
    match place {
        Place::Fixed(_) | Place::Principal { .. } => None,
        Place::Home(owner) => Some(member_path(owner)),
        Place::Calendar { found, .. } | Place::Object { within: found, .. } => {
            Some(member_path(found.owner()))
        }
        Place::File(place) => Some(member_path(&place.home)),
    }
}

/// What the caller may do. One sees only what one may read.
fn privileges(place: &Place, viewer: &Viewer) -> Vec<Privilege> {
    let read = [Privilege::Read, Privilege::ReadCurrentUserPrivilegeSet];
    match place {
        Place::Home(owner) if *owner == viewer.login => {
            Vec::from(read).into_iter().chain([Privilege::Bind, Privilege::Unbind]).collect()
        }
        Place::Fixed(_) | Place::Principal { .. } | Place::Home(_) => read.into(),
        Place::Calendar { address, found, .. } => on_calendar(found, &address.home, &viewer.login),
        Place::Object { within, .. } => on_object(within),
        Place::File(_) => on_file(),
    }
}

/// Who may do what with the place; `None` where the caller may not know.
fn entries(place: &Place) -> Option<Vec<Ace>> {
    match place {
        Place::Fixed(_) | Place::Principal { .. } => Some(acl::of_public_place()),
        Place::Home(_) | Place::File(_) => Some(acl::of_home()),
        Place::Calendar { grants, .. } | Place::Object { grants, .. } => {
            grants.as_deref().map(acl::of_calendar)
        }
    }
}

/// An object goes by the list of its calendar.
fn inherited_from(place: &Place) -> Vec<Href> {
    match place {
        Place::Object { collection, .. } => vec![Href::from(&calendar_path(collection))],
        _ => Vec::new(),
    }
}

fn reports(place: &Place) -> Vec<ReportName> {
    let of_place = match place {
        Place::Calendar { .. } => &[
            ReportName::CalendarQuery,
            ReportName::CalendarMultiget,
            ReportName::FreeBusyQuery,
            ReportName::SyncCollection,
            ReportName::AclPrincipalPropSet,
        ][..],
        Place::Home(_) => &[ReportName::FreeBusyQuery],
        Place::Object { .. } => &[ReportName::AclPrincipalPropSet],
        _ => &[],
    };
    let everywhere = [
        ReportName::ExpandProperty,
        ReportName::PrincipalMatch,
        ReportName::PrincipalPropertySearch,
        ReportName::PrincipalSearchPropertySet,
    ];
    of_place.iter().cloned().chain(everywhere).collect()
}
