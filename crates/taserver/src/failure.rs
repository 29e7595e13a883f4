//! Why a command did not do its work, in two lines: what is wrong, and what to do.

use std::fmt;
use std::process::ExitCode;

/// Why a command ends without having done its work.
#[derive(Debug)]
pub(crate) struct Failure {
    what: String,
    next: String,
    exit: Exit,
}

/// What the exit code tells a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// It is done.
    Done,
    /// It could not be done.
    Failed,
    /// The command line or the configuration is wrong.
    Usage,
    /// The given file has mistakes; nothing was changed.
    BadFile,
    /// The port or the data folder is in use by another process.
    InUse,
    /// Some entries of the file were skipped.
    Partial,
    /// A look at the ports found something that a watcher should be told of.
    Found,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Failed => 1,
            Exit::Usage => 2,
            Exit::BadFile => 3,
            Exit::InUse => 4,
            Exit::Partial => 5,
            Exit::Found => 6,
        })
    }
}

impl Failure {
    /// A failure without a more telling exit code: what is wrong, and what to do.
    pub(crate) fn new(what: impl fmt::Display, next: impl fmt::Display) -> Self {
        Self { what: what.to_string(), next: next.to_string(), exit: Exit::Failed }
    }

    /// The same failure with another exit code.
    pub(crate) fn exit(self, exit: Exit) -> Self {
        Self { exit, ..self }
    }

    /// What a script is told.
    pub(crate) fn exit_code(&self) -> ExitCode {
        self.exit.into()
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error: {}\n  next: {}", self.what, self.next)
    }
}
