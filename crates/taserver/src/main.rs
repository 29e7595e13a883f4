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

/// Checking a password takes 19 MiB for a moment. This allocator gives them back to the system at once, where the
/// C library keeps them for each thread that ever checked one.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match commands::run(&Cli::parse()) {
        Ok(exit) => exit.into(),
        Err(failure) => {
            eprintln!("{failure}");
            failure.exit_code()
        }
    }
}
