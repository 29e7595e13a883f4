//! How the items of a calendar look to those who may not see everything.

use std::borrow::Cow;

use ta_ical::edit::ContentLine;
use ta_ical::{CalendarObject, Component, Property};

use crate::Etag;

/// How the items of a calendar are seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum View {
    /// As they are.
    Full,
    /// As they are, but for private ones, which show as busy time.
    Shared,
    /// When they are and what they are called; private ones as busy time.
    Titles,
}

/// Something for each of the two narrow views.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NarrowViews<T> {
    /// For [`View::Shared`].
    pub shared: T,
    /// For [`View::Titles`].
    pub titles: T,
}

/// What the store keeps of how an object looks in a narrow view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ViewState {
    /// The tag of the text in that view.
    pub etag: Etag,
    /// Length of that text.
    pub size_bytes: u64,
}

/// How an object of this tag looks in the narrow views; `None` in one where it is not there.
pub fn narrow_states(object: &CalendarObject, etag: &Etag) -> NarrowViews<Option<ViewState>> {
    let state = |view| {
        let text = narrowed(object, view)?;
        let size_bytes = text.len().try_into().unwrap_or(u64::MAX);
        Some(match text {
            Cow::Borrowed(_) => ViewState { etag: etag.clone(), size_bytes },
            Cow::Owned(text) => ViewState { etag: Etag::of(&text), size_bytes },
        })
    };
    NarrowViews { shared: state(View::Shared), titles: state(View::Titles) }
}

/// What is shown of a private item instead of its title.
const BUSY: &str = "Busy";
/// What stands for the program that wrote an object.
const PRODUCT: &str = "-//TeamAgenda//taserver//EN";
/// A component must have a DTSTAMP, and the true one would tell of changes that are not shown.
const NO_STAMP: &str = "19700101T000000Z";
/// The properties that tell when something is, in the order in which they are written.
const TIMES: [&str; 9] =
    ["RECURRENCE-ID", "DTSTART", "DTEND", "DUE", "DURATION", "RRULE", "EXRULE", "RDATE", "EXDATE"];
/// The parameters that times need; others could say anything.
const TIME_PARAMS: [&str; 3] = ["VALUE", "TZID", "RANGE"];

/// The text of an object as a view shows it; `None` when it does not.
///
/// A narrow view is made anew from what it shows, in an order of its own, so that nothing of the rest comes through: not
/// the program, the folds, the order, nor when a hidden part was changed. UID and name of an object stay, for clients
/// could not keep a calendar otherwise.
pub fn narrowed(object: &CalendarObject, view: View) -> Option<Cow<'_, [u8]>> {
    let is_whole = view == View::Full || (view == View::Shared && !object.components().any(is_private));
    if is_whole {
        return Some(Cow::Borrowed(object.bytes()));
    }
    object.components().any(|component| is_shown(component)).then(|| Cow::Owned(written(object, view)))
}

/// Private ones are those that say so, and those that say something unknown (RFC 5545 §3.8.1.3).
fn is_private(component: Component<'_>) -> bool {
    component.property("CLASS").is_some_and(|class| !class.value().eq_ignore_ascii_case("PUBLIC"))
}

/// Of a private item only busy time is shown, and that is what an event can make.
fn is_shown(component: Component<'_>) -> bool {
    let says = |name, value: &str| {
        component.property(name).is_some_and(|property| property.value().eq_ignore_ascii_case(value))
    };
    !is_private(component)
        || (component.is("VEVENT") && !says("TRANSP", "TRANSPARENT") && !says("STATUS", "CANCELLED"))
}

fn written(object: &CalendarObject, view: View) -> Vec<u8> {
    let mut out = Vec::new();
    let mut write = |line: ContentLine| out.extend_from_slice(line.to_string().as_bytes());
    write(ContentLine::raw("BEGIN", "VCALENDAR"));
    write(ContentLine::raw("VERSION", "2.0"));
    write(ContentLine::text("PRODID", PRODUCT));
    for zone in object.ical().root().components_named("VTIMEZONE") {
        out.extend_from_slice(zone.raw());
    }
    for component in object.components() {
        match view {
            View::Shared if !is_private(component) => out.extend_from_slice(component.raw()),
            View::Full | View::Shared | View::Titles => write_narrow(component, object.uid(), &mut out),
        }
    }
    out.extend_from_slice(ContentLine::raw("END", "VCALENDAR").to_string().as_bytes());
    out
}

fn write_narrow(component: Component<'_>, uid: &str, out: &mut Vec<u8>) {
    let mut write = |line: ContentLine| out.extend_from_slice(line.to_string().as_bytes());
    let times =
        TIMES.into_iter().flat_map(|name| component.properties_named(name).map(move |found| (name, found)));
    write(ContentLine::raw("BEGIN", component.name()));
    write(ContentLine::text("UID", uid));
    write(ContentLine::raw("DTSTAMP", NO_STAMP));
    times.for_each(|(name, property)| write(time_line(name, &property)));
    if is_private(component) {
        write(ContentLine::text("SUMMARY", BUSY));
        write(ContentLine::raw("CLASS", "PRIVATE"));
    } else if let Some(summary) = component.property("SUMMARY") {
        write(ContentLine::text("SUMMARY", &summary.text()));
    }
    for name in ["STATUS", "TRANSP"] {
        component
            .property(name)
            .into_iter()
            .for_each(|property| write(ContentLine::raw(name, property.value())));
    }
    write(ContentLine::raw("END", component.name()));
}

fn time_line(name: &'static str, property: &Property<'_>) -> ContentLine {
    TIME_PARAMS.into_iter().fold(ContentLine::raw(name, property.value()), |line, param| {
        match property.param(param) {
            Some(value) => line.with_param(param, &value),
            None => line,
        }
    })
}

