//! Measures CalDAV servers side by side: the same members, the same data, the same requests, one machine, one run.
//!
//! Each operation is measured on one server after the other before the next operation begins, so that a busy moment
//! of the machine does not favour one of them.

mod options;

mod agenda;
mod discovery;
mod http_client;
mod measure;
mod operations;
mod seed;

mod limits;
mod servers;
mod table;

use anyhow::{Context, Result};
use clap::Parser;

use crate::agenda::Agenda;
use crate::limits::Limits;
use crate::operations::Operation;
use crate::options::Options;
use crate::servers::RunningServer;
use crate::table::Column;

#[tokio::main]
async fn main() -> Result<()> {
    let options = Options::parse();
    let scratch = tempfile::tempdir().context("a folder for the servers' data")?;
    let mut servers = Vec::new();
    for kind in options.servers()? {
        let server = RunningServer::start(&kind, scratch.path(), &options).await?;
        servers.push((server, Column::new(kind.name())));
    }
    let agendas = prepare(&options, &mut servers).await?;
    measure(&options, &agendas, &mut servers).await?;
    for (server, column) in &mut servers {
        column.resident_bytes = server.resident_bytes();
        server.stop().await?;
    }
    let limits = Limits::measure(scratch.path(), &options).await?;
    let columns: Vec<Column> = servers.into_iter().map(|(_, column)| column).collect();
    println!("{}", table::render(&columns, &limits));
    Ok(())
}

/// Fills every server and starts it again, so that it begins the measurements as after a quiet night.
async fn prepare(options: &Options, servers: &mut [(RunningServer, Column)]) -> Result<Vec<Agenda>> {
    let mut agendas = Vec::new();
    for (server, column) in servers {
        eprintln!("{}: storing {} events", column.name, options.events);
        let agenda = seed::seed(server.site(), options).await.context(column.name)?;
        server.stop().await?;
        column.start_up = server.start_again().await?;
        agendas.push(agenda);
    }
    Ok(agendas)
}

async fn measure(
    options: &Options,
    agendas: &[Agenda],
    servers: &mut [(RunningServer, Column)],
) -> Result<()> {
    for operation in Operation::ALL {
        for (agenda, (_, column)) in agendas.iter().zip(servers.iter_mut()) {
            eprintln!("{}: {}", column.name, operation.title());
            let figures = operation.measure(agenda, options.budget()).await;
            column.figures.push(figures.with_context(|| format!("{}: {}", column.name, operation.title()))?);
        }
    }
    Ok(())
}
