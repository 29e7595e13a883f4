//! Who is away: on holiday for whole days, or travelling from one zone to another.

use jiff::civil::Date;

use crate::demo::dice::Dice;
use crate::demo::entry::{Blocking, Event, Local, When, plus};
use crate::demo::people::{Office, Person};

/// Days off: a week or so for everybody, a long weekend for some.
pub(super) fn holidays(person: &'static Person, monday: Date) -> Vec<Event> {
    let mut dice = Dice::for_purpose(&format!("{} on holiday", person.login));
    let mut weeks: Vec<i32> = vec![-3, -2, 1, 2, 4, 5, 6, 7];
    let week = dice.pick(&weeks).copied().unwrap_or(1);
    weeks.retain(|other| *other != week);
    let days = 5 + 7 * i32::try_from(dice.below(2)).unwrap_or(0);
    let mut events = vec![holiday(person, "On holiday", plus(monday, 7 * week), days)];
    if dice.once_in(2) {
        let weekend = dice.pick(&weeks).copied().unwrap_or(2);
        events.push(holiday(person, "Day off", plus(monday, 7 * weekend + 4), 1));
    }
    events
}

fn holiday(person: &Person, summary: &str, first: Date, days: i32) -> Event {
    let uid = format!("away-{}-{}", person.login, first.strftime("%Y%m%d"));
    Event::new(uid, summary, When::days(first, days))
}

/// A visit to the other office, next week.
struct Trip {
    traveller: &'static str,
    to: Office,
    out: Flight,
    back: Flight,
}

/// A flight, each end in the local time of its airport.
struct Flight {
    summary: &'static str,
    departs: Moment,
    arrives: Moment,
}

/// Days after Monday, hour and minute.
type Moment = (i32, i8, i8);

const TRIPS: [Trip; 2] = [
    Trip {
        traveller: "bjorn",
        to: Office::NewYork,
        out: Flight { summary: "Flight CDG – JFK", departs: (0, 10, 25), arrives: (0, 12, 50) },
        back: Flight { summary: "Flight JFK – CDG", departs: (3, 18, 30), arrives: (4, 7, 55) },
    },
    Trip {
        traveller: "grace",
        to: Office::Paris,
        out: Flight { summary: "Flight JFK – CDG", departs: (0, 19, 5), arrives: (1, 8, 30) },
        back: Flight { summary: "Flight CDG – JFK", departs: (3, 13, 40), arrives: (3, 16, 5) },
    },
];

/// Two flights and the days between them, for those who travel.
pub(super) fn travel(person: &'static Person, monday: Date) -> Vec<Event> {
    let Some(trip) = TRIPS.iter().find(|trip| trip.traveller == person.login) else { return Vec::new() };
    let (next, home) = (plus(monday, 7), person.office);
    let out = flight("out", &trip.out, person, next, [home, trip.to]);
    let back = flight("back", &trip.back, person, next, [trip.to, home]);
    vec![out, stay(trip, next), back]
}

fn flight(leg: &str, flight: &Flight, person: &Person, monday: Date, [from, to]: [Office; 2]) -> Event {
    let local = |(day, hour, minute): Moment, office: Office| Local {
        time: plus(monday, day).at(hour, minute, 0, 0),
        zone: office.zone(),
    };
    let when = When::Times { start: local(flight.departs, from), end: local(flight.arrives, to) };
    Event {
        alarm_minutes: Some(180),
        notes: Some("Times are local to each airport."),
        ..Event::new(format!("flight-{}-{leg}", person.login), flight.summary, when)
    }
}

/// The days from landing there to leaving again; they block nothing.
fn stay(trip: &Trip, monday: Date) -> Event {
    let (first, last) = (trip.out.arrives.0, trip.back.departs.0);
    let when = When::days(plus(monday, first), last - first + 1);
    Event {
        blocking: Blocking::Free,
        ..Event::new(format!("visit-{}", trip.traveller), format!("In {}", trip.to.city()), when)
    }
}
