//! `taserver user list`

use std::path::Path;

use serde::Serialize;
use ta_app::list_principals;
use ta_core::{AccountState, AdminRole, EmailAddress, Principal, PrincipalKind};

use crate::cli::UserListArgs;
use crate::failure::Failure;
use crate::{opened, output};

/// A member, for programs.
#[derive(Serialize)]
struct Member<'m> {
    login: &'m str,
    name: &'m str,
    emails: Vec<&'m str>,
    time_zone: Option<&'m str>,
    admin: bool,
    disabled: bool,
}

/// Lists the members by login.
pub(crate) fn run(args: &UserListArgs, config: Option<&Path>) -> Result<(), Failure> {
    let app = opened::open_named(&args.store, config)?;
    let team = app.team;
    let mut principals = app.store.read_blocking(move |tx| list_principals(tx, team))?;
    principals.retain(|principal| principal.kind == PrincipalKind::Member);
    principals.sort_by(|a, b| a.login.cmp(&b.login));
    let members: Vec<Member<'_>> = principals.iter().map(Member::of).collect();
    if args.output.json {
        return output::print_json(&members);
    }
    let mut table = output::table(["Login", "Name", "Mail", "Time zone", ""]);
    table.add_rows(members.iter().map(Member::row));
    output::print(table)
}

impl<'m> Member<'m> {
    fn of(principal: &'m Principal) -> Self {
        Self {
            login: principal.login.as_str(),
            name: &principal.name,
            emails: principal.emails.iter().map(EmailAddress::as_str).collect(),
            time_zone: principal.time_zone.as_deref(),
            admin: principal.admin == AdminRole::Team,
            disabled: principal.state == AccountState::Disabled,
        }
    }

    fn row(&self) -> [String; 5] {
        let remarks = [(self.admin, "admin"), (self.disabled, "disabled")];
        let remarks = remarks.iter().filter(|(holds, _)| *holds).map(|(_, word)| *word);
        [
            self.login.to_owned(),
            self.name.to_owned(),
            self.emails.join("\n"),
            self.time_zone.unwrap_or("the team's").to_owned(),
            remarks.collect::<Vec<_>>().join(", "),
        ]
    }
}
