//! ACL (RFC 3744 §8.1).

use axum::response::Response;
use http::StatusCode;
use ta_app::{change_grants, lock_grants};
use ta_dav::{Acl, DavPath};

use crate::Doors;
use crate::dav::address::collection_ref;
use crate::dav::property::acl::read_acl;
use crate::dav::refusal::Refusal;
use crate::dav::request::DavRequest;
use crate::dav::response::empty;

/// Replaces who may do what with a calendar. Everything else has a list that follows from it, or that is the same for
/// all.
pub(in crate::dav) async fn answer(doors: &Doors, request: DavRequest) -> Result<Response, Refusal> {
    let acl = Acl::parse(&request.body)?;
    let DavPath::Calendar { login, calendar } = &request.path else {
        return Err(Refusal::MethodNotAllowed("rights are set on a calendar"));
    };
    let address = collection_ref(login, calendar)?;
    let caller = request.caller;
    let write = move |tx: &mut ta_app::WriteTx<'_>| {
        let present = lock_grants(tx, &caller, &address)?;
        let wanted = read_acl(&acl, &present)?;
        Ok::<_, Refusal>(change_grants(tx, &caller, &address, &wanted)?)
    };
    doors.app.store.write(write).await?;
    Ok(empty(StatusCode::OK))
}
