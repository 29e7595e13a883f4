//! Properties of principals (RFC 3744 §4, RFC 4791 §6.2, RFC 6638 §2.4).

use ta_core::{DelegateRights, EmailAddress, Principal, PrincipalKind, ResourceKind};
use ta_dav::{Href, PropertyName, PropertyValue};

use crate::dav::address::{home_path, principal_path};

/// The properties of this file.
pub(super) const NAMES: &[PropertyName] = &[
    PropertyName::PrincipalUrl,
    PropertyName::AlternateUriSet,
    PropertyName::GroupMembership,
    PropertyName::GroupMemberSet,
    PropertyName::CalendarHomeSet,
    PropertyName::CalendarUserAddressSet,
    PropertyName::CalendarUserType,
    PropertyName::EmailAddressSet,
    PropertyName::CalendarProxyReadFor,
    PropertyName::CalendarProxyWriteFor,
];

/// The value of a property, unless this file does not know it or the principal does not have it.
pub(super) fn value(
    principal: &Principal,
    groups: &[Principal],
    members: &[Principal],
    delegators: &[(Principal, DelegateRights)],
    name: &PropertyName,
) -> Option<PropertyValue> {
    match name {
        PropertyName::PrincipalUrl => Some(PropertyValue::href(&principal_path(principal))),
        PropertyName::AlternateUriSet => {
            Some(PropertyValue::Hrefs(principal.emails.iter().map(mailto).collect()))
        }
        PropertyName::GroupMembership => Some(PropertyValue::Hrefs(groups.iter().map(href).collect())),
        PropertyName::GroupMemberSet if principal.kind == PrincipalKind::Group => {
            Some(PropertyValue::Hrefs(members.iter().map(href).collect()))
        }
        PropertyName::CalendarHomeSet => Some(PropertyValue::href(&home_path(&principal.login))),
        PropertyName::CalendarUserAddressSet => Some(addresses(principal)),
        PropertyName::CalendarProxyReadFor => acting(delegators, DelegateRights::Read),
        PropertyName::CalendarProxyWriteFor => acting(delegators, DelegateRights::Write),
        PropertyName::EmailAddressSet => {
            Some(PropertyValue::EmailAddresses(principal.emails.iter().map(ToString::to_string).collect()))
        }
        PropertyName::CalendarUserType => Some(PropertyValue::Text(user_type(principal.kind).to_owned())),
        _ => None,
    }
}

/// Those for whom a delegate with these rights acts (caldav-proxy §5.3); no property where there is nobody.
fn acting(delegators: &[(Principal, DelegateRights)], wanted: DelegateRights) -> Option<PropertyValue> {
    let with_rights = delegators.iter().filter(|(_, rights)| *rights == wanted);
    let hrefs: Vec<_> = with_rights.map(|(member, _)| href(member)).collect();
    (!hrefs.is_empty()).then_some(PropertyValue::Hrefs(hrefs))
}

/// The main mail address, which is the one that others know, then the rest. Who has none is known by the path alone.
fn addresses(principal: &Principal) -> PropertyValue {
    let path = href(principal);
    match principal.emails.split_first() {
        None => PropertyValue::CalendarUserAddresses { main: path, others: Vec::new() },
        Some((main, rest)) => {
            let others = rest.iter().map(mailto).chain([path]).collect();
            PropertyValue::CalendarUserAddresses { main: mailto(main), others }
        }
    }
}

fn mailto(address: &EmailAddress) -> Href {
    Href::verbatim(format!("mailto:{address}"))
}

fn href(principal: &Principal) -> Href {
    Href::from(&principal_path(principal))
}

/// The CUTYPE of RFC 5545 §3.2.3.
fn user_type(kind: PrincipalKind) -> &'static str {
    match kind {
        PrincipalKind::Member => "INDIVIDUAL",
        PrincipalKind::Group => "GROUP",
        PrincipalKind::Resource { kind: ResourceKind::Room, .. } => "ROOM",
        PrincipalKind::Resource { .. } => "RESOURCE",
    }
}
