//! Puts the sample team into a store, through the same use cases as everything else.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use ta_app::{
    App, Error, Run, WriteTx, apply_team, find_member, import_object, list_calendars, list_principals,
    lock_calendar, make_calendar, prepare_object, update_calendar,
};
use ta_core::{
    CalendarName, CalendarPatch, CalendarSettings, Caller, Change, ClientName, CollectionRef, Color,
    ComponentSet, Login, NameError, NewObject, ObjectName, TeamId,
};
use ta_ical::CalendarObject;

use super::agenda::{Entry, SampleCalendar, agenda_of, calendars};
use super::people::{PEOPLE, Person};
use super::team::sample_team;
use super::text::object_bytes;
use crate::failure::Failure;

/// Whether the store was filled now or before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Filled {
    /// It was empty and holds the sample team now.
    Now,
    /// It holds a team already, which is left as it is.
    Before,
}

/// Fills an empty store with the sample team and its agendas around today.
///
/// # Errors
/// A [`Failure`] of the store.
pub(crate) fn fill(app: &App) -> Result<Filled, Failure> {
    let team = app.team;
    if !app.store.read_blocking(move |tx| list_principals(tx, team))?.is_empty() {
        return Ok(Filled::Before);
    }
    let now = app.now();
    let spec = sample_team().map_err(broken_sample)?;
    let calendars = sample_calendars(now)?;
    apply_team(&app.store, team, &spec, Run::Apply, app.entropy.as_ref(), now).map_err(broken_sample)?;
    app.store.write_blocking(move |tx| {
        calendars.iter().try_for_each(|calendar| put_calendar(tx, team, calendar, now))
    })?;
    Ok(Filled::Now)
}

/// A calendar of a sample member with everything that belongs in it, ready to be stored.
struct Prepared {
    address: CollectionRef,
    settings: CalendarSettings,
    objects: Vec<NewObject>,
}

fn sample_calendars(now: Timestamp) -> Result<Vec<Prepared>, Failure> {
    let of_person = |person| calendars().map(|calendar| (person, calendar));
    let all = PEOPLE.iter().flat_map(of_person);
    all.map(|(person, calendar)| prepare(person, &calendar, now)).collect()
}

fn prepare(person: &'static Person, calendar: &SampleCalendar, now: Timestamp) -> Result<Prepared, Failure> {
    let today = now.to_zoned(TimeZone::UTC).date();
    let samples = agenda_of(person, today).into_iter().filter(|sample| sample.calendar == calendar.name);
    Ok(Prepared {
        address: address(person, calendar).map_err(broken_sample)?,
        settings: CalendarSettings {
            display_name: Some(calendar.display_name.to_owned()),
            color: Some(Color::parse(calendar.color).map_err(broken_sample)?),
            order: Some(calendar.order),
            components: ComponentSet::new([calendar.kind]),
            ..CalendarSettings::default()
        },
        objects: samples.map(|sample| prepare_sample(&sample.entry, today, now)).collect::<Result<_, _>>()?,
    })
}

fn address(person: &Person, calendar: &SampleCalendar) -> Result<CollectionRef, NameError> {
    Ok(CollectionRef { home: Login::new(person.login)?, calendar: CalendarName::new(calendar.name)? })
}

fn prepare_sample(entry: &Entry, today: Date, now: Timestamp) -> Result<NewObject, Failure> {
    let object = CalendarObject::from_bytes(object_bytes(entry, today)).map_err(broken_sample)?;
    let name = ObjectName::new(format!("{}.ics", object.uid())).map_err(broken_sample)?;
    prepare_object(name, &object, now).map_err(broken_sample)
}

/// Unreachable while the tests of the sample pass.
fn broken_sample(error: impl std::fmt::Display) -> Failure {
    Failure::new(
        format!("the sample team is broken: {error}"),
        "report this; 'taserver serve' works without it",
    )
}

fn put_calendar(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    prepared: &Prepared,
    now: Timestamp,
) -> Result<(), Error> {
    let owner = find_member(tx, team, &prepared.address.home)?;
    let caller = Caller::new(&owner, ClientName::new("taserver demo"));
    make_or_adjust(tx, &caller, prepared)?;
    let target = lock_calendar(tx, &caller, &prepared.address)?;
    for object in &prepared.objects {
        import_object(tx, &caller, &target, object, now)?;
    }
    Ok(())
}

/// Members are born with some of the calendars, which then only get their name and colour.
fn make_or_adjust(tx: &mut WriteTx<'_>, caller: &Caller, prepared: &Prepared) -> Result<(), Error> {
    let CalendarSettings { display_name, color, order, .. } = prepared.settings.clone();
    let present = list_calendars(tx, caller, &prepared.address.home)?;
    if present.iter().any(|calendar| calendar.name == prepared.address.calendar) {
        let patch = CalendarPatch {
            display_name: display_name.map_or(Change::Keep, Change::Set),
            color: color.map_or(Change::Keep, Change::Set),
            order: order.map_or(Change::Keep, Change::Set),
            ..CalendarPatch::default()
        };
        update_calendar(tx, caller, &prepared.address, &patch)?;
    } else {
        make_calendar(tx, caller, &prepared.address, &prepared.settings, &[])?;
    }
    Ok(())
}
