//! From one stream to many objects.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use super::draft::Draft;
use super::lines::LineIndex;
use super::sheet::{Sheet, time_zones_used};
use crate::edit::vtimezone;
use crate::{CalendarObject, Component, ICalendar, ObjectError, known_zone};

/// One object of a stream, or why there is none.
///
/// ```
/// use ta_ical::{ICalendar, stream};
///
/// let text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VTODO\r\nSUMMARY:No UID\r\nEND:VTODO\r\nEND:VCALENDAR\r\n";
/// let pieces = stream::split(&ICalendar::parse(text.as_bytes())?);
/// let refusal = pieces[0].object.as_ref().unwrap_err();
/// assert_eq!((pieces[0].line, refusal.to_string()), (3, "not valid iCalendar: line 3: VTODO without UID".to_owned()));
/// # Ok::<(), ta_ical::ParseError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Piece {
    /// The line of the stream, from 1, on which the first of its components begins.
    pub line: u32,
    /// The object. Lines in the error are lines of the stream.
    pub object: Result<CalendarObject, ObjectError>,
}

/// Takes a stream apart: one object for each UID, with the VTIMEZONEs that it names. One that the stream lacks is added
/// if the zone is known.
///
/// The components of one UID belong together wherever they stand, in several VCALENDARs too, as some programs write one
/// for each component. A component that is there twice, byte for byte, counts once. Of a VCALENDAR's own properties
/// VERSION, PRODID and CALSCALE go along; the others, METHOD or the name of the calendar, speak of the stream as a
/// whole. A component of an unknown kind or without a UID is a piece of its own that is refused.
///
/// ```
/// use ta_ical::{ICalendar, stream};
///
/// let text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:Mine\r\nBEGIN:VTODO\r\nUID:1\r\nEND:VTODO\r\n\
///             BEGIN:VTODO\r\nUID:2\r\nEND:VTODO\r\nEND:VCALENDAR\r\n";
/// let pieces = stream::split(&ICalendar::parse(text.as_bytes())?);
/// let uids: Vec<_> = pieces.iter().flat_map(|piece| &piece.object).map(|object| object.uid()).collect();
/// assert_eq!(uids, ["1", "2"]);
/// # Ok::<(), ta_ical::ParseError>(())
/// ```
pub fn split(stream: &ICalendar) -> Vec<Piece> {
    let sheets: Vec<_> = stream.calendars().map(Sheet::of).collect();
    let parts = Parts {
        stream,
        zones: first_zones(&sheets),
        written: RefCell::default(),
        lines: LineIndex::of(stream.as_bytes()),
    };
    groups(&sheets).iter().map(|group| parts.piece(group)).collect()
}

/// A stream, and what every piece of it may need.
struct Parts<'a> {
    stream: &'a ICalendar,
    /// For objects that name a zone which only another VCALENDAR of the stream defines.
    zones: HashMap<&'a str, Component<'a>>,
    /// The definitions that the stream lacks, by name and first year: writing one takes longer than reading an object.
    written: RefCell<HashMap<(String, i16), String>>,
    lines: LineIndex,
}

/// The first definition of each zone in a stream.
fn first_zones<'s>(sheets: &'s [Sheet<'_>]) -> HashMap<&'s str, Component<'s>> {
    let mut zones = HashMap::new();
    for (tzid, zone) in sheets.iter().flat_map(Sheet::zones) {
        zones.entry(tzid).or_insert(zone);
    }
    zones
}

/// The components of one UID, and the VCALENDAR that the first of them stands in.
struct Group<'a> {
    sheet: &'a Sheet<'a>,
    components: Vec<Component<'a>>,
}

impl Group<'_> {
    /// Where in the stream the first of them begins.
    fn start(&self) -> usize {
        self.components.first().map_or(0, |first| first.raw_range().start)
    }
}

/// In the order in which the first component of each stands in the stream.
fn groups<'a>(sheets: &'a [Sheet<'a>]) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut of_uid: HashMap<String, usize> = HashMap::new();
    let mut seen: HashSet<&[u8]> = HashSet::new();
    let all = sheets.iter().flat_map(|sheet| sheet.entries().map(move |entry| (sheet, entry)));
    for (sheet, component) in all.filter(|(_, component)| seen.insert(component.raw())) {
        let uid = component.property("UID").map(|uid| uid.text().into_owned());
        let known = uid.as_ref().and_then(|uid| of_uid.get(uid)).and_then(|at| groups.get_mut(*at));
        if let Some(group) = known {
            group.components.push(component);
        } else {
            of_uid.extend(uid.map(|uid| (uid, groups.len())));
            groups.push(Group { sheet, components: vec![component] });
        }
    }
    groups
}

impl<'a> Parts<'a> {
    fn piece(&self, group: &Group<'a>) -> Piece {
        let draft = self.draft(group);
        let place = |line| draft.line_in_stream(line, &self.lines);
        let object = CalendarObject::from_bytes(draft.bytes()).map_err(|error| error.moved(place));
        Piece { line: self.lines.line_at(group.start()), object }
    }

    fn draft(&self, group: &Group<'a>) -> Draft<'a> {
        let mut draft = Draft::new(self.stream.as_bytes());
        group.sheet.head().for_each(|range| draft.copy(range));
        for (tzid, first_year) in time_zones_used(&group.components) {
            let elsewhere = || self.zones.get(tzid.as_str()).copied();
            if let Some(zone) = group.sheet.zone(&tzid).or_else(elsewhere) {
                draft.copy(zone.raw_range());
            } else if let Some(zone) = known_zone(&tzid) {
                let mut written = self.written.borrow_mut();
                let text = written
                    .entry((tzid, first_year))
                    .or_insert_with_key(|(tzid, from_year)| vtimezone(tzid, &zone, *from_year));
                draft.add(text, group.start());
            }
        }
        group.components.iter().for_each(|component| draft.copy(component.raw_range()));
        draft.close();
        draft
    }
}
