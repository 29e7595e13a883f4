//! The team that a command works on.

use std::path::Path;
use std::sync::Arc;

use ta_app::{App, Location};
use ta_core::{Caller, ClientName, Login};

use crate::cli::StoreArgs;
use crate::environment::{SystemClock, SystemEntropy};
use crate::failure::{Exit, Failure};
use crate::settings::{Overrides, Settings};

/// Where the settings say that the team is kept.
pub(crate) fn location(settings: &Settings) -> Location {
    match &settings.store {
        Some(url) => Location::Postgres { url: url.clone() },
        None => Location::Sqlite { folder: settings.data.clone() },
    }
}

/// Opens a team with the clock and the randomness of this machine.
///
/// # Errors
/// A [`Failure`] that says why it cannot be opened.
pub(crate) fn open(location: &Location) -> Result<App, Failure> {
    Ok(App::open(location, Arc::new(SystemClock), Arc::new(SystemEntropy))?)
}

/// Opens the team that a command's options name. A server may be using it at the same time.
///
/// # Errors
/// As [`open`], and those of the configuration.
pub(crate) fn open_named(args: &StoreArgs, config: Option<&Path>) -> Result<App, Failure> {
    let settings = Settings::read(config, &Overrides::from(args))?;
    Ok(App::visit(&location(&settings), Arc::new(SystemClock), Arc::new(SystemEntropy))?)
}

/// A login as typed.
///
/// # Errors
/// A [`Failure`] that says what is wrong with it.
pub(crate) fn login(typed: &str) -> Result<Login, Failure> {
    Login::new(typed).map_err(|error| {
        let what = format!("{typed:?} cannot be a login: {error}");
        Failure::new(what, "use lower-case letters, digits and ._@-").exit(Exit::Usage)
    })
}

/// A member as the author of what a command does for them.
///
/// # Errors
/// A [`Failure`] when nobody has the login.
pub(crate) fn on_behalf_of(app: &App, typed: &str, command: &str) -> Result<Caller, Failure> {
    let (team, login) = (app.team, login(typed)?);
    let member = app.store.read_blocking(move |tx| ta_app::find_member(tx, team, &login))?;
    Ok(Caller::new(&member, ClientName::new(&format!("taserver {command}"))))
}
