//! Measures the iCalendar engine beside other libraries: the same rules, one machine, one run, in turns, so that a busy
//! moment of the machine does not favour one of them.
#![expect(clippy::print_stdout, reason = "its answer")]

mod far;
mod peer;
mod rules;
mod speed;
mod text;
mod timing;

use anyhow::Result;
use clap::Parser;

use peer::Peers;

/// Where the other libraries are.
#[derive(Parser)]
pub(crate) struct Options {
    /// The program made of bench/engine/peers/libical.c.
    #[arg(long)]
    libical: String,
    /// The program made of e2e/recurrence/libical.c.
    #[arg(long)]
    libical_rules: String,
    /// A Python that has dateutil.
    #[arg(long)]
    python: String,
    /// The folder of this package.
    #[arg(long)]
    folder: String,
}

fn main() -> Result<()> {
    let mut peers = Peers::of(&Options::parse());
    println!("{}\n", rules::measure(&mut peers)?);
    println!("{}\n", speed::measure(&mut peers)?);
    println!("{}\n", far::measure()?);
    println!("{}", text::measure()?);
    Ok(())
}
