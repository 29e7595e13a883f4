//! What each does alone: undisturbed work, and what is nobody else's business.

use jiff::civil::Date;

use crate::demo::dice::Dice;
use crate::demo::entry::{Blocking, Event, Secrecy, When, plus};
use crate::demo::people::Person;

const EVENINGS: [&str; 6] = ["Climbing", "Choir", "Italian class", "Swimming", "Pottery", "Football"];
const ERRANDS: [&str; 6] =
    ["Dentist", "Parents’ evening at school", "Car inspection", "Doctor", "Plumber comes", "Bank"];

/// Undisturbed work and lunches.
pub(super) fn work(person: &'static Person, monday: Date) -> Vec<Event> {
    let mut dice = Dice::for_purpose(&format!("{} at work", person.login));
    let mut events = vec![focus_time(person, monday, &mut dice)];
    events.extend((-2..5).map(|week| lunch(person, plus(monday, 7 * week), &mut dice)));
    events
}

/// What the others see as busy only, or not at all.
pub(super) fn private(person: &'static Person, monday: Date) -> Vec<Event> {
    let mut dice = Dice::for_purpose(&format!("{} at home", person.login));
    let mut events = vec![birthday(person, monday, &mut dice)];
    events.extend(evening(person, monday, &mut dice));
    events.extend((-3..6).filter_map(|week| errand(person, plus(monday, 7 * week), &mut dice)));
    events
}

/// Tuesdays and Thursdays after lunch; once it falls out.
fn focus_time(person: &Person, monday: Date, dice: &mut Dice) -> Event {
    let at = |day: i32| plus(monday, day).at(13, 30, 0, 0);
    let skipped = if dice.once_in(2) { at(1) } else { at(10) };
    Event {
        rule: Some("FREQ=WEEKLY;BYDAY=TU,TH".to_owned()),
        skipped: vec![skipped],
        ..Event::new(
            format!("focus-{}", person.login),
            "Focus time",
            When::minutes(at(1 - 28), person.office.zone(), 120),
        )
    }
}

fn lunch(person: &Person, monday: Date, dice: &mut Dice) -> Event {
    let start = plus(monday, i32::try_from(dice.below(5)).unwrap_or(0)).at(12, 30, 0, 0);
    let name = dice.pick(&["Lunch with Inès", "Lunch with Tom", "Team lunch", "Lunch at the market"]);
    Event {
        blocking: Blocking::Free,
        ..Event::new(
            format!("lunch-{}-{}", person.login, start.strftime("%Y%m%d")),
            *name.unwrap_or(&"Lunch"),
            When::minutes(start, person.office.zone(), 60),
        )
    }
}

/// Once a year, whole day, blocking nothing.
fn birthday(person: &Person, monday: Date, dice: &mut Dice) -> Event {
    let days = i32::try_from(dice.below(300)).unwrap_or(0);
    Event {
        rule: Some("FREQ=YEARLY".to_owned()),
        blocking: Blocking::Free,
        ..Event::new(
            format!("birthday-{}", person.login),
            "Mum’s birthday",
            When::days(plus(monday, days - 365), 1),
        )
    }
}

/// One evening a week that belongs to something.
fn evening(person: &Person, monday: Date, dice: &mut Dice) -> Option<Event> {
    let day = i32::try_from(dice.below(4)).ok()?;
    let start = plus(monday, day - 28).at(18, 45, 0, 0);
    Some(Event {
        rule: Some("FREQ=WEEKLY".to_owned()),
        secrecy: Secrecy::Private,
        alarm_minutes: Some(45),
        ..Event::new(
            format!("evening-{}", person.login),
            *dice.pick(&EVENINGS)?,
            When::minutes(start, person.office.zone(), 90),
        )
    })
}

/// Every second week or so an errand in working hours.
fn errand(person: &Person, monday: Date, dice: &mut Dice) -> Option<Event> {
    let day = i32::try_from(dice.below(5)).ok()?;
    let hour = *dice.pick(&[8, 12, 17])?;
    let summary = *dice.pick(&ERRANDS)?;
    let start = plus(monday, day).at(hour, 15, 0, 0);
    dice.once_in(2).then(|| Event {
        secrecy: Secrecy::Private,
        alarm_minutes: Some(60),
        ..Event::new(
            format!("errand-{}-{}", person.login, start.strftime("%Y%m%d")),
            summary,
            When::minutes(start, person.office.zone(), 45),
        )
    })
}
