//! What the rules about one path need to know.

use super::{FileLimits, FileMeta, FileUsage, Locks};

/// Everything that the decision about what lies at a path needs to know, read under the home's lock.
#[derive(Clone, Debug)]
pub struct PathSnapshot {
    /// What the path holds now.
    pub present: Option<FileMeta>,
    /// What holds the path; `None` when nothing does.
    pub parent: Option<FileMeta>,
    /// The locks of the home.
    pub locks: Locks,
    /// How much the home holds now.
    pub usage: FileUsage,
    /// How much it may hold.
    pub limits: FileLimits,
}

impl PathSnapshot {
    /// The collection that holds the path.
    pub(super) fn collection(&self) -> Option<&FileMeta> {
        self.parent.as_ref().filter(|parent| parent.is_collection())
    }
}
