//! What became of an imported file.

use std::fmt::Display;

use serde::Serialize;
use ta_app::PutOutcome;

use super::Outcome;
use crate::cli::ImportArgs;
use crate::failure::{Exit, Failure};
use crate::output;

/// What became of every entry.
#[derive(Debug, Default, Serialize)]
pub(super) struct Report {
    added: usize,
    updated: usize,
    unchanged: usize,
    skipped: Vec<Skipped>,
}

/// An entry that was not taken.
#[derive(Debug, Serialize)]
pub(super) struct Skipped {
    /// The line of the file that it begins on, from 1.
    line: u32,
    reason: String,
}

impl Skipped {
    /// An entry that was not taken, and why.
    pub(super) fn new(line: u32, reason: impl Display) -> Self {
        Self { line, reason: reason.to_string() }
    }
}

impl Report {
    /// A report that so far knows only of what could not even be read.
    pub(super) fn new(skipped: Vec<Skipped>) -> Self {
        Self { skipped, ..Self::default() }
    }

    /// Counts what became of some entries.
    pub(super) fn add(&mut self, outcomes: Vec<Outcome>) {
        for outcome in outcomes {
            match outcome {
                Outcome::Stored(PutOutcome::Created(_)) => self.added += 1,
                Outcome::Stored(PutOutcome::Replaced(_)) => self.updated += 1,
                Outcome::Stored(PutOutcome::Kept(_)) => self.unchanged += 1,
                Outcome::Refused(skipped) => self.skipped.push(skipped),
            }
        }
    }

    /// Prints the report.
    ///
    /// # Errors
    /// A [`Failure`] that says so when entries were skipped.
    pub(super) fn print(mut self, args: &ImportArgs) -> Result<(), Failure> {
        self.skipped.sort_by_key(|skipped| skipped.line);
        let file = args.file.display();
        if args.output.json {
            output::print_json(&self)?;
        } else {
            let Self { added, updated, unchanged, .. } = self;
            output::print(format!("{added} added, {updated} updated, {unchanged} unchanged."))?;
            self.skipped.iter().for_each(|skipped| eprintln!("{file}:{}: {}", skipped.line, skipped.reason));
        }
        match self.skipped.len() {
            0 => Ok(()),
            count => Err(some_skipped(count, &file)),
        }
    }
}

fn some_skipped(count: usize, file: &dyn Display) -> Failure {
    let entries = if count == 1 { "1 entry was".to_owned() } else { format!("{count} entries were") };
    let what = format!("{entries} skipped; everything else of {file} is in the calendar");
    Failure::new(what, "correct them in the file and import it again; what is there already stays as it is")
        .exit(Exit::Partial)
}
