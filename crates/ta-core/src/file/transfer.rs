//! The rule of copying and moving files (RFC 4918 §9.8, §9.9).

use super::remove::check_unlocked;
use super::{FileLimits, FileMeta, FilePath, FileRefusal, FileUsage, Locks, SubmittedTokens, TreeDepth};
use crate::Condition;

/// Whether the source stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransferKind {
    /// It stays. Of a collection either the whole tree is copied or the collection without its members.
    Copy(TreeDepth),
    /// It goes, always as a whole.
    Move,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// Whether the source stays.
    pub kind: TransferKind,
    /// What must hold of the source.
    pub condition: Condition,
    /// Where it goes.
    pub target: FilePath,
    /// Whether what is there may give way.
    pub may_overwrite: bool,
}

/// Everything that the decision needs to know, read under the home's lock.
#[derive(Clone, Debug)]
pub struct TransferSnapshot {
    /// What is copied or moved.
    pub source: FileMeta,
    /// How much it holds, with everything below it.
    pub source_usage: FileUsage,
    /// The length of the longest path in it, in bytes.
    pub source_path_bytes_max: usize,
    /// What the target holds now.
    pub present: Option<FileMeta>,
    /// How much that holds, with everything below it.
    pub present_usage: FileUsage,
    /// What holds the target; `None` when nothing does.
    pub parent: Option<FileMeta>,
    /// The locks of the home.
    pub locks: Locks,
    /// How much the home holds now.
    pub usage: FileUsage,
    /// How much it may hold.
    pub limits: FileLimits,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransferPlan {
    /// What has to leave the target first, with everything below it.
    pub displaced: Option<FileMeta>,
}

/// Decides whether a file or collection is copied or moved.
///
/// # Errors
/// [`FileRefusal::Condition`], [`FileRefusal::IsHome`], [`FileRefusal::Overlap`], [`FileRefusal::NoParent`],
/// [`FileRefusal::TargetTaken`], [`FileRefusal::Locked`], [`FileRefusal::OverQuota`], [`FileRefusal::PathTooLong`].
pub fn plan_transfer(
    snapshot: TransferSnapshot,
    transfer: &Transfer,
    submitted: &SubmittedTokens,
) -> Result<TransferPlan, FileRefusal> {
    let source = &snapshot.source;
    transfer.condition.check(source.etag())?;
    check_apart(&source.path, transfer)?;
    let parent = snapshot.parent.as_ref().filter(|parent| parent.is_collection());
    let parent = parent.ok_or(FileRefusal::NoParent)?;
    if snapshot.present.is_some() && !transfer.may_overwrite {
        return Err(FileRefusal::TargetTaken);
    }
    snapshot.locks.check_tree(&transfer.target, submitted)?;
    if snapshot.present.is_none() {
        snapshot.locks.check_one(&parent.path, submitted)?;
    }
    check_path_length(&snapshot, &transfer.target)?;
    match transfer.kind {
        TransferKind::Move => check_source(&source.path, &snapshot.locks, submitted)?,
        TransferKind::Copy(_) => check_room(&snapshot)?,
    }
    Ok(TransferPlan { displaced: snapshot.present })
}

/// The home stays, and nothing goes into, over or around itself.
fn check_apart(source: &FilePath, transfer: &Transfer) -> Result<(), FileRefusal> {
    let target = &transfer.target;
    if target.is_home() || (source.is_home() && transfer.kind == TransferKind::Move) {
        return Err(FileRefusal::IsHome);
    }
    let flat = transfer.kind == TransferKind::Copy(TreeDepth::Zero);
    let into_itself = target.is_below(source) && !flat;
    match target == source || into_itself || source.is_below(target) {
        true => Err(FileRefusal::Overlap),
        false => Ok(()),
    }
}

fn check_source(source: &FilePath, locks: &Locks, submitted: &SubmittedTokens) -> Result<(), FileRefusal> {
    let parent = source.parent().ok_or(FileRefusal::IsHome)?;
    check_unlocked(source, &parent, locks, submitted)
}

fn check_path_length(snapshot: &TransferSnapshot, target: &FilePath) -> Result<(), FileRefusal> {
    let below = snapshot.source_path_bytes_max.saturating_sub(snapshot.source.path.as_str().len());
    match target.as_str().len() + below > FilePath::MAX_BYTES {
        true => Err(FileRefusal::PathTooLong),
        false => Ok(()),
    }
}

fn check_room(snapshot: &TransferSnapshot) -> Result<(), FileRefusal> {
    let TransferSnapshot { usage, present_usage, .. } = snapshot;
    let left = FileUsage {
        bytes: usage.bytes.saturating_sub(present_usage.bytes),
        count: usage.count.saturating_sub(present_usage.count),
    };
    snapshot.limits.check(left, snapshot.source_usage)
}

#[cfg(test)]
mod tests {
    use super::{Transfer, TransferKind, TransferPlan, TransferSnapshot, plan_transfer};
    use crate::file::lock::tests::{lock, path, submitted};
    use crate::file::{FileLimits, FileMeta, FilePath, FileRefusal, FileUsage, LockScope, Locks, TreeDepth};
    use crate::{Condition, FileId};

