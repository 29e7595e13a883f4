//! The sample's events and tasks as iCalendar objects (RFC 5545 §3.6).

use std::sync::Arc;

use jiff::civil::{Date, time};
use jiff::tz::TimeZone;
use ta_ical::edit::{ContentLine, Edit, NewObject};
use ta_ical::{CalTime, ComponentKind, ICalendar};

use super::agenda::Entry;
use super::entry::{Blocking, Change, Event, Local, Progress, Secrecy, Task, When, plus};
use super::people::Person;

const PRODUCT: &str = "-//TeamAgenda//taserver demo//EN";

/// An entry as the text of a calendar object of its own, made on `today`.
pub(super) fn object_bytes(entry: &Entry, today: Date) -> Vec<u8> {
    match entry {
        Entry::Event(event) => event_bytes(event, today),
        Entry::Task(task) => new_object(ComponentKind::Todo, &task.uid, task_lines(task), today),
    }
}

fn event_bytes(event: &Event, today: Date) -> Vec<u8> {
    let mut lines = repetition(event);
    lines.extend(instance_lines(event, None));
    let master = new_object(ComponentKind::Event, &event.uid, lines, today);
    // Without its changed instances it would still be a valid object, so a text that cannot be read back stays as it is.
    let Ok(parsed) = ICalendar::parse(master.as_slice()) else { return master };
    let mut edit = Edit::new(&parsed);
    for change in &event.changed {
        edit.insert_component(parsed.root(), &override_text(event, change, today));
    }
    edit.apply()
}

fn new_object(kind: ComponentKind, uid: &str, lines: Vec<ContentLine>, today: Date) -> Vec<u8> {
    let stamp = today.to_datetime(time(0, 0, 0, 0)).to_zoned(TimeZone::UTC);
    let stamp_utc = stamp.map_or(jiff::Timestamp::UNIX_EPOCH, |midnight| midnight.timestamp());
    NewObject { kind, product: PRODUCT, uid: &in_domain(uid), stamp_utc, lines }.to_bytes()
}

fn in_domain(uid: &str) -> String {
    format!("{uid}@demo.example.com")
}

/// One changed instance as a component of its own.
fn override_text(event: &Event, change: &Change, today: Date) -> String {
    let original = Local { time: change.original, zone: zone_of(event) };
    let stamp = format!("{}T000000Z", today.strftime("%Y%m%d"));
    let mut lines = vec![
        ContentLine::raw("BEGIN", "VEVENT"),
        ContentLine::text("UID", &in_domain(&event.uid)),
        ContentLine::raw("DTSTAMP", &stamp),
        ContentLine::time("RECURRENCE-ID", &cal_time(original)),
    ];
    lines.extend(instance_lines(event, Some(change)));
    lines.push(ContentLine::raw("END", "VEVENT"));
    lines.iter().map(ToString::to_string).collect()
}

fn repetition(event: &Event) -> Vec<ContentLine> {
    let skipped = event.skipped.iter().map(|time| Local { time: *time, zone: zone_of(event) });
    let skipped = skipped.map(|local| ContentLine::time("EXDATE", &cal_time(local)));
    let rule = event.rule.iter().map(|rule| ContentLine::raw("RRULE", rule));
    rule.chain(skipped).collect()
}

/// What an event, or one changed time of it, says of itself.
fn instance_lines(event: &Event, change: Option<&Change>) -> Vec<ContentLine> {
    let summary = change.and_then(|change| change.summary).unwrap_or(&event.summary);
    let place = change.and_then(|change| change.place).or(event.place);
    let mut lines = Vec::from(span_lines(change.map_or(event.when, |change| change.when)));
    lines.push(ContentLine::text("SUMMARY", summary));
    lines.extend(place.map(|place| ContentLine::text("LOCATION", place)));
    lines.extend(event.notes.map(|notes| ContentLine::text("DESCRIPTION", notes)));
    lines.extend((event.secrecy == Secrecy::Private).then(|| ContentLine::raw("CLASS", "PRIVATE")));
    lines.extend((event.blocking == Blocking::Free).then(|| ContentLine::raw("TRANSP", "TRANSPARENT")));
    lines.extend(people_lines(&event.people));
    lines.extend(event.alarm_minutes.iter().flat_map(|minutes| alarm_lines(*minutes, summary)));
    lines
}

