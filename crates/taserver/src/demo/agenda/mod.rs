//! The sample agendas: what the team does together, what each does alone, who is away, and what is to be done.

mod alone;
mod away;
mod calendar;
mod tasks;
mod together;

use jiff::civil::Date;

pub(crate) use calendar::{SampleCalendar, calendars};

use super::entry::{Event, Task};
use super::people::Person;

/// Something in one of the calendars of [`calendars`].
#[derive(Clone, Debug)]
pub(crate) struct SampleObject {
    /// The name of the calendar that it belongs to.
    pub(crate) calendar: &'static str,
    /// What it is.
    pub(crate) entry: Entry,
}

/// An event or a task.
#[derive(Clone, Debug)]
pub(crate) enum Entry {
    /// It takes time.
    Event(Event),
    /// It is to be done.
    Task(Task),
}

/// Everything in a member's calendars, some weeks before and after `today`.
pub(crate) fn agenda_of(person: &'static Person, today: Date) -> Vec<SampleObject> {
    let monday = monday_of(today);
    let shared = together::meetings(monday).into_iter().filter(|event| event.people.contains(&person));
    let work = shared.chain(alone::work(person, monday)).chain(away::travel(person, monday));
    let personal = alone::private(person, monday).into_iter().chain(away::holidays(person, monday));
    let events = |calendar| move |event| SampleObject { calendar, entry: Entry::Event(event) };
    let task = |task| SampleObject { calendar: calendar::TASKS, entry: Entry::Task(task) };
    let tasks = tasks::tasks(person, today).into_iter().map(task);
    work.map(events(calendar::WORK)).chain(personal.map(events(calendar::PERSONAL))).chain(tasks).collect()
}

fn monday_of(today: Date) -> Date {
    super::entry::plus(today, -i32::from(today.weekday().to_monday_zero_offset()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::date;

    use super::{Entry, agenda_of, monday_of};
    use crate::demo::people::PEOPLE;

    #[test]
    fn a_week_begins_on_monday() {
        assert_eq!(monday_of(date(2026, 11, 23)), date(2026, 11, 23));
        assert_eq!(monday_of(date(2026, 11, 29)), date(2026, 11, 23));
    }

    #[test]
    fn no_uid_is_twice_in_one_calendar() {
        for person in &PEOPLE {
            let agenda = agenda_of(person, date(2026, 11, 23));
            let uid = |entry: &Entry| match entry {
                Entry::Event(event) => event.uid.clone(),
                Entry::Task(task) => task.uid.clone(),
            };
            let uids: BTreeSet<_> =
                agenda.iter().map(|object| (object.calendar, uid(&object.entry))).collect();
            assert_eq!(uids.len(), agenda.len(), "{}", person.login);
        }
    }

    #[test]
    fn the_same_day_gives_the_same_agendas() {
        let agendas = || format!("{:?}", agenda_of(&PEOPLE[3], date(2026, 11, 23)));
        assert_eq!(agendas(), agendas());
    }

    #[test]
    fn everybody_has_a_full_agenda() {
        for person in &PEOPLE {
            let objects = agenda_of(person, date(2026, 11, 23)).len();
            assert!((20..150).contains(&objects), "{} has {objects}", person.login);
        }
    }
}
