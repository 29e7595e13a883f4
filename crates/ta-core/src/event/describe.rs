//! What a component of an event says, and changes to it.

use ta_ical::Component;
use ta_ical::edit::{ContentLine, Edit};

use super::{Classification, EventChange};
use crate::Change;

/// What a component of an event says besides its times.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventDescription {
    /// SUMMARY.
    pub summary: Option<String>,
    /// LOCATION.
    pub location: Option<String>,
    /// DESCRIPTION.
    pub description: Option<String>,
    /// STATUS, such as `CANCELLED`, in upper case.
    pub status: Option<String>,
    /// TRANSP, such as `TRANSPARENT`, in upper case.
    pub transparency: Option<String>,
    /// CLASS, in upper case. Clients write words of their own too; they mean `PRIVATE` (RFC 5545 §3.8.1.3).
    pub classification: Option<String>,
    /// RRULE.
    pub recurrence_rule: Option<String>,
}

impl EventDescription {
    /// Reads a component.
    pub fn of(event: Component<'_>) -> Self {
        let text = |name| event.property(name).map(|property| property.text().into_owned());
        let word = |name| event.property(name).map(|property| property.value().trim().to_ascii_uppercase());
        Self {
            summary: text("SUMMARY"),
            location: text("LOCATION"),
            description: text("DESCRIPTION"),
            status: word("STATUS"),
            transparency: word("TRANSP"),
            classification: word("CLASS"),
            recurrence_rule: event.property("RRULE").map(|rule| rule.value().trim().to_owned()),
        }
    }
}

/// What becomes of one property.
pub(super) enum LineChange {
    /// It gets this line.
    Set(ContentLine),
    /// It goes away.
    Remove(&'static str),
}

impl LineChange {
    /// Each property that a change describes anew.
    pub(super) fn all_of(change: &EventChange) -> Vec<Self> {
        let class = |class: &Classification| ContentLine::raw("CLASS", class.as_str());
        let changes = [
            Self::of("SUMMARY", &change.summary, |text| ContentLine::text("SUMMARY", text)),
            Self::of("LOCATION", &change.location, |text| ContentLine::text("LOCATION", text)),
            Self::of("DESCRIPTION", &change.description, |text| ContentLine::text("DESCRIPTION", text)),
            Self::of("CLASS", &change.classification, class),
        ];
        changes.into_iter().flatten().collect()
    }

    fn of<T>(name: &'static str, change: &Change<T>, line: impl FnOnce(&T) -> ContentLine) -> Option<Self> {
        match change {
            Change::Keep => None,
            Change::Set(value) => Some(Self::Set(line(value))),
            Change::Clear => Some(Self::Remove(name)),
        }
    }

    /// The property's name.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Set(line) => line.name(),
            Self::Remove(name) => name,
        }
    }

    /// Makes the change.
    pub(super) fn write<'a>(&self, edit: &mut Edit<'a>, component: Component<'a>) {
        match self {
            Self::Set(line) => edit.set(component, line),
            Self::Remove(name) => edit.remove_all(component, name),
        }
    }
}
