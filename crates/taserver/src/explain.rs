//! What the layers below answer, in words for whoever typed the command.

use std::path::Path;

use ta_app::{Error, OpenAppError, OpenError, StoreError};

use crate::failure::{Exit, Failure};

impl From<OpenAppError> for Failure {
    fn from(error: OpenAppError) -> Self {
        match error {
            OpenAppError::Open(error) => error.into(),
            OpenAppError::Store(error) => error.into(),
        }
    }
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::InUse { folder, pid } => folder_in_use(&folder, pid),
            OpenError::NotWritable { folder, source } => Self::new(
                format!("the folder {} cannot be written to: {source}", folder.display()),
                "give this user the right to, or name another folder with --data",
            ),
            OpenError::NotADatabase { file } => Self::new(
                format!("{} is not a TeamAgenda database", file.display()),
                "move it away, or name another folder with --data",
            ),
            OpenError::BadAddress { detail } => Self::new(
                format!("the database address cannot be read: {detail}"),
                "write it as --store postgres://user:password@host/database",
            )
            .exit(Exit::Usage),
            OpenError::OlderSchema { .. } => {
                Self::new(error, "stop the server, start it with this program, try again")
            }
            OpenError::Store(error) => error.into(),
            other => Self::new(other, "use the program that the data were written with"),
        }
    }
}

fn folder_in_use(folder: &Path, pid: Option<u32>) -> Failure {
    let holder = pid.map_or_else(|| "another process".to_owned(), |pid| format!("process {pid}"));
    let what = format!("the folder {} is in use by {holder}", folder.display());
    Failure::new(what, "stop that one first, or name another folder with --data").exit(Exit::InUse)
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let next = match error {
            StoreError::Unreachable { .. } => "start the database, or name another with --store",
            StoreError::Full => "make room on the disk",
            StoreError::Files { .. } => "look at the disk and at the rights on the folder",
            _ => "run the command again",
        };
        Self::new(error, next)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::Store(error) => error.into(),
            Error::Member(refusal) => Self::new(refusal, "'taserver user list' shows who there is"),
            Error::Password(error) => Self::new(error, "choose another password").exit(Exit::Usage),
            other => Self::new(other, "correct the command and run it again"),
        }
    }
}
