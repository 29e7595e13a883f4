//! Rows that were read from a file.

use super::{Details, Entry, compare_names};
use crate::{PortRange, Transports};

/// A row as it stands in a file.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// `None` for a service name that was registered without a port.
    pub(super) ports: Option<PortRange>,
    pub(super) transports: Transports,
    /// Empty for a row that has none.
    pub(super) name: String,
    pub(super) description: String,
    pub(super) details: Details,
}

impl Row {
    /// Whether it differs from another in its transports alone.
    pub(super) fn says_the_same(&self, other: &Self) -> bool {
        (self.ports, &self.name, &self.description, &self.details)
            == (other.ports, &other.name, &other.description, &other.details)
    }
}

/// Rows in the order of ports, and in that of names.
#[derive(Clone, Debug)]
pub(super) struct Owned {
    rows: Vec<(PortRange, Row)>,
    ranges: Vec<usize>,
    by_name: Vec<usize>,
    without_port: Vec<String>,
}

impl Owned {
    pub(super) fn new(read: Vec<Row>) -> Self {
        let mut without_port = Vec::new();
        let mut rows = Vec::new();
        for row in read {
            match row.ports {
                Some(ports) => rows.push((ports, row)),
                None => without_port.push(row.name),
            }
        }
        // The file's order among rows of one port stays: the usual name comes first.
        rows.sort_by_key(|(ports, _)| ports.first());
        without_port.sort_unstable_by(|one, other| compare_names(one, other));
        let mut owned = Self { ranges: Vec::new(), by_name: Vec::new(), rows, without_port };
        let places = |keep: fn(&(PortRange, Row)) -> bool| {
            let kept = owned.rows.iter().enumerate().filter(|(_, row)| keep(row));
            kept.map(|(at, _)| at).collect::<Vec<usize>>()
        };
        let mut by_name = places(|(_, row)| !row.name.is_empty());
        let ranges = places(|(ports, _)| ports.ports() > 1);
        let name = |at: usize| owned.name(at).unwrap_or_default();
        by_name.sort_by(|one, other| compare_names(name(*one), name(*other)));
        owned.by_name = by_name;
        owned.ranges = ranges;
        owned
    }

    pub(super) const fn len(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn first_port(&self, at: usize) -> Option<u16> {
        self.rows.get(at).map(|(ports, _)| ports.first())
    }

    pub(super) fn entry(&self, at: usize) -> Option<Entry<'_>> {
        let (ports, row) = self.rows.get(at)?;
        Some(Entry {
            ports: *ports,
            transports: row.transports,
            name: (!row.name.is_empty()).then_some(&row.name),
            description: &row.description,
            details: Some(&row.details),
        })
    }

    pub(super) fn name(&self, at: usize) -> Option<&str> {
        self.rows.get(at).map(|(_, row)| row.name.as_str())
    }

    pub(super) fn ranges(&self) -> impl Iterator<Item = (usize, u16)> {
        self.ranges.iter().filter_map(|at| Some((*at, self.rows.get(*at)?.0.last())))
    }

    pub(super) const fn names(&self) -> usize {
        self.by_name.len()
    }

    pub(super) fn by_name(&self, place: usize) -> Option<usize> {
        self.by_name.get(place).copied()
    }

    pub(super) fn is_without_port(&self, name: &str) -> bool {
        self.without_port.binary_search_by(|known| compare_names(known, name)).is_ok()
    }
}
