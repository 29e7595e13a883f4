//! A member's files: plain collections and what is in them, and the locks on them (RFC 4918).
//!
//! Every member has one home for files. A file or collection is known by its path in that home.

mod content;
mod lock;
mod locking;
mod make;
mod path;
mod put;
mod refusal;
mod remove;
mod right;
mod snapshot;
mod transfer;

pub use content::{FileContent, FileLimits, FileMeta, FileUsage, NewFile, StoredFile};
pub use lock::{Lock, LockScope, LockToken, Locks, SubmittedTokens, TreeDepth};
pub use locking::{NewLock, PlannedLock, plan_lock};
pub use make::check_make_collection;
pub use path::{FilePath, FilePathError, FileRef};
pub use put::{PutFilePlan, plan_put_file};
pub use refusal::FileRefusal;
pub use remove::check_remove;
pub use right::{CanUseFiles, may_use_files};
pub use snapshot::PathSnapshot;
pub use transfer::{Transfer, TransferKind, TransferPlan, TransferSnapshot, plan_transfer};
