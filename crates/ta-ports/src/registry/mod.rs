//! The registry of service names and port numbers (RFC 6335): the table built in, or a file as IANA publishes it.

mod csv_file;
mod entry;
mod file;
mod owned;
mod packed;
mod xml_file;

use std::cmp::Ordering;

use crate::{PortRange, Protocol};
use owned::Owned;
use packed::Packed;

pub use entry::{Details, Entry, Status};
pub use file::RegistryError;

static BUILT_IN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/registry.bin"));

/// The registry: what IANA says that ports are for.
#[derive(Clone, Debug)]
pub struct Registry {
    rows: Rows,
    source: String,
    date: String,
}

/// The two forms that rows are kept in. Both are in the order of ports, and know the order of names.
#[derive(Clone, Debug)]
enum Rows {
    Packed(Packed),
    Owned(Owned),
}

impl Registry {
    /// The table that the program carries. It costs nothing to make.
    pub fn built_in() -> Self {
        Self {
            rows: Rows::Packed(Packed::new(BUILT_IN)),
            source: env!("REGISTRY_SOURCE").to_owned(),
            date: env!("REGISTRY_DATE").to_owned(),
        }
    }

    /// How many bytes the table takes in the program.
    pub const fn built_in_bytes() -> usize {
        BUILT_IN.len()
    }

    /// Reads `service-names-port-numbers` as IANA publishes it, CSV or XML; which of them shows in the first bytes.
    ///
    /// # Errors
    /// [`RegistryError`] for a file of another form, and for half of one: ports that it leaves out would look unassigned.
    pub fn read(file: &[u8]) -> Result<Self, RegistryError> {
        let read = file::read(file)?;
        Ok(Self { rows: Rows::Owned(Owned::new(read.rows)), source: read.source.to_owned(), date: read.date })
    }

    /// Where the rows come from, for people.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// When the registry was as it is here: `2026-09-17`, or empty where the file does not tell.
    pub fn date(&self) -> &str {
        &self.date
    }

    /// The rows about a port, over whatever transport, the usual name of a port first.
    pub fn at(&self, port: u16) -> impl Iterator<Item = Entry<'_>> {
        let singles =
            self.rows.beginning_at(port).take_while(move |at| self.rows.first_port(*at) == Some(port));
        let is_around = move |range: &(usize, u16)| {
            port <= range.1 && self.rows.first_port(range.0).is_some_and(|first| first < port)
        };
        let ranges = self.rows.ranges().filter(is_around).map(|(at, _)| at);
        singles.chain(ranges).filter_map(|at| self.rows.entry(at))
    }

    /// The row that says what a port is for over TCP or UDP; `None` where it is unassigned.
    pub fn on(&self, port: u16, protocol: Protocol) -> Option<Entry<'_>> {
        self.at(port).find(|entry| entry.transports.contains(protocol))
    }

    /// The rows that speak of any port of a range, in the order of ports.
    pub fn within(&self, range: PortRange) -> impl Iterator<Item = Entry<'_>> {
        let reaches_in = move |reach: &(usize, u16)| {
            range.first() <= reach.1
                && self.rows.first_port(reach.0).is_some_and(|first| first < range.first())
        };
        let before = self.rows.ranges().filter(reaches_in).map(|(at, _)| at);
        let inside = self.rows.beginning_at(range.first());
        let inside =
            inside.take_while(move |at| self.rows.first_port(*at).is_some_and(|first| first <= range.last()));
        before.chain(inside).filter_map(|at| self.rows.entry(at))
    }

    /// The parts of a range that no row speaks of over TCP or UDP, in the order of ports. Dynamic ports are among them:
    /// nobody can have them.
    pub fn unassigned(&self, range: PortRange, protocol: Protocol) -> Vec<PortRange> {
        let mut taken: Vec<PortRange> = self
            .within(range)
            .filter(|entry| entry.transports.contains(protocol))
            .map(|entry| entry.ports)
            .collect();
        taken.sort_unstable();
        gaps(range, &taken)
    }

    /// The rows that have a service name, in any case of letters, in the order of ports.
    pub fn named(&self, name: &str) -> impl Iterator<Item = Entry<'_>> {
        let begin = partition(self.rows.named(), |place| self.order(place, name) == Ordering::Less);
        let same =
            (begin..self.rows.named()).take_while(move |place| self.order(*place, name) == Ordering::Equal);
        let mut found: Vec<usize> = same.filter_map(|place| self.rows.by_name(place)).collect();
        found.sort_unstable();
        found.into_iter().filter_map(|at| self.rows.entry(at))
    }

    /// Whether a service name is registered without a port, which only IANA's own files tell.
    pub fn has_no_port(&self, name: &str) -> bool {
        match &self.rows {
            Rows::Packed(_) => false,
            Rows::Owned(owned) => owned.is_without_port(name),
        }
    }

    /// Every service name that has a port, in the order of names; a name that has many comes as often.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        (0..self.rows.named()).filter_map(|place| self.rows.name(self.rows.by_name(place)?))
    }

    /// Every row, in the order of ports.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        (0..self.rows.len()).filter_map(|at| self.rows.entry(at))
    }

    fn order(&self, place: usize, name: &str) -> Ordering {
        let here = self.rows.by_name(place).and_then(|at| self.rows.name(at)).unwrap_or_default();
        compare_names(here, name)
    }
}

