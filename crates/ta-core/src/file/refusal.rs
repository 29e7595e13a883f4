//! Why nothing is done to a file.

use super::{FileLimits, FilePath};
use crate::ConditionFailed;

/// Why nothing is done to a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileRefusal {
    /// The client's condition does not hold.
    #[error(transparent)]
    Condition(#[from] ConditionFailed),
    /// The collection that should hold it is not there, or is no collection (RFC 4918 §9.3.1, §9.7.1, §9.8.5).
    #[error("the collection that should hold it does not exist; make that first")]
    NoParent,
    /// A collection has no content to be replaced (RFC 4918 §9.7.2).
    #[error("there is a collection under this address; a file needs another name")]
    IsCollection,
    /// A collection cannot be made where something is (RFC 4918 §9.3.1).
    #[error("there is something under this address already")]
    Exists,
    /// The home itself is neither deleted nor moved nor replaced.
    #[error("the home for files stays where it is; use what is in it")]
    IsHome,
    /// The target is taken, and the client asked not to overwrite (RFC 4918 §10.6).
    #[error("there is something under the target address already")]
    TargetTaken,
    /// Something would be copied or moved into or over itself, or over what holds it (RFC 4918 §9.8.5).
    #[error("source and target are the same, or one is in the other")]
    Overlap,
    /// Tokens of locks are missing (RFC 4918 §16, `DAV:lock-token-submitted`).
    #[error("it is locked; submit the token of the lock, or wait for its end")]
    Locked {
        /// The roots of those locks.
        roots: Vec<FilePath>,
    },
    /// A lock is in the way of a new one (RFC 4918 §16, `DAV:no-conflicting-lock`).
    #[error("another lock is in the way")]
    ConflictingLock {
        /// The root of that lock.
        root: FilePath,
    },
    /// No such lock covers the resource (RFC 4918 §16, `DAV:lock-token-matches-request-uri`).
    #[error("no lock of this token is on it")]
    NoSuchLock,
    /// The home holds as many locks as it may.
    #[error("there are too many locks; take some away first")]
    TooManyLocks,
    /// The home would hold more than it may (RFC 4331 §6, `DAV:quota-not-exceeded`).
    #[error("a home can hold at most {} bytes in {} files; delete some first", limits.bytes_max, limits.count_max)]
    OverQuota {
        /// What the home may hold.
        limits: FileLimits,
    },
    /// The paths below the target would become longer than a path may be.
    #[error("a path would have more than {} bytes there", FilePath::MAX_BYTES)]
    PathTooLong,
}
