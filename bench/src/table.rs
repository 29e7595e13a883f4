//! Prints what was measured, as a Markdown table.

use std::time::Duration;

use comfy_table::presets::ASCII_MARKDOWN;
use comfy_table::{CellAlignment, Table};

use crate::limits::Limits;
use crate::measure::Figures;
use crate::operations::Operation;

/// What was measured on one server.
#[derive(Debug)]
pub(crate) struct Column {
    pub(crate) name: &'static str,
    /// One entry for each of [`Operation::ALL`].
    pub(crate) figures: Vec<Figures>,
    /// Until the first answer, with the data in place.
    pub(crate) start_up: Option<Duration>,
    /// After all operations.
    pub(crate) resident_bytes: Option<u64>,
}

impl Column {
    pub(crate) const fn new(name: &'static str) -> Self {
        Self { name, figures: Vec::new(), start_up: None, resident_bytes: None }
    }
}

/// The table: a row for each operation, three columns for each server, and how many times more per second the first
/// server does than each other one.
pub(crate) fn render(columns: &[Column], limits: &Limits) -> String {
    let mut table = Table::new();
    table.load_style(ASCII_MARKDOWN);
    table.set_header(header(columns));
    for (index, operation) in Operation::ALL.iter().enumerate() {
        let figures: Vec<_> = columns.iter().filter_map(|column| column.figures.get(index)).collect();
        table.add_row(row(operation.title(), &figures));
    }
    table.add_row(single_values("start-up, with the data", columns, |column| column.start_up.map(millis)));
    table.add_row(single_values("resident memory, at the end", columns, |column| {
        column.resident_bytes.map(|bytes| format!("{:.0} MB", bytes as f64 / 1e6))
    }));
    for (title, figures) in limits.rows() {
        table.add_row(row(title, &[figures]));
    }
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table.to_string()
}

fn header(columns: &[Column]) -> Vec<String> {
    let figures = |column: &Column| [format!("{}, median", column.name), "99th".into(), "per s".into()];
    let ratios = columns.iter().skip(1).map(|column| format!("times {}", column.name));
    std::iter::once(String::new()).chain(columns.iter().flat_map(figures)).chain(ratios).collect()
}

fn row(title: &str, figures: &[&Figures]) -> Vec<String> {
    let mut row = vec![title.to_owned()];
    row.extend(figures.iter().flat_map(|figures| three_values(figures)));
    let Some((first, others)) = figures.split_first() else { return row };
    row.extend(others.iter().map(|other| format!("{:.1}", first.per_second() / other.per_second())));
    row
}

fn three_values(figures: &Figures) -> [String; 3] {
    [millis(figures.median()), millis(figures.percentile_99()), format!("{:.0}", figures.per_second())]
}

fn single_values(title: &str, columns: &[Column], value: impl Fn(&Column) -> Option<String>) -> Vec<String> {
    let values = columns.iter().flat_map(|column| [value(column).unwrap_or_default(), "".into(), "".into()]);
    std::iter::once(title.to_owned()).chain(values).collect()
}

fn millis(duration: Duration) -> String {
    format!("{:.2} ms", duration.as_secs_f64() * 1e3)
}
