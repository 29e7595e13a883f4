//! The file to be imported, as the entries that can be stored.

use std::io::{self, Read};
use std::path::Path;

use jiff::Timestamp;
use ta_app::prepare_object;
use ta_core::{Etag, NewObject, ObjectName};
use ta_ical::stream::{Piece, split};
use ta_ical::{CalendarObject, ICalendar};

use super::report::Skipped;
use crate::failure::{Exit, Failure};

/// What a file holds.
pub(super) struct File {
    /// What can be stored.
    pub(super) entries: Vec<Entry>,
    /// What cannot.
    pub(super) skipped: Vec<Skipped>,
}

/// An object that can be stored.
#[derive(Clone)]
pub(super) struct Entry {
    /// The line of the file that it begins on, from 1.
    pub(super) line: u32,
    /// The object, ready to be stored.
    pub(super) object: NewObject,
}

/// Reads a file, or standard input where it is called `-`, as the pieces of its stream.
///
/// # Errors
/// A [`Failure`] when it cannot be read, or is no iCalendar as a whole.
pub(super) fn read(path: &Path) -> Result<Vec<Piece>, Failure> {
    let bytes = read_bytes(path).map_err(|error| {
        let what = format!("{} cannot be read: {error}", path.display());
        Failure::new(what, "name a readable file, or - for standard input").exit(Exit::BadFile)
    })?;
    let stream = ICalendar::parse(bytes).map_err(|error| {
        let what = format!("{} is not an iCalendar file: {error}", path.display());
        Failure::new(what, "export it anew from the program that wrote it").exit(Exit::BadFile)
    })?;
    Ok(split(&stream))
}

fn read_bytes(path: &Path) -> io::Result<Vec<u8>> {
    if path != Path::new("-") {
        return std::fs::read(path);
    }
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Parts what can be stored from what cannot.
pub(super) fn sort(pieces: Vec<Piece>, now: Timestamp) -> File {
    let mut file = File { entries: Vec::new(), skipped: Vec::new() };
    for Piece { line, object } in pieces {
        match object.map_err(|error| error.to_string()).and_then(|object| prepare(&object, now)) {
            Ok(object) => file.entries.push(Entry { line, object }),
            Err(reason) => file.skipped.push(Skipped::new(line, reason)),
        }
    }
    file
}

/// Objects are named by a digest of their UID: it can hold any character, a name cannot, and the same file then gives
/// the same names everywhere.
fn prepare(object: &CalendarObject, now: Timestamp) -> Result<NewObject, String> {
    let name = ObjectName::new(format!("{}.ics", Etag::of(object.uid().as_bytes()).as_str()));
    let name = name.map_err(|error| error.to_string())?;
    prepare_object(name, object, now).map_err(|refusal| refusal.to_string())
}
