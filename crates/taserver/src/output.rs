//! Results as tables for people and as JSON for programs.

use std::io::{self, Write};

use comfy_table::{ContentArrangement, LineStyle, Table, TableStyle};
use serde::Serialize;

use crate::failure::Failure;

/// A rule under the headings and nothing else, so that columns can be cut out of it.
const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::new('─', '─', '─', '─'));

/// A table with these column headings, as wide as the terminal at most.
pub(crate) fn table<const N: usize>(headings: [&str; N]) -> Table {
    let mut table = Table::new();
    table.load_style(STYLE);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header(headings);
    table
}

/// Prints a line of text, or anything that is one.
///
/// # Errors
/// A [`Failure`] when standard output cannot be written, as when its reader has gone.
pub(crate) fn print(text: impl std::fmt::Display) -> Result<(), Failure> {
    writeln!(io::stdout(), "{text}").map_err(|error| cannot_print(&error))
}

/// Prints a value as JSON.
///
/// # Errors
/// A [`Failure`] when standard output cannot be written.
pub(crate) fn print_json(value: &impl Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(value).map_err(|error| cannot_print(&error))?;
    print(text)
}

fn cannot_print(error: &dyn std::error::Error) -> Failure {
    Failure::new(format!("the result cannot be printed: {error}"), "look where standard output leads")
}
