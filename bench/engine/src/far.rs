//! How long it takes to the first recurrence of a far window.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::Result;
use comfy_table::Table;
use comfy_table::presets::ASCII_MARKDOWN;
use jiff::civil::date;

use crate::rules::listed;
use crate::timing::best_of_many;

/// The table: for each frequency of the case list, the slowest of its rules without an end.
pub(crate) fn measure() -> Result<Table> {
    let far = date(2400, 6, 1).at(0, 0, 0, 0);
    let mut slowest: BTreeMap<String, (Duration, &str)> = BTreeMap::new();
    for case in listed() {
        let set = case.set()?;
        if !set.is_endless() || set.occurrences_from(far).next().is_none() {
            continue;
        }
        let took = best_of_many(Duration::from_millis(60), || set.occurrences_from(far).next());
        let frequency = case.rule.split("FREQ=").nth(1).and_then(|rest| rest.split(';').next()).unwrap_or("");
        let entry = slowest.entry(frequency.to_owned()).or_insert((took, case.rule));
        if took > entry.0 {
            *entry = (took, case.rule);
        }
    }
    let mut table = Table::new();
    table.load_style(ASCII_MARKDOWN);
    table.set_header(["first recurrence after 2400-06-01", "at most", "the slowest rule of the case list"]);
    for (frequency, (took, rule)) in slowest {
        table.add_row([frequency, format!("{:.2} µs", took.as_secs_f64() * 1e6), rule.to_owned()]);
    }
    Ok(table)
}
