//! `service-names-port-numbers.xml`

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::Details;
use super::file::{ReadFile, RegistryError, ports, tidy, transports};
use super::owned::Row;

pub(super) fn read(text: &[u8]) -> Result<ReadFile, RegistryError> {
    let mut reading = Reading::new(text);
    while reading.step()? {}
    reading.finish()
}

/// How deep elements may lie in each other; the registry has four.
const DEPTH_MAX: usize = 16;

/// A walk through the file: where we are, and what the record at hand has said so far.
struct Reading<'t> {
    text: &'t [u8],
    reader: Reader<&'t [u8]>,
    path: Vec<String>,
    record: Option<Record>,
    records: Vec<Record>,
    people: HashMap<String, String>,
    person: String,
    updated: String,
    /// How many lines have ended before which byte.
    lines: (u64, usize),
}

#[derive(Default)]
struct Record {
    line: u64,
    name: String,
    protocol: String,
    number: String,
    description: String,
    details: Details,
}

impl<'t> Reading<'t> {
    fn new(text: &'t [u8]) -> Self {
        Self {
            text,
            reader: Reader::from_reader(text),
            path: Vec::new(),
            record: None,
            records: Vec::new(),
            people: HashMap::new(),
            person: String::new(),
            updated: String::new(),
            lines: (0, 0),
        }
    }

    /// Reads on by one event; false at the end.
    fn step(&mut self) -> Result<bool, RegistryError> {
        match self.reader.read_event().map_err(|error| self.problem(error))? {
            Event::Start(element) => self.open(&element)?,
            Event::Empty(element) => {
                self.open(&element)?;
                self.close();
            }
            Event::End(_) => self.close(),
            Event::Text(text) => self.add(&text.xml10_content()),
            Event::CData(text) => self.add(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                match reference.resolve_char_ref().map_err(|error| self.problem(error))? {
                    Some(character) => self.add(character.encode_utf8(&mut [0; 4])),
                    None => self.add(entity(&reference)),
                }
            }
            Event::Eof => return Ok(false),
            Event::Decl(_) | Event::Comment(_) | Event::PI(_) | Event::DocType(_) => {}
        }
        Ok(true)
    }

    fn open(&mut self, element: &BytesStart<'_>) -> Result<(), RegistryError> {
        let name = element.local_name().as_ref().to_owned();
        if self.path.is_empty() && name != "registry" || self.path.len() == DEPTH_MAX {
            return Err(RegistryError::UnknownForm);
        }
        let attribute = |key: &str| {
            let found = element.try_get_attribute(key).ok().flatten();
            found.map(|found| found.value.into_owned()).unwrap_or_default()
        };
        match name.as_str() {
            "record" => self.begin(attribute("date"), attribute("updated")),
            "xref" => self.refer(&attribute("type"), &attribute("data")),
            "person" => self.person = attribute("id"),
            _ => {}
        }
        self.path.push(name);
        Ok(())
    }

    fn begin(&mut self, registration_date: String, modification_date: String) {
        let details = Details { registration_date, modification_date, ..Details::default() };
        let line = self.line();
        self.record = Some(Record { line, details, ..Record::default() });
    }

    /// A reference to a person or a document. People outside of an `assignee` are the contact.
    fn refer(&mut self, kind: &str, data: &str) {
        let is_assignee = self.path.last().is_some_and(|element| element == "assignee");
        let Some(record) = &mut self.record else { return };
        let field = match kind {
            "person" if is_assignee => &mut record.details.assignee,
            "person" => &mut record.details.contact,
            _ => &mut record.details.reference,
        };
        let comma = if field.is_empty() { "" } else { ", " };
        let data = if kind == "rfc" { data.to_ascii_uppercase() } else { data.to_owned() };
        *field = format!("{field}{comma}{data}");
    }

    fn add(&mut self, text: &str) {
        let element = self.path.last().map(String::as_str).unwrap_or_default();
        let field = match (&mut self.record, element) {
            (Some(record), "name") => &mut record.name,
            (Some(record), "protocol") => &mut record.protocol,
            (Some(record), "number") => &mut record.number,
            (Some(record), "description") => &mut record.description,
            (Some(record), "note") => &mut record.details.notes,
            (Some(record), "unauth" | "uu") => &mut record.details.unauthorized_use,
            (None, "name") => self.people.entry(self.person.clone()).or_default(),
            (None, "updated") if self.path.len() == 2 => &mut self.updated,
            _ => return,
        };
        field.push_str(text);
    }

    fn close(&mut self) {
        if self.path.pop().as_deref() == Some("record") {
            self.records.extend(self.record.take());
        }
    }

    fn finish(self) -> Result<ReadFile, RegistryError> {
        if !self.path.is_empty() || self.records.is_empty() {
            return Err(RegistryError::Cut { reason: "it ends before </registry>".to_owned() });
        }
        let rows = self.records.into_iter().map(|record| row(record, &self.people));
        let rows = rows.collect::<Result<Vec<_>, _>>()?;
        Ok(ReadFile { rows, source: "IANA's registry as XML", date: self.updated.trim().to_owned() })
    }

    fn line(&mut self) -> u64 {
        let (ended, counted) = self.lines;
        let here = usize::try_from(self.reader.buffer_position()).unwrap_or(counted);
        let new = self.text.get(counted..here).unwrap_or_default();
        self.lines = (ended + new.iter().filter(|byte| **byte == b'\n').count() as u64, here);
        self.lines.0 + 1
    }

    fn problem(&mut self, error: impl std::fmt::Display) -> RegistryError {
        RegistryError::BadRow { line: self.line(), problem: error.to_string() }
    }
}

/// The five entities that XML itself has; others mean nothing here.
fn entity(name: &str) -> &'static str {
    match name {
        "lt" => "<",
        "gt" => ">",
        "amp" => "&",
        "quot" => "\"",
        "apos" => "'",
        _ => "",
    }
}

fn row(record: Record, people: &HashMap<String, String>) -> Result<Row, RegistryError> {
    let named = |ids: &str| {
        let names =
            ids.split(", ").map(|id| people.get(id).map_or_else(|| id.replace('_', " "), |name| tidy(name)));
        names.collect::<Vec<_>>().join(", ")
    };
    let details = record.details;
    // Most rows name one person, who is both.
    let assignee = if details.assignee.is_empty() { &details.contact } else { &details.assignee };
    Ok(Row {
        ports: ports(&record.number, record.line)?,
        transports: transports(&record.protocol, record.line)?,
        name: record.name.trim().to_owned(),
        description: tidy(&record.description),
        details: Details {
            assignee: named(assignee),
            contact: named(&details.contact),
            unauthorized_use: tidy(&details.unauthorized_use),
            notes: tidy(&details.notes),
            ..details
        },
    })
}
