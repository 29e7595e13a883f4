//! What is told of each place: its live properties, by kind of place, and its dead ones.

pub(super) mod acl;
mod calendar;
mod common;
pub(super) mod file;
pub(super) mod make;
mod object;
pub(super) mod patch;
mod principal;
mod privileges;
pub(super) mod share;

use jiff::Timestamp;
use ta_core::file::FileLimits;
use ta_core::{Caller, DeadProperty, Login};
use ta_dav::{PropertyName, PropertyRequest, PropertyResults, PropertyValue, Status};

use super::place::Place;
use crate::Doors;

/// Who looks, and at what server.
pub(super) struct Viewer {
    login: Login,
    object_bytes_max: u64,
    file_limits: FileLimits,
    now: Timestamp,
}

impl Viewer {
    /// The viewer that a caller is.
    pub(super) fn of(doors: &Doors, caller: &Caller) -> Self {
        Self {
            login: caller.login.clone(),
            object_bytes_max: doors.limits.object_bytes_max.try_into().unwrap_or(u64::MAX),
            file_limits: doors.limits.files,
            now: doors.app.now(),
        }
    }
}

/// The properties of a place that a request asks for.
pub(super) fn results(place: &Place, request: &PropertyRequest, viewer: &Viewer) -> PropertyResults {
    let mut results = PropertyResults::new();
    match request {
        PropertyRequest::Prop(names) => names.iter().for_each(|name| tell(&mut results, place, name, viewer)),
        PropertyRequest::AllProp { include } => {
            let ordinary = common::ALLPROP.iter().filter(|name| live_value(place, name, viewer).is_some());
            let dead = dead_names(place);
            let mut names: Vec<_> = ordinary.cloned().chain(dead).collect();
            let more = include.iter().filter(|name| !names.contains(name)).cloned().collect::<Vec<_>>();
            names.extend(more);
            names.iter().for_each(|name| tell(&mut results, place, name, viewer));
        }
        PropertyRequest::PropName => {
            let live = PropertyName::KNOWN.iter().filter(|name| live_value(place, name, viewer).is_some());
            live.cloned().chain(dead_names(place)).for_each(|name| results.done(name));
        }
    }
    results
}

/// Whether a property is one that this server computes or understands, on whatever place.
pub(super) fn is_live(name: &PropertyName) -> bool {
    [common::NAMES, principal::NAMES, calendar::NAMES, object::NAMES, file::NAMES]
        .iter()
        .any(|names| names.contains(name))
}

/// Tells one property of a place, or that it is not there.
pub(super) fn tell(results: &mut PropertyResults, place: &Place, name: &PropertyName, viewer: &Viewer) {
    match live_value(place, name, viewer).or_else(|| dead_value(place, name)) {
        Some(value) => results.found(name.clone(), value),
        None if *name == PropertyName::Acl => {
            results.refused(name.clone(), Status::Forbidden, acl::hidden(&place.path()));
        }
        None => results.missing(name.clone()),
    }
}

/// The value of a property that this server computes or understands; `None` where the place does not have it.
pub(super) fn live_value(place: &Place, name: &PropertyName, viewer: &Viewer) -> Option<PropertyValue> {
    let own = match place {
        Place::Fixed(_) | Place::Home(_) => None,
        Place::Principal { principal, groups, members, delegators } => {
            principal::value(principal, groups, members, delegators, name)
        }
        Place::Calendar { found, grants, .. } => calendar::value(found, grants.as_deref(), name, viewer),
        Place::Object { meta, .. } => object::value(meta, name),
        Place::File(place) => file::value(place, name, viewer),
    };
    own.or_else(|| common::value(place, name, viewer))
}

fn dead_properties(place: &Place) -> &[DeadProperty] {
    match place {
        Place::Calendar { dead, .. } => dead,
        Place::File(place) => &place.dead,
        _ => &[],
    }
}

fn dead_names(place: &Place) -> Vec<PropertyName> {
    dead_properties(place)
        .iter()
        .map(|property| PropertyName::from_wire(&property.namespace, &property.local_name))
        .collect()
}

fn dead_value(place: &Place, name: &PropertyName) -> Option<PropertyValue> {
    let found = dead_properties(place)
        .iter()
        .find(|property| property.namespace == name.namespace() && property.local_name == name.local_name());
    found.map(|property| PropertyValue::Xml(property.xml.clone()))
}
