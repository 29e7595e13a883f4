//! Compares recurrences with two engines that share nothing with ours: libical and rrule-temporal.
//!
//! Random rules, the same for the same seed on every machine. Where an engine says something else, the algorithm of RFC
//! 8984 §4.3.3.1, taken literally, is asked as well: it must agree with us, and the difference must be one of those that
//! `docs/recurrence.md` explains. Anything else is a failure.
#![expect(clippy::print_stdout, reason = "its answer")]

mod case;
mod dice;
mod difference;
mod engine;
#[path = "../../ta-ical/tests/it/recur/literal.rs"]
#[allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "it reads the rules that are drawn here and no others"
)]
mod literal;
mod ours;
mod report;
mod zoned;

use std::process::ExitCode;
use std::time::Duration;

use anyhow::Result;
use clap::Parser;
use indicatif::{ProgressBar, ProgressStyle};

use case::Case;
use dice::Dice;
use difference::judge_libical;
use engine::Engine;
use report::Report;

/// What to compare.
#[derive(Parser)]
struct Args {
    /// How many random rules.
    #[arg(long, default_value_t = 20_000)]
    cases: u64,
    /// Begin with the rule of this number.
    #[arg(long, default_value_t = 0)]
    first: u64,
    /// From which seed they are drawn.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Ask rrule-temporal about every so many of them only, as it is slow.
    #[arg(long, default_value_t = 5)]
    every: u64,
    /// The program made of e2e/recurrence/libical.c.
    #[arg(long)]
    libical: String,
    /// The folder e2e/recurrence with its packages installed.
    #[arg(long)]
    rrule_temporal: String,
}

/// A case whose DTSTART is one of the rule's own recurrences, as it should be (RFC 5545 §3.8.5.3), but for one in ten.
fn draw(args: &Args, number: u64) -> Result<Case> {
    let mut dice = Dice::new(args.seed, number);
    let mut case = Case::draw(&mut dice);
    let mut second = second_of(&case);
    // Rules that match nothing are many among random ones, and one in twenty is enough.
    while second.is_none() && !number.is_multiple_of(20) {
        case = Case::draw(&mut dice);
        second = second_of(&case);
    }
    Ok(match second {
        Some(second) if !number.is_multiple_of(10) => case.starting_at(second),
        _ => case,
    })
}

fn second_of(case: &Case) -> Option<jiff::civil::DateTime> {
    ours::on_the_wall(case).ok()?.get(1).copied()
}

fn main() -> Result<ExitCode> {
    let args = Args::parse();
    let mut libical = Engine::start(vec![args.libical.clone()], Duration::from_millis(10));
    let script = format!("{}/rrule-temporal.mjs", args.rrule_temporal);
    let mut temporal = Engine::start(vec!["node".to_owned(), script], Duration::from_millis(500));
    let mut report = Report::default();
    let bar =
        ProgressBar::new(args.cases).with_style(ProgressStyle::with_template("{bar:40} {pos}/{len} {eta}")?);
    for number in args.first..args.first + args.cases {
        let case = draw(&args, number)?;
        judge_libical(&case, &mut libical, &mut report)?;
        if number.is_multiple_of(args.every) {
            zoned::judge_temporal(&case, &mut temporal, &mut report)?;
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    print!("{report}");
    Ok(if report.is_good() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
