//! `taserver user disable` and `taserver user enable`

use std::path::Path;

use serde::Serialize;
use ta_app::set_account_state;
use ta_core::AccountState;

use crate::cli::UserArgs;
use crate::failure::Failure;
use crate::{opened, output};

#[derive(Serialize)]
struct Changed<'c> {
    login: &'c str,
    disabled: bool,
}

/// Lets a member sign in, or keeps them out at once.
pub(crate) fn run(args: &UserArgs, state: AccountState, config: Option<&Path>) -> Result<(), Failure> {
    let login = opened::login(&args.login)?;
    let app = opened::open_named(&args.store, config)?;
    let team = app.team;
    app.store.write_blocking(move |tx| set_account_state(tx, team, &login, state))?;
    if args.output.json {
        return output::print_json(&Changed {
            login: &args.login,
            disabled: state == AccountState::Disabled,
        });
    }
    output::print(match state {
        AccountState::Active => format!("{} may sign in.", args.login),
        AccountState::Disabled => format!("{} may not sign in any more; what they own stays.", args.login),
    })
}
