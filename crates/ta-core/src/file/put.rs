//! The rule of storing a file (RFC 4918 §9.7).

use super::{FileLimits, FileMeta, FilePath, FileRefusal, FileUsage, NewFile, PathSnapshot, SubmittedTokens};
use crate::Condition;

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PutFilePlan {
    /// Store a new file.
    Create,
    /// Replace the content of this one.
    Replace(FileMeta),
}

/// Decides whether `new` is stored at `path`.
///
/// # Errors
/// [`FileRefusal::Condition`], [`FileRefusal::IsCollection`], [`FileRefusal::NoParent`], [`FileRefusal::Locked`],
/// [`FileRefusal::OverQuota`].
pub fn plan_put_file(
    snapshot: PathSnapshot,
    path: &FilePath,
    new: &NewFile,
    condition: &Condition,
    submitted: &SubmittedTokens,
) -> Result<PutFilePlan, FileRefusal> {
    let PathSnapshot { present, parent, locks, usage, limits } = snapshot;
    if present.as_ref().is_some_and(FileMeta::is_collection) {
        return Err(FileRefusal::IsCollection);
    }
    let parent = parent.filter(FileMeta::is_collection).ok_or(FileRefusal::NoParent)?;
    condition.check(present.as_ref().and_then(FileMeta::etag))?;
    locks.check_one(path, submitted)?;
    match present {
        Some(present) => {
            let freed = FileUsage { bytes: usage.bytes.saturating_sub(present.size_bytes()), ..usage };
            limits.check(freed, FileUsage { bytes: new.size_bytes(), count: 0 })?;
            Ok(PutFilePlan::Replace(present))
        }
        None => {
            locks.check_one(&parent.path, submitted)?;
            limits.check(usage, FileUsage { bytes: new.size_bytes(), count: 1 })?;
            Ok(PutFilePlan::Create)
        }
    }
}

impl FileLimits {
    /// Refuses what would make a home hold more than it may.
    ///
    /// # Errors
    /// [`FileRefusal::OverQuota`].
    pub(super) fn check(self, present: FileUsage, added: FileUsage) -> Result<(), FileRefusal> {
        let fits = present.bytes.saturating_add(added.bytes) <= self.bytes_max
            && present.count.saturating_add(added.count) <= self.count_max;
        if fits { Ok(()) } else { Err(FileRefusal::OverQuota { limits: self }) }
    }
}

#[cfg(test)]
mod tests {
    use super::{PutFilePlan, plan_put_file};
    use crate::file::lock::tests::{lock, path, submitted};
    use crate::file::{
        FileContent, FileLimits, FileMeta, FilePath, FileRefusal, FileUsage, LockScope, Locks, NewFile,
        PathSnapshot, TreeDepth,
    };
    use crate::{Condition, Etag, FileId};

    fn meta(at: FilePath, content: Option<FileContent>) -> FileMeta {
        let created_utc = jiff::Timestamp::UNIX_EPOCH;
        FileMeta { id: FileId::new(1), path: at, content, created_utc, modified_utc: created_utc }
    }

    fn file_of(size_bytes: u64) -> Option<FileMeta> {
        let content = FileContent { etag: Etag::of(b"old"), media_type: None, size_bytes };
        Some(meta(path("a"), Some(content)))
    }

    fn snapshot(present: Option<FileMeta>, used_bytes: u64) -> PathSnapshot {
        PathSnapshot {
            present,
            parent: Some(meta(FilePath::home(), None)),
            locks: Locks::default(),
            usage: FileUsage { bytes: used_bytes, count: 1 },
            limits: FileLimits { bytes_max: 10, count_max: 2 },
        }
    }

    fn put(snapshot: PathSnapshot, size: usize) -> Result<PutFilePlan, FileRefusal> {
        let new = NewFile::new(vec![b'x'; size].into(), None);
        plan_put_file(snapshot, &path("a"), &new, &Condition::default(), &submitted(1, &[]))
    }

    #[test]
    fn a_home_fills_up_to_its_last_byte() {
        assert_eq!(put(snapshot(None, 4), 6), Ok(PutFilePlan::Create));
        let limits = FileLimits { bytes_max: 10, count_max: 2 };
        assert_eq!(put(snapshot(None, 4), 7), Err(FileRefusal::OverQuota { limits }));
    }

    #[test]
    fn what_is_replaced_makes_room() {
        assert!(matches!(put(snapshot(file_of(4), 8), 6), Ok(PutFilePlan::Replace(_))));
        assert!(put(snapshot(file_of(4), 8), 7).is_err());
    }

    #[test]
    fn a_locked_collection_takes_no_new_member_but_its_members_change() {
        let locks = || Locks::new(vec![lock("t", "", TreeDepth::Zero, LockScope::Exclusive)]);
        let refused = put(PathSnapshot { locks: locks(), ..snapshot(None, 0) }, 1);
        assert_eq!(refused, Err(FileRefusal::Locked { roots: vec![FilePath::home()] }));
        assert!(put(PathSnapshot { locks: locks(), ..snapshot(file_of(1), 1) }, 1).is_ok());
    }

    #[test]
    fn a_file_is_no_parent() {
        let refused = put(PathSnapshot { parent: file_of(1), ..snapshot(None, 1) }, 1);
        assert_eq!(refused, Err(FileRefusal::NoParent));
    }
}
