//! POST: sharing as Apple's clients ask for it (caldav-sharing §5.1).

use axum::response::Response;
use http::StatusCode;
use ta_app::{Error, GrantRequest, OtherGrants, change_grants};
use ta_core::{Change, GrantRefusal};
use ta_dav::{DavPath, Share};

use crate::Doors;
use crate::dav::address::collection_ref;
use crate::dav::property::share::read_share;
use crate::dav::refusal::Refusal;
use crate::dav::request::DavRequest;
use crate::dav::response::empty;

/// Shares a calendar, or stops. Nobody has to accept: what is shared appears in the sharee's home.
pub(in crate::dav) async fn answer(doors: &Doors, request: DavRequest) -> Result<Response, Refusal> {
    let DavPath::Calendar { login, calendar } = &request.path else {
        return Err(Refusal::MethodNotAllowed("POST shares a calendar, and is meant for nothing else"));
    };
    let share = Share::parse(&request.body)?;
    let address = collection_ref(login, calendar)?;
    let caller = request.caller;
    let write = move |tx: &mut ta_app::WriteTx<'_>| {
        let grantees = read_share(tx, &caller, &share).map_err(|error| match error {
            Error::NotFound => Error::Grant(GrantRefusal::Nobody),
            other => other,
        })?;
        let wanted = GrantRequest { grantees, members: Change::Keep, others: OtherGrants::Stay };
        change_grants(tx, &caller, &address, &wanted)
    };
    doors.app.store.write(write).await?;
    Ok(empty(StatusCode::OK))
}
