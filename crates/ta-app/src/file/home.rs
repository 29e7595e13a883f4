//! The home for files, locked for a change.

use jiff::Timestamp;
use ta_core::file::{
    CanUseFiles, FileLimits, FileMeta, FilePath, FileUsage, LockToken, Locks, PathSnapshot, SubmittedTokens,
    may_use_files,
};
use ta_core::{Caller, Login, TeamId};
use ta_store::{ReadTx, WriteTx, file, file_lock, principal};

use crate::Error;

/// A home for files that nobody else changes until the transaction ends, and on what terms the caller changes it. It is
/// the proof that the caller may.
#[derive(Clone, Debug)]
pub struct LockedFiles {
    pub(super) team: TeamId,
    pub(super) right: CanUseFiles,
    pub(super) locks: Locks,
    pub(super) submitted: SubmittedTokens,
    pub(super) limits: FileLimits,
    pub(super) now: Timestamp,
}

/// Locks the home for files of this login. `tokens` are those of write locks that the caller submits.
///
/// # Errors
/// [`Error::NotFound`] when the caller may not use it; [`Error::Store`].
pub fn lock_files(
    tx: &mut WriteTx<'_>,
    caller: &Caller,
    home: &Login,
    tokens: &[LockToken],
    limits: FileLimits,
    now: Timestamp,
) -> Result<LockedFiles, Error> {
    let right = find_files(tx, caller, home)?;
    file::lock_home(tx, caller.team, right.owner())?.ok_or(Error::NotFound)?;
    let locks = file_lock::list(tx, caller.team, right.owner(), now)?;
    let submitted = SubmittedTokens { caller: right.caller(), tokens: tokens.to_vec() };
    Ok(LockedFiles { team: caller.team, right, locks, submitted, limits, now })
}

/// Finds out whose home for files this is, and whether the caller may use it.
pub(super) fn find_files(tx: &mut ReadTx<'_>, caller: &Caller, home: &Login) -> Result<CanUseFiles, Error> {
    let owner = principal::by_login(tx, caller.team, home)?.ok_or(Error::NotFound)?;
    Ok(may_use_files(caller, owner.id)?)
}

impl LockedFiles {
    /// What lies at a path.
    pub(super) fn find(&self, tx: &mut ReadTx<'_>, path: &FilePath) -> Result<Option<FileMeta>, Error> {
        Ok(file::by_path(tx, self.team, self.right.owner(), path)?)
    }

    /// What holds a path; `None` for the home, and where nothing does.
    pub(super) fn find_parent(
        &self,
        tx: &mut ReadTx<'_>,
        path: &FilePath,
    ) -> Result<Option<FileMeta>, Error> {
        path.parent().map_or(Ok(None), |parent| self.find(tx, &parent))
    }

    /// What a decision about a path rests on.
    pub(super) fn snapshot(&self, tx: &mut ReadTx<'_>, path: &FilePath) -> Result<PathSnapshot, Error> {
        Ok(PathSnapshot {
            present: self.find(tx, path)?,
            parent: self.find_parent(tx, path)?,
            locks: self.locks.clone(),
            usage: self.usage(tx)?,
            limits: self.limits,
        })
    }

    /// How much the home holds.
    pub(super) fn usage(&self, tx: &mut ReadTx<'_>) -> Result<FileUsage, Error> {
        Ok(file::usage(tx, self.team, self.right.owner())?)
    }

    /// Removes a tree and the locks in it.
    pub(super) fn remove(&self, tx: &mut WriteTx<'_>, root: &FilePath) -> Result<(), Error> {
        file::remove_tree(tx, self.team, self.right.owner(), root)?;
        Ok(file_lock::remove_tree(tx, self.team, self.right.owner(), root)?)
    }
}
