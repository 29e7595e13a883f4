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
    Ok(ReadFile { rows: joined(read.rows.into_iter().filter(says_something)), ..read })
}

/// A row that calls its ports unassigned says what no row says too.
fn says_something(row: &Row) -> bool {
    !(row.name.is_empty() && row.description.to_ascii_lowercase().contains("unassigned"))
}

/// One row for transports of which the file says the same in rows of their own, one after the other.
fn joined(rows: impl Iterator<Item = Row>) -> Vec<Row> {
    let mut joined: Vec<Row> = Vec::new();
    for row in rows {
        match joined.last_mut().filter(|last| last.says_the_same(&row)) {
            Some(last) => last.transports = last.transports.union(row.transports),
            None => joined.push(row),
        }
    }
    joined
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

#[cfg(test)]
mod tests {
    use super::RegistryError;
    use crate::{PortRange, Protocol, Registry};

    const HEAD: &str = "Service Name,Port Number,Transport Protocol,Description,Assignee,Contact,Registration Date,\
                        Modification Date,Reference,Service Code,Unauthorized Use Reported,Assignment Notes\n";
    const END: &str = ",49151,tcp,IANA Reserved,,,,,,,,\n,49151,udp,IANA Reserved,,,,,,,,\n";

    fn csv(rows: &str) -> Result<Registry, RegistryError> {
        Registry::read(format!("{HEAD}{rows}{END}").as_bytes())
    }

    fn xml(records: &str) -> Result<Registry, RegistryError> {
        let text = format!(
            "<?xml version='1.0' encoding='UTF-8'?>\n<registry xmlns=\"http://www.iana.org/assignments\" id=\"ports\">\n\
             <title>Ports</title>\n<updated>2024-04-30</updated>\n{records}\
             <record><number>49151</number><protocol>tcp</protocol><description>IANA Reserved</description></record>\n\
             <people><person id=\"Jane_Doe\"><name>Jane Doe</name><updated>2010-01</updated></person></people>\n</registry>\n"
        );
        Registry::read(text.as_bytes())
    }

    #[test]
    fn every_column_of_the_csv_is_kept() {
        let row = "agenda,3552,tcp,\"An agenda,\n  and more\",[Example_Inc],[Jane_Doe][Joe],2002-07,2013-03-29,\
                   [RFC6335][RFC9110],7,somebody else,a remark\n";
        let registry = csv(row).unwrap();
        let entry = registry.on(3552, Protocol::Tcp).unwrap();
        assert_eq!((entry.name, entry.description), (Some("agenda"), "An agenda, and more"));
        let details = entry.details.unwrap();
        assert_eq!((details.assignee.as_str(), details.contact.as_str()), ("Example Inc", "Jane Doe, Joe"));
        assert_eq!(details.registration_date, "2002-07");
        assert_eq!(details.modification_date, "2013-03-29");
        assert_eq!(details.reference, "RFC6335, RFC9110");
        assert_eq!(
            (details.unauthorized_use.as_str(), details.notes.as_str()),
            ("somebody else", "a remark")
        );
        assert_eq!(registry.date(), "2013-03-29");
    }

    #[test]
    fn the_xml_says_the_same() {
        let registry = xml(
            "<record date=\"2002-07\" updated=\"2013-03-29\"><name>agenda</name><protocol>tcp</protocol>\
             <xref type=\"person\" data=\"Jane_Doe\"/><description>An agenda &amp;\n more &#x263A;</description>\
             <number>3552</number><xref type=\"rfc\" data=\"rfc6335\"/><note>a remark</note></record>\n",
        )
        .unwrap();
        let entry = registry.on(3552, Protocol::Tcp).unwrap();
        assert_eq!((entry.name, entry.description), (Some("agenda"), "An agenda & more ☺"));
        let details = entry.details.unwrap();
        assert_eq!((details.assignee.as_str(), details.contact.as_str()), ("Jane Doe", "Jane Doe"));
        assert_eq!((details.reference.as_str(), details.notes.as_str()), ("RFC6335", "a remark"));
        assert_eq!(
            (details.registration_date.as_str(), details.modification_date.as_str()),
            ("2002-07", "2013-03-29")
        );
        assert_eq!(registry.date(), "2024-04-30");
    }

    #[test]
    fn rows_that_differ_in_the_transport_alone_are_one() {
        let registry = csv("domain,53,tcp,Names,,,,,,,,\ndomain,53,udp,Names,,,,,,,,\n").unwrap();
        let transports: Vec<_> = registry.at(53).map(|entry| entry.transports.to_string()).collect();
        assert_eq!(transports, ["tcp, udp"]);
    }

    #[test]
    fn a_row_that_calls_its_ports_unassigned_assigns_nothing() {
        let registry =
            csv(",4-5,tcp,Unassigned,,,,,,,,\nx11,6000-6063,tcp,X Window System,,,,,,,,\n").unwrap();
        assert!(registry.on(4, Protocol::Tcp).is_none());
        assert_eq!(registry.on(6063, Protocol::Tcp).unwrap().ports, PortRange::new(6000, 6063).unwrap());
    }

    #[test]
    fn a_service_without_a_port_is_known_as_that() {
        let registry = csv("sip,,tcp,Calls,,,,,,,,\n").unwrap();
        assert!(registry.has_no_port("SIP") && !registry.has_no_port("sips"));
        assert_eq!(registry.named("sip").count(), 0);
    }

    #[test]
    fn columns_are_found_wherever_they_stand_and_others_are_named() {
        let moved =
            "Port Number,Description,Service Name,Transport Protocol\n53,Names,domain,udp\n49151,,,tcp\n";
        assert_eq!(
            Registry::read(moved.as_bytes()).unwrap().on(53, Protocol::Udp).unwrap().name,
            Some("domain")
        );
        let other = Registry::read(b"Service Name,Port,Transport Protocol,Description\n").unwrap_err();
        let found = "Service Name, Port, Transport Protocol, Description".to_owned();
        assert_eq!(other, RegistryError::OtherColumns { missing: "Port Number", found });
    }

    #[test]
    fn half_a_file_is_refused_wherever_it_is_cut() {
        let whole = format!("{HEAD}domain,53,tcp,Names,,,,,,,,\nagenda,3552,tcp,An agenda,,,,,,,,\n{END}");
        assert!(Registry::read(whole.as_bytes()).is_ok());
        let end = whole.len() - END.len();
        for cut in 0..end {
            assert!(Registry::read(&whole.as_bytes()[..cut]).is_err(), "{cut}");
        }
        let xml = "<registry><record><number>49151</number></record>";
        assert_eq!(
            Registry::read(xml.as_bytes()).unwrap_err(),
            RegistryError::Cut { reason: "it ends before </registry>".into() }
        );
    }

    #[test]
    fn a_row_that_cannot_be_read_is_told_with_its_line() {
        let error = |row: &str| {
            csv(&format!("domain,53,tcp,Names,,,,,,,,\n{row},,,,,,,,\n")).unwrap_err().to_string()
        };
        assert_eq!(error("agenda,70000,tcp,An agenda"), "line 3: 70000 is no port: the highest is 65535");
        assert_eq!(error("agenda,90-80,tcp,An agenda"), "line 3: the range 90-80 is reversed");
        assert_eq!(error("agenda,3552,quic,An agenda"), "line 3: \"quic\" is no transport of the registry");
        let cut = error("agenda");
        assert!(cut.starts_with("line 3: it has 9 columns and the head has 12"), "{cut}");
    }

    #[test]
    fn a_file_of_another_form_is_refused() {
        for text in ["<html><body>moved</body></html>", "hello", "\u{0}\u{1}\u{2}", "<registry><a><b></a>"] {
            assert!(Registry::read(text.as_bytes()).is_err(), "{text}");
        }
        assert_eq!(Registry::read(b"<html></html>").unwrap_err(), RegistryError::UnknownForm);
        assert_eq!(Registry::read(b"hello\n").unwrap_err(), RegistryError::UnknownForm);
    }
}
