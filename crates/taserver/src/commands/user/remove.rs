//! `taserver user remove`

use std::io::{self, BufRead, IsTerminal};
use std::path::Path;

use serde::Serialize;
use ta_app::{find_member, remove_principal};
use ta_core::ClientName;

use crate::cli::UserRemoveArgs;
use crate::failure::{Exit, Failure};
use crate::{opened, output};

#[derive(Serialize)]
struct Removed<'r> {
    removed: &'r str,
}

/// Removes a member with everything they own, once somebody has said so twice.
pub(crate) fn run(args: &UserRemoveArgs, config: Option<&Path>) -> Result<(), Failure> {
    let typed = &args.user.login;
    let login = opened::login(typed)?;
    if !args.yes {
        confirm(typed)?;
    }
    let app = opened::open_named(&args.user.store, config)?;
    let (team, now, client) = (app.team, app.now(), ClientName::new("taserver user remove"));
    app.store.write_blocking(move |tx| {
        let member = find_member(tx, team, &login)?;
        remove_principal(tx, team, &member.login, &client, now)
    })?;
    if args.user.output.json {
        return output::print_json(&Removed { removed: typed });
    }
    output::print(format!("Removed {typed} with all their calendars."))
}

fn confirm(login: &str) -> Result<(), Failure> {
    let refuse = |what: &str| {
        Failure::new(what, "add --yes, or use 'taserver user disable' to keep the calendars")
            .exit(Exit::Usage)
    };
    if !io::stdin().is_terminal() {
        return Err(refuse("removing a member deletes all their calendars and must be confirmed"));
    }
    eprint!("This deletes all calendars of {login} for good. Type the login to go on: ");
    let mut answer = String::new();
    let read = io::stdin().lock().read_line(&mut answer).is_ok();
    if read && answer.trim() == login { Ok(()) } else { Err(refuse("nothing was removed")) }
}