    fn collection(at: &str) -> FileMeta {
        let created_utc = jiff::Timestamp::UNIX_EPOCH;
        FileMeta { id: FileId::new(1), path: path(at), content: None, created_utc, modified_utc: created_utc }
    }

    fn snapshot(source: &str) -> TransferSnapshot {
        TransferSnapshot {
            source: collection(source),
            source_usage: FileUsage { bytes: 5, count: 2 },
            source_path_bytes_max: source.len(),
            present: None,
            present_usage: FileUsage::default(),
            parent: Some(collection("")),
            locks: Locks::default(),
            usage: FileUsage { bytes: 5, count: 2 },
            limits: FileLimits { bytes_max: 10, count_max: 10 },
        }
    }

    fn transfer(kind: TransferKind, target: &str) -> Transfer {
        Transfer { kind, condition: Condition::default(), target: path(target), may_overwrite: true }
    }

    const DEEP: TransferKind = TransferKind::Copy(TreeDepth::Infinity);
    const FLAT: TransferKind = TransferKind::Copy(TreeDepth::Zero);

    fn plan(source: &str, kind: TransferKind, target: &str) -> Result<TransferPlan, FileRefusal> {
        plan_transfer(snapshot(source), &transfer(kind, target), &submitted(1, &[]))
    }

    #[test]
    fn nothing_goes_into_over_or_around_itself() {
        for kind in [DEEP, TransferKind::Move] {
            for target in ["a/b", "a/b/c"] {
                assert_eq!(plan("a/b", kind, target), Err(FileRefusal::Overlap), "{kind:?} {target}");
            }
            assert_eq!(plan("a/b", kind, "a"), Err(FileRefusal::Overlap));
        }
        // Without its members a collection may be copied into itself.
        assert!(plan("a/b", FLAT, "a/b/c").is_ok());
    }

    #[test]
    fn the_home_stays() {
        assert_eq!(plan("a", TransferKind::Move, ""), Err(FileRefusal::IsHome));
        assert_eq!(plan("", TransferKind::Move, "a"), Err(FileRefusal::IsHome));
    }

    #[test]
    fn a_copy_needs_room_and_a_move_does_not() {
        let tight = || TransferSnapshot { usage: FileUsage { bytes: 6, count: 2 }, ..snapshot("a") };
        let limits = tight().limits;
        let copied = plan_transfer(tight(), &transfer(DEEP, "b"), &submitted(1, &[]));
        assert_eq!(copied, Err(FileRefusal::OverQuota { limits }));
        assert!(plan_transfer(tight(), &transfer(TransferKind::Move, "b"), &submitted(1, &[])).is_ok());
    }

    #[test]
    fn a_lock_on_the_source_stops_a_move_and_not_a_copy() {
        let locks = Locks::new(vec![lock("t", "a/x", TreeDepth::Zero, LockScope::Exclusive)]);
        let locked = || TransferSnapshot { locks: locks.clone(), ..snapshot("a") };
        let moved = plan_transfer(locked(), &transfer(TransferKind::Move, "b"), &submitted(1, &[]));
        assert_eq!(moved, Err(FileRefusal::Locked { roots: vec![path("a/x")] }));
        assert!(plan_transfer(locked(), &transfer(DEEP, "b"), &submitted(1, &[])).is_ok());
    }

    #[test]
    fn a_path_does_not_grow_too_long_by_moving() {
        let deep = TransferSnapshot { source_path_bytes_max: FilePath::MAX_BYTES, ..snapshot("a") };
        let moved = plan_transfer(deep, &transfer(TransferKind::Move, "bb"), &submitted(1, &[]));
        assert_eq!(moved, Err(FileRefusal::PathTooLong));
    }
}
