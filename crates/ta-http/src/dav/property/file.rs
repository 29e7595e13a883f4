//! Properties of files and collections of files (RFC 4918 §15, RFC 4331).

use jiff::Timestamp;
use ta_core::file::{FileContent, FileUsage, Lock, LockScope, TreeDepth};
use ta_core::{DeadProperty, DeadPropertyChange, Login};
use ta_dav::{
    ActiveLock, Depth, Href, PropertyElement, PropertyInstruction, PropertyName, PropertyResults,
    PropertyValue,
};

use super::patch::{Unfit, tell};
use super::{Viewer, common};
use crate::dav::address::file_path;
use crate::dav::place::FilePlace;

/// The properties of this file.
pub(super) const NAMES: &[PropertyName] = &[
    PropertyName::LockDiscovery,
    PropertyName::SupportedLock,
    PropertyName::QuotaAvailableBytes,
    PropertyName::QuotaUsedBytes,
];

/// The value of a property, unless this file does not know it or the file does not have it.
pub(super) fn value(place: &FilePlace, name: &PropertyName, viewer: &Viewer) -> Option<PropertyValue> {
    let meta = &place.meta;
    match name {
        PropertyName::GetEtag => meta.etag().map(|etag| PropertyValue::EntityTag(etag.as_str().to_owned())),
        PropertyName::GetContentType => {
            meta.content.as_ref().map(|content| PropertyValue::Text(media_type(content).to_owned()))
        }
        PropertyName::GetContentLength => {
            meta.content.as_ref().map(|content| PropertyValue::Number(content.size_bytes))
        }
        // The home was there before anybody looked at the clock.
        PropertyName::GetLastModified | PropertyName::CreationDate if meta.path.is_home() => None,
        PropertyName::GetLastModified => Some(PropertyValue::LastModified(meta.modified_utc)),
        PropertyName::CreationDate => Some(PropertyValue::CreationDate(meta.created_utc)),
        PropertyName::SupportedLock => Some(PropertyValue::SupportedLocks),
        PropertyName::LockDiscovery => Some(PropertyValue::ActiveLocks(active_locks(place, viewer))),
        PropertyName::QuotaUsedBytes => place.usage.map(|usage| PropertyValue::Number(usage.bytes)),
        PropertyName::QuotaAvailableBytes => place.usage.map(|FileUsage { bytes, .. }| {
            PropertyValue::Number(viewer.file_limits.bytes_max.saturating_sub(bytes))
        }),
        _ => None,
    }
}

/// What a file is said to be: what its writer said, or bytes of no known meaning.
pub(in crate::dav) fn media_type(content: &FileContent) -> &str {
    content.media_type.as_ref().map_or("application/octet-stream", |named| named.as_str())
}

fn active_locks(place: &FilePlace, viewer: &Viewer) -> Vec<ActiveLock> {
    let held = place.locks.iter().filter(|lock| lock.expires_utc > viewer.now);
    held.map(|lock| active_lock(&place.home, lock, viewer.now)).collect()
}

/// A lock as the wire tells of it.
pub(in crate::dav) fn active_lock(home: &Login, lock: &Lock, now: Timestamp) -> ActiveLock {
    ActiveLock {
        token: lock.token.as_str().to_owned(),
        root: Href::from(&file_path(home, &lock.root)),
        scope: match lock.scope {
            LockScope::Exclusive => ta_dav::LockScope::Exclusive,
            LockScope::Shared => ta_dav::LockScope::Shared,
        },
        depth: match lock.depth {
            TreeDepth::Zero => Depth::Zero,
            TreeDepth::Infinity => Depth::Infinity,
        },
        owner_xml: lock.owner_xml.clone(),
        seconds_left: lock.expires_utc.duration_since(now).as_secs().try_into().unwrap_or(0),
    }
}

/// What became of instructions about a file's properties.
pub(in crate::dav) enum FilePatchOutcome {
    /// All can be carried out, and then these are their results.
    Patch(Vec<DeadPropertyChange>, PropertyResults),
    /// One cannot, so none is; these are the results.
    Refused(PropertyResults),
}

/// Reads instructions, in their order.
pub(in crate::dav) fn read_file_patch(instructions: &[PropertyInstruction]) -> FilePatchOutcome {
    outcome(
        instructions.iter().map(|instruction| (instruction.name(), read_instruction(instruction))).collect(),
    )
}

/// Reads the properties that a collection shall start with.
pub(in crate::dav) fn read_new_collection(properties: &[PropertyElement]) -> FilePatchOutcome {
    // The method has looked at the type already.
    let others = properties.iter().filter(|property| *property.name() != PropertyName::ResourceType);
    outcome(others.map(|property| (property.name(), read_set(property))).collect())
}

fn outcome(read: Vec<(&PropertyName, Result<DeadPropertyChange, Unfit>)>) -> FilePatchOutcome {
    let refused = read.iter().any(|(_, outcome)| outcome.is_err());
    let mut results = PropertyResults::new();
    let mut changes = Vec::new();
    for (name, outcome) in read {
        let outcome = outcome.map(|change| changes.push(change));
        tell(&mut results, name, outcome, refused);
    }
    if refused { FilePatchOutcome::Refused(results) } else { FilePatchOutcome::Patch(changes, results) }
}

fn read_instruction(instruction: &PropertyInstruction) -> Result<DeadPropertyChange, Unfit> {
    match instruction {
        PropertyInstruction::Set(property) => read_set(property),
        PropertyInstruction::Remove(name) => {
            check_dead(name)?;
            Ok(DeadPropertyChange::Remove {
                namespace: name.namespace().to_owned(),
                local_name: name.local_name().to_owned(),
            })
        }
    }
}

fn read_set(property: &PropertyElement) -> Result<DeadPropertyChange, Unfit> {
    let name = property.name();
    check_dead(name)?;
    Ok(DeadPropertyChange::Set(DeadProperty {
        namespace: name.namespace().to_owned(),
        local_name: name.local_name().to_owned(),
        xml: property.to_xml(),
    }))
}

/// Refuses a property that the server computes for files. What it computes for calendars only is dead here, and so is
/// DAV:displayname.
fn check_dead(name: &PropertyName) -> Result<(), Unfit> {
    let lists = [common::NAMES, super::object::NAMES, NAMES];
    let is_own = lists.iter().any(|names| names.contains(name));
    match is_own && *name != PropertyName::DisplayName {
        true => Err(Unfit::Protected),
        false => Ok(()),
    }
}
