//! Changes to a stream that leave every other byte as it is.

use std::ops::Range;

use super::content_line::UsedZone;
use super::{ContentLine, vtimezone};
use crate::{Component, ICalendar, Property};

/// A list of changes to a stream. Nothing happens before [`Edit::apply`]; what no change names is copied byte for
/// byte, folds and all. Views given to it must be of the stream that it was made for.
///
/// ```
/// use ta_ical::ICalendar;
/// use ta_ical::edit::{ContentLine, Edit};
///
/// let ical = ICalendar::parse(&b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Tea\r\nX-KEPT: as\r\n  it is\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"[..])?;
/// let event = ical.root().components().next().expect("one event");
/// let mut edit = Edit::new(&ical);
/// edit.set(event, &ContentLine::text("SUMMARY", "Cake"));
/// assert_eq!(edit.apply(), b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Cake\r\nX-KEPT: as\r\n  it is\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
/// # Ok::<(), ta_ical::ParseError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Edit<'a> {
    ical: &'a ICalendar,
    line_end: &'static str,
    changes: Vec<Change>,
    zones: Vec<UsedZone>,
}

/// A stretch of the stream and what takes its place.
#[derive(Clone, Debug)]
struct Change {
    range: Range<usize>,
    what: What,
    text: String,
}

impl Change {
    /// Whether it is a later change of the same bytes. What is put between bytes overrules nothing.
    fn overrules(&self, earlier: &Self) -> bool {
        self.range == earlier.range && !self.range.is_empty()
    }
}

/// What a change writes. In one place, properties go before components.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    Property,
    Component,
}

impl<'a> Edit<'a> {
    /// No changes yet.
    ///
    /// ```
    /// use ta_ical::ICalendar;
    /// use ta_ical::edit::Edit;
    ///
    /// let bytes = &b"begin:vcalendar\nX:\n  folded\nend:vcalendar"[..];
    /// let ical = ICalendar::parse(bytes)?;
    /// assert_eq!(Edit::new(&ical).apply(), bytes);
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn new(ical: &'a ICalendar) -> Self {
        Self { ical, line_end: line_end_of(ical), changes: Vec::new(), zones: Vec::new() }
    }

    /// Puts a line in the place of the first property of its name and removes the others of that name; without any, it
    /// goes behind the component's properties.
    ///
    /// ```
    /// use ta_ical::ICalendar;
    /// use ta_ical::edit::{ContentLine, Edit};
    ///
    /// let ical = ICalendar::parse(&b"BEGIN:VCALENDAR\r\nNAME:a\r\nNAME:b\r\nEND:VCALENDAR\r\n"[..])?;
    /// let mut edit = Edit::new(&ical);
    /// edit.set(ical.root(), &ContentLine::text("NAME", "c"));
    /// edit.set(ical.root(), &ContentLine::text("COLOR", "red"));
    /// assert_eq!(edit.apply(), b"BEGIN:VCALENDAR\r\nNAME:c\r\nCOLOR:red\r\nEND:VCALENDAR\r\n");
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn set(&mut self, component: Component<'a>, line: &ContentLine) {
        let mut named = component.properties_named(line.name());
        match named.next() {
            Some(first) => self.replace(first, line),
            None => self.append(component, line),
        }
        named.for_each(|other| self.remove(other));
    }

    /// Puts a line in the place of a property.
    ///
    /// ```
    /// use ta_ical::ICalendar;
    /// use ta_ical::edit::{ContentLine, Edit};
    ///
    /// let ical = ICalendar::parse(&b"BEGIN:VCALENDAR\r\nX;P=1:a\r\nX:b\r\nEND:VCALENDAR\r\n"[..])?;
    /// let first = ical.root().property("X").expect("there are two");
    /// let mut edit = Edit::new(&ical);
    /// edit.replace(first, &ContentLine::of(&first).with_param("P", "2"));
    /// assert_eq!(edit.apply(), b"BEGIN:VCALENDAR\r\nX;P=2:a\r\nX:b\r\nEND:VCALENDAR\r\n");
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn replace(&mut self, property: Property<'a>, line: &ContentLine) {
        let text = self.written(line);
        self.put(property.raw_range(), text);
    }

