//! MOVE of a file or collection (RFC 4918 §9.9).

use ta_core::Condition;
use ta_core::file::{FilePath, Transfer, TransferKind};
use ta_store::file::TransferTo;
use ta_store::{WriteTx, file, file_lock};

use super::home::LockedFiles;
use super::put::FileOutcome;
use super::transfer::make_room;
use crate::{Error, Overwrite};

/// Moves a file, or a collection with everything in it. Dead properties go with it, locks do not (RFC 4918 §7.6).
///
/// # Errors
/// [`Error::NotFound`]; [`Error::File`]; [`Error::Store`].
pub fn move_file(
    tx: &mut WriteTx<'_>,
    files: &LockedFiles,
    source: &FilePath,
    target: &FilePath,
    overwrite: Overwrite,
    condition: &Condition,
) -> Result<FileOutcome, Error> {
    let transfer = Transfer {
        kind: TransferKind::Move,
        condition: condition.clone(),
        target: target.clone(),
        may_overwrite: overwrite == Overwrite::Allowed,
    };
    let room = make_room(tx, files, source, &transfer)?;
    file::move_to(tx, files.team, files.right.owner(), TransferTo { source, target })?;
    file_lock::remove_tree(tx, files.team, files.right.owner(), source)?;
    room.outcome(tx, files, target)
}
