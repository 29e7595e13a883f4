//! UNLOCK (RFC 4918 §9.11).

use ta_core::file::{FilePath, FileRefusal, LockToken};
use ta_store::{WriteTx, file_lock};

use super::home::LockedFiles;
use crate::Error;

/// Takes a lock away that is on what lies at a path, wherever its root is.
///
/// # Errors
/// [`Error::File`] with [`FileRefusal::NoSuchLock`]; [`Error::Store`].
pub fn unlock_file(
    tx: &mut WriteTx<'_>,
    files: &LockedFiles,
    path: &FilePath,
    token: &LockToken,
) -> Result<(), Error> {
    let lock = files.locks.find(path, token).ok_or(FileRefusal::NoSuchLock)?;
    Ok(file_lock::remove(tx, files.team, &lock.token)?)
}
