//! The commands, one file each.

mod calendar;
mod completions;
mod demo;
mod export;
mod import;
mod openapi;
mod port;
mod serve;
mod team_apply;
mod user;

use crate::cli::{Cli, Command, TeamCommand};
use crate::failure::{Exit, Failure};

/// Does what the command line says, and tells what a script should learn of it.
///
/// # Errors
/// A [`Failure`] that says what is wrong and what to do.
pub(crate) fn run(cli: &Cli) -> Result<Exit, Failure> {
    let config = cli.config.as_deref();
    match &cli.command {
        Command::Serve(args) => serve::run(args, config),
        Command::Demo(args) => demo::run(args, config),
        Command::Team(TeamCommand::Apply(args)) => team_apply::run(args, config),
        Command::User(command) => user::run(command, config),
        Command::Calendar(command) => calendar::run(command, config),
        Command::Import(args) => import::run(args, config),
        Command::Export(args) => export::run(args, config),
        Command::Openapi => openapi::run(),
        Command::Port(args) => return port::run(args),
        Command::Completions { shell } => completions::run(*shell),
    }?;
    Ok(Exit::Done)
}
