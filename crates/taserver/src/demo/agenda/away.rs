//! Who is away: on holiday for whole days, or travelling from one zone to another.

use jiff::civil::Date;

use crate::demo::dice::Dice;
use crate::demo::entry::{Event, Local, When, plus};
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

/// Two members visit the other office next week: out on Monday, back over Thursday night.
pub(super) fn travel(person: &'static Person, monday: Date) -> Vec<Event> {
    let next = plus(monday, 7);
    match person.login {
        "bjorn" => visit(
            person,
            Office::NewYork,
            [
                flight("Flight CDG – JFK", (next, 10, 25), (next, 12, 50), [Office::Paris, Office::NewYork]),
                flight(
                    "Flight JFK – CDG",
                    (plus(next, 3), 18, 30),
                    (plus(next, 4), 7, 55),
                    [Office::NewYork, Office::Paris],
                ),
            ],
        ),
        "grace" => visit(
            person,
            Office::Paris,
            [
                flight(
                    "Flight JFK – CDG",
                    (next, 19, 5),
                    (plus(next, 1), 8, 30),
                    [Office::NewYork, Office::Paris],
                ),
                flight(
                    "Flight CDG – JFK",
                    (plus(next, 3), 13, 40),
                    (plus(next, 3), 16, 5),
                    [Office::Paris, Office::NewYork],
                ),
            ],
        ),
        _ => Vec::new(),
    }
}

/// A day and a time of it: date, hour, minute.
type Moment = (Date, i8, i8);

fn flight(
    summary: &'static str,
    departs: Moment,
    arrives: Moment,
    offices: [Office; 2],
) -> (&'static str, When) {
    let [from, to] = offices;
    let local = |(date, hour, minute): Moment, zone| Local { time: date.at(hour, minute, 0, 0), zone };
    (summary, When::Times { start: local(departs, from.zone()), end: local(arrives, to.zone()) })
}

fn visit(person: &Person, to: Office, flights: [(&'static str, When); 2]) -> Vec<Event> {
    let event = |(leg, (summary, when)): (usize, (&'static str, When))| Event {
        alarm_minutes: Some(180),
        notes: Some("Times are local to each airport."),
        ..Event::new(format!("flight-{}-{leg}", person.login), summary, when)
    };
    let mut events: Vec<_> = flights.into_iter().enumerate().map(event).collect();
    events.extend(stay(person, to, &events));
    events
}

/// The days between the two flights.
fn stay(person: &Person, to: Office, flights: &[Event]) -> Option<Event> {
    let [out, back] = flights else { return None };
    let (When::Times { end: arrival, .. }, When::Times { start: departure, .. }) = (out.when, back.when)
    else {
        return None;
    };
    let when = When::Days { first: arrival.time.date(), end: plus(departure.time.date(), 1) };
    Some(Event {
        blocking: crate::demo::entry::Blocking::Free,
        ..Event::new(format!("visit-{}", person.login), format!("In {}", to.city()), when)
    })
}
