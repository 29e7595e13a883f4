//! `taserver team apply`

mod mistakes;
mod row;

use std::collections::BTreeSet;
use std::path::Path;

use serde::Serialize;
use ta_app::{App, ApplyTeamError, Run, apply_team, list_principals};
use ta_core::Login;
use ta_core::team::{TeamChange, TeamSpec};

use crate::cli::TeamApplyArgs;
use crate::failure::{Exit, Failure};
use crate::team_file::{self, Problem};
use crate::{opened, output};
use mistakes::{Mistake, refuse};
use row::Row;

/// Makes the team what the file says.
pub(crate) fn run(args: &TeamApplyArgs, config: Option<&Path>) -> Result<(), Failure> {
    let source = std::fs::read_to_string(&args.file).map_err(|error| {
        let what = format!("the team file {} cannot be read: {error}", args.file.display());
        Failure::new(what, "name a readable file of UTF-8 text").exit(Exit::BadFile)
    })?;
    let app = opened::open_named(&args.store, config)?;
    let spec = read_file(&app, &source, args)?;
    let run = if args.dry_run { Run::Dry } else { Run::Apply };
    let applied = apply_team(&app.store, app.team, &spec, run, app.entropy.as_ref(), app.now());
    print(&applied.map_err(|error| explain(error, args))?, run, args)
}

fn read_file(app: &App, source: &str, args: &TeamApplyArgs) -> Result<TeamSpec, Failure> {
    let team = app.team;
    let principals = app.store.read_blocking(move |tx| list_principals(tx, team))?;
    let stored: BTreeSet<Login> = principals.into_iter().map(|principal| principal.login).collect();
    team_file::read(source, &stored).map_err(|problems| {
        let told =
            problems.into_iter().map(|Problem { line, message }| Mistake { line: Some(line), message });
        refuse(&told.collect::<Vec<_>>(), args)
    })
}

fn explain(error: ApplyTeamError, args: &TeamApplyArgs) -> Failure {
    match error {
        ApplyTeamError::Refused(refusals) => {
            let told = refusals.iter().map(|refusal| Mistake { line: None, message: refusal.to_string() });
            refuse(&told.collect::<Vec<_>>(), args)
        }
        ApplyTeamError::Failed(error) => error.into(),
        other @ ApplyTeamError::Password(..) => {
            Failure::new(other, "give another password in the file").exit(Exit::BadFile)
        }
    }
}

fn print(changes: &[TeamChange], run: Run, args: &TeamApplyArgs) -> Result<(), Failure> {
    let rows: Vec<Row> = changes.iter().map(Row::of).collect();
    if args.output.json {
        return output::print_json(&Report { dry_run: args.dry_run, changes: &rows });
    }
    if rows.is_empty() {
        return output::print("Nothing to change.");
    }
    let mut table = output::table(["", "What", "Who", "How"]);
    table.add_rows(rows.iter().map(Row::cells));
    output::print(table)?;
    output::print(summary(rows.len(), run))
}

fn summary(changes: usize, run: Run) -> String {
    let count = if changes == 1 { "1 change".to_owned() } else { format!("{changes} changes") };
    match run {
        Run::Dry => format!("{count} to make; nothing was changed."),
        Run::Apply => format!("{count} made."),
    }
}

/// What was changed, for programs.
#[derive(Serialize)]
struct Report<'r> {
    dry_run: bool,
    changes: &'r [Row],
}
