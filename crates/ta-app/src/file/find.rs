//! Finds files that the caller may see.

use std::collections::HashMap;

use jiff::Timestamp;
use ta_core::file::{FileMeta, FileRef, FileUsage, Locks, StoredFile};
use ta_core::{Caller, DeadProperty, FileId, Login};
use ta_store::{ReadTx, file, file_lock, file_property};

use super::home::find_files;
use crate::Error;

/// Finds a file or collection, without its content.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Store`].
pub fn find_file(tx: &mut ReadTx<'_>, caller: &Caller, address: &FileRef) -> Result<FileMeta, Error> {
    let right = find_files(tx, caller, &address.home)?;
    file::by_path(tx, caller.team, right.owner(), &address.path)?.ok_or(Error::NotFound)
}

/// Reads a file. The content of a collection is empty.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Store`].
pub fn get_file(tx: &mut ReadTx<'_>, caller: &Caller, address: &FileRef) -> Result<StoredFile, Error> {
    let right = find_files(tx, caller, &address.home)?;
    file::with_content(tx, caller.team, right.owner(), &address.path)?.ok_or(Error::NotFound)
}

/// Lists what is right in a collection.
///
/// # Errors
/// [`Error::NotFound`] when the home is not the caller's to use; [`Error::Store`].
pub fn list_files(
    tx: &mut ReadTx<'_>,
    caller: &Caller,
    collection: &FileRef,
) -> Result<Vec<FileMeta>, Error> {
    let right = find_files(tx, caller, &collection.home)?;
    Ok(file::children(tx, caller.team, right.owner(), &collection.path)?)
}

/// Lists the dead properties of a file that the caller was shown.
///
/// # Errors
/// [`Error::Store`].
pub fn list_file_properties(
    tx: &mut ReadTx<'_>,
    caller: &Caller,
    found: &FileMeta,
) -> Result<Vec<DeadProperty>, Error> {
    Ok(file_property::list(tx, caller.team, found.id)?)
}

/// Lists the dead properties of what is right in a collection, by file.
///
/// # Errors
/// [`Error::NotFound`] when the home is not the caller's to use; [`Error::Store`].
pub fn list_properties_of_files_in(
    tx: &mut ReadTx<'_>,
    caller: &Caller,
    collection: &FileRef,
) -> Result<HashMap<FileId, Vec<DeadProperty>>, Error> {
    let right = find_files(tx, caller, &collection.home)?;
    Ok(file_property::list_of_children(tx, caller.team, right.owner(), &collection.path)?)
}

/// Lists the locks in a home for files that hold now.
///
/// # Errors
/// [`Error::NotFound`] when the home is not the caller's to use; [`Error::Store`].
pub fn list_file_locks(
    tx: &mut ReadTx<'_>,
    caller: &Caller,
    home: &Login,
    now: Timestamp,
) -> Result<Locks, Error> {
    let right = find_files(tx, caller, home)?;
    Ok(file_lock::list(tx, caller.team, right.owner(), now)?)
}

/// Tells how much a home for files holds.
///
/// # Errors
/// [`Error::NotFound`] when the home is not the caller's to use; [`Error::Store`].
pub fn file_usage(tx: &mut ReadTx<'_>, caller: &Caller, home: &Login) -> Result<FileUsage, Error> {
    let right = find_files(tx, caller, home)?;
    Ok(file::usage(tx, caller.team, right.owner())?)
}
