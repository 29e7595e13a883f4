//! The rule of making a collection (RFC 4918 §9.3).

use super::{FileRefusal, FileUsage, PathSnapshot, SubmittedTokens};

/// Refuses a new collection where none can be.
///
/// # Errors
/// [`FileRefusal::Exists`], [`FileRefusal::NoParent`], [`FileRefusal::Locked`], [`FileRefusal::OverQuota`].
pub fn check_make_collection(
    snapshot: &PathSnapshot,
    submitted: &SubmittedTokens,
) -> Result<(), FileRefusal> {
    if snapshot.present.is_some() {
        return Err(FileRefusal::Exists);
    }
    let parent = snapshot.collection().ok_or(FileRefusal::NoParent)?;
    snapshot.locks.check_one(&parent.path, submitted)?;
    snapshot.limits.check(snapshot.usage, FileUsage { bytes: 0, count: 1 })
}