impl Rows {
    fn len(&self) -> usize {
        match self {
            Self::Packed(packed) => packed.len(),
            Self::Owned(owned) => owned.len(),
        }
    }

    fn first_port(&self, at: usize) -> Option<u16> {
        match self {
            Self::Packed(packed) => packed.first_port(at),
            Self::Owned(owned) => owned.first_port(at),
        }
    }

    fn entry(&self, at: usize) -> Option<Entry<'_>> {
        match self {
            Self::Packed(packed) => packed.entry(at),
            Self::Owned(owned) => owned.entry(at),
        }
    }

    fn name(&self, at: usize) -> Option<&str> {
        match self {
            Self::Packed(packed) => packed.name(at),
            Self::Owned(owned) => owned.name(at),
        }
    }

    /// The rows that speak of more than one port, with the last of them.
    fn ranges(&self) -> Box<dyn Iterator<Item = (usize, u16)> + '_> {
        match self {
            Self::Packed(packed) => Box::new(packed.ranges()),
            Self::Owned(owned) => Box::new(owned.ranges()),
        }
    }

    /// How many rows have a name.
    fn named(&self) -> usize {
        match self {
            Self::Packed(packed) => packed.names(),
            Self::Owned(owned) => owned.names(),
        }
    }

    fn by_name(&self, place: usize) -> Option<usize> {
        match self {
            Self::Packed(packed) => packed.by_name(place),
            Self::Owned(owned) => owned.by_name(place),
        }
    }

    /// The rows from the first on that begins at a port or after it.
    fn beginning_at(&self, port: u16) -> std::ops::Range<usize> {
        partition(self.len(), |at| self.first_port(at).is_some_and(|first| first < port))..self.len()
    }
}

/// Names compare as RFC 6335 §5.1 wants: ASCII letters without their case.
fn compare_names(one: &str, other: &str) -> Ordering {
    let lower = |byte: u8| byte.to_ascii_lowercase();
    one.bytes().map(lower).cmp(other.bytes().map(lower))
}

/// The first place of a sorted row of so many for which something no longer holds.
fn partition(length: usize, holds: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, length);
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) { low = middle + 1 } else { high = middle }
    }
    low
}

