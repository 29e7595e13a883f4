//! Writing TZif (RFC 8536).

use jiff::tz::Offset;

use super::observance::Onset;
use super::offset_name;

/// A TZif file of version 2: an offset before everything, changes in order, and the rule after the last of them.
pub(super) fn write_tzif(initial: Offset, onsets: &[Onset], rule: &str) -> Vec<u8> {
    let mut types = Types::default();
    types.index(initial, false);
    let indexes: Vec<u8> = onsets.iter().map(|onset| types.index(onset.to, onset.daylight)).collect();
    let mut out = Vec::with_capacity(128 + onsets.len() * 9);
    // The block of version 1 has one type and is not read.
    write_header(&mut out, 0, 1, 1);
    out.extend([0; 4 + 1 + 1 + 1]);
    write_header(&mut out, onsets.len(), types.known.len(), types.names.len());
    onsets.iter().for_each(|onset| out.extend(onset.at.as_second().to_be_bytes()));
    out.extend(indexes);
    for (offset, daylight, name) in &types.known {
        out.extend(offset.seconds().to_be_bytes());
        out.extend([u8::from(*daylight), *name]);
    }
    out.extend(&types.names);
    out.extend(b"\n");
    out.extend(rule.as_bytes());
    out.extend(b"\n");
    out
}

/// The header (RFC 8536 §3.1), without leap seconds and indicators.
fn write_header(out: &mut Vec<u8>, times: usize, types: usize, chars: usize) {
    out.extend(b"TZif2");
    out.extend([0; 15]);
    for count in [0, 0, 0, times, types, chars] {
        out.extend((count as u32).to_be_bytes());
    }
}

/// The local time types, each once, and their names.
#[derive(Default)]
struct Types {
    /// Offset, whether it is a daylight one, and where its name begins.
    known: Vec<(Offset, bool, u8)>,
    names: Vec<u8>,
}

impl Types {
    /// The index of a type, which is added when it is new. There is room for 32; a zone that claims to have more has
    /// the last one for the rest.
    fn index(&mut self, offset: Offset, daylight: bool) -> u8 {
        const TYPES_MAX: usize = 32;
        let same =
            |(known, is_daylight, _): &(Offset, bool, u8)| (*known, *is_daylight) == (offset, daylight);
        let index = self.known.iter().position(same).unwrap_or_else(|| {
            if self.known.len() < TYPES_MAX {
                let name = self.names.len() as u8;
                self.names.extend(offset_name(offset).as_bytes());
                self.names.push(0);
                self.known.push((offset, daylight, name));
            }
            self.known.len() - 1
        });
        index as u8
    }
}
