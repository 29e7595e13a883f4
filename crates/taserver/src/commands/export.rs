//! `taserver export`

use std::io::{self, Write};
use std::path::Path;

use ta_app::{App, Error, find_calendar, get_objects, list_calendars, list_objects};
use ta_core::{CalendarName, Caller, CollectionRef, ObjectName, StoredObject};
use ta_ical::ICalendar;
use ta_ical::stream::join;

use crate::cli::ExportArgs;
use crate::failure::{Exit, Failure};
use crate::opened;

const PRODUCT: &str = "-//TeamAgenda//taserver//EN";

/// How many objects are read in one transaction.
const BATCH: usize = 500;

/// Writes a member's calendars as one iCalendar stream.
pub(crate) fn run(args: &ExportArgs, config: Option<&Path>) -> Result<(), Failure> {
    let app = opened::open_named(&args.store, config)?;
    let caller = opened::on_behalf_of(&app, &args.user, "export")?;
    let mut objects = Vec::new();
    for calendar in chosen_calendars(&app, &caller, args)? {
        objects.extend(read_calendar(&app, &caller, &calendar)?);
    }
    write(&join(&objects, PRODUCT), args.output.as_deref())
}

/// The member's own calendars, or the one that was named, which may be another's that was granted to the member.
fn chosen_calendars(app: &App, caller: &Caller, args: &ExportArgs) -> Result<Vec<CalendarName>, Failure> {
    let asking = caller.clone();
    let all = app.store.read_blocking(move |tx| list_calendars(tx, &asking, &asking.login))?;
    let Some(wanted) = &args.calendar else {
        let own = all.into_iter().filter(|listed| listed.found.calendar().owner == caller.principal);
        return Ok(own.map(|listed| listed.name).collect());
    };
    let names: Vec<_> = all.into_iter().map(|listed| listed.name).collect();
    match names.iter().find(|name| name.as_str() == wanted) {
        Some(name) => Ok(vec![name.clone()]),
        None => {
            let what = format!("{} has no calendar {wanted:?}", args.user);
            let names: Vec<_> = names.iter().map(CalendarName::as_str).collect();
            Err(Failure::new(what, format!("choose one of {}", names.join(", "))).exit(Exit::Usage))
        }
    }
}

fn read_calendar(app: &App, caller: &Caller, calendar: &CalendarName) -> Result<Vec<ICalendar>, Failure> {
    let address = CollectionRef { home: caller.login.clone(), calendar: calendar.clone() };
    let names = object_names(app, caller, &address)?;
    let mut objects = Vec::with_capacity(names.len());
    for batch in names.chunks(BATCH) {
        let (caller, address, batch) = (caller.clone(), address.clone(), batch.to_vec());
        // They come by name, so that two exports of the same calendar are the same file.
        let stored = app.store.read_blocking(move |tx| get_objects(tx, &caller, &address, &batch))?;
        for object in stored {
            objects.push(parse(&object, calendar)?);
        }
    }
    Ok(objects)
}

fn object_names(app: &App, caller: &Caller, address: &CollectionRef) -> Result<Vec<ObjectName>, Failure> {
    let (caller, address) = (caller.clone(), address.clone());
    let stored = app.store.read_blocking(move |tx| {
        let calendar = find_calendar(tx, &caller, &address)?;
        list_objects(tx, &calendar)
    });
    Ok(stored.map_err(|error: Error| error)?.into_iter().map(|meta| meta.name).collect())
}

fn parse(object: &StoredObject, calendar: &CalendarName) -> Result<ICalendar, Failure> {
    ICalendar::parse(object.data.clone()).map_err(|error| {
        let what = format!("the stored object {} of {calendar} cannot be read: {error}", object.meta.name);
        Failure::new(what, "restore the calendar from a backup, or delete that object")
    })
}

fn write(stream: &[u8], file: Option<&Path>) -> Result<(), Failure> {
    let written = match file {
        Some(path) => std::fs::write(path, stream),
        None => io::stdout().lock().write_all(stream),
    };
    let place = file.map_or_else(|| "standard output".to_owned(), |path| path.display().to_string());
    written.map_err(|error| {
        let what = format!("the calendars cannot be written to {place}: {error}");
        Failure::new(what, "name a writable file with -o")
    })
}
