//! `CALDAV:filter` to [`CompFilter`], with the rules of RFC 4791 §9.7 on what may stand in what.

use ta_ical::ComponentKind;
use ta_ical::filter::{
    Collation, CompFilter, CompTest, MatchCondition, ParamFilter, ParamTest, PropFilter, PropTest, TextMatch,
    ValueTest,
};

use super::time_range::half_open_range;
use crate::namespace::CALDAV;
use crate::request::{required_attribute, required_caldav};
use crate::xml::{Element, XmlError, XmlErrorKind};

/// The iCalendar properties that can be tested for a span of time: those that RFC 4791 §9.9 names.
const TIME_PROPERTIES: [&str; 7] =
    ["COMPLETED", "CREATED", "DTEND", "DTSTAMP", "DTSTART", "DUE", "LAST-MODIFIED"];

/// The filter of a `CALDAV:calendar-query`.
///
/// # Errors
/// [`XmlErrorKind::InvalidFilter`] for a filter that breaks a rule, [`XmlErrorKind::UnsupportedCollation`].
pub(super) fn filter_of(query: &Element) -> Result<CompFilter, XmlError> {
    filter(query).map_err(as_filter_error)
}

/// All that can be wrong in a filter but its collation breaks one precondition, whatever it is.
fn as_filter_error(error: XmlError) -> XmlError {
    match error.kind() {
        XmlErrorKind::UnsupportedCollation(_) | XmlErrorKind::InvalidFilter(_) => error,
        other => XmlError::new(error.position(), XmlErrorKind::InvalidFilter(other.to_string())),
    }
}

fn filter(query: &Element) -> Result<CompFilter, XmlError> {
    let filter = required_caldav(query, "filter")?;
    let top = required_caldav(filter, "comp-filter")?;
    if filter.elements_named(CALDAV, "comp-filter").count() > 1 {
        return Err(invalid(filter, "it has more than one comp-filter at the top"));
    }
    if !required_attribute(top, "name")?.eq_ignore_ascii_case("VCALENDAR") {
        return Err(invalid(top, "the comp-filter at the top is not on VCALENDAR"));
    }
    comp_filter(top)
}

fn comp_filter(element: &Element) -> Result<CompFilter, XmlError> {
    let name = required_attribute(element, "name")?.to_owned();
    let test = if is_not_defined(element)? { CompTest::IsNotDefined } else { comp_test(element, &name)? };
    Ok(CompFilter { name, test })
}

fn comp_test(element: &Element, name: &str) -> Result<CompTest, XmlError> {
    let time_range = at_most_one(element, "time-range")?;
    if time_range.is_some() && !has_times(name) {
        return Err(invalid(element, &format!("{name} cannot be tested for a time-range")));
    }
    let props = element.elements_named(CALDAV, "prop-filter").map(prop_filter);
    let comps = element.elements_named(CALDAV, "comp-filter").map(|inner| {
        check_nesting(name, inner)?;
        comp_filter(inner)
    });
    Ok(CompTest::All {
        time_range: time_range.map(half_open_range).transpose()?,
        props: props.collect::<Result<_, _>>()?,
        comps: comps.collect::<Result<_, _>>()?,
    })
}

/// Whether RFC 4791 §9.9 says what it means for this component to lie in a span of time. Names that are not known here
/// are left to the search.
fn has_times(component: &str) -> bool {
    !["VCALENDAR", "VTIMEZONE", "STANDARD", "DAYLIGHT"]
        .iter()
        .any(|name| name.eq_ignore_ascii_case(component))
}

/// Refuses components where iCalendar never has them: what stands at the top of a calendar inside of anything but a
/// VCALENDAR or a VPOLL, and alarms elsewhere than in what can have an alarm.
fn check_nesting(outer: &str, inner: &Element) -> Result<(), XmlError> {
    let name = required_attribute(inner, "name")?;
    let is_alarm = name.eq_ignore_ascii_case("VALARM");
    let is_top = ComponentKind::from_name(name).is_some() || name.eq_ignore_ascii_case("VTIMEZONE");
    let fits = match ComponentKind::from_name(outer) {
        Some(ComponentKind::Event | ComponentKind::Todo) => !is_top,
        Some(ComponentKind::Poll) => true,
        Some(_) => !is_top && !is_alarm,
        None if outer.eq_ignore_ascii_case("VCALENDAR") => !is_alarm && !name.eq_ignore_ascii_case(outer),
        None => !is_top,
    };
    if fits { Ok(()) } else { Err(invalid(inner, &format!("{name} cannot stand in {outer}"))) }
}

