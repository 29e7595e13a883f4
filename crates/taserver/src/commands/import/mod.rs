//! `taserver import`

mod file;
mod progress;
mod report;

use std::path::Path;

use ta_app::{App, Error, PutOutcome, import_object, list_calendars, lock_calendar, make_calendar};
use ta_core::{CalendarName, CalendarSettings, Caller, CollectionRef};

use crate::cli::ImportArgs;
use crate::failure::{Exit, Failure};
use crate::opened;
use file::Entry;
use report::{Report, Skipped};

/// How many entries are stored in one transaction: enough to be fast, few enough that others get their turn.
const BATCH: usize = 100;

/// Reads a file into a calendar. Nobody is invited by it.
pub(crate) fn run(args: &ImportArgs, config: Option<&Path>) -> Result<(), Failure> {
    let pieces = file::read(&args.file)?;
    let app = opened::open_named(&args.store, config)?;
    let file = file::sort(pieces, app.now());
    let caller = opened::on_behalf_of(&app, &args.user, "import")?;
    let target = target(args, &caller)?;
    make_where_missing(&app, &caller, &target)?;
    let mut report = Report::new(file.skipped);
    let bar = progress::bar(file.entries.len());
    for batch in file.entries.chunks(BATCH) {
        report.add(store(&app, &caller, &target, batch.to_vec())?);
        bar.inc(batch.len().try_into().unwrap_or(0));
    }
    bar.finish_and_clear();
    report.print(args)
}

fn target(args: &ImportArgs, caller: &Caller) -> Result<CollectionRef, Failure> {
    let calendar = CalendarName::new(args.calendar.as_str()).map_err(|error| {
        let what = format!("{:?} cannot be the name of a calendar: {error}", args.calendar);
        Failure::new(what, "name it as in its address, as --calendar work").exit(Exit::Usage)
    })?;
    Ok(CollectionRef { home: caller.login.clone(), calendar })
}

fn make_where_missing(app: &App, caller: &Caller, target: &CollectionRef) -> Result<(), Failure> {
    let (caller, target) = (caller.clone(), target.clone());
    app.store.write_blocking(move |tx| {
        let present = list_calendars(tx, &caller, &target.home)?;
        if present.iter().all(|calendar| calendar.name != target.calendar) {
            let display_name = Some(target.calendar.as_str().to_owned());
            let settings = CalendarSettings { display_name, ..CalendarSettings::default() };
            make_calendar(tx, &caller, &target, &settings, &[])?;
        }
        Ok::<_, Error>(())
    })?;
    Ok(())
}

/// What became of one entry.
enum Outcome {
    Stored(PutOutcome),
    Refused(Skipped),
}

fn store(
    app: &App,
    caller: &Caller,
    target: &CollectionRef,
    batch: Vec<Entry>,
) -> Result<Vec<Outcome>, Failure> {
    let (caller, target, now) = (caller.clone(), target.clone(), app.now());
    let stored = app.store.write_blocking(move |tx| {
        let calendar = lock_calendar(tx, &caller, &target)?;
        let import = |entry: &Entry| match import_object(tx, &caller, &calendar, &entry.object, now) {
            Ok(outcome) => Ok(Outcome::Stored(outcome)),
            // Only the refusal of this one entry; whatever else is wrong is wrong for all.
            Err(Error::Put(refusal)) => Ok(Outcome::Refused(Skipped::new(entry.line, refusal))),
            Err(other) => Err(other),
        };
        batch.iter().map(import).collect::<Result<Vec<_>, Error>>()
    });
    Ok(stored?)
}
