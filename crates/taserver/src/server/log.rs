//! The log: lines for people on a terminal, JSON for collectors.

use std::io::{self, IsTerminal};

use tracing_subscriber::EnvFilter;

use crate::failure::{Exit, Failure};
use crate::settings::{LogFormat, Settings};

/// Starts writing the log to standard error.
///
/// # Errors
/// A [`Failure`] for a filter that cannot be read.
pub(crate) fn start_log(settings: &Settings) -> Result<(), Failure> {
    let filter = EnvFilter::try_new(&settings.log).map_err(|error| {
        let what = format!("the log filter {:?} cannot be used: {error}", settings.log);
        Failure::new(what, "write a level, as TASERVER_LOG=info, or info,ta_http=debug").exit(Exit::Usage)
    })?;
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    match settings.log_format {
        LogFormat::Json => lines.json().flatten_event(true).init(),
        LogFormat::Text => lines.with_ansi(false).init(),
        LogFormat::Auto => lines.with_ansi(io::stderr().is_terminal()).init(),
    }
    Ok(())
}
