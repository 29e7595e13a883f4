//! POST: adding an object under a name of the server's (RFC 5995), and sharing as Apple's clients ask for it
//! (caldav-sharing §5.1).

use axum::response::Response;
use http::StatusCode;
use http::header::{HeaderValue, LOCATION};
use ta_app::{Error, GrantRequest, OtherGrants, change_grants, draw_name};
use ta_core::{Change, CollectionRef, GrantRefusal, ObjectName, ObjectRef};
use ta_dav::{DavPath, Share};

use super::put::store;
use crate::Doors;
use crate::dav::address::{collection_ref, object_href};
use crate::dav::property::share::read_share;
use crate::dav::refusal::Refusal;
use crate::dav::request::DavRequest;
use crate::dav::response::empty;

/// Does what the body is for, which its media type tells.
pub(in crate::dav) async fn answer(doors: &Doors, request: DavRequest) -> Result<Response, Refusal> {
    let DavPath::Calendar { login, calendar } = &request.path else {
        return Err(Refusal::MethodNotAllowed("POST adds to a calendar or shares it"));
    };
    let address = collection_ref(login, calendar)?;
    let content_type = request.header("content-type").unwrap_or_default();
    let media_type = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match media_type.as_str() {
        "application/xml" | "text/xml" => share(doors, request, address).await,
        _ => add(doors, request, address).await,
    }
}

/// Adds an object under a name that nothing has. The answer tells where it is.
async fn add(doors: &Doors, request: DavRequest, collection: CollectionRef) -> Result<Response, Refusal> {
    let name = ObjectName::new(format!("{}.ics", draw_name(doors.app.entropy.as_ref())))?;
    let href = object_href(&collection, &name);
    let mut response = store(doors, request, ObjectRef { collection, name }).await?;
    if let Ok(location) = HeaderValue::from_str(href.as_str()) {
        response.headers_mut().insert(LOCATION, location);
    }
    Ok(response)
}

/// Shares a calendar, or stops. Nobody has to accept: what is shared appears in the sharee's home.
async fn share(doors: &Doors, request: DavRequest, address: CollectionRef) -> Result<Response, Refusal> {
    let share = Share::parse(&request.body)?;
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
