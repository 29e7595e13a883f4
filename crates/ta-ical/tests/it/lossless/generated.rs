//! Streams of random components, lines and folds: read as they were meant, kept as they are, changed where they are to.

use proptest::prelude::{BoxedStrategy, Just, Strategy, any, prop, prop_oneof, proptest};
use proptest::sample::{Index, select};
use ta_ical::edit::{ContentLine, Edit};
use ta_ical::{Component, ICalendar, Property};

use super::lines::{joined, split};

/// What a generated component holds, before it is written.
#[derive(Clone, Debug)]
enum Item {
    Property { name: String, params: Vec<Param>, value: String },
    Component { name: String, items: Vec<Item> },
}

/// A parameter: its values as they are written and as they are meant.
#[derive(Clone, Debug)]
struct Param {
    name: String,
    written: Vec<String>,
    meant: Vec<String>,
}

/// Letters of every case, and what RFC 5545 does not allow but programs write.
fn name() -> impl Strategy<Value = String> {
    "[A-Za-z][A-Za-z0-9_-]{0,12}".prop_filter("not a bracket", |name| {
        !["BEGIN", "END"].iter().any(|bracket| name.eq_ignore_ascii_case(bracket))
    })
}

/// A value that is plain or in quotes, with carets that mean something and carets that do not (RFC 6868).
fn param_value() -> impl Strategy<Value = (String, String)> {
    let plain = select(vec![
        ("a", "a"),
        ("é", "é"),
        ("^n", "\n"),
        ("^^", "^"),
        ("^'", "\""),
        ("^x", "^x"),
        (" ", " "),
    ]);
    let quoted = select(vec![(";", ";"), (":", ":"), (",", ","), ("^^n", "^n"), ("📅", "📅"), ("^'", "\"")]);
    let pieces = |piece: prop::sample::Select<(&'static str, &'static str)>| {
        prop::collection::vec(piece, 0..5).prop_map(|pieces| {
            let (written, meant): (Vec<_>, Vec<_>) = pieces.into_iter().unzip();
            (written.concat(), meant.concat())
        })
    };
    prop_oneof![pieces(plain), pieces(quoted).prop_map(|(written, meant)| (format!("\"{written}\""), meant)),]
}

fn param() -> impl Strategy<Value = Param> {
    (name(), prop::collection::vec(param_value(), 1..4)).prop_map(|(name, values)| {
        let (written, meant) = values.into_iter().unzip();
        Param { name, written, meant }
    })
}

fn property() -> impl Strategy<Value = Item> {
    let value = "([ -~éß📅\t]|BEGIN:|END:V){0,40}";
    (name(), prop::collection::vec(param(), 0..3), value).prop_map(|(name, params, value)| Item::Property {
        name,
        params,
        value,
    })
}

/// A component of a known or unknown kind, nested up to four deep.
fn component() -> BoxedStrategy<Item> {
    let kind = || {
        prop_oneof![select(vec!["VEVENT", "vevent", "VALARM", "Vtimezone"]).prop_map(str::to_owned), name()]
    };
    let leaf = (kind(), prop::collection::vec(property(), 0..6));
    let leaf = leaf.prop_map(|(name, items)| Item::Component { name, items });
    leaf.prop_recursive(4, 24, 4, move |inner| {
        let items = prop::collection::vec(prop_oneof![3 => property(), 1 => inner], 0..6);
        (kind(), items).prop_map(|(name, items)| Item::Component { name, items })
    })
    .boxed()
}

