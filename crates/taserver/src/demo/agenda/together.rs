//! What the team does together.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::demo::dice::Dice;
use crate::demo::entry::{Change, Event, When, plus};
use crate::demo::people::{Craft, Office, PEOPLE, Person};

const OFFICES: [Office; 2] = [Office::Paris, Office::NewYork];

/// Days of the week, from Monday 0, and hours at which a project meeting can be: never in the focus time.
const SLOTS: [(i32, i8, i8); 11] = [
    (0, 11, 0),
    (0, 14, 0),
    (0, 16, 0),
    (1, 11, 0),
    (2, 11, 0),
    (2, 14, 30),
    (2, 16, 0),
    (3, 11, 0),
    (3, 16, 30),
    (4, 11, 0),
    (4, 13, 30),
];

const SUBJECTS: [&str; 14] = [
    "Booking page: open questions",
    "Website relaunch",
    "Budget for next quarter",
    "Interview: product designer",
    "Interview: backend engineer",
    "Customer call: Nordlicht",
    "Customer call: Casa Verde",
    "Accessibility walk-through",
    "Release planning",
    "Incident follow-up",
    "Onboarding",
    "Supplier visit",
    "Prototype feedback",
    "Photo shoot",
];

/// Every meeting, from some weeks before `monday` to some weeks after.
pub(super) fn meetings(monday: Date) -> Vec<Event> {
    let mut meetings = vec![monthly_review(monday), office_sync(monday), demo_hour(monday), retreat(monday)];
    meetings.extend(OFFICES.map(|office| stand_up(office, monday)));
    meetings.extend(OFFICES.iter().flat_map(|office| one_to_ones(*office, monday)));
    meetings.extend(OFFICES.iter().flat_map(|office| project_meetings(*office, monday)));
    meetings
}

fn of_office(office: Office) -> impl Iterator<Item = &'static Person> {
    PEOPLE.iter().filter(move |person| person.office == office)
}

