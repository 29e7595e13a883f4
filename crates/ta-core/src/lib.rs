//! The domain of the group scheduler and every rule of it, as pure functions of values.
//!
//! A rule takes a snapshot, what is new and the time, and returns a plan or a refusal; it never does anything. This
//! crate knows no clock, no randomness, no I/O, no async, no SQL and no wire format.

#![cfg_attr(test, allow(missing_docs))]

mod calendar;
mod etag;
mod ids;
mod names;
mod object;
mod principal;
mod sync;

pub use calendar::{Calendar, CalendarSettings, Color, ComponentSet, DeadProperty};
pub use etag::Etag;
pub use ids::{AppPasswordId, CalendarId, ObjectId, PrincipalId, TeamId};
pub use names::{CalendarName, EmailAddress, Login, NameError, ObjectName, Uid};
pub use object::{Author, ClientName, NewObject, ObjectMeta, ObjectVersion, StoredObject};
pub use principal::{AccountState, AdminRole, Principal, PrincipalKind, ResourceKind};
pub use sync::{ChangeKind, ChangedName, SyncSeq, SyncToken};
