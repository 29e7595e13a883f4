//! The calendars that every sample member has.

use ta_ical::ComponentKind;

/// The calendar that the team's meetings are in; every member is born with it.
pub(super) const WORK: &str = "calendar";
/// The calendar for everything that is nobody else's business.
pub(super) const PERSONAL: &str = "personal";
/// The list of tasks; every member is born with it.
pub(super) const TASKS: &str = "tasks";

/// A calendar of a sample member.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SampleCalendar {
    /// Its path segment.
    pub(crate) name: &'static str,
    /// Its name for people.
    pub(crate) display_name: &'static str,
    /// Its colour, as `#rrggbb`.
    pub(crate) color: &'static str,
    /// Its place among the others, from 1.
    pub(crate) order: i64,
    /// What it holds.
    pub(crate) kind: ComponentKind,
}

/// The calendars that every sample member has.
pub(crate) const fn calendars() -> [SampleCalendar; 3] {
    use ComponentKind::{Event, Todo};
    [
        SampleCalendar { name: WORK, display_name: "Work", color: "#2f6fdb", order: 1, kind: Event },
        SampleCalendar { name: PERSONAL, display_name: "Personal", color: "#b8468f", order: 2, kind: Event },
        SampleCalendar { name: TASKS, display_name: "Tasks", color: "#2f9e6b", order: 3, kind: Todo },
    ]
}
