//! `taserver calendar rights`

use std::path::Path;

use serde::Serialize;
use ta_app::{CalendarGrants, list_grants};
use ta_core::{PrivateItems, Rights};

use super::{explain, owned};
use crate::cli::CalendarArgs;
use crate::failure::Failure;
use crate::{opened, output};

/// What somebody may do, for programs.
#[derive(Serialize)]
struct Right<'r> {
    /// Null for every member of the team.
    login: Option<&'r str>,
    see: &'static str,
    r#do: &'static str,
    private: bool,
    /// Whether it is the team's default and no rule of this calendar.
    by_default: bool,
}

/// Tells who may do what with a calendar.
pub(crate) fn run(args: &CalendarArgs, config: Option<&Path>) -> Result<(), Failure> {
    let app = opened::open_named(&args.store, config)?;
    let (caller, address) = owned(&app, &args.calendar, "calendar rights")?;
    let grants = app.store.read_blocking(move |tx| list_grants(tx, &caller, &address));
    let grants = grants.map_err(|error| explain(error, &args.calendar))?;
    let rights = of_calendar(&grants);
    if args.output.json {
        return output::print_json(&rights);
    }
    let mut table = output::table(["Who", "Sees", "May", "Private items"]);
    table.add_rows(rights.iter().map(Right::row));
    output::print(table)
}

fn of_calendar(grants: &CalendarGrants) -> Vec<Right<'_>> {
    let members = Right::of(None, grants.members.unwrap_or(grants.team_default));
    let members = Right { by_default: grants.members.is_none(), ..members };
    let grantees =
        grants.grantees.iter().map(|(principal, rights)| Right::of(Some(principal.login.as_str()), *rights));
    std::iter::once(members).chain(grantees).collect()
}

impl<'r> Right<'r> {
    fn of(login: Option<&'r str>, rights: Rights) -> Self {
        let private = rights.private() == PrivateItems::Shown;
        Self { login, see: rights.see().as_str(), r#do: rights.act().as_str(), private, by_default: false }
    }

    fn row(&self) -> [&str; 4] {
        let who = match (self.login, self.by_default) {
            (Some(login), _) => login,
            (None, true) => "everybody (the team's default)",
            (None, false) => "everybody",
        };
        [who, self.see, self.r#do, if self.private { "shown" } else { "busy time" }]
    }
}