fn zone_of(event: &Event) -> &'static str {
    match event.when {
        When::Times { start, .. } => start.zone,
        When::Days { .. } => "UTC",
    }
}

fn span_lines(when: When) -> [ContentLine; 2] {
    let (start, end) = match when {
        When::Days { first, end } => (CalTime::Date(first), CalTime::Date(end)),
        When::Times { start, end } => (cal_time(start), cal_time(end)),
    };
    [ContentLine::time("DTSTART", &start), ContentLine::time("DTEND", &end)]
}

fn cal_time(local: Local) -> CalTime {
    match TimeZone::get(local.zone) {
        Ok(zone) => CalTime::Zoned { local: local.time, tzid: Arc::from(local.zone), zone },
        Err(_) => CalTime::Floating(local.time),
    }
}

/// The organizer and everybody, all of whom have accepted.
fn people_lines(people: &[&Person]) -> Vec<ContentLine> {
    let line = |name, person: &Person| {
        ContentLine::raw(name, &format!("mailto:{}", person.email())).with_param("CN", person.name)
    };
    let organizer = people.first().map(|person| line("ORGANIZER", person));
    let attendees = people.iter().map(|person| line("ATTENDEE", person).with_param("PARTSTAT", "ACCEPTED"));
    organizer.into_iter().chain(attendees).collect()
}

fn alarm_lines(minutes: u32, summary: &str) -> [ContentLine; 5] {
    [
        ContentLine::raw("BEGIN", "VALARM"),
        ContentLine::raw("ACTION", "DISPLAY"),
        ContentLine::text("DESCRIPTION", summary),
        ContentLine::raw("TRIGGER", &format!("-PT{minutes}M")),
        ContentLine::raw("END", "VALARM"),
    ]
}

fn task_lines(task: &Task) -> Vec<ContentLine> {
    let mut lines = vec![ContentLine::text("SUMMARY", task.summary)];
    if let (Some(due), Some(rule)) = (task.due, task.rule) {
        lines.push(ContentLine::time("DTSTART", &CalTime::Date(plus(due, -1))));
        lines.push(ContentLine::raw("RRULE", rule));
    }
    lines.extend(task.due.map(|due| ContentLine::time("DUE", &CalTime::Date(due))));
    lines.extend(task.priority.map(|priority| ContentLine::raw("PRIORITY", &priority.to_string())));
    lines.extend(progress_lines(task.progress));
    lines
}

fn progress_lines(progress: Progress) -> Vec<ContentLine> {
    let status = |word| ContentLine::raw("STATUS", word);
    let percent = |done: u8| ContentLine::raw("PERCENT-COMPLETE", &done.to_string());
    match progress {
        Progress::Open => vec![status("NEEDS-ACTION")],
        Progress::Begun(done) => vec![status("IN-PROCESS"), percent(done)],
        Progress::Done(day) => {
            let noon = format!("{}T120000Z", day.strftime("%Y%m%d"));
            vec![status("COMPLETED"), percent(100), ContentLine::raw("COMPLETED", &noon)]
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use ta_ical::CalendarObject;

    use super::{Entry, object_bytes};
    use crate::demo::agenda::{agenda_of, calendars};
    use crate::demo::people::PEOPLE;

    #[test]
    fn every_entry_is_a_calendar_object_of_its_calendars_kind() {
        for person in &PEOPLE {
            for sample in agenda_of(person, date(2026, 11, 23)) {
                let object =
                    CalendarObject::from_bytes(object_bytes(&sample.entry, date(2026, 11, 23))).unwrap();
                let calendar = calendars().into_iter().find(|one| one.name == sample.calendar).unwrap();
                assert_eq!(object.kind(), calendar.kind);
                let overrides = match &sample.entry {
                    Entry::Event(event) => event.changed.len(),
                    Entry::Task(_) => 0,
                };
                assert_eq!(object.overrides().count(), overrides);
            }
        }
    }
}
