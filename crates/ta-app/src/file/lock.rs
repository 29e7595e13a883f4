//! LOCK (RFC 4918 §9.10).

use jiff::SignedDuration;
use ta_core::file::{FilePath, FileRefusal, Lock, LockToken, NewFile, NewLock, PlannedLock, plan_lock};
use ta_store::{WriteTx, file, file_lock};

use super::home::LockedFiles;
use crate::account::secret::draw_name;
use crate::{Entropy, Error};

/// Draws the token of a lock that may be taken. It is a UUID, as RFC 4918 §6.5 proposes.
pub fn draw_lock_token(entropy: &dyn Entropy) -> LockToken {
    LockToken::new(format!("urn:uuid:{}", draw_name(entropy)))
}

/// What is taken with a lock besides its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockTerms {
    /// What names it.
    pub token: LockToken,
    /// What its creator wrote about themself: a `DAV:owner` element as XML text.
    pub owner_xml: Option<String>,
    /// How long it holds.
    pub duration: SignedDuration,
}

/// Takes a lock. Where nothing is yet, an empty file is made (RFC 4918 §7.3).
///
/// # Errors
/// [`Error::File`]; [`Error::Store`].
pub fn lock_file(
    tx: &mut WriteTx<'_>,
    files: &LockedFiles,
    new: &NewLock,
    terms: &LockTerms,
) -> Result<(Lock, PlannedLock), Error> {
    let planned = plan_lock(new, &files.snapshot(tx, &new.root)?, &files.submitted)?;
    let owner = files.right.owner();
    if planned == PlannedLock::New {
        let empty = NewFile::new([].into(), None);
        file::insert_file(tx, files.team, owner, &new.root, &empty, files.now)?;
    }
    let lock = Lock {
        token: terms.token.clone(),
        root: new.root.clone(),
        depth: new.depth,
        scope: new.scope,
        owner_xml: terms.owner_xml.clone(),
        creator: files.right.caller(),
        expires_utc: end_of(files, terms.duration),
    };
    file_lock::purge(tx, files.team, owner, files.now)?;
    file_lock::insert(tx, files.team, owner, &lock)?;
    Ok((lock, planned))
}

/// Lets the lock of a submitted token on a path end later (RFC 4918 §9.10.2).
///
/// # Errors
/// [`Error::File`] with [`FileRefusal::NoSuchLock`]; [`Error::Store`].
pub fn refresh_lock(
    tx: &mut WriteTx<'_>,
    files: &LockedFiles,
    path: &FilePath,
    duration: SignedDuration,
) -> Result<Lock, Error> {
    let mut submitted = files.submitted.tokens.iter().filter_map(|token| files.locks.find(path, token));
    let lock = submitted.next().ok_or(FileRefusal::NoSuchLock)?;
    let expires_utc = end_of(files, duration);
    file_lock::set_expiry(tx, files.team, &lock.token, expires_utc)?;
    Ok(Lock { expires_utc, ..lock.clone() })
}

fn end_of(files: &LockedFiles, duration: SignedDuration) -> jiff::Timestamp {
    files.now.checked_add(duration).unwrap_or(jiff::Timestamp::MAX)
}
