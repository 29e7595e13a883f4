//! COPY of a file or collection (RFC 4918 §9.8).

use ta_core::Condition;
use ta_core::file::{FilePath, Transfer, TransferKind, TreeDepth};
use ta_store::file::TransferTo;
use ta_store::{WriteTx, file, file_property};

use super::home::LockedFiles;
use super::put::FileOutcome;
use super::transfer::make_room;
use crate::{Error, Overwrite};

/// Copies a file, or a collection with or without what is in it. Dead properties are copied, locks are not.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::File`]; [`Error::Store`].
pub fn copy_file(
    tx: &mut WriteTx<'_>,
    files: &LockedFiles,
    source: &FilePath,
    target: &FilePath,
    depth: TreeDepth,
    overwrite: Overwrite,
    condition: &Condition,
) -> Result<FileOutcome, Error> {
    let transfer = Transfer {
        kind: TransferKind::Copy(depth),
        condition: condition.clone(),
        target: target.clone(),
        may_overwrite: overwrite == Overwrite::Allowed,
    };
    let room = make_room(tx, files, source, &transfer)?;
    let original = files.find(tx, source)?.ok_or(Error::NotFound)?;
    let owner = files.right.owner();
    if original.is_collection() && depth == TreeDepth::Zero {
        let copied = file::insert_collection(tx, files.team, owner, target, files.now)?;
        for property in file_property::list(tx, files.team, original.id)? {
            file_property::set(tx, files.team, copied.id, &property)?;
        }
    } else {
        file::copy(tx, files.team, owner, TransferTo { source, target }, files.now)?;
    }
    room.outcome(tx, files, target)
}
