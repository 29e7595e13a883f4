//! The folder of an SQLite store, and the lock that keeps it to one process.
//!
//! The lock is one of the operating system on an open file. It vanishes with its process however that ends, so that no
//! stale lock is ever in the way. The file's content, the number of the process, is for people only.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::OpenError;

const DATABASE: &str = "teamagenda.db";
const LOCK: &str = "teamagenda.lock";
const VISIT: &str = "teamagenda.visit";

/// A folder that this process uses for as long as the value lives.
pub(crate) struct Folder {
    path: PathBuf,
    hold: Hold,
}

/// How a process uses a folder.
enum Hold {
    /// It has taken the lock: nobody else serves from the folder.
    Alone { _lock: File },
    /// Another process has the lock, and this one does something short beside it.
    Beside,
}

impl Folder {
    /// Makes the folder if it is not there, and takes hold of it.
    ///
    /// # Errors
    /// [`OpenError::NotWritable`] and [`OpenError::InUse`].
    pub(crate) fn hold(path: &Path) -> Result<Self, OpenError> {
        Self::lock(path)?.ok_or_else(|| in_use(path))
    }

    /// The same, but where another process holds the folder this one works beside it.
    ///
    /// # Errors
    /// [`OpenError::NotWritable`].
    pub(crate) fn visit(path: &Path) -> Result<Self, OpenError> {
        let beside = || Self { path: path.to_owned(), hold: Hold::Beside };
        Ok(Self::lock(path)?.unwrap_or_else(beside))
    }

    /// Takes the lock; `None` when another process has it.
    fn lock(path: &Path) -> Result<Option<Self>, OpenError> {
        let not_writable = |source| OpenError::NotWritable { folder: path.to_owned(), source };
        make(path).map_err(not_writable)?;
        let lock_path = path.join(LOCK);
        let options = OpenOptions::new().read(true).write(true).create(true).truncate(false).clone();
        let mut lock = options.open(&lock_path).map_err(not_writable)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(source)) => return Err(not_writable(source)),
        }
        name_holder(&mut lock).map_err(not_writable)?;
        Ok(Some(Self { path: path.to_owned(), hold: Hold::Alone { _lock: lock } }))
    }

    /// Whether another process holds the folder.
    pub(crate) fn is_visited(&self) -> bool {
        matches!(self.hold, Hold::Beside)
    }

    /// When a process that worked beside the holder last left; `None` when none ever did.
    pub(crate) fn last_visit(&self) -> Option<SystemTime> {
        fs::metadata(self.path.join(VISIT)).and_then(|file| file.modified()).ok()
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

/// Whoever worked beside the holder tells it when leaving. Nothing depends on it but how soon others see the changes.
impl Drop for Folder {
    fn drop(&mut self) {
        if self.is_visited() {
            let _ = fs::write(self.path.join(VISIT), format!("{}\n", std::process::id()));
        }
    }
}

fn in_use(folder: &Path) -> OpenError {
    let pid = fs::read_to_string(folder.join(LOCK)).ok().and_then(|text| text.trim().parse().ok());
    OpenError::InUse { folder: folder.to_owned(), pid }
}

fn name_holder(lock: &mut File) -> io::Result<()> {
    lock.set_len(0)?;
    writeln!(lock, "{}", std::process::id())
}
