//! `taserver calendar share` and `taserver calendar unshare`

use std::path::Path;

use ta_app::{GrantRequest, OtherGrants, change_grants};
use ta_core::{Act, Change, PrivateItems, Rights, See};

use super::{explain, owned, rights};
use crate::cli::{CalendarArgs, CalendarShareArgs, CalendarUnshareArgs, GranteeArgs};
use crate::failure::{Exit, Failure};
use crate::opened;

/// Shares a calendar, and tells who may do what with it then.
pub(crate) fn share(args: &CalendarShareArgs, config: Option<&Path>) -> Result<(), Failure> {
    let private = if args.private { PrivateItems::Shown } else { PrivateItems::AsBusy };
    let (Some(see), Some(act)) = (See::from_word(&args.see), Act::from_word(&args.act)) else {
        let what = format!("{} and {} are no rights", args.see, args.act);
        return Err(Failure::new(what, "'taserver calendar share --help' lists them").exit(Exit::Usage));
    };
    let rights = Rights::new(see, act, private);
    let request = request(&args.grantees, Some(rights), Change::Set(rights))?;
    change(&args.calendar, request, "calendar share", config)
}

/// Takes back what was shared, and tells who may still do what.
pub(crate) fn unshare(args: &CalendarUnshareArgs, config: Option<&Path>) -> Result<(), Failure> {
    let request = request(&args.grantees, None, Change::Clear)?;
    change(&args.calendar, request, "calendar unshare", config)
}

fn request(
    grantees: &GranteeArgs,
    rights: Option<Rights>,
    everybody: Change<Rights>,
) -> Result<GrantRequest, Failure> {
    let logins = grantees.logins.iter().map(|typed| Ok((opened::login(typed)?, rights)));
    Ok(GrantRequest {
        grantees: logins.collect::<Result<_, Failure>>()?,
        members: if grantees.everybody { everybody } else { Change::Keep },
        others: OtherGrants::Stay,
    })
}

fn change(
    args: &CalendarArgs,
    request: GrantRequest,
    command: &str,
    config: Option<&Path>,
) -> Result<(), Failure> {
    {
        let app = opened::open_named(&args.store, config)?;
        let (caller, address) = owned(&app, &args.calendar, command)?;
        let changed = app.store.write_blocking(move |tx| change_grants(tx, &caller, &address, &request));
        changed.map_err(|error| explain(error, &args.calendar))?;
    }
    rights::run(args, config)
}
