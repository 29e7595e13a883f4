//! Every property of every component of every file: changed, taken away and set, with all other lines as they were.

use ta_ical::edit::{ContentLine, Edit};
use ta_ical::{CalTime, Component, ICalendar, Property};

use super::lines::{head, joined, name, split, unfolded};
use crate::data;

/// A stream and the content lines that its bytes have.
struct Sheet<'a> {
    ical: &'a ICalendar,
    lines: Vec<&'a [u8]>,
}

impl<'a> Sheet<'a> {
    fn of(ical: &'a ICalendar) -> Self {
        Self { ical, lines: split(ical.as_bytes()) }
    }

    /// Which line a property is: the very same bytes.
    fn index(&self, property: &Property<'_>) -> usize {
        self.lines.iter().position(|line| std::ptr::eq(*line, property.raw())).unwrap()
    }

    /// Which line the BEGIN of a component is.
    fn begin_index(&self, component: Component<'_>) -> usize {
        self.lines.iter().position(|line| std::ptr::eq(line.as_ptr(), component.raw().as_ptr())).unwrap()
    }

    /// How many lines are neither BEGIN nor END nor blank.
    fn property_count(&self) -> usize {
        self.lines.iter().filter(|line| !is_bracket(line) && line.contains(&b':')).count()
    }

    /// The bytes with the line at `index` replaced, and without the lines at `left_out`.
    fn with(&self, index: usize, line: &[u8], left_out: &[usize]) -> Vec<u8> {
        let others = self.lines.iter().enumerate().filter(|(at, _)| !left_out.contains(at));
        joined(others.map(|(at, other)| if at == index { line } else { other }))
    }

    /// The bytes with a line put before the one at `index`.
    fn with_line_before(&self, index: usize, line: &[u8]) -> Vec<u8> {
        let (before, after) = self.lines.split_at(index);
        joined(before.iter().copied().chain([line]).chain(after.iter().copied()))
    }

    /// The line end that the crate promises to use: that of the first line.
    fn line_end(&self) -> &'static str {
        let first = self.lines.iter().find(|line| line.ends_with(b"\n")).unwrap();
        if first.ends_with(b"\r\n") { "\r\n" } else { "\n" }
    }

    fn edited(&self, change: impl FnOnce(&mut Edit<'a>)) -> Vec<u8> {
        let mut edit = Edit::new(self.ical);
        change(&mut edit);
        edit.apply()
    }
}

fn is_bracket(line: &[u8]) -> bool {
    [&b"BEGIN"[..], b"END"].contains(&&name(line)[..])
}

/// Every file that is a stream, whatever it is worth as an object.
fn for_every_file(check: impl Fn(&Sheet<'_>, &str)) {
    for folder in ["icalendar", "rfc4791", "rfc5545", "malformed"] {
        for (file, bytes) in data::read_all(folder) {
            let Ok(ical) = ICalendar::parse(bytes) else { continue };
            check(&Sheet::of(&ical), &file);
        }
    }
}

fn for_every_component<'a>(component: Component<'a>, check: &mut impl FnMut(Component<'a>)) {
    check(component);
    component.components().for_each(|inner| for_every_component(inner, check));
}

/// One property: where it stands, and which content line it is.
struct Place<'a> {
    component: Component<'a>,
    property: Property<'a>,
    index: usize,
}

fn for_every_property(check: impl for<'a> Fn(&Sheet<'a>, Place<'a>)) {
    for_every_file(|sheet, file| {
        let mut count = 0;
        for calendar in sheet.ical.calendars() {
            for_every_component(calendar, &mut |component| {
                for property in component.properties() {
                    count += 1;
                    check(sheet, Place { component, property, index: sheet.index(&property) });
                }
            });
        }
        assert_eq!(count, sheet.property_count(), "{file}");
    });
}

#[test]
fn reading_and_an_empty_edit_give_the_bytes_back() {
    for_every_file(|sheet, file| {
        assert_eq!(joined(sheet.lines.iter().copied()), sheet.ical.as_bytes()[..], "{file}");
        assert_eq!(sheet.edited(|_| {}), sheet.ical.as_bytes()[..], "{file}");
    });
}

