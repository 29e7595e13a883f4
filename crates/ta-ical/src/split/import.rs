//! A stream of many components into objects.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use thiserror::Error;

use super::time_zones::UsedZones;
use crate::edit::ContentLine;
use crate::time::DefinedZones;
use crate::{CalendarObject, Component, ComponentKind, ICalendar, ObjectError};

/// Components of a stream that make no object.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("line {line}: the components with UID {uid} make no object: {reason}")]
pub struct Refused {
    /// Where the first of them begins in the stream, from 1.
    pub line: u32,
    /// The UID that they share.
    pub uid: String,
    /// What is wrong. Lines in it count within the object that the components would make.
    pub reason: ObjectError,
}

/// Parts a stream into objects, one for each UID and kind, in the order in which they first come. Lazily: objects
/// exist one at a time, unless they are kept.
///
/// `product` becomes the PRODID of every object. A METHOD of the stream is dropped, as it says what to do with the
/// stream, not what the objects are. A component without UID is an object of its own, with a UID that `uid_for` makes;
/// made from the component's bytes, importing the same file twice gives the same objects.
///
/// ```
/// use ta_ical::ICalendar;
/// use ta_ical::split::split;
///
/// let event = "BEGIN:VEVENT\r\nUID:@\r\nDTSTART:20261123T093000Z\r\nEND:VEVENT\r\n";
/// let stream = format!("BEGIN:VCALENDAR\r\n{}{}END:VCALENDAR\r\n", event.replace('@', "1"), event.replace('@', "2"));
/// let stream = ICalendar::parse(stream.into_bytes())?;
/// let objects: Result<Vec<_>, _> = split(&stream, "-//Example//Doc//EN", |_| "new".to_owned()).collect();
/// assert_eq!(objects?.iter().map(|object| object.uid()).collect::<Vec<_>>(), ["1", "2"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn split<'a>(
    stream: &'a ICalendar,
    product: &'a str,
    uid_for: impl FnMut(Component<'a>) -> String,
) -> impl Iterator<Item = Result<CalendarObject, Refused>> {
    let mut defined = DefinedZones::default();
    stream.calendars().for_each(|calendar| defined.add(calendar));
    let mut lines = LineCounter { bytes: stream.as_bytes(), offset: 0, line: 1 };
    groups(stream, uid_for).into_iter().map(move |group| {
        let line = group.components.first().map_or(1, |first| lines.line_at(first.raw_range().start));
        let object = CalendarObject::from_bytes(group.to_bytes(product, &defined));
        object.map_err(|reason| Refused { line, uid: group.uid, reason })
    })
}

/// The components of one object.
struct Group<'a> {
    uid: String,
    components: Vec<Component<'a>>,
    /// Whether the UID has to be written into the component.
    uid_is_new: bool,
}

fn groups<'a>(stream: &'a ICalendar, mut uid_for: impl FnMut(Component<'a>) -> String) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut by_uid: HashMap<(ComponentKind, String), usize> = HashMap::new();
    for component in stream.calendars().flat_map(|calendar| calendar.components()) {
        let Some(kind) = ComponentKind::from_name(component.name()) else { continue };
        let uid = component.property("UID").filter(|uid| !uid.value().trim_ascii().is_empty());
        let Some(uid) = uid.map(|uid| uid.text().into_owned()) else {
            groups.push(Group { uid: uid_for(component), components: vec![component], uid_is_new: true });
            continue;
        };
        match by_uid.entry((kind, uid.clone())) {
            Entry::Occupied(known) => {
                if let Some(group) = groups.get_mut(*known.get()) {
                    group.components.push(component);
                }
            }
            Entry::Vacant(new) => {
                new.insert(groups.len());
                groups.push(Group { uid, components: vec![component], uid_is_new: false });
            }
        }
    }
    groups
}

impl<'a> Group<'a> {
    fn to_bytes(&self, product: &str, defined: &DefinedZones<'a>) -> Vec<u8> {
        let mut zones = UsedZones::default();
        self.components.iter().for_each(|component| zones.add(*component));
        let mut out = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n".to_vec();
        out.extend(ContentLine::text("PRODID", product).to_string().as_bytes());
        zones.write(defined, &mut out);
        for component in &self.components {
            self.write_component(*component, &mut out);
        }
        out.extend(b"END:VCALENDAR\r\n");
        out
    }

    fn write_component(&self, component: Component<'a>, out: &mut Vec<u8>) {
        if !self.uid_is_new {
            out.extend(component.raw());
            return;
        }
        let begin = component.begin_line();
        out.extend(begin);
        out.extend(ContentLine::text("UID", &self.uid).to_string().as_bytes());
        let empty_uid = component.property("UID").map(|uid| uid.raw_range());
        let after_begin = component.raw_range().start + begin.len();
        let inner = component.ical().as_bytes();
        let (resume, skipped) = match empty_uid {
            Some(range) => (range.end, after_begin..range.start),
            None => (after_begin, after_begin..after_begin),
        };
        out.extend(inner.get(skipped).unwrap_or_default());
        out.extend(inner.get(resume..component.raw_range().end).unwrap_or_default());
    }
}

/// Counts lines up to offsets that only grow, so that numbering every component takes one pass.
struct LineCounter<'a> {
    bytes: &'a [u8],
    offset: usize,
    line: u32,
}

impl LineCounter<'_> {
    fn line_at(&mut self, offset: usize) -> u32 {
        let passed = self.bytes.get(self.offset..offset).unwrap_or_default();
        self.line += passed.iter().filter(|byte| **byte == b'\n').count() as u32;
        self.offset = offset.max(self.offset);
        self.line
    }
}
