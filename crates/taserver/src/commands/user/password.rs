//! `taserver user password`

use std::path::Path;

use serde::Serialize;
use ta_app::{Error, PasswordHash, set_password};

use crate::cli::UserPasswordArgs;
use crate::failure::Failure;
use crate::passwords::Password;
use crate::{opened, output};

#[derive(Serialize)]
struct Changed<'c> {
    login: &'c str,
    /// Only where the command made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    password: Option<&'c str>,
}

/// Sets a member's password; open web sessions of the member end.
pub(crate) fn run(args: &UserPasswordArgs, config: Option<&Path>) -> Result<(), Failure> {
    let login = opened::login(&args.user.login)?;
    let app = opened::open_named(&args.user.store, config)?;
    let password = Password::obtain(args.password, app.entropy.as_ref())?;
    let hash = PasswordHash::of(password.as_str(), app.entropy.as_ref()).map_err(Error::from)?;
    let (team, now) = (app.team, app.now());
    app.store.write_blocking(move |tx| set_password(tx, team, &login, &hash, now))?;
    if args.user.output.json {
        return output::print_json(&Changed { login: &args.user.login, password: password.to_tell() });
    }
    output::print(format!("The password of {} is set.", args.user.login))?;
    password.to_tell().map_or(Ok(()), |made| output::print(format!("Password: {made}")))
}
