//! Measures the audit of a machine with many listening sockets beside `ss` and `lsof`, in turns in one run, and what a lookup in
//! the registry costs.
#![expect(clippy::print_stdout, reason = "its answer")]

mod audit;
mod holders;
mod lookup;

use anyhow::Result;
use clap::Parser;
use comfy_table::presets::ASCII_MARKDOWN;
use comfy_table::{CellAlignment, Table};

use holders::Holders;

/// What is measured.
#[derive(Parser)]
struct Options {
    /// The program, built in release mode.
    #[arg(long)]
    taserver: String,
    /// How many sockets listen while it is measured, beside those of the machine.
    #[arg(long, default_value_t = 500)]
    sockets: usize,
    /// How many processes hold them.
    #[arg(long, default_value_t = 10)]
    processes: usize,
    /// How often each is run.
    #[arg(long, default_value_t = 41)]
    rounds: usize,
    /// Hold so many sockets and do nothing else, for the runs of others.
    #[arg(long, hide = true)]
    hold: Option<usize>,
}

fn main() -> Result<()> {
    let options = Options::parse();
    if let Some(sockets) = options.hold {
        return holders::hold(sockets);
    }
    let holders = Holders::start(options.sockets, options.processes)?;
    let rows = audit::measure(&options)?;
    drop(holders);
    println!("{}\n", table(["", "median", "quickest", "processor time", "times the audit"], rows));
    println!("{}", table(["", "at best"], lookup::measure()?));
    println!("\nThe registry takes {} bytes in the program.", ta_ports::Registry::built_in_bytes());
    Ok(())
}

fn table<const N: usize>(headings: [&str; N], rows: Vec<[String; N]>) -> Table {
    let mut table = Table::new();
    table.load_style(ASCII_MARKDOWN);
    table.set_header(headings);
    table.add_rows(rows);
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}
