//! `taserver user add`

use std::path::Path;

use serde::Serialize;
use ta_app::{Error, PasswordHash, add_principal, set_password};
use ta_core::{AdminRole, EmailAddress, PrincipalDraft, PrincipalKind};

use crate::cli::UserAddArgs;
use crate::failure::{Exit, Failure};
use crate::passwords::Password;
use crate::zone::known_zone;
use crate::{opened, output};

#[derive(Serialize)]
struct Added<'a> {
    login: &'a str,
    /// Only where the command made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    password: Option<&'a str>,
}

/// Adds a member.
pub(crate) fn run(args: &UserAddArgs, config: Option<&Path>) -> Result<(), Failure> {
    let draft = draft(args)?;
    let app = opened::open_named(&args.store, config)?;
    let password = Password::obtain(args.password, app.entropy.as_ref())?;
    let hash = PasswordHash::of(password.as_str(), app.entropy.as_ref()).map_err(Error::from)?;
    let (team, now) = (app.team, app.now());
    app.store.write_blocking(move |tx| {
        add_principal(tx, team, &draft)?;
        set_password(tx, team, &draft.login, &hash, now)
    })?;
    if args.output.json {
        return output::print_json(&Added { login: &args.login, password: password.to_tell() });
    }
    output::print(format!("Added {}.", args.login))?;
    password.to_tell().map_or(Ok(()), |made| output::print(format!("Password: {made}")))
}

fn draft(args: &UserAddArgs) -> Result<PrincipalDraft, Failure> {
    let login = opened::login(&args.login)?;
    let name = args.name.clone().unwrap_or_else(|| args.login.clone());
    let emails = args.emails.iter().map(|typed| address(typed)).collect::<Result<_, _>>()?;
    let time_zone = args.time_zone.as_deref().map(known_zone).transpose();
    let time_zone = time_zone
        .map_err(|what| Failure::new(what, "write it as Europe/Paris, or leave it out").exit(Exit::Usage))?;
    let admin = if args.admin { AdminRole::Team } else { AdminRole::None };
    Ok(PrincipalDraft { emails, time_zone, admin, ..PrincipalDraft::new(PrincipalKind::Member, login, name) })
}

fn address(typed: &str) -> Result<EmailAddress, Failure> {
    EmailAddress::new(typed).map_err(|error| {
        let what = format!("{typed:?} cannot be a mail address: {error}");
        Failure::new(what, "write it as --email name@example.com").exit(Exit::Usage)
    })
}
