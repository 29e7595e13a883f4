//! What one component of an object says about its time.

use super::DataError;
use super::rules::Rules;
use crate::time::Zones;
use crate::{CalDuration, CalTime, Component, ComponentKind, ICalendar, Property};

/// What one component says about its time, read once when the object is validated.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    /// Which component of the stream it is.
    pub(crate) index: u32,
    /// The instances it stands for, when it is not the master.
    pub(crate) recurrence: Option<RecurrenceId>,
    /// DTSTART.
    pub(crate) start: Option<CalTime>,
    /// DTEND, in a VTODO DUE.
    pub(crate) end: Option<CalTime>,
    /// DURATION; beside an end it says nothing.
    pub(crate) duration: Option<CalDuration>,
    /// RRULE and its like. An instance has none of its own, whatever it says.
    pub(crate) rules: Rules,
}

/// The components of one series: at most one master, and overrides.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parts<'a> {
    pub(crate) ical: &'a ICalendar,
    pub(crate) kind: ComponentKind,
    pub(crate) parts: &'a [Part],
}

impl<'a> Parts<'a> {
    /// The component that a part was read from.
    pub(crate) fn component(&self, part: &Part) -> Component<'a> {
        self.ical.component_at(part.index)
    }
}

/// The RECURRENCE-ID of a component (RFC 5545 §3.8.4.4).
#[derive(Clone, Debug)]
pub(crate) struct RecurrenceId {
    /// The start that the instance would have by the rule.
    pub(crate) time: CalTime,
    /// Which instances the component stands for.
    pub(crate) range: OverrideRange,
}

/// The RANGE of a RECURRENCE-ID (RFC 5545 §3.2.13).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OverrideRange {
    /// The one instance.
    This,
    /// The instance and those after it.
    ThisAndFuture,
}

impl Part {
    /// Reads the times of a component.
    pub(crate) fn read(
        component: Component<'_>,
        kind: ComponentKind,
        zones: &Zones<'_>,
    ) -> Result<Self, DataError> {
        let time = |name| optional_time(component, name, zones);
        let end_name = if kind == ComponentKind::Todo { "DUE" } else { "DTEND" };
        let start = time("DTSTART")?;
        if start.is_none() && kind == ComponentKind::Event {
            return Err(missing(component, kind, "DTSTART"));
        }
        let recurrence = recurrence_id(component, zones)?;
        let rules = if recurrence.is_none() { Rules::read(component, zones)? } else { Rules::default() };
        let part = Self {
            index: component.index(),
            recurrence,
            rules,
            start,
            end: time(end_name)?,
            duration: optional_duration(component)?,
        };
        part.anchor().map_or(Ok(()), |anchor| part.rules.check_left(anchor))?;
        Ok(part)
    }
}

impl Part {
    /// When the instances of a component begin: at DTSTART, in a VTODO without one at DUE.
    pub(crate) fn anchor(&self) -> Option<&CalTime> {
        self.start.as_ref().or(self.end.as_ref())
    }
}

pub(super) fn missing(component: Component<'_>, kind: ComponentKind, property: &'static str) -> DataError {
    DataError::MissingProperty { line: component.line_number(), component: kind.as_str(), property }
}

/// The only property of that name.
pub(super) fn single<'a>(
    component: Component<'a>,
    property: &'static str,
) -> Result<Option<Property<'a>>, DataError> {
    let mut all = component.properties_named(property);
    let first = all.next();
    match all.next() {
        Some(second) => Err(DataError::RepeatedProperty { line: second.line_number(), property }),
        None => Ok(first),
    }
}

fn optional_time(
    component: Component<'_>,
    name: &'static str,
    zones: &Zones<'_>,
) -> Result<Option<CalTime>, DataError> {
    let Some(property) = single(component, name)? else { return Ok(None) };
    match CalTime::of_property(&property, zones) {
        Ok(time) => Ok(Some(time)),
        Err(_) => Err(DataError::BadValue {
            line: property.line_number(),
            property: name,
            expected: "a DATE or DATE-TIME",
        }),
    }
}

fn optional_duration(component: Component<'_>) -> Result<Option<CalDuration>, DataError> {
    let Some(property) = single(component, "DURATION")? else { return Ok(None) };
    match CalDuration::parse(property.value()) {
        Some(duration) => Ok(Some(duration)),
        None => Err(DataError::BadValue {
            line: property.line_number(),
            property: "DURATION",
            expected: "a DURATION",
        }),
    }
}

fn recurrence_id(component: Component<'_>, zones: &Zones<'_>) -> Result<Option<RecurrenceId>, DataError> {
    let Some(time) = optional_time(component, "RECURRENCE-ID", zones)? else { return Ok(None) };
    let range = component.property("RECURRENCE-ID").and_then(|property| property.param("RANGE"));
    let range = match range {
        Some(range) if range.eq_ignore_ascii_case("THISANDFUTURE") => OverrideRange::ThisAndFuture,
        // THISANDPRIOR is withdrawn (RFC 5545 §3.2.13); the instance itself is all that remains of it.
        _ => OverrideRange::This,
    };
    Ok(Some(RecurrenceId { time, range }))
}
