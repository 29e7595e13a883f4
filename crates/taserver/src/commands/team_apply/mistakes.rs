//! What is wrong with a team file, told to people and programs.

use serde::Serialize;

use crate::cli::TeamApplyArgs;
use crate::failure::{Exit, Failure};
use crate::output;

/// Something wrong with the file; the line is missing where only the stored team makes it wrong.
#[derive(Serialize)]
pub(super) struct Mistake {
    /// The line it is on, counted from 1.
    pub(super) line: Option<usize>,
    /// What is wrong, as one sentence.
    pub(super) message: String,
}

/// Tells every mistake, and gives the failure that they amount to.
pub(super) fn refuse(mistakes: &[Mistake], args: &TeamApplyArgs) -> Failure {
    let count = match mistakes.len() {
        1 => "1 mistake".to_owned(),
        more => format!("{more} mistakes"),
    };
    let what = format!("{} has {count}; nothing was changed", args.file.display());
    let failure = Failure::new(what, "correct the file and run the command again").exit(Exit::BadFile);
    match tell(mistakes, args) {
        Ok(()) => failure,
        Err(unprintable) => unprintable,
    }
}

fn tell(mistakes: &[Mistake], args: &TeamApplyArgs) -> Result<(), Failure> {
    if args.output.json {
        return output::print_json(&serde_json::json!({ "mistakes": mistakes }));
    }
    let file = args.file.display();
    for Mistake { line, message } in mistakes {
        let place = line.map(|line| format!(":{line}")).unwrap_or_default();
        eprintln!("{file}{place}: {message}");
    }
    Ok(())
}
