//! Packs `registry/ports.tsv` into the table that the program carries; `src/registry/packed.rs` reads it.
//!
//! Little-endian: how many records, ranges and service names; seven bytes for each record: port, transports in the lower and
//! length of the name in the upper half of a byte, length of the description, where both begin in the texts; for each range
//! its record and its last port; then the records in the order of their names; then the texts.

use std::collections::HashMap;
use std::error::Error;
use std::path::Path;
use std::{env, fs};

struct Line<'t> {
    first: u16,
    last: u16,
    transports: u8,
    name: &'t str,
    description: &'t str,
}

fn main() -> Result<(), Box<dyn Error>> {
    let source = Path::new("registry/ports.tsv");
    println!("cargo::rerun-if-changed={}", source.display());
    let text = fs::read_to_string(source)?;
    let lines =
        text.lines().filter(|line| !line.starts_with('#')).map(line).collect::<Result<Vec<_>, _>>()?;
    let folder = env::var("OUT_DIR")?;
    fs::write(Path::new(&folder).join("registry.bin"), pack(&lines)?)?;
    for (key, variable) in [("# source\t", "REGISTRY_SOURCE"), ("# date\t", "REGISTRY_DATE")] {
        let value = text.lines().find_map(|line| line.strip_prefix(key)).ok_or("ports.tsv lacks its head")?;
        println!("cargo::rustc-env={variable}={value}");
    }
    Ok(())
}

fn line(line: &str) -> Result<Line<'_>, Box<dyn Error>> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [ports, transports, name, description] = columns[..] else {
        return Err(format!("ports.tsv has a line of other columns: {line:?}").into());
    };
    let (first, last) = ports.split_once('-').unwrap_or((ports, ports));
    let transports = transports.split(',').map(bit).sum::<Result<u8, _>>()?;
    Ok(Line { first: first.parse()?, last: last.parse()?, transports, name, description })
}

fn bit(transport: &str) -> Result<u8, Box<dyn Error>> {
    let place = ["tcp", "udp", "sctp", "dccp"].iter().position(|known| *known == transport);
    Ok(1 << place.ok_or_else(|| format!("ports.tsv names the transport {transport:?}"))?)
}

fn pack(lines: &[Line<'_>]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut texts = Texts::default();
    let (mut records, mut ranges, mut names) = (Vec::new(), Vec::new(), Vec::new());
    let mut named: Vec<(String, usize)> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| !line.name.is_empty())
        .map(|(at, line)| (line.name.to_ascii_lowercase(), at))
        .collect();
    named.sort();
    for (at, line) in lines.iter().enumerate() {
        records.extend(record(line, texts.place(line)?)?);
        if line.last != line.first {
            ranges.extend(u16::try_from(at)?.to_le_bytes());
            ranges.extend(line.last.to_le_bytes());
        }
    }
    for (_, at) in &named {
        names.extend(u16::try_from(*at)?.to_le_bytes());
    }
    let counts = [lines.len(), ranges.len() / 4, named.len()].map(u16::try_from);
    let counts = counts.into_iter().collect::<Result<Vec<_>, _>>()?;
    let head: Vec<u8> = counts.into_iter().flat_map(u16::to_le_bytes).collect();
    Ok([head, records, ranges, names, texts.bytes].concat())
}

fn record(line: &Line<'_>, place: u32) -> Result<[u8; 7], Box<dyn Error>> {
    let [low, high] = line.first.to_le_bytes();
    let name_bytes = u8::try_from(line.name.len())?;
    if name_bytes > 15 || place >= 1 << 24 {
        return Err(format!("ports.tsv holds more than the packed table can: {:?}", line.name).into());
    }
    let [place_0, place_1, place_2, _] = place.to_le_bytes();
    let description_bytes = u8::try_from(line.description.len())?;
    Ok([low, high, line.transports | name_bytes << 4, description_bytes, place_0, place_1, place_2])
}

/// Names with their descriptions, one after the other, each of them once.
#[derive(Default)]
struct Texts<'t> {
    bytes: Vec<u8>,
    places: HashMap<(&'t str, &'t str), u32>,
}

impl<'t> Texts<'t> {
    fn place(&mut self, line: &Line<'t>) -> Result<u32, Box<dyn Error>> {
        if let Some(place) = self.places.get(&(line.name, line.description)) {
            return Ok(*place);
        }
        let place = u32::try_from(self.bytes.len())?;
        self.bytes.extend(line.name.as_bytes());
        self.bytes.extend(line.description.as_bytes());
        self.places.insert((line.name, line.description), place);
        Ok(place)
    }
}
