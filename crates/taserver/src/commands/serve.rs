//! `taserver serve`

use std::path::Path;

use ta_app::{App, list_principals};
use ta_core::PrincipalKind;

use crate::cli::ServeArgs;
use crate::failure::Failure;
use crate::server::{Server, start_log};
use crate::settings::{LogFormat, Overrides, Settings};
use crate::{opened, output};

/// Runs the server until it is asked to stop.
pub(crate) fn run(args: &ServeArgs, config: Option<&Path>) -> Result<(), Failure> {
    let settings = Settings::read(config, &overrides(args))?;
    if args.print_config {
        return output::print(settings.to_toml().trim_end());
    }
    start_log(&settings)?;
    let server = Server::bind(&settings.listen)?;
    let app = opened::open(&opened::location(&settings))?;
    server.run(app, &settings, |url, app| introduce(url, app, &settings))
}

fn overrides(args: &ServeArgs) -> Overrides {
    Overrides { listen: args.listen.clone(), log_format: args.log_format, ..Overrides::from(&args.store) }
}

fn introduce(url: &str, app: &App, settings: &Settings) -> Result<(), Failure> {
    if settings.log_format == LogFormat::Json {
        // Whoever collects JSON reads no introductions.
        return Ok(());
    }
    let place =
        settings.store.as_ref().map_or_else(|| settings.data.display().to_string(), |_| "PostgreSQL".into());
    output::print(format!(
        "TeamAgenda answers on {url}\n  Calendar apps: {url}dav/ as CalDAV address\n  Data: {place}"
    ))?;
    if has_members(app)? {
        return Ok(());
    }
    output::print(
        "  Nobody can sign in yet. End this with Ctrl-C, add somebody with 'taserver user add LOGIN' or a whole team \
         with 'taserver team apply FILE', and start again.",
    )
}

fn has_members(app: &App) -> Result<bool, Failure> {
    let team = app.team;
    let principals = app.store.read_blocking(move |tx| list_principals(tx, team))?;
    Ok(principals.iter().any(|principal| principal.kind == PrincipalKind::Member))
}