#[test]
fn a_replaced_property_is_one_line() {
    for_every_property(|sheet, Place { property, index, .. }| {
        let edited = sheet.edited(|edit| edit.replace(property, &ContentLine::text("X-NEW", "a, b")));
        let new = format!("X-NEW:a\\, b{}", sheet.line_end());
        assert_eq!(edited, sheet.with(index, new.as_bytes(), &[]), "{property:?}");
    });
}

#[test]
fn a_removed_property_leaves_every_other_line() {
    for_every_property(|sheet, Place { property, index, .. }| {
        let edited = sheet.edited(|edit| edit.remove(property));
        assert_eq!(edited, sheet.with(index, b"", &[]), "{property:?}");
    });
}

/// The first of its name takes the new value, the others of its name in the same component go.
#[test]
fn a_property_that_is_set_leaves_every_other_line() {
    for_every_property(|sheet, Place { component, property, index }| {
        let line = ContentLine::of(&property).with_value("new");
        let edited = sheet.edited(|edit| edit.set(component, &line));
        let namesakes: Vec<_> = component
            .properties()
            .map(|other| sheet.index(&other))
            .filter(|other| name(sheet.lines[*other]) == name(sheet.lines[index]))
            .collect();
        let new = split(&edited)[namesakes[0]];
        assert_eq!(unfolded(new), [&head(sheet.lines[index])[..], b"new"].concat(), "{property:?}");
        assert_eq!(edited, sheet.with(namesakes[0], new, &namesakes[1..]), "{property:?}");
    });
}

/// Written again by way of its name, parameters and value, a line says what it said, whatever its quotes and carets.
#[test]
fn a_property_written_again_says_the_same() {
    for_every_property(|sheet, Place { property, index, .. }| {
        let edited = sheet.edited(|edit| edit.replace(property, &ContentLine::of(&property)));
        let again = split(&edited)[index];
        assert_eq!(unfolded(again), unfolded(property.raw()), "{property:?}");
        assert_eq!(edited, sheet.with(index, again, &[]), "{property:?}");
    });
}

/// It goes before the first BEGIN inside the component, or else before its END.
#[test]
fn an_appended_property_goes_behind_the_others() {
    for_every_file(|sheet, _| {
        for calendar in sheet.ical.calendars() {
            for_every_component(calendar, &mut |component| {
                let edited = sheet.edited(|edit| edit.append(component, &ContentLine::raw("X-NEW", "1")));
                let new = format!("X-NEW:1{}", sheet.line_end());
                let index = sheet.begin_index(component) + 1;
                let next = sheet.lines[index..].iter().position(|line| is_bracket(line));
                let expected = sheet.with_line_before(index + next.unwrap(), new.as_bytes());
                assert_eq!(edited, expected, "{component:?}");
            });
        }
    });
}

/// A time in a zone that the calendar lacks brings a VTIMEZONE along, and nothing else.
#[test]
fn a_time_zone_that_comes_along_leaves_every_other_line() {
    let kathmandu = CalTime::parse("20260301T100000", Some("Asia/Kathmandu")).unwrap();
    for_every_file(|sheet, file| {
        let edited =
            sheet.edited(|edit| edit.append(sheet.ical.root(), &ContentLine::time("X-NEW", &kathmandu)));
        let mut lines = split(&edited);
        let begin = lines.iter().position(|line| line.starts_with(b"TZID:Asia/Kathmandu")).unwrap() - 1;
        let length = lines[begin..].iter().position(|line| line.starts_with(b"END:VTIMEZONE")).unwrap() + 1;
        lines.drain(begin..begin + length);
        lines.retain(|line| !line.starts_with(b"X-NEW;"));
        assert_eq!(lines, sheet.lines, "{file}");
    });
}

#[test]
fn a_removed_component_leaves_every_other_line() {
    for_every_file(|sheet, _| {
        for inner in sheet.ical.calendars().flat_map(|calendar| calendar.components()) {
            for_every_component(inner, &mut |component| {
                let begin = sheet.begin_index(component);
                let own: Vec<_> = (begin..begin + split(component.raw()).len()).collect();
                let edited = sheet.edited(|edit| edit.remove_component(component));
                assert_eq!(edited, sheet.with(usize::MAX, b"", &own), "{component:?}");
            });
        }
    });
}
