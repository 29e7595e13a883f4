//! Properties of calendars (RFC 4791 §5.2, RFC 6578 §4, and what Apple's clients keep on them).

use ta_app::CalendarGrants;
use ta_core::{Act, CanRead, Color};
use ta_dav::{PropertyName, PropertyValue};
use ta_ical::index::INSTANCES_MAX;

use super::{Viewer, share};

/// The properties of this file.
pub(super) const NAMES: &[PropertyName] = &[
    PropertyName::CalendarDescription,
    PropertyName::CalendarTimezone,
    PropertyName::CalendarColor,
    PropertyName::CalendarOrder,
    PropertyName::SupportedCalendarComponentSet,
    PropertyName::SupportedCalendarData,
    PropertyName::SupportedCollationSet,
    PropertyName::MaxResourceSize,
    PropertyName::MaxInstances,
    PropertyName::SupportedRscaleSet,
    PropertyName::GetCtag,
    PropertyName::SyncToken,
    PropertyName::Invite,
    PropertyName::AllowedSharingModes,
    PropertyName::AddMember,
];

/// The value of a property, unless this file does not know it or the calendar does not have it.
pub(super) fn value(
    found: &CanRead,
    grants: Option<&CalendarGrants>,
    name: &PropertyName,
    viewer: &Viewer,
) -> Option<PropertyValue> {
    let settings = &found.calendar().settings;
    match name {
        PropertyName::CalendarDescription => settings.description.clone().map(PropertyValue::Text),
        PropertyName::CalendarTimezone => settings.time_zone.clone().map(PropertyValue::Text),
        PropertyName::CalendarColor => settings.color.as_ref().map(apple_color),
        PropertyName::CalendarOrder => settings.order.map(|order| PropertyValue::Text(order.to_string())),
        PropertyName::SupportedCalendarComponentSet => {
            Some(PropertyValue::Components(settings.components.iter().collect()))
        }
        PropertyName::SupportedCalendarData => Some(PropertyValue::SupportedCalendarData),
        PropertyName::SupportedCollationSet => Some(PropertyValue::SupportedCollations),
        PropertyName::MaxResourceSize => Some(PropertyValue::Number(viewer.object_bytes_max)),
        PropertyName::MaxInstances => {
            Some(PropertyValue::Number(INSTANCES_MAX.try_into().unwrap_or(u64::MAX)))
        }
        PropertyName::SupportedRscaleSet => Some(PropertyValue::SupportedRscales),
        PropertyName::Invite => grants.map(share::invite),
        PropertyName::AllowedSharingModes if found.rights().act() == Act::Manage => {
            Some(PropertyValue::CanBeShared)
        }
        // The token changes whenever anything in the calendar does, which is all that a ctag promises.
        PropertyName::GetCtag | PropertyName::SyncToken => {
            Some(PropertyValue::Text(found.sync_token().to_string()))
        }
        _ => None,
    }
}

/// Apple's clients expect the alpha that they send.
fn apple_color(color: &Color) -> PropertyValue {
    PropertyValue::Text(format!("{}ff", color.as_str()).to_ascii_uppercase())
}
