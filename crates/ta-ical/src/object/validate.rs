//! Whether a stream is a calendar object resource (RFC 4791 §4.1).

use super::part::{Part, missing, single};
use super::{DataError, ObjectError, ResourceError};
use crate::time::Zones;
use crate::{Component, ComponentKind, ICalendar};

/// What validation learns.
pub(super) struct Validated {
    pub(super) kind: ComponentKind,
    pub(super) uid: String,
    /// The master, if there is one, and the components that stand for single instances, in the stream's order.
    pub(super) parts: Vec<Part>,
}

/// Checks a stream against the rules for a stored object.
pub(super) fn validate(ical: &ICalendar) -> Result<Validated, ObjectError> {
    let calendar = ical.root();
    if let Some(second) = ical.calendars().nth(1) {
        return Err(DataError::SeveralCalendars { line: second.line_number() }.into());
    }
    check_version(calendar)?;
    if let Some(method) = calendar.property("METHOD") {
        return Err(ResourceError::Method { line: method.line_number() }.into());
    }
    let components = stored_components(calendar);
    let kind = only_kind(&components)?;
    let uid = only_uid(&components, kind)?;
    let zones = Zones::of(calendar);
    let parts: Result<Vec<_>, _> =
        components.iter().map(|(_, component)| Part::read(*component, kind, &zones)).collect();
    let parts = parts?;
    check_masters(&parts, &components)?;
    Ok(Validated { kind, uid, parts })
}

fn check_version(calendar: Component<'_>) -> Result<(), DataError> {
    match calendar.property("VERSION") {
        None => Err(DataError::MissingProperty {
            line: calendar.line_number(),
            component: "VCALENDAR",
            property: "VERSION",
        }),
        Some(version) if version.value().trim_ascii() != "2.0" => {
            Err(DataError::Version { line: version.line_number() })
        }
        Some(_) => Ok(()),
    }
}

/// The components of the kinds that can be stored. Components nobody knows are kept in the bytes and not judged.
fn stored_components(calendar: Component<'_>) -> Vec<(ComponentKind, Component<'_>)> {
    calendar
        .components()
        .filter_map(|component| Some((ComponentKind::from_name(component.name())?, component)))
        .collect()
}

fn only_kind(components: &[(ComponentKind, Component<'_>)]) -> Result<ComponentKind, ResourceError> {
    let (first, _) = *components.first().ok_or(ResourceError::NoComponent)?;
    match components.iter().find(|(kind, _)| *kind != first) {
        Some((other, component)) => {
            Err(ResourceError::SeveralKinds { line: component.line_number(), first, other: *other })
        }
        None => Ok(first),
    }
}

fn only_uid(
    components: &[(ComponentKind, Component<'_>)],
    kind: ComponentKind,
) -> Result<String, ObjectError> {
    let mut first: Option<String> = None;
    for (_, component) in components {
        let property = single(*component, "UID")?.filter(|uid| !uid.value().trim_ascii().is_empty());
        let property = property.ok_or_else(|| missing(*component, kind, "UID"))?;
        let uid = property.text();
        match &first {
            None => first = Some(uid.into_owned()),
            Some(first) if *first != *uid => {
                return Err(ResourceError::SeveralUids { line: property.line_number() }.into());
            }
            Some(_) => {}
        }
    }
    Ok(first.ok_or(ResourceError::NoComponent)?)
}

fn check_masters(parts: &[Part], components: &[(ComponentKind, Component<'_>)]) -> Result<(), ResourceError> {
    let mut masters = parts
        .iter()
        .zip(components)
        .filter(|(part, _)| part.recurrence.is_none())
        .map(|(_, (_, component))| component);
    match masters.nth(1) {
        Some(second) => Err(ResourceError::SeveralMasters { line: second.line_number() }),
        None => Ok(()),
    }
}
