//! The command line.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Result, ensure};
use clap::Parser;

use crate::servers::ServerKind;

/// Measure CalDAV servers side by side on the same data.
#[derive(Debug, Parser)]
pub(crate) struct Options {
    /// Run and measure this `taserver`
    #[arg(long, value_name = "BINARY")]
    taserver: Option<PathBuf>,
    /// Run and measure Radicale with this Python, which has it installed
    #[arg(long, value_name = "PYTHON")]
    radicale: Option<PathBuf>,
    /// Measure a server that is running already; members m1, m2 … must exist there, with the password of --password
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// The password of every member
    #[arg(long, default_value = "one password for the bench")]
    pub(crate) password: String,
    /// How many members there are; each concurrent connection is a member of its own
    #[arg(long, default_value_t = 16, value_parser = clap::value_parser!(u16).range(1..=64))]
    pub(crate) members: u16,
    /// How many events the calendar has that is read, searched and synchronised
    #[arg(long, default_value_t = 1000, value_parser = clap::value_parser!(u32).range(100..=100_000))]
    pub(crate) events: u32,
    /// How long each operation is repeated on each server
    #[arg(long, default_value_t = 2000, value_name = "MILLISECONDS")]
    budget_ms: u64,
}

impl Options {
    /// The servers that the command line asks for, in the order of the table's columns.
    pub(crate) fn servers(&self) -> Result<Vec<ServerKind>> {
        let taserver = self.taserver.clone().map(ServerKind::Taserver);
        let radicale = self.radicale.clone().map(ServerKind::Radicale);
        let url = self.url.clone().map(ServerKind::Running);
        let servers: Vec<_> = [taserver, radicale, url].into_iter().flatten().collect();
        ensure!(!servers.is_empty(), "name at least one server: --taserver, --radicale or --url");
        Ok(servers)
    }

    /// How long each operation is repeated on each server.
    pub(crate) const fn budget(&self) -> Duration {
        Duration::from_millis(self.budget_ms)
    }
}
