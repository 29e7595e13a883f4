//! MKCOL of a plain collection (RFC 4918 §9.3, RFC 5689).

use ta_core::DeadProperty;
use ta_core::file::{FileMeta, FilePath, check_make_collection};
use ta_store::{WriteTx, file, file_property};

use super::home::LockedFiles;
use crate::Error;

/// Makes a collection with these properties.
///
/// # Errors
/// [`Error::File`]; [`Error::Store`].
pub fn make_file_collection(
    tx: &mut WriteTx<'_>,
    files: &LockedFiles,
    path: &FilePath,
    dead: &[DeadProperty],
) -> Result<FileMeta, Error> {
    check_make_collection(&files.snapshot(tx, path)?, &files.submitted)?;
    let made = file::insert_collection(tx, files.team, files.right.owner(), path, files.now)?;
    for property in dead {
        file_property::set(tx, files.team, made.id, property)?;
    }
    Ok(made)
}
