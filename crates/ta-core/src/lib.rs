//! The domain of the group scheduler and every rule of it, as pure functions of values.
//!
//! A rule takes a snapshot, what is new and the time, and returns a plan or a refusal; it never does anything. This
//! crate knows no clock, no randomness, no I/O, no async, no SQL and no wire format.

#![cfg_attr(test, allow(missing_docs))]

mod acl;
mod address;
mod calendar;
mod calendar_patch;
mod caller;
mod color_name;
mod condition;
mod credential;
mod derived;
mod etag;
pub mod event;
pub mod file;
mod ids;
mod names;
mod object;
mod principal;
mod put;
mod relocate;
mod sync;
pub mod team;
mod throttle;

pub use acl::{
    Access, Act, CanAskBusy, CanManage, CanOwn, CanRead, CanUseHome, CanWrite, Denied, Grant, GrantPlan,
    GrantRefusal, Granting, Grants, MissingRight, NarrowViews, NotVisible, PrivateItems, Rights, See,
    Standing, View, ViewState, check_grantee, may_use_home, narrow_states, narrowed, plan_grants,
};
pub use address::{CollectionRef, ObjectRef};
pub use calendar::{Calendar, CalendarSettings, Color, ComponentSet, DeadProperty};
pub use calendar_patch::{CalendarPatch, Change, DeadPropertyChange};
pub use caller::Caller;
pub use condition::{Condition, ConditionFailed, EtagList};
pub use credential::{AppPassword, SecretDigest, WebSession};
pub use derived::{Derivation, DerivationStamp, Derived};
pub use etag::Etag;
pub use ids::{AppPasswordId, CalendarId, FileId, ObjectId, PrincipalId, TeamId};
pub use names::{CalendarName, EmailAddress, FileName, Login, MediaType, NameError, ObjectName, Uid};
pub use object::{Author, ClientName, NewObject, ObjectMeta, ObjectVersion, StoredObject};
pub use principal::{
    AccountState, AdminRole, DelegateRights, Delegation, Principal, PrincipalDraft, PrincipalKind,
    ResourceKind,
};
pub use put::{PutPlan, PutRefusal, PutSnapshot, UidHolder, Visibility, check_may_change, plan_put};
pub use relocate::{MovePlan, MoveSnapshot, plan_move};
pub use sync::{ChangeKind, ChangedName, SyncSeq, SyncToken};
pub use ta_ical::index::{InstanceIndex, TooManyInstances};
pub use ta_ical::{CalendarObject, ComponentKind, TimeBounds, UtcRange};
pub use throttle::{Throttle, ThrottlePolicy};
