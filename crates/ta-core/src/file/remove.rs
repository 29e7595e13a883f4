//! The rule of deleting a file or a collection with everything in it (RFC 4918 §9.6).

use super::{FileMeta, FilePath, FileRefusal, Locks, SubmittedTokens};
use crate::Condition;

/// Refuses to delete what cannot be.
///
/// # Errors
/// [`FileRefusal::IsHome`], [`FileRefusal::Condition`], [`FileRefusal::Locked`].
pub fn check_remove(
    present: &FileMeta,
    locks: &Locks,
    condition: &Condition,
    submitted: &SubmittedTokens,
) -> Result<(), FileRefusal> {
    let parent = present.path.parent().ok_or(FileRefusal::IsHome)?;
    condition.check(present.etag())?;
    check_unlocked(&present.path, &parent, locks, submitted)
}

/// Refuses to take a tree out of the collection that holds it.
pub(super) fn check_unlocked(
    path: &FilePath,
    parent: &FilePath,
    locks: &Locks,
    submitted: &SubmittedTokens,
) -> Result<(), FileRefusal> {
    locks.check_tree(path, submitted)?;
    locks.check_one(parent, submitted)
}