/// What sorted parts leave of a range.
fn gaps(range: PortRange, taken: &[PortRange]) -> Vec<PortRange> {
    let mut found = Vec::new();
    let mut next = u32::from(range.first());
    let mut add = |from: u32, to: u32| {
        let ends = (u16::try_from(from), u16::try_from(to));
        if let (Ok(first), Ok(last)) = ends {
            found.extend(PortRange::new(first, last));
        }
    };
    for part in taken {
        if u32::from(part.first()) > next {
            add(next, u32::from(part.first()) - 1);
        }
        next = next.max(u32::from(part.last()) + 1);
    }
    if next <= u32::from(range.last()) {
        add(next, u32::from(range.last()));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{PortRange, Protocol, Registry, Status, gaps};

    fn names(registry: &Registry, port: u16, protocol: Protocol) -> Vec<&str> {
        registry
            .at(port)
            .filter(|entry| entry.transports.contains(protocol))
            .filter_map(|entry| entry.name)
            .collect()
    }

    #[test]
    fn port_3552_is_taserver_over_both_transports() {
        let registry = Registry::built_in();
        for protocol in Protocol::ALL {
            let entry = registry.on(3552, protocol).unwrap();
            assert_eq!((entry.name, entry.description), (Some("taserver"), "TeamAgenda Server Port"));
        }
    }

    #[test]
    fn the_usual_name_of_a_port_comes_before_its_other_names() {
        assert_eq!(names(&Registry::built_in(), 80, Protocol::Tcp), ["http", "www", "www-http"]);
    }

    #[test]
    fn transports_of_one_port_may_have_different_services() {
        let registry = Registry::built_in();
        assert_eq!(names(&registry, 49001, Protocol::Tcp), ["nusrp"]);
        assert_eq!(names(&registry, 49001, Protocol::Udp), ["nusdp-disc"]);
    }

    #[test]
    fn every_port_of_a_range_has_its_name() {
        let registry = Registry::built_in();
        for port in [6000, 6001, 6063] {
            assert_eq!(names(&registry, port, Protocol::Tcp), ["x11"], "{port}");
        }
        assert_eq!(registry.on(6064, Protocol::Tcp).unwrap().name, Some("ndl-ahp-svc"));
    }

    #[test]
    fn a_name_is_found_in_any_case_with_all_its_ports() {
        let registry = Registry::built_in();
        let ports = |name| registry.named(name).map(|entry| entry.ports.first()).collect::<Vec<_>>();
        assert_eq!(ports("TaServer"), [3552]);
        assert_eq!(ports("http"), [80, 80]);
        assert_eq!(ports("no-such-name"), [] as [u16; 0]);
    }

    #[test]
    fn a_port_that_no_row_speaks_of_is_unassigned() {
        let registry = Registry::built_in();
        assert!(registry.at(4967).next().is_none());
        assert!(registry.at(60000).next().is_none());
    }

    #[test]
    fn a_row_without_a_name_tells_why_nobody_has_the_port() {
        let registry = Registry::built_in();
        let status = |port| registry.on(port, Protocol::Udp).map(|entry| entry.status());
        assert_eq!(status(0), Some(Status::Reserved));
        assert_eq!(status(24), Some(Status::PrivateUse));
        assert_eq!(status(585), Some(Status::TakenBack));
        assert_eq!(status(49151), Some(Status::Reserved));
    }

    #[test]
    fn a_range_is_answered_with_rows_that_begin_before_it() {
        let registry = Registry::built_in();
        let found: Vec<_> = registry.within(PortRange::new(6062, 6064).unwrap()).collect();
        assert_eq!(found.first().and_then(|entry| entry.name), Some("x11"));
        assert!(found.iter().all(|entry| entry.ports.last() >= 6062 && entry.ports.first() <= 6064));
    }

    #[test]
    fn what_rows_leave_of_a_range_is_unassigned() {
        let part = |first, last| PortRange::new(first, last).unwrap();
        assert_eq!(gaps(part(1, 9), &[part(2, 3), part(3, 5), part(9, 9)]), [part(1, 1), part(6, 8)]);
        assert_eq!(gaps(part(1, 9), &[part(0, 20)]), []);
        assert_eq!(gaps(part(65535, 65535), &[]), [part(65535, 65535)]);
    }

    #[test]
    fn the_table_built_in_stays_below_250_kilobytes() {
        assert!(Registry::built_in_bytes() <= 250_000, "{}", Registry::built_in_bytes());
    }

    #[test]
    fn every_row_of_the_table_is_found_by_its_port_and_by_its_name() {
        let registry = Registry::built_in();
        let mut rows = 0;
        for entry in registry.entries() {
            assert!(registry.at(entry.ports.first()).any(|found| found == entry), "{entry:?}");
            assert!(registry.at(entry.ports.last()).any(|found| found == entry), "{entry:?}");
            assert!(
                entry.name.is_none_or(|name| registry.named(name).any(|found| found == entry)),
                "{entry:?}"
            );
            rows += 1;
        }
        let text = include_str!("../../registry/ports.tsv");
        assert_eq!(rows, text.lines().filter(|line| !line.starts_with('#')).count());
    }
}
