//! `taserver team apply`

use std::collections::BTreeSet;
use std::path::Path;

use serde::Serialize;
use ta_app::{App, ApplyTeamError, Run, apply_team, list_principals};
use ta_core::team::{Difference, TeamChange, TeamSpec};
use ta_core::{Delegation, Login};

use crate::cli::TeamApplyArgs;
use crate::failure::{Exit, Failure};
use crate::team_file::{self, Problem};
use crate::{opened, output};

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
    let changes = applied.map_err(|error| explain(error, args));
    print(&changes?, args)
}

fn read_file(app: &App, source: &str, args: &TeamApplyArgs) -> Result<TeamSpec, Failure> {
    let team = app.team;
    let principals = app.store.read_blocking(move |tx| list_principals(tx, team))?;
    let stored: BTreeSet<Login> = principals.into_iter().map(|principal| principal.login).collect();
    team_file::read(source, &stored).map_err(|problems| {
        let told =
            problems.into_iter().map(|Problem { line, message }| Mistake { line: Some(line), message });
        refuse(told.collect(), args)
    })
}

fn explain(error: ApplyTeamError, args: &TeamApplyArgs) -> Failure {
    match error {
        ApplyTeamError::Refused(refusals) => {
            let told = refusals.iter().map(|refusal| Mistake { line: None, message: refusal.to_string() });
            refuse(told.collect(), args)
        }
        ApplyTeamError::Failed(error) => error.into(),
        other @ ApplyTeamError::Password(..) => {
            Failure::new(other, "give another password in the file").exit(Exit::BadFile)
        }
    }
}

/// Something wrong with the file; the line is missing where only the stored team makes it wrong.
#[derive(Serialize)]
struct Mistake {
    line: Option<usize>,
    message: String,
}

/// Tells every mistake, and gives the failure that they amount to.
fn refuse(mistakes: Vec<Mistake>, args: &TeamApplyArgs) -> Failure {
    let count =
        if mistakes.len() == 1 { "1 mistake".to_owned() } else { format!("{} mistakes", mistakes.len()) };
    let what = format!("{} has {count}; nothing was changed", args.file.display());
    let failure = Failure::new(what, "correct the file and run the command again").exit(Exit::BadFile);
    match tell(&mistakes, args) {
        Ok(()) => failure,
        Err(unprintable) => unprintable,
    }
}

fn tell(mistakes: &[Mistake], args: &TeamApplyArgs) -> Result<(), Failure> {
    if args.output.json {
        return output::print_json(&serde_json::json!({ "mistakes": mistakes }));
    }
    let file = args.file.display();
    for Mistake { line, message } in mistakes {
        let place = line.map(|line| format!(":{line}")).unwrap_or_default();
        eprintln!("{file}{place}: {message}");
    }
    Ok(())
}

fn print(changes: &[TeamChange], args: &TeamApplyArgs) -> Result<(), Failure> {
    let rows: Vec<Row> = changes.iter().map(Row::of).collect();
    if args.output.json {
        return output::print_json(&Report { dry_run: args.dry_run, changes: &rows });
    }
    if rows.is_empty() {
        return output::print("Nothing to change.");
    }
    let mut table = output::table(["", "What", "Who", "How"]);
    table.add_rows(rows.iter().map(|row| [row.action.sign(), row.what, row.who.as_str(), row.how.as_str()]));
    output::print(table)?;
    output::print(summary(rows.len(), args.dry_run))
}

fn summary(changes: usize, dry_run: bool) -> String {
    let count = if changes == 1 { "1 change".to_owned() } else { format!("{changes} changes") };
    if dry_run { format!("{count} to make; nothing was changed.") } else { format!("{count} made.") }
}

/// What was changed, for programs.
#[derive(Serialize)]
struct Report<'r> {
    dry_run: bool,
    changes: &'r [Row],
}

/// One change, for people and programs.
#[derive(Serialize)]
struct Row {
    action: Action,
    what: &'static str,
    who: String,
    how: String,
}

#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "lowercase")]
enum Action {
    Add,
    Change,
    Remove,
}

impl Action {
    const fn sign(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Change => "~",
            Self::Remove => "-",
        }
    }
}

impl Row {
    fn of(change: &TeamChange) -> Self {
        match change {
            TeamChange::UpdateTeam { new, differences } => {
                Self::new(Action::Change, "team", &new.name, in_words(differences))
            }
            TeamChange::AddPrincipal(draft) => {
                Self::new(Action::Add, draft.kind.as_str(), draft.login.as_str(), draft.name.clone())
            }
            TeamChange::UpdatePrincipal { new, differences } => {
                Self::new(Action::Change, new.kind.as_str(), new.login.as_str(), in_words(differences))
            }
            TeamChange::SetPassword(login) => {
                Self::new(Action::Change, "password", login.as_str(), "set".to_owned())
            }
            TeamChange::SetGroupMembers { group, added, removed, .. } => {
                Self::new(Action::Change, "group members", group.as_str(), coming_and_going(added, removed))
            }
            TeamChange::SetDelegation(delegation) => Self::of_delegation(Action::Add, delegation),
            TeamChange::RemoveDelegation(delegation) => Self::of_delegation(Action::Remove, delegation),
        }
    }

    fn of_delegation(action: Action, delegation: &Delegation) -> Self {
        let how = format!("{} may {}", delegation.delegate, delegation.rights.as_str());
        Self::new(action, "delegation", delegation.member.as_str(), how)
    }

    fn new(action: Action, what: &'static str, who: &str, how: String) -> Self {
        Self { action, what, who: who.to_owned(), how }
    }
}

fn in_words(differences: &[Difference]) -> String {
    differences.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

fn coming_and_going(added: &[Login], removed: &[Login]) -> String {
    let added = added.iter().map(|login| format!("+{login}"));
    let removed = removed.iter().map(|login| format!("-{login}"));
    added.chain(removed).collect::<Vec<_>>().join(" ")
}
