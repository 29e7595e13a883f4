//! Calendar objects as the store keeps them, and who changed them.

use std::sync::Arc;

use jiff::Timestamp;
use ta_ical::ComponentKind;

use crate::{CalendarId, CalendarName, Derived, Etag, ObjectId, ObjectName, PrincipalId, SyncSeq, Uid};

/// A calendar object to be stored: the client's bytes and what was derived from them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewObject {
    /// Its path segment in the calendar.
    pub name: ObjectName,
    /// Its UID, unique in the calendar.
    pub uid: Uid,
    /// The kind of its components.
    pub kind: ComponentKind,
    /// The iCalendar text, to be kept byte for byte.
    pub data: Arc<[u8]>,
    /// The tag of those bytes.
    pub etag: Etag,
    /// What it is found by.
    pub derived: Derived,
}

/// What the store knows of an object besides its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectMeta {
    /// Its key.
    pub id: ObjectId,
    /// The calendar it lies in.
    pub calendar: CalendarId,
    /// Its path segment there.
    pub name: ObjectName,
    /// Its UID.
    pub uid: Uid,
    /// The kind of its components.
    pub kind: ComponentKind,
    /// The tag of the stored bytes.
    pub etag: Etag,
    /// Length of the stored bytes.
    pub size_bytes: u64,
    /// When these bytes were stored.
    pub modified_utc: Timestamp,
    /// When the object was first stored.
    pub created_utc: Timestamp,
    /// The step of the calendar's change log that stored these bytes.
    pub seq: SyncSeq,
}

/// An object with its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredObject {
    /// What is known of it.
    pub meta: ObjectMeta,
    /// The iCalendar text.
    pub data: Arc<[u8]>,
}

/// A former version of an object, kept when it was replaced or deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectVersion {
    /// The object it was a version of.
    pub object: ObjectId,
    /// Whose home it lay in then.
    pub owner: PrincipalId,
    /// The calendar it lay in then, which may be gone.
    pub calendar: CalendarId,
    /// That calendar's path segment when the version was kept.
    pub calendar_name: CalendarName,
    /// Its path segment then.
    pub name: ObjectName,
    /// Its UID then.
    pub uid: Uid,
    /// The iCalendar text then.
    pub data: Arc<[u8]>,
    /// The step of the change log that stored this version.
    pub seq: SyncSeq,
    /// Who wrote this version.
    pub author: Author,
    /// When this version was written.
    pub written_utc: Timestamp,
    /// When it was replaced or deleted.
    pub replaced_utc: Timestamp,
    /// Who replaced or deleted it.
    pub replaced_by: Author,
}

/// Who makes a change, and with which program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// The member who acts.
    pub principal: PrincipalId,
    /// The program that member uses.
    pub client: ClientName,
}

/// What a client program calls itself, cut to a length that may be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientName(String);

impl ClientName {
    /// The longest kept, in bytes, inclusive.
    pub const MAX_BYTES: usize = 200;

    /// Keeps the printable characters of what a client calls itself, up to the limit.
    pub fn new(text: &str) -> Self {
        let printable = text.chars().filter(|c| !c.is_control());
        let mut kept = String::new();
        for c in printable {
            if kept.len() + c.len_utf8() > Self::MAX_BYTES {
                break;
            }
            kept.push(c);
        }
        Self(kept)
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
