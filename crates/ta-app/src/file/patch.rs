//! PROPPATCH on a file or collection (RFC 4918 §9.2).

use ta_core::DeadPropertyChange;
use ta_core::file::FilePath;
use ta_store::dead_property::PropertyName;
use ta_store::{WriteTx, file_property};

use super::home::LockedFiles;
use crate::Error;

/// Changes the dead properties of what lies at a path, in this order.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::File`]; [`Error::Store`].
pub fn patch_file(
    tx: &mut WriteTx<'_>,
    files: &LockedFiles,
    path: &FilePath,
    changes: &[DeadPropertyChange],
) -> Result<(), Error> {
    let present = files.find(tx, path)?.ok_or(Error::NotFound)?;
    files.locks.check_one(path, &files.submitted)?;
    for change in changes {
        match change {
            DeadPropertyChange::Set(property) => file_property::set(tx, files.team, present.id, property)?,
            DeadPropertyChange::Remove { namespace, local_name } => {
                file_property::remove(tx, files.team, present.id, PropertyName { namespace, local_name })?;
            }
        }
    }
    Ok(())
}
