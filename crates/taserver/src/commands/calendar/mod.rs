//! `taserver calendar …`, one file for each.

mod list;
mod rights;
mod share;

use std::path::Path;

use ta_app::{App, Error};
use ta_core::{CalendarName, Caller, CollectionRef};

use crate::cli::CalendarCommand;
use crate::failure::{Exit, Failure};
use crate::opened;

/// Does what the command says.
pub(crate) fn run(command: &CalendarCommand, config: Option<&Path>) -> Result<(), Failure> {
    match command {
        CalendarCommand::List(args) => list::run(args, config),
        CalendarCommand::Rights(args) => rights::run(args, config),
        CalendarCommand::Share(args) => share::share(args, config),
        CalendarCommand::Unshare(args) => share::unshare(args, config),
    }
}

/// The calendar that was typed as OWNER/NAME, and its owner as the author of what is done with it.
fn owned(app: &App, typed: &str, command: &str) -> Result<(Caller, CollectionRef), Failure> {
    let misread = || {
        let what = format!("{typed:?} names no calendar");
        Failure::new(what, "write it as OWNER/NAME; 'taserver calendar list OWNER' shows the names")
            .exit(Exit::Usage)
    };
    let (owner, name) = typed.split_once('/').ok_or_else(misread)?;
    let caller = opened::on_behalf_of(app, owner, command)?;
    let calendar = CalendarName::new(name).map_err(|_| misread())?;
    let address = CollectionRef { home: caller.login.clone(), calendar };
    Ok((caller, address))
}

/// Why nothing was done with a calendar that was typed as OWNER/NAME.
fn explain(error: Error, typed: &str) -> Failure {
    match error {
        Error::NotFound => {
            let next = "'taserver calendar list OWNER' shows the names";
            Failure::new(format!("there is no calendar {typed}"), next)
        }
        other => other.into(),
    }
}
