//! What COPY and MOVE of files have in common.

use ta_core::file::{FilePath, Transfer, TransferSnapshot, plan_transfer};
use ta_store::{WriteTx, file};

use super::home::LockedFiles;
use super::put::FileOutcome;
use crate::Error;

/// Decides whether the source may go to the target, and makes room there. Tells what was there before.
pub(super) fn make_room(
    tx: &mut WriteTx<'_>,
    files: &LockedFiles,
    source: &FilePath,
    transfer: &Transfer,
) -> Result<Room, Error> {
    let target = &transfer.target;
    let owner = files.right.owner();
    let tree = file::tree(tx, files.team, owner, source)?;
    let snapshot = TransferSnapshot {
        source: files.find(tx, source)?.ok_or(Error::NotFound)?,
        source_usage: tree.usage,
        source_path_bytes_max: tree.path_bytes_max.try_into().unwrap_or(usize::MAX),
        present: files.find(tx, target)?,
        present_usage: file::tree(tx, files.team, owner, target)?.usage,
        parent: files.find_parent(tx, target)?,
        locks: files.locks.clone(),
        usage: files.usage(tx)?,
        limits: files.limits,
    };
    match plan_transfer(snapshot, transfer, &files.submitted)?.displaced {
        None => Ok(Room::Free),
        Some(displaced) => {
            files.remove(tx, &displaced.path)?;
            Ok(Room::Cleared)
        }
    }
}

/// What was at a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Room {
    /// Nothing.
    Free,
    /// Something that gave way.
    Cleared,
}

impl Room {
    /// The outcome, once something lies at the target.
    pub(super) fn outcome(
        self,
        tx: &mut WriteTx<'_>,
        files: &LockedFiles,
        target: &FilePath,
    ) -> Result<FileOutcome, Error> {
        let meta = files.find(tx, target)?.ok_or(Error::NotFound)?;
        Ok(match self {
            Self::Free => FileOutcome::Created(meta),
            Self::Cleared => FileOutcome::Replaced(meta),
        })
    }
}
