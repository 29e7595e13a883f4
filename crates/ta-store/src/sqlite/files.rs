//! The folder of an SQLite store, and the lock that keeps it to one process.
//!
//! The lock is one of the operating system on an open file. It vanishes with its process however that ends, so that no
//! stale lock is ever in the way. The file's content, the number of the process, is for people only.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::OpenError;

const DATABASE: &str = "teamagenda.db";
const LOCK: &str = "teamagenda.lock";

/// A folder that this process holds for as long as the value lives.
pub(crate) struct Folder {
    path: PathBuf,
    _lock: File,
}

impl Folder {
    /// Makes the folder if it is not there, and takes hold of it.
    ///
    /// # Errors
    /// [`OpenError::NotWritable`] and [`OpenError::InUse`].
    pub(crate) fn hold(path: &Path) -> Result<Self, OpenError> {
        let not_writable = |source| OpenError::NotWritable { folder: path.to_owned(), source };
        make(path).map_err(not_writable)?;
        let lock_path = path.join(LOCK);
        let options = OpenOptions::new().read(true).write(true).create(true).truncate(false).clone();
        let mut lock = options.open(&lock_path).map_err(not_writable)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(in_use(path, &lock_path)),
            Err(TryLockError::Error(source)) => return Err(not_writable(source)),
        }
        name_holder(&mut lock).map_err(not_writable)?;
        Ok(Self { path: path.to_owned(), _lock: lock })
    }

    /// The database file in it.
    pub(crate) fn database(&self) -> PathBuf {
        self.path.join(DATABASE)
    }

    /// The folder itself.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

/// Makes a folder that only its owner can look into, since agendas are private.
fn make(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

fn in_use(folder: &Path, lock_path: &Path) -> OpenError {
    let pid = fs::read_to_string(lock_path).ok().and_then(|text| text.trim().parse().ok());
    OpenError::InUse { folder: folder.to_owned(), pid }
}

fn name_holder(lock: &mut File) -> io::Result<()> {
    lock.set_len(0)?;
    writeln!(lock, "{}", std::process::id())
}
