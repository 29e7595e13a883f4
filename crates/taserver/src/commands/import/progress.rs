//! How far an import is, on a terminal only.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar for so many entries. Where standard error is no terminal it stays silent.
pub(super) fn bar(entries: usize) -> ProgressBar {
    let bar = ProgressBar::new(entries.try_into().unwrap_or(u64::MAX));
    match ProgressStyle::with_template("{wide_bar} {pos} of {len}, {eta} left") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
