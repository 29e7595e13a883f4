//! `taserver calendar list`

use std::path::Path;

use serde::Serialize;
use ta_app::{ListedCalendar, list_calendars};

use crate::cli::UserArgs;
use crate::failure::Failure;
use crate::{opened, output};

/// A calendar of a home, for programs.
#[derive(Serialize)]
struct Listed<'l> {
    name: &'l str,
    display_name: Option<&'l str>,
    owner: &'l str,
    see: &'static str,
    r#do: &'static str,
}

/// Lists the calendars of a member's home.
pub(crate) fn run(args: &UserArgs, config: Option<&Path>) -> Result<(), Failure> {
    let app = opened::open_named(&args.store, config)?;
    let caller = opened::on_behalf_of(&app, &args.login, "calendar list")?;
    let listed = app.store.read_blocking(move |tx| list_calendars(tx, &caller, &caller.login))?;
    let calendars: Vec<_> = listed.iter().map(Listed::of).collect();
    if args.output.json {
        return output::print_json(&calendars);
    }
    let mut table = output::table(["Name", "Called", "Owner", "Sees", "May"]);
    table.add_rows(calendars.iter().map(Listed::row));
    output::print(table)
}

impl<'l> Listed<'l> {
    fn of(listed: &'l ListedCalendar) -> Self {
        let (found, rights) = (&listed.found, listed.found.rights());
        Self {
            name: listed.name.as_str(),
            display_name: found.calendar().settings.display_name.as_deref(),
            owner: found.owner().as_str(),
            see: rights.see().as_str(),
            r#do: rights.act().as_str(),
        }
    }

    fn row(&self) -> [&str; 5] {
        [self.name, self.display_name.unwrap_or_default(), self.owner, self.see, self.r#do]
    }
}