fn prop_filter(element: &Element) -> Result<PropFilter, XmlError> {
    let name = required_attribute(element, "name")?.to_owned();
    if is_not_defined(element)? {
        return Ok(PropFilter { name, test: PropTest::IsNotDefined });
    }
    let params = element.elements_named(CALDAV, "param-filter").map(param_filter);
    let test =
        PropTest::All { value: value_test(element, &name)?, params: params.collect::<Result<_, _>>()? };
    Ok(PropFilter { name, test })
}

fn value_test(element: &Element, property: &str) -> Result<Option<ValueTest>, XmlError> {
    match (at_most_one(element, "time-range")?, at_most_one(element, "text-match")?) {
        (Some(_), Some(_)) => Err(invalid(element, "a prop-filter has both a time-range and a text-match")),
        (Some(range), None) if TIME_PROPERTIES.iter().any(|name| name.eq_ignore_ascii_case(property)) => {
            Ok(Some(ValueTest::TimeRange(half_open_range(range)?)))
        }
        (Some(_), None) => Err(invalid(element, &format!("{property} cannot be tested for a time-range"))),
        (None, Some(text)) => Ok(Some(ValueTest::Text(text_match(text)?))),
        (None, None) => Ok(None),
    }
}

fn param_filter(element: &Element) -> Result<ParamFilter, XmlError> {
    let name = required_attribute(element, "name")?.to_owned();
    let test = match at_most_one(element, "text-match")? {
        _ if is_not_defined(element)? => ParamTest::IsNotDefined,
        Some(text) => ParamTest::Text(text_match(text)?),
        None => ParamTest::IsDefined,
    };
    Ok(ParamFilter { name, test })
}

fn text_match(element: &Element) -> Result<TextMatch, XmlError> {
    let condition = match element.attribute("negate-condition") {
        None | Some("no") => MatchCondition::Contains,
        Some("yes") => MatchCondition::ContainsNot,
        Some(_) => return Err(invalid(element, "negate-condition is neither yes nor no")),
    };
    Ok(TextMatch { needle: element.text(), collation: collation(element)?, condition })
}

fn collation(element: &Element) -> Result<Collation, XmlError> {
    match element.attribute("collation") {
        None | Some("default" | "i;ascii-casemap") => Ok(Collation::AsciiCasemap),
        Some("i;octet") => Ok(Collation::Octet),
        Some("i;unicode-casemap") => Ok(Collation::UnicodeCasemap),
        Some(other) => Err(element.error(XmlErrorKind::UnsupportedCollation(other.to_owned()))),
    }
}

/// Whether the filter asks that the thing be absent, which no other test may accompany.
fn is_not_defined(element: &Element) -> Result<bool, XmlError> {
    if element.child(CALDAV, "is-not-defined").is_none() {
        return Ok(false);
    }
    let tests = ["time-range", "text-match", "prop-filter", "comp-filter", "param-filter"];
    if tests.into_iter().any(|test| element.child(CALDAV, test).is_some()) {
        return Err(invalid(element, "is-not-defined stands beside another test"));
    }
    Ok(true)
}

fn at_most_one<'a>(element: &'a Element, name: &'a str) -> Result<Option<&'a Element>, XmlError> {
    let mut found = element.elements_named(CALDAV, name);
    let first = found.next();
    match found.next() {
        Some(_) => Err(invalid(element, &format!("it has more than one {name}"))),
        None => Ok(first),
    }
}

fn invalid(element: &Element, words: &str) -> XmlError {
    element.error(XmlErrorKind::InvalidFilter(words.to_owned()))
}
