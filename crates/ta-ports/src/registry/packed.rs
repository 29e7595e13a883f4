//! The table that the program carries, as `build.rs` packs it.
//!
//! It is read where it lies: nothing is unpacked when the program starts, and an entry is a few additions away.

use super::Entry;
use crate::{PortRange, Transports};

const HEAD_BYTES: usize = 6;
const RECORD_BYTES: usize = 7;
const RANGE_BYTES: usize = 4;

/// The four parts of the packed table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Packed {
    records: &'static [u8],
    ranges: &'static [u8],
    names: &'static [u8],
    texts: &'static str,
}

impl Packed {
    /// Takes the table apart; a table of another form is an empty one.
    pub(super) fn new(bytes: &'static [u8]) -> Self {
        Self::parts(bytes).unwrap_or(Self { records: &[], ranges: &[], names: &[], texts: "" })
    }

    fn parts(bytes: &'static [u8]) -> Option<Self> {
        let count = |at| u16_at(bytes, at).map(usize::from);
        let (records, ranges, names) = (count(0)?, count(2)?, count(4)?);
        let (records, rest) = bytes.get(HEAD_BYTES..)?.split_at_checked(records * RECORD_BYTES)?;
        let (ranges, rest) = rest.split_at_checked(ranges * RANGE_BYTES)?;
        let (names, texts) = rest.split_at_checked(names * 2)?;
        Some(Self { records, ranges, names, texts: std::str::from_utf8(texts).ok()? })
    }

    pub(super) const fn len(&self) -> usize {
        self.records.len() / RECORD_BYTES
    }

    pub(super) fn first_port(&self, at: usize) -> Option<u16> {
        u16_at(self.records, at * RECORD_BYTES)
    }

    pub(super) const fn names(&self) -> usize {
        self.names.len() / 2
    }

    /// The record that has the name at this place in the order of names.
    pub(super) fn by_name(&self, place: usize) -> Option<usize> {
        u16_at(self.names, place * 2).map(usize::from)
    }

    /// The records of ranges, in the order of ports.
    pub(super) fn ranges(&self) -> impl Iterator<Item = (usize, u16)> {
        let range = |bytes: &[u8]| Some((usize::from(u16_at(bytes, 0)?), u16_at(bytes, 2)?));
        self.ranges.chunks_exact(RANGE_BYTES).filter_map(range)
    }

    pub(super) fn entry(&self, at: usize) -> Option<Entry<'static>> {
        let begin = at * RECORD_BYTES;
        let record: [u8; RECORD_BYTES] = self.records.get(begin..begin + RECORD_BYTES)?.try_into().ok()?;
        let [low, high, mixed, description_bytes, place_0, place_1, place_2] = record;
        let first = u16::from_le_bytes([low, high]);
        let last = self.ranges().find(|(range, _)| *range == at).map_or(first, |(_, last)| last);
        let place = u32::from_le_bytes([place_0, place_1, place_2, 0]) as usize;
        let middle = place + usize::from(mixed >> 4);
        let name = self.texts.get(place..middle)?;
        Some(Entry {
            ports: PortRange::new(first, last)?,
            transports: Transports::from_bits(mixed),
            name: (!name.is_empty()).then_some(name),
            description: self.texts.get(middle..middle + usize::from(description_bytes))?,
            details: None,
        })
    }

    /// The name of a record, without the rest of it.
    pub(super) fn name(&self, at: usize) -> Option<&'static str> {
        let begin = at * RECORD_BYTES;
        let record: [u8; RECORD_BYTES] = self.records.get(begin..begin + RECORD_BYTES)?.try_into().ok()?;
        let [_, _, mixed, _, place_0, place_1, place_2] = record;
        let place = u32::from_le_bytes([place_0, place_1, place_2, 0]) as usize;
        self.texts.get(place..place + usize::from(mixed >> 4))
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes)
}
