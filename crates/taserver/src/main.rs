//! The TeamAgenda server and its command line.

mod cli;
mod commands;
mod demo;
mod environment;
mod explain;
mod failure;
mod opened;
mod output;
mod passwords;
mod server;
mod settings;
mod suggest;
mod team_file;
mod zone;

use std::process::ExitCode;

use clap::Parser;

use cli::Cli;

fn main() -> ExitCode {
    match commands::run(&Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            failure.exit_code()
        }
    }
}
