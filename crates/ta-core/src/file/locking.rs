//! The rule of taking a lock (RFC 4918 §9.10).

use super::{FilePath, FileRefusal, FileUsage, LockScope, Locks, PathSnapshot, SubmittedTokens, TreeDepth};

/// The most locks that a home can have at a time.
pub(crate) const LOCKS_MAX: usize = 1000;

/// A lock that somebody asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLock {
    /// Where.
    pub root: FilePath,
    /// How far it shall reach.
    pub depth: TreeDepth,
    /// Whether it can be shared.
    pub scope: LockScope,
}

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlannedLock {
    /// Lock what is there.
    Present,
    /// There is nothing yet: make an empty file first (RFC 4918 §7.3).
    New,
}

/// Decides whether a lock can be taken on a path.
///
/// # Errors
/// [`FileRefusal::ConflictingLock`]; [`FileRefusal::TooManyLocks`]; where nothing is yet, [`FileRefusal::NoParent`],
/// [`FileRefusal::Locked`] and [`FileRefusal::OverQuota`].
pub fn plan_lock(
    new: &NewLock,
    snapshot: &PathSnapshot,
    submitted: &SubmittedTokens,
) -> Result<PlannedLock, FileRefusal> {
    let PathSnapshot { present, locks, usage, limits, .. } = snapshot;
    if let Some(root) = conflicting(new, locks) {
        return Err(FileRefusal::ConflictingLock { root });
    }
    if locks.count() >= LOCKS_MAX {
        return Err(FileRefusal::TooManyLocks);
    }
    if present.is_some() {
        return Ok(PlannedLock::Present);
    }
    let parent = snapshot.collection().ok_or(FileRefusal::NoParent)?;
    locks.check_one(&parent.path, submitted)?;
    limits.check(*usage, FileUsage { bytes: 0, count: 1 })?;
    Ok(PlannedLock::New)
}

/// The root of a lock that the new one cannot stand beside: unless both are shared, no resource has two (RFC 4918 §6.2).
fn conflicting(new: &NewLock, locks: &Locks) -> Option<FilePath> {
    let exclude_each_other =
        |scope: LockScope| new.scope == LockScope::Exclusive || scope == LockScope::Exclusive;
    let on_root = locks.covering(&new.root);
    let below = locks.below(&new.root).filter(|_| new.depth == TreeDepth::Infinity);
    let mut all = on_root.chain(below);
    all.find(|lock| exclude_each_other(lock.scope)).map(|lock| lock.root.clone())
}

#[cfg(test)]
mod tests {
    use super::super::lock::tests::{lock, path, submitted};
    use super::{LockScope, Locks, NewLock, PathSnapshot, PlannedLock, TreeDepth, plan_lock};
    use crate::FileId;
    use crate::file::{FileLimits, FileMeta, FileRefusal, FileUsage, Lock};

    fn collection(at: &str) -> FileMeta {
        FileMeta {
            id: FileId::new(1),
            path: path(at),
            content: None,
            created_utc: jiff::Timestamp::UNIX_EPOCH,
            modified_utc: jiff::Timestamp::UNIX_EPOCH,
        }
    }

    fn new(root: &str, depth: TreeDepth, scope: LockScope) -> NewLock {
        NewLock { root: path(root), depth, scope }
    }

    fn snapshot(present: Option<FileMeta>, parent: Option<FileMeta>, locks: &[Lock]) -> PathSnapshot {
        PathSnapshot {
            present,
            parent,
            locks: Locks::new(locks.to_vec()),
            usage: FileUsage { bytes: 0, count: 1 },
            limits: FileLimits { bytes_max: 10, count_max: 2 },
        }
    }

    fn plan(new: &NewLock, beside: Lock) -> Result<PlannedLock, FileRefusal> {
        plan_lock(new, &snapshot(Some(collection("a")), None, &[beside]), &submitted(1, &[]))
    }

    #[test]
    fn shared_locks_stand_beside_each_other_and_an_exclusive_one_alone() {
        let shared = || lock("t", "a", TreeDepth::Zero, LockScope::Shared);
        assert_eq!(plan(&new("a", TreeDepth::Zero, LockScope::Shared), shared()), Ok(PlannedLock::Present));
        let refused = plan(&new("a", TreeDepth::Zero, LockScope::Exclusive), shared());
        assert_eq!(refused, Err(FileRefusal::ConflictingLock { root: path("a") }));
        let exclusive = lock("t", "a", TreeDepth::Zero, LockScope::Exclusive);
        assert!(plan(&new("a", TreeDepth::Zero, LockScope::Shared), exclusive).is_err());
    }

    #[test]
    fn a_deep_lock_needs_everything_below_to_be_free() {
        let inside = || lock("t", "a/b/c", TreeDepth::Zero, LockScope::Exclusive);
        let refused = plan(&new("a", TreeDepth::Infinity, LockScope::Exclusive), inside());
        assert_eq!(refused, Err(FileRefusal::ConflictingLock { root: path("a/b/c") }));
        let flat = plan(&new("a", TreeDepth::Zero, LockScope::Exclusive), inside());
        assert_eq!(flat, Ok(PlannedLock::Present));
    }

    fn plan_on_nothing(parent: Option<FileMeta>, locks: &[Lock]) -> Result<PlannedLock, FileRefusal> {
        let wanted = new("a/b", TreeDepth::Zero, LockScope::Exclusive);
        plan_lock(&wanted, &snapshot(None, parent, locks), &submitted(1, &[]))
    }

    #[test]
    fn a_lock_on_nothing_makes_a_file_where_a_collection_can_hold_it() {
        assert_eq!(plan_on_nothing(Some(collection("a")), &[]), Ok(PlannedLock::New));
        assert_eq!(plan_on_nothing(None, &[]), Err(FileRefusal::NoParent));
        let locks = [lock("t", "a", TreeDepth::Zero, LockScope::Exclusive)];
        let refused = plan_on_nothing(Some(collection("a")), &locks);
        assert_eq!(refused, Err(FileRefusal::Locked { roots: vec![path("a")] }));
    }

    #[test]
    fn a_lock_on_nothing_needs_room_for_the_file() {
        let wanted = new("a/b", TreeDepth::Zero, LockScope::Exclusive);
        let full = PathSnapshot {
            usage: FileUsage { bytes: 0, count: 2 },
            ..snapshot(None, Some(collection("a")), &[])
        };
        let limits = full.limits;
        assert_eq!(plan_lock(&wanted, &full, &submitted(1, &[])), Err(FileRefusal::OverQuota { limits }));
    }
}
