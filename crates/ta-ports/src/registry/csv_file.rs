//! `service-names-port-numbers.csv`

use csv::{ReaderBuilder, StringRecord};

use super::Details;
use super::file::{ReadFile, RegistryError, ports, tidy, transports};
use super::owned::Row;

/// The columns that a row cannot do without.
const NEEDED: [&str; 4] = ["Service Name", "Port Number", "Transport Protocol", "Description"];

pub(super) fn read(text: &[u8]) -> Result<ReadFile, RegistryError> {
    let mut reader = ReaderBuilder::new().has_headers(false).from_reader(text);
    let mut records = reader.records();
    let columns = match records.next() {
        Some(head) => Columns::of(&head.map_err(|_| RegistryError::UnknownForm)?)?,
        None => return Err(RegistryError::Cut { reason: "it is empty".to_owned() }),
    };
    let rows = records.map(|record| columns.row(&record.map_err(|error| explain(&error))?));
    let rows = rows.collect::<Result<Vec<_>, _>>()?;
    if !text.ends_with(b"\n") {
        return Err(RegistryError::Cut { reason: "its last line has no end".to_owned() });
    }
    let dates = rows.iter().flat_map(|row| [&row.details.registration_date, &row.details.modification_date]);
    let date = dates.max().cloned().unwrap_or_default();
    Ok(ReadFile { rows, source: "IANA's registry as CSV", date })
}

fn explain(error: &csv::Error) -> RegistryError {
    let line = error.position().map_or(0, csv::Position::line);
    match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => RegistryError::BadRow {
            line,
            problem: format!(
                "it has {len} columns and the head has {expected_len}; the file may have been cut here"
            ),
        },
        csv::ErrorKind::Utf8 { .. } => RegistryError::BadRow { line, problem: "it is not UTF-8".to_owned() },
        _ => RegistryError::BadRow { line, problem: error.to_string() },
    }
}

/// Where each column stands. IANA has moved and renamed columns before.
struct Columns {
    head: Vec<String>,
}

impl Columns {
    fn of(head: &StringRecord) -> Result<Self, RegistryError> {
        let head: Vec<String> = head.iter().map(|name| name.trim().to_owned()).collect();
        match NEEDED.into_iter().find(|needed| !head.iter().any(|name| name == needed)) {
            None => Ok(Self { head }),
            Some(_) if head.len() < 2 => Err(RegistryError::UnknownForm),
            Some(missing) => Err(RegistryError::OtherColumns { missing, found: head.join(", ") }),
        }
    }

    fn row(&self, record: &StringRecord) -> Result<Row, RegistryError> {
        let line = record.position().map_or(0, csv::Position::line);
        let text = |name| self.text(record, name);
        let details = Details {
            assignee: unbracketed(text("Assignee")),
            contact: unbracketed(text("Contact")),
            registration_date: text("Registration Date").to_owned(),
            modification_date: text("Modification Date").to_owned(),
            reference: unbracketed(text("Reference")),
            unauthorized_use: tidy(text("Unauthorized Use Reported")),
            notes: tidy(text("Assignment Notes")),
        };
        Ok(Row {
            ports: ports(text("Port Number"), line)?,
            transports: transports(text("Transport Protocol"), line)?,
            name: text("Service Name").to_owned(),
            description: tidy(text("Description")),
            details,
        })
    }

    /// A cell by the name of its column; empty where there is no such column.
    fn text<'r>(&self, record: &'r StringRecord, name: &str) -> &'r str {
        let at = self.head.iter().position(|column| column == name);
        at.and_then(|at| record.get(at)).unwrap_or_default().trim()
    }
}

/// `[Jon_Postel]` → `Jon Postel`, `[RFC9260][RFC4340]` → `RFC9260, RFC4340`
fn unbracketed(text: &str) -> String {
    let parts = text.split(['[', ']']).map(str::trim).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(", ").replace('_', " ")
}
