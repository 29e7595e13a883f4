//! What can go wrong between the store and its database. Outcomes that a use case must handle are not here; they are
//! values of the functions that have them.

use std::io;
use std::path::PathBuf;

/// A failure of the database, or of the store itself.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The database does not answer. A read may be tried again; of a write nothing was done.
    #[error("the database cannot be reached: {detail}")]
    Unreachable {
        /// What the engine said.
        detail: String,
    },
    /// No room is left for the change. Reads go on.
    #[error("the disk under the database is full; the change was refused")]
    Full,
    /// The files of the database cannot be read or written.
    #[error("the files of the database cannot be read or written: {detail}")]
    Files {
        /// What the engine said.
        detail: String,
    },
    /// The change lost against others that ran at the same time, more often than is tried.
    #[error("too many changes at the same time; try again")]
    Contended,
    /// Another change has held what this one needs for longer than is waited.
    #[error("another change is taking long; try again")]
    LockedOut,
    /// A row that the change rests on has gone or changed since the transaction read it. The closure is run again; this
    /// error is seen only when that happens time after time, or when the row was read in another transaction.
    #[error("what was to be changed has changed meanwhile; try again")]
    Stale,
    /// The connection broke while the change was being committed: it may have been stored or not.
    #[error("the connection broke at the moment of storing; look whether the change is there: {detail}")]
    Unknown {
        /// What the engine said.
        detail: String,
    },
    /// A constraint stopped the change. Use cases look first and find that out earlier; this is the second net, under
    /// two nodes that looked at the same time, so the closure is run again.
    #[error("the change contradicts another one that was made at the same time; try again: {detail}")]
    Constraint {
        /// What the engine said.
        detail: String,
    },
    /// The database refused a statement: a mistake of this program.
    #[error("the database refused a statement: {detail}")]
    Refused {
        /// What the engine said.
        detail: String,
    },
    /// Text that PostgreSQL cannot hold, and so neither engine takes: it contains the character NUL.
    #[error("text with the character NUL cannot be stored")]
    NulInText,
    /// A stored row is not what this program writes.
    #[error(
        "column {column} of a stored row should be {expected} and is {found}; something else has written to the database"
    )]
    BadRow {
        /// The column, counted from 1.
        column: usize,
        /// What it should hold.
        expected: &'static str,
        /// The type of what it holds.
        found: &'static str,
    },
    /// The use case panicked. Its change was taken back.
    #[error("an unexpected condition stopped the change; nothing of it was stored")]
    Panicked,
    /// More requests wait than the store will queue.
    #[error("too many requests are waiting for the database; try again")]
    Overloaded,
    /// The store was closed.
    #[error("the store is closed")]
    Closed,
}

impl StoreError {
    /// What may be done about it without asking anybody.
    pub(crate) fn remedy(&self) -> Remedy {
        match self {
            Self::Contended | Self::Stale | Self::Constraint { .. } => Remedy::RunAgain,
            Self::Unreachable { .. } => Remedy::Reconnect,
            _ => Remedy::None,
        }
    }
}

/// What the store itself does about an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Remedy {
    /// Run the transaction again.
    RunAgain,
    /// Make a new connection and run the transaction again.
    Reconnect,
    /// Tell the caller.
    None,
}

/// Why a store cannot be opened. Each text says what to do.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another process holds the folder.
    #[error("{} is in use by {}; stop it first, or use another folder", folder.display(), holder(*pid))]
    InUse {
        /// The folder.
        folder: PathBuf,
        /// The process that holds it, where the system lets us read that.
        pid: Option<u32>,
    },
    /// The folder cannot be made, read or written.
    #[error("{} cannot be written to ({source}); give its owner the right to, or use another folder", folder.display())]
    NotWritable {
        /// The folder.
        folder: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file is no database of ours.
    #[error("{} is not a TeamAgenda database; move it away, or use another folder", file.display())]
    NotADatabase {
        /// The file.
        file: PathBuf,
    },
    /// The database was written by a later version of this program.
    #[error(
        "the database has schema {found} and this program knows {known} at most; start the newer taserver again, \
         or restore a backup made before the upgrade"
    )]
    NewerSchema {
        /// The schema of the database.
        found: i64,
        /// The latest that this program knows.
        known: i64,
    },
    /// The database lacks a schema step of this program, and another process works with it as it is.
    #[error(
        "the server that uses this database is older than this program; start it again with the newer one first \
         (schema step {missing} is missing)"
    )]
    OlderSchema {
        /// The first step that is missing.
        missing: i64,
    },
    /// A schema step that was applied is not the one that this program knows under its number.
    #[error(
        "schema step {version} of the database is not the one of this program; it was made by another build, \
         use that one"
    )]
    ForeignSchema {
        /// The number of the step.
        version: i64,
    },
    /// The address of the PostgreSQL database cannot be understood.
    #[error(
        "the database address cannot be read ({detail}); it looks like postgres://user:password@host/database"
    )]
    BadAddress {
        /// What is wrong with it.
        detail: String,
    },
    /// Anything else that the database said.
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn holder(pid: Option<u32>) -> String {
    pid.map_or_else(|| "another process".to_owned(), |pid| format!("process {pid}"))
}
