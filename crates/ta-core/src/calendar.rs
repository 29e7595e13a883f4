//! Calendar collections and their settings.

use std::fmt;

use ta_ical::ComponentKind;

use crate::color_name::named_color;
use crate::{CalendarId, CalendarName, NameError, NarrowViews, PrincipalId, SyncSeq, TeamId, View};

/// A calendar collection (RFC 4791 §4.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// The team it belongs to.
    pub team: TeamId,
    /// Its key.
    pub id: CalendarId,
    /// Whose home it lies in.
    pub owner: PrincipalId,
    /// Its path segment in that home.
    pub name: CalendarName,
    /// What people see and change of it.
    pub settings: CalendarSettings,
    /// Where its change log stands.
    pub seq: SyncSeq,
    /// Where the change logs of the narrow views stand. What is hidden in a view is no step of its log.
    pub narrow_seqs: NarrowViews<SyncSeq>,
}

/// The properties of a calendar that clients set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CalendarSettings {
    /// `DAV:displayname`.
    pub display_name: Option<String>,
    /// `CALDAV:calendar-description` (RFC 4791 §5.2.1).
    pub description: Option<String>,
    /// Apple's `calendar-color`.
    pub color: Option<Color>,
    /// Apple's `calendar-order`.
    pub order: Option<i64>,
    /// `CALDAV:calendar-timezone` (RFC 4791 §5.2.2): an iCalendar object with one VTIMEZONE, as the client wrote it.
    pub time_zone: Option<String>,
    /// `CALDAV:supported-calendar-component-set` (RFC 4791 §5.2.3).
    pub components: ComponentSet,
}

impl Calendar {
    /// Where its change log stands in a view.
    pub fn seq_in(&self, view: View) -> SyncSeq {
        match view {
            View::Full => self.seq,
            View::Shared => self.narrow_seqs.shared,
            View::Titles => self.narrow_seqs.titles,
        }
    }

    /// The calendars that every member is born with: one for events, one for to-dos. Clients such as Apple's want each
    /// calendar to take one kind only.
    pub fn first_of_a_member() -> [(CalendarName, CalendarSettings); 2] {
        let settings = |display_name: &str, color: &str, kind| CalendarSettings {
            display_name: Some(display_name.to_owned()),
            color: Some(Color(color.to_owned())),
            components: ComponentSet::new([kind]),
            ..CalendarSettings::default()
        };
        [
            (CalendarName::of_first_events(), settings("Calendar", "#2f6fdb", ComponentKind::Event)),
            (CalendarName::of_first_todos(), settings("Tasks", "#2f9e6b", ComponentKind::Todo)),
        ]
    }
}

/// A colour as `#rrggbb`, lower case. Apple's clients write `#RRGGBBAA`; the alpha is dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Color(String);

impl Color {
    /// Reads `#rrggbb`, `#rrggbbaa` or one of the names of CSS 3, which RFC 7986 §5.9 uses.
    ///
    /// # Errors
    /// [`NameError::Forbidden`] for a character that is no hex digit, [`NameError::TooLong`] for another length.
    pub fn parse(text: &str) -> Result<Self, NameError> {
        if let Some(named) = named_color(text.trim()) {
            return Ok(Self(named.to_owned()));
        }
        let digits = text.trim().strip_prefix('#').ok_or(NameError::Forbidden('#'))?;
        if let Some(c) = digits.chars().find(|c| !c.is_ascii_hexdigit()) {
            return Err(NameError::Forbidden(c));
        }
        match digits.get(..6) {
            Some(rgb) if digits.len() == 6 || digits.len() == 8 => {
                Ok(Self(format!("#{}", rgb.to_ascii_lowercase())))
            }
            _ => Err(NameError::TooLong { actual_bytes: digits.len(), max_bytes: 8 }),
        }
    }

    /// The colour as `#rrggbb`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The kinds of component that a calendar takes, without repetition, in [`ComponentKind`]'s order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComponentSet(Vec<ComponentKind>);

impl ComponentSet {
    /// A set of these kinds; repetitions are dropped.
    pub fn new(kinds: impl IntoIterator<Item = ComponentKind>) -> Self {
        let mut kinds: Vec<_> = kinds.into_iter().collect();
        kinds.sort_unstable();
        kinds.dedup();
        Self(kinds)
    }

    /// Whether the calendar takes components of this kind.
    pub fn contains(&self, kind: ComponentKind) -> bool {
        self.0.contains(&kind)
    }

    /// The kinds, in order.
    pub fn iter(&self) -> impl Iterator<Item = ComponentKind> + '_ {
        self.0.iter().copied()
    }
}

impl Default for ComponentSet {
    /// Events, to-dos and journals: what a calendar takes when its maker named nothing.
    fn default() -> Self {
        Self::new([ComponentKind::Event, ComponentKind::Todo, ComponentKind::Journal])
    }
}

/// A property that the server stores without understanding it (RFC 4918 §4.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadProperty {
    /// XML namespace of its name.
    pub namespace: String,
    /// Local part of its name.
    pub local_name: String,
    /// The whole element as XML text, self-contained.
    pub xml: String,
}

#[cfg(test)]
mod tests {
    use super::{Color, NameError};

    #[test]
    fn apple_colours_lose_their_alpha() {
        assert_eq!(Color::parse("#FF2968FF").unwrap().as_str(), "#ff2968");
    }

    #[test]
    fn the_names_of_css_are_colours_and_other_words_are_none() {
        assert_eq!(Color::parse("blue").unwrap().as_str(), "#0000ff");
        assert_eq!(Color::parse("reddish"), Err(NameError::Forbidden('#')));
    }
}
