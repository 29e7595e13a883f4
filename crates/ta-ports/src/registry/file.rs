//! IANA's own files: which form one has, and whether it is whole.

use super::owned::Row;
use super::{csv_file, xml_file};
use crate::{PortClass, PortRange, Transports};

/// Why a file is not the registry.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RegistryError {
    /// It is neither of IANA's two forms.
    #[error("it is neither CSV nor XML as IANA publishes it")]
    UnknownForm,
    /// A CSV with other columns.
    #[error("it has no column {missing:?}; its columns are {found}")]
    OtherColumns {
        /// The first column that is not there.
        missing: &'static str,
        /// The columns that are, with commas between them.
        found: String,
    },
    /// A row cannot be read.
    #[error("line {line}: {problem}")]
    BadRow {
        /// Where it begins, counted from 1.
        line: u64,
        /// What is wrong with it.
        problem: String,
    },
    /// It ends before the registry does: what is missing would look unassigned.
    #[error("it is only a part of the registry: {reason}")]
    Cut {
        /// How that shows.
        reason: String,
    },
}

/// What a file holds.
pub(super) struct ReadFile {
    pub(super) rows: Vec<Row>,
    pub(super) source: &'static str,
    pub(super) date: String,
}

/// The port that the registry ends with.
const LAST_PORT: u16 = PortClass::Registered.range().last();

pub(super) fn read(file: &[u8]) -> Result<ReadFile, RegistryError> {
    let text = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file).trim_ascii_start();
    let read = if text.starts_with(b"<") { xml_file::read(text)? } else { csv_file::read(text)? };
    let last = read.rows.iter().filter_map(|row| row.ports).map(PortRange::last).max();
    if last.is_none_or(|last| last < LAST_PORT) {
        let reached = last.map_or_else(|| "no port".to_owned(), |last| format!("port {last}"));
        return Err(RegistryError::Cut {
            reason: format!("it ends with {reached} and not with {LAST_PORT}"),
        });
    }
    Ok(ReadFile { rows: read.rows.into_iter().filter(says_something).collect(), ..read })
}

/// A row that calls its ports unassigned says what no row says too.
fn says_something(row: &Row) -> bool {
    !(row.name.is_empty() && row.description.to_ascii_lowercase().contains("unassigned"))
}

/// The ports of a row, `None` for an empty text.
pub(super) fn ports(text: &str, line: u64) -> Result<Option<PortRange>, RegistryError> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let problem = |error: crate::RangeError| RegistryError::BadRow { line, problem: error.to_string() };
    text.parse().map(Some).map_err(problem)
}

/// The transport of a row. A row without one speaks of TCP and UDP, the two that every port is registered for.
pub(super) fn transports(text: &str, line: u64) -> Result<Transports, RegistryError> {
    match text.trim() {
        "" => Ok(Transports::TCP_AND_UDP),
        name => Transports::named(name).ok_or_else(|| RegistryError::BadRow {
            line,
            problem: format!("{name:?} is no transport of the registry"),
        }),
    }
}

/// A description in one line, without what IANA adds to a name that replaced one with other signs in it.
pub(super) fn tidy(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    words.split(" IANA assigned this well-formed service").next().unwrap_or_default().to_owned()
}