#[cfg(test)]
mod tests {
    use ta_ical::CalendarObject;

    use super::{NarrowViews, View, narrow_states, narrowed};
    use crate::Etag;

    /// An object of these lines inside of a component.
    fn object(component: &str, lines: &[&str]) -> CalendarObject {
        let text = format!(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Secret Client//EN\r\nX-WR-CALNAME:Secret\r\nBEGIN:{component}\r\n\
             UID:u1\r\nDTSTAMP:20260101T000000Z\r\n{}\r\nEND:{component}\r\nEND:VCALENDAR\r\n",
            lines.join("\r\n")
        );
        CalendarObject::from_bytes(text.into_bytes()).unwrap()
    }

    fn seen(object: &CalendarObject, view: View) -> Option<String> {
        narrowed(object, view).map(|text| String::from_utf8(text.into_owned()).unwrap())
    }

    const DINNER: [&str; 7] = [
        "DTSTART;X-SECRET=1;TZID=Europe/Berlin:20260102T190000",
        "DTEND;TZID=Europe/Berlin:20260102T210000",
        "SUMMARY;ALTREP=\"http://secret\":Dinner",
        "DESCRIPTION:secret",
        "LOCATION:secret",
        "ATTENDEE:mailto:secret@example.com",
        "LAST-MODIFIED:20260101T000000Z",
    ];

    #[test]
    fn titles_show_when_and_what_and_nothing_else() {
        let text = seen(&object("VEVENT", &DINNER), View::Titles).unwrap();
        let expected = [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//TeamAgenda//taserver//EN",
            "BEGIN:VEVENT",
            "UID:u1",
            "DTSTAMP:19700101T000000Z",
            "DTSTART;TZID=Europe/Berlin:20260102T190000",
            "DTEND;TZID=Europe/Berlin:20260102T210000",
            "SUMMARY:Dinner",
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        ];
        assert_eq!(text, expected.join("\r\n"));
    }

    #[test]
    fn what_a_narrow_view_shows_is_an_object_again() {
        let dinner = object("VEVENT", &DINNER);
        let titles =
            CalendarObject::from_bytes(narrowed(&dinner, View::Titles).unwrap().into_owned()).unwrap();
        assert_eq!(titles.uid(), "u1");
        assert_eq!(
            narrowed(&titles, View::Titles).unwrap(),
            titles.bytes().as_ref(),
            "narrowing it again changes nothing"
        );
    }

    #[test]
    fn a_private_event_is_busy_time_in_both_narrow_views() {
        let private = object("VEVENT", &[&DINNER[..], &["CLASS:CONFIDENTIAL"]].concat());
        for view in [View::Shared, View::Titles] {
            let text = seen(&private, view).unwrap();
            assert!(text.contains("SUMMARY:Busy\r\nCLASS:PRIVATE\r\n"), "{text}");
            assert!(!text.to_lowercase().contains("secret") && !text.contains("Dinner"), "{text}");
        }
        assert!(seen(&private, View::Full).unwrap().contains("Dinner"));
    }

    #[test]
    fn an_unknown_class_is_private() {
        let event = object("VEVENT", &["DTSTART:20260102T190000Z", "SUMMARY:Dinner", "CLASS:X-BOARD"]);
        assert!(seen(&event, View::Shared).unwrap().contains("SUMMARY:Busy"));
    }

    #[test]
    fn a_private_event_that_makes_nobody_busy_is_not_there() {
        for line in ["TRANSP:TRANSPARENT", "STATUS:CANCELLED"] {
            let event = object("VEVENT", &["DTSTART:20260102T190000Z", "CLASS:PRIVATE", line]);
            assert_eq!(seen(&event, View::Shared), None, "{line}");
            assert_eq!(narrow_states(&event, &Etag::of(b"x")), NarrowViews::default());
        }
    }

    #[test]
    fn a_private_to_do_is_not_there() {
        let todo = object("VTODO", &["DUE:20260102T190000Z", "SUMMARY:Secret", "CLASS:PRIVATE"]);
        assert_eq!(seen(&todo, View::Titles), None);
    }

    #[test]
    fn a_change_of_what_is_hidden_changes_no_tag_of_a_narrow_view() {
        let tags = |lines: &[&str]| {
            let object = object("VEVENT", lines);
            narrow_states(&object, &Etag::of(object.bytes()))
        };
        let one = tags(&["DTSTART:20260102T190000Z", "SUMMARY:Dinner", "DESCRIPTION:one", "SEQUENCE:1"]);
        let other = tags(&["DESCRIPTION:two", "SUMMARY:Dinner", "SEQUENCE:2", "DTSTART:20260102T190000Z"]);
        assert_eq!(one.titles, other.titles);
        assert_ne!(one.shared, other.shared);
    }

    #[test]
    fn one_private_instance_of_a_public_series_is_hidden_alone() {
        let text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:u\r\nDTSTAMP:20260101T000000Z\r\n\
            DTSTART:20260101T090000Z\r\nRRULE:FREQ=DAILY\r\nSUMMARY:Stand-up\r\nDESCRIPTION:open\r\nEND:VEVENT\r\n\
            BEGIN:VEVENT\r\nUID:u\r\nDTSTAMP:20260101T000000Z\r\nRECURRENCE-ID:20260102T090000Z\r\n\
            DTSTART:20260102T100000Z\r\nSUMMARY:Secret\r\nCLASS:PRIVATE\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        let series = CalendarObject::from_bytes(text.as_bytes()).unwrap();
        let shared = seen(&series, View::Shared).unwrap();
        assert!(
            shared.contains("DESCRIPTION:open")
                && shared.contains("SUMMARY:Busy")
                && !shared.contains("Secret")
        );
    }
}