    /// Removes a property.
    ///
    /// ```
    /// use ta_ical::ICalendar;
    /// use ta_ical::edit::Edit;
    ///
    /// let ical = ICalendar::parse(&b"BEGIN:VCALENDAR\r\nX:a\r\nX:b\r\nEND:VCALENDAR\r\n"[..])?;
    /// let mut edit = Edit::new(&ical);
    /// edit.remove(ical.root().property("X").expect("there are two"));
    /// assert_eq!(edit.apply(), b"BEGIN:VCALENDAR\r\nX:b\r\nEND:VCALENDAR\r\n");
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn remove(&mut self, property: Property<'a>) {
        self.put(property.raw_range(), String::new());
    }

    /// Removes every property of a name.
    ///
    /// ```
    /// use ta_ical::ICalendar;
    /// use ta_ical::edit::Edit;
    ///
    /// let ical = ICalendar::parse(&b"BEGIN:VCALENDAR\r\nX:a\r\nY:b\r\nx:c\r\nEND:VCALENDAR\r\n"[..])?;
    /// let mut edit = Edit::new(&ical);
    /// edit.remove_all(ical.root(), "X");
    /// assert_eq!(edit.apply(), b"BEGIN:VCALENDAR\r\nY:b\r\nEND:VCALENDAR\r\n");
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn remove_all(&mut self, component: Component<'a>, name: &str) {
        component.properties_named(name).for_each(|property| self.remove(property));
    }

    /// Puts a line behind the properties of a component, before its sub-components. Lines put there keep their order.
    ///
    /// ```
    /// use ta_ical::ICalendar;
    /// use ta_ical::edit::{ContentLine, Edit};
    ///
    /// let ical = ICalendar::parse(&b"BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nEND:VTODO\r\nEND:VCALENDAR\r\n"[..])?;
    /// let mut edit = Edit::new(&ical);
    /// edit.append(ical.root(), &ContentLine::raw("VERSION", "2.0"));
    /// assert_eq!(edit.apply(), b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VTODO\r\nEND:VTODO\r\nEND:VCALENDAR\r\n");
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn append(&mut self, component: Component<'a>, line: &ContentLine) {
        let text = self.written(line);
        self.insert(component.first_inner_component_start(), What::Property, text);
    }

    /// Puts a component, given as text, behind everything in another.
    ///
    /// ```
    /// use ta_ical::ICalendar;
    /// use ta_ical::edit::Edit;
    ///
    /// let ical = ICalendar::parse(&b"BEGIN:VCALENDAR\nEND:VCALENDAR\n"[..])?;
    /// let mut edit = Edit::new(&ical);
    /// edit.insert_component(ical.root(), "BEGIN:VTODO\r\nUID:1\r\nEND:VTODO\r\n");
    /// // The text takes on the line ends of the stream.
    /// assert_eq!(edit.apply(), b"BEGIN:VCALENDAR\nBEGIN:VTODO\nUID:1\nEND:VTODO\nEND:VCALENDAR\n");
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn insert_component(&mut self, parent: Component<'a>, text: &str) {
        let text = self.with_line_ends(text);
        self.insert(parent.end_line_start(), What::Component, text);
    }

    /// Removes a component.
    ///
    /// ```
    /// use ta_ical::ICalendar;
    /// use ta_ical::edit::Edit;
    ///
    /// let ical = ICalendar::parse(&b"BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nUID:1\r\nEND:VTODO\r\nEND:VCALENDAR\r\n"[..])?;
    /// let mut edit = Edit::new(&ical);
    /// edit.remove_component(ical.root().components().next().expect("one"));
    /// assert_eq!(edit.apply(), b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n");
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn remove_component(&mut self, component: Component<'a>) {
        self.put(component.raw_range(), String::new());
    }

