//! The commands, one file each.

mod completions;
mod demo;
mod export;
mod import;
mod openapi;
mod serve;
mod team_apply;
mod user;

use crate::cli::{Cli, Command, TeamCommand};
use crate::failure::Failure;

/// Does what the command line says.
///
/// # Errors
/// A [`Failure`] that says what is wrong and what to do.
pub(crate) fn run(cli: &Cli) -> Result<(), Failure> {
    let config = cli.config.as_deref();
    match &cli.command {
        Command::Serve(args) => serve::run(args, config),
        Command::Demo(args) => demo::run(args, config),
        Command::Team(TeamCommand::Apply(args)) => team_apply::run(args, config),
        Command::User(command) => user::run(command, config),
        Command::Import(args) => import::run(args, config),
        Command::Export(args) => export::run(args, config),
        Command::Openapi => openapi::run(),
        Command::Completions { shell } => completions::run(*shell),
    }
}
