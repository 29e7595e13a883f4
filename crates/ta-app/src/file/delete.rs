//! DELETE of a file, or of a collection with everything in it (RFC 4918 §9.6).

use ta_core::Condition;
use ta_core::file::{FilePath, check_remove};
use ta_store::WriteTx;

use super::home::LockedFiles;
use crate::Error;

/// Deletes what lies at a path, all of it or nothing.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::File`]; [`Error::Store`].
pub fn delete_file(
    tx: &mut WriteTx<'_>,
    files: &LockedFiles,
    path: &FilePath,
    condition: &Condition,
) -> Result<(), Error> {
    let present = files.find(tx, path)?.ok_or(Error::NotFound)?;
    check_remove(&present, &files.locks, condition, &files.submitted)?;
    files.remove(tx, path)
}
