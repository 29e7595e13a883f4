//! `taserver user …`, one file for each.

mod add;
mod app_password;
mod list;
mod password;
mod remove;
mod state;

use std::path::Path;

use ta_core::AccountState;

use crate::cli::UserCommand;
use crate::failure::Failure;

/// Does what the command says.
pub(crate) fn run(command: &UserCommand, config: Option<&Path>) -> Result<(), Failure> {
    match command {
        UserCommand::Add(args) => add::run(args, config),
        UserCommand::List(args) => list::run(args, config),
        UserCommand::Password(args) => password::run(args, config),
        UserCommand::AppPassword(args) => app_password::run(args, config),
        UserCommand::Disable(args) => state::run(args, AccountState::Disabled, config),
        UserCommand::Enable(args) => state::run(args, AccountState::Active, config),
        UserCommand::Remove(args) => remove::run(args, config),
    }
}
