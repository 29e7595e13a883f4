//! PUT of a file (RFC 4918 §9.7).

use ta_core::Condition;
use ta_core::file::{FileMeta, FilePath, NewFile, PutFilePlan, plan_put_file};
use ta_store::{WriteTx, file};

use super::home::LockedFiles;
use crate::Error;

/// What became of a file that was put, or of what was copied or moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileOutcome {
    /// The path held nothing before.
    Created(FileMeta),
    /// It took the place of what was there.
    Replaced(FileMeta),
}

impl FileOutcome {
    /// What lies there now.
    pub fn meta(&self) -> &FileMeta {
        match self {
            Self::Created(meta) | Self::Replaced(meta) => meta,
        }
    }
}

/// Stores a file.
///
/// # Errors
/// [`Error::File`]; [`Error::Store`].
pub fn put_file(
    tx: &mut WriteTx<'_>,
    files: &LockedFiles,
    path: &FilePath,
    new: &NewFile,
    condition: &Condition,
) -> Result<FileOutcome, Error> {
    let snapshot = files.snapshot(tx, path)?;
    match plan_put_file(snapshot, path, new, condition, &files.submitted)? {
        PutFilePlan::Create => {
            let made = file::insert_file(tx, files.team, files.right.owner(), path, new, files.now)?;
            Ok(FileOutcome::Created(made))
        }
        PutFilePlan::Replace(present) => {
            let stored = file::replace_content(tx, files.team, present.id, new, files.now)?;
            Ok(FileOutcome::Replaced(stored))
        }
    }
}