fn with_craft(crafts: &'static [Craft]) -> Vec<&'static Person> {
    PEOPLE.iter().filter(|person| crafts.contains(&person.craft)).collect()
}

/// Each working day; once later than usual, once not at all.
fn stand_up(office: Office, monday: Date) -> Event {
    let at = |date: Date| date.at(9, 30, 0, 0);
    let late = at(plus(monday, 9));
    let later = When::minutes(plus(monday, 9).at(10, 15, 0, 0), office.zone(), 15);
    Event {
        people: of_office(office).collect(),
        place: Some(office.rooms()[0]),
        rule: Some("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR".to_owned()),
        skipped: vec![at(plus(monday, 11))],
        changed: vec![Change { original: late, when: later, summary: None, place: None }],
        alarm_minutes: Some(5),
        ..Event::new(
            format!("stand-up-{}", office.rooms()[0].to_lowercase()),
            format!("Stand-up {}", office.city()),
            When::minutes(at(plus(monday, -42)), office.zone(), 15),
        )
    }
}

/// Everybody meets the lead of their office once a week, each on a day of their own.
fn one_to_ones(office: Office, monday: Date) -> impl Iterator<Item = Event> {
    let others = of_office(office).filter(|person| person.craft != Craft::Lead);
    (0..).zip(others).map(move |(day, person)| {
        let start = plus(monday, day - 35).at(10, 0, 0, 0);
        let lead = person.lead();
        Event {
            people: vec![lead, person],
            place: Some(office.rooms()[1]),
            rule: Some("FREQ=WEEKLY".to_owned()),
            ..Event::new(
                format!("one-to-one-{}", person.login),
                format!("1:1 {} and {}", lead.name, person.name),
                When::minutes(start, office.zone(), 30),
            )
        }
    })
}

/// The first Thursday of each month; the next one is a day later and longer, the one after has a guest.
fn monthly_review(monday: Date) -> Event {
    let zone = Office::Paris.zone();
    let first = first_thursday(monday, -3).at(15, 0, 0, 0);
    let next = first_thursday(monday, 1);
    let after = first_thursday(monday, 2).at(15, 0, 0, 0);
    Event {
        people: PEOPLE.iter().collect(),
        place: Some("Seine"),
        notes: Some("Numbers, then each project in five minutes.\nSlides until the evening before, please."),
        rule: Some("FREQ=MONTHLY;BYDAY=1TH".to_owned()),
        skipped: vec![first_thursday(monday, -1).at(15, 0, 0, 0)],
        changed: vec![
            Change {
                original: next.at(15, 0, 0, 0),
                when: When::minutes(plus(next, 1).at(15, 30, 0, 0), zone, 90),
                summary: None,
                place: Some("Seine and Hudson, by video"),
            },
            Change {
                original: after,
                when: When::minutes(after, zone, 60),
                summary: Some("Monthly review with our guests from Nordlicht"),
                place: Some("Seine"),
            },
        ],
        alarm_minutes: Some(30),
        ..Event::new("monthly-review", "Monthly review", When::minutes(first, zone, 60))
    }
}

/// The first Thursday of the month that lies so many months after the month of `date`.
fn first_thursday(date: Date, months: i32) -> Date {
    let month = date.first_of_month().saturating_add(months.months());
    month.nth_weekday_of_month(1, Weekday::Thursday).unwrap_or(month)
}

/// Every second Tuesday, when both offices are awake.
fn office_sync(monday: Date) -> Event {
    let start = plus(monday, 1 - 56).at(16, 30, 0, 0);
    Event {
        people: with_craft(&[Craft::Lead, Craft::Operations]),
        place: Some("Seine and Hudson, by video"),
        rule: Some("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU".to_owned()),
        ..Event::new("office-sync", "Paris – New York", When::minutes(start, Office::Paris.zone(), 45))
    }
}

/// Every second Friday those who make things show them, ten times in all.
fn demo_hour(monday: Date) -> Event {
    let start = plus(monday, 4 - 28).at(10, 0, 0, 0);
    Event {
        people: with_craft(&[Craft::Engineering, Craft::Design]),
        place: Some("Hudson"),
        rule: Some("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR;COUNT=10".to_owned()),
        ..Event::new("demo-hour", "Show and tell", When::minutes(start, Office::NewYork.zone(), 60))
    }
}

/// Two days on which everybody is away together.
fn retreat(monday: Date) -> Event {
    Event {
        people: PEOPLE.iter().collect(),
        place: Some("Honfleur"),
        notes: Some("Trains and rooms are booked. Bring shoes for the beach."),
        ..Event::new("retreat", "Team retreat", When::days(plus(monday, 24), 2))
    }
}

/// Four meetings a week and office, about this and that, of two to five people.
fn project_meetings(office: Office, monday: Date) -> impl Iterator<Item = Event> {
    let mut dice = Dice::for_purpose(office.city());
    (-3..6).flat_map(move |week| project_week(office, plus(monday, 7 * week), &mut dice))
}

fn project_week(office: Office, monday: Date, dice: &mut Dice) -> Vec<Event> {
    let mut free: Vec<_> = SLOTS.to_vec();
    (0..4)
        .filter_map(|_| {
            let slot = *dice.pick(&free)?;
            free.retain(|other| *other != slot);
            project_meeting(office, monday, slot, dice)
        })
        .collect()
}

fn project_meeting(office: Office, monday: Date, slot: (i32, i8, i8), dice: &mut Dice) -> Option<Event> {
    let (day, hour, minute) = slot;
    let start = plus(monday, day).at(hour, minute, 0, 0);
    let minutes = *dice.pick(&[30, 45, 60, 90])?;
    let mut people: Vec<_> = of_office(office).filter(|_| !dice.once_in(3)).take(5).collect();
    if people.len() < 2 {
        people = of_office(office).take(2).collect();
    }
    let room = usize::from(people.len() < 4);
    Some(Event {
        people,
        place: office.rooms().get(room).copied(),
        alarm_minutes: dice.once_in(2).then_some(10),
        ..Event::new(
            format!("meeting-{}-{}", office.rooms()[0].to_lowercase(), start.strftime("%Y%m%dT%H%M")),
            *dice.pick(&SUBJECTS)?,
            When::minutes(start, office.zone(), minutes),
        )
    })
}