    /// The stream with all changes. Where changes meet in one place the last one holds, and a removed component takes
    /// along what was changed in it. A VTIMEZONE that a new line needs and the calendar lacks is added.
    ///
    /// ```
    /// use ta_ical::edit::{ContentLine, Edit};
    /// use ta_ical::{CalTime, ICalendar};
    ///
    /// let ical = ICalendar::parse(&b"BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nEND:VTODO\r\nEND:VCALENDAR\r\n"[..])?;
    /// let mut edit = Edit::new(&ical);
    /// let due = CalTime::parse("20260301T090000", Some("Europe/Paris"))?;
    /// edit.set(ical.root().components().next().expect("one"), &ContentLine::time("DUE", &due));
    /// let text = String::from_utf8(edit.apply())?;
    /// assert!(text.contains("DUE;TZID=Europe/Paris:20260301T090000\r\n"));
    /// assert!(text.contains("BEGIN:VTIMEZONE\r\nTZID:Europe/Paris\r\n"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn apply(mut self) -> Vec<u8> {
        self.add_missing_time_zones();
        // Those of one place stay in the order in which they were made.
        self.changes.sort_by_key(|change| (change.range.start, change.range.end, change.what));
        let bytes = self.ical.as_bytes();
        let mut out = Vec::with_capacity(bytes.len() + 256);
        let mut done = 0;
        let mut changes = self.changes.iter().peekable();
        while let Some(change) = changes.next() {
            let is_overruled = changes.peek().is_some_and(|next| next.overrules(change));
            if change.range.start >= done && !is_overruled {
                out.extend_from_slice(bytes.get(done..change.range.start).unwrap_or_default());
                out.extend_from_slice(change.text.as_bytes());
                done = change.range.end;
            }
        }
        out.extend_from_slice(bytes.get(done..).unwrap_or_default());
        out
    }

    fn add_missing_time_zones(&mut self) {
        let calendar = self.ical.root();
        let present = |tzid: &str| {
            let mut zones = calendar.components_named("VTIMEZONE");
            zones.any(|zone| zone.property("TZID").is_some_and(|name| name.text() == tzid))
        };
        let mut missing: Vec<UsedZone> = Vec::new();
        for used in std::mem::take(&mut self.zones) {
            match missing.iter_mut().find(|known| known.tzid == used.tzid) {
                Some(known) => known.from_year = known.from_year.min(used.from_year),
                None if present(&used.tzid) => {}
                None => missing.push(used),
            }
        }
        for used in missing {
            let text = self.with_line_ends(&vtimezone(&used.tzid, &used.zone, used.from_year));
            self.insert(calendar.first_inner_component_start(), What::Component, text);
        }
    }

    fn written(&mut self, line: &ContentLine) -> String {
        self.zones.extend(line.zone().cloned());
        let mut text = String::new();
        line.write(&mut text, self.line_end);
        text
    }

    fn with_line_ends(&self, text: &str) -> String {
        let lines = text.split_terminator('\n').map(|line| line.strip_suffix('\r').unwrap_or(line));
        lines.flat_map(|line| [line, self.line_end]).collect()
    }

    fn put(&mut self, range: Range<usize>, text: String) {
        self.changes.push(Change { range, what: What::Property, text });
    }

    fn insert(&mut self, at: usize, what: What, text: String) {
        self.changes.push(Change { range: at..at, what, text });
    }
}

/// The line end that a stream uses: that of its first line.
pub(crate) fn line_end_of(ical: &ICalendar) -> &'static str {
    let first = ical.root().begin_line();
    if first.ends_with(b"\n") && !first.ends_with(b"\r\n") { "\n" } else { "\r\n" }
}