/// How a line is broken: folds at any bytes, and a line end.
#[derive(Clone, Debug)]
struct Breaks {
    folds: Vec<(Index, &'static [u8])>,
    line_end: &'static str,
}

fn breaks() -> impl Strategy<Value = Breaks> {
    let fold = select(vec![&b"\r\n "[..], b"\r\n\t", b"\n ", b"\n\t"]);
    let folds = prop::collection::vec((any::<Index>(), fold), 0..4);
    (folds, select(vec!["\r\n", "\n"])).prop_map(|(folds, line_end)| Breaks { folds, line_end })
}

/// A stream: the VCALENDAR that is meant, and its bytes.
fn stream() -> impl Strategy<Value = (Item, Vec<u8>)> {
    let items = prop::collection::vec(prop_oneof![property(), component()], 0..6);
    items.prop_flat_map(|items| {
        let calendar = Item::Component { name: "VCALENDAR".to_owned(), items };
        let mut lines = Vec::new();
        write(&calendar, &mut lines);
        let breaks = prop::collection::vec(breaks(), lines.len());
        (Just(calendar), breaks.prop_map(move |breaks| broken(&lines, breaks)))
    })
}

fn write(item: &Item, lines: &mut Vec<String>) {
    match item {
        Item::Property { name, params, value } => {
            let params = params.iter().map(|param| format!(";{}={}", param.name, param.written.join(",")));
            lines.push(format!("{name}{}:{value}", params.collect::<String>()));
        }
        Item::Component { name, items } => {
            lines.push(format!("BEGIN:{name}"));
            items.iter().for_each(|item| write(item, lines));
            lines.push(format!("END:{name}"));
        }
    }
}

/// The lines as bytes, folded where they are told to be: between characters and within them.
fn broken(lines: &[String], breaks: Vec<Breaks>) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (line, Breaks { folds, line_end }) in lines.iter().zip(breaks) {
        let mut folds: Vec<_> = folds.iter().map(|(at, fold)| (1 + at.index(line.len()), fold)).collect();
        folds.sort();
        let mut done = 0;
        for (at, fold) in folds {
            bytes.extend_from_slice(&line.as_bytes()[done..at]);
            bytes.extend_from_slice(fold);
            done = at;
        }
        bytes.extend_from_slice(&line.as_bytes()[done..]);
        bytes.extend_from_slice(line_end.as_bytes());
    }
    bytes
}

/// Holds a component against what it was made from.
fn assert_reads_as(component: Component<'_>, name: &str, items: &[Item]) {
    assert_eq!(component.name(), name);
    let (mut properties, mut components) = (component.properties(), component.components());
    for item in items {
        match item {
            Item::Property { name, params, value } => {
                let property = properties.next().unwrap();
                assert_eq!((property.name(), property.value()), (name.as_str(), value.as_str()));
                assert_params(&property, params);
            }
            Item::Component { name, items } => assert_reads_as(components.next().unwrap(), name, items),
        }
    }
    assert!(properties.next().is_none() && components.next().is_none());
}

fn assert_params(property: &Property<'_>, expected: &[Param]) {
    let found: Vec<(&str, Vec<_>)> =
        property.params().map(|param| (param.name(), param.values().collect())).collect();
    assert_eq!(found.len(), expected.len());
    for ((name, values), expected) in found.into_iter().zip(expected) {
        assert_eq!((name, values), (expected.name.as_str(), expected.meant.iter().map(Into::into).collect()));
    }
}

fn all_properties(component: Component<'_>) -> Vec<Property<'_>> {
    let inner = component.components().flat_map(all_properties);
    component.properties().chain(inner).collect()
}

proptest! {
    #[test]
    fn a_stream_is_read_as_it_was_meant((calendar, bytes) in stream()) {
        let ical = ICalendar::parse(bytes).unwrap();
        let Item::Component { name, items } = calendar else { panic!("a calendar is a component") };
        assert_reads_as(ical.root(), &name, &items);
    }

    #[test]
    fn a_stream_is_kept_and_an_empty_edit_gives_it_back((_, bytes) in stream()) {
        let ical = ICalendar::parse(bytes.clone()).unwrap();
        assert_eq!(ical.as_bytes()[..], bytes[..]);
        assert_eq!(ical.root().raw(), &bytes[..]);
        assert_eq!(Edit::new(&ical).apply(), bytes);
    }

    #[test]
    fn an_edit_of_any_property_leaves_every_other_line((_, bytes) in stream(), which in any::<Index>()) {
        let ical = ICalendar::parse(bytes).unwrap();
        let properties = all_properties(ical.root());
        if properties.is_empty() {
            return Ok(());
        }
        let property = which.get(&properties);
        let mut lines = split(ical.as_bytes());
        let index = lines.iter().position(|line| std::ptr::eq(*line, property.raw())).unwrap();

        let mut edit = Edit::new(&ical);
        edit.replace(*property, &ContentLine::of(property).with_value("new"));
        let edited = edit.apply();
        let new = split(&edited)[index];
        lines[index] = new;
        assert_eq!(edited, joined(lines.iter().copied()));
        let again = ICalendar::parse(edited.clone()).unwrap();
        let (old, new) = (all_properties(ical.root()), all_properties(again.root()));
        assert_eq!(old.len(), new.len());
        let at = old.iter().position(|old| std::ptr::eq(old.raw(), property.raw())).unwrap();
        assert_eq!((new[at].name(), new[at].value()), (property.name(), "new"));
        assert!(new[at].params().flat_map(|param| param.values()).eq(property.params().flat_map(|param| param.values())));

        let mut edit = Edit::new(&ical);
        edit.remove(*property);
        lines.remove(index);
        assert_eq!(edit.apply(), joined(lines));
    }
}
