//! `taserver user app-password`

use std::path::Path;

use serde::Serialize;
use ta_app::{create_app_password, draw_app_password_secret};

use crate::cli::AppPasswordArgs;
use crate::failure::Failure;
use crate::{opened, output};

#[derive(Serialize)]
struct Made<'m> {
    login: &'m str,
    label: &'m str,
    secret: &'m str,
}

/// Makes an app password for a member and prints it, this once.
pub(crate) fn run(args: &AppPasswordArgs, config: Option<&Path>) -> Result<(), Failure> {
    let app = opened::open_named(&args.user.store, config)?;
    let caller = opened::on_behalf_of(&app, &args.user.login, "user app-password")?;
    let secret = draw_app_password_secret(app.entropy.as_ref());
    let (label, drawn, now) = (args.label.clone(), secret.clone(), app.now());
    app.store.write_blocking(move |tx| create_app_password(tx, &caller, &label, &drawn, now))?;
    if args.user.output.json {
        return output::print_json(&Made { login: &args.user.login, label: &args.label, secret: &secret });
    }
    output::print(format!("App password of {} ({}), shown only now:", args.user.login, args.label))?;
    output::print(secret)
}
