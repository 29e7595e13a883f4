//! DAV:principal-search-property-set (RFC 3744 §9.5).

use axum::response::Response;
use http::StatusCode;
use ta_dav::{PropertyName, principal_search_property_set};

use super::only_depth_0;
use crate::Doors;
use crate::dav::place::{Wanted, load};
use crate::dav::refusal::Refusal;
use crate::dav::request::DavRequest;
use crate::dav::response::xml;

/// The properties by which principals can be searched, those of RFC 6638 §2.4 among them.
pub(super) const SEARCHABLE: &[(PropertyName, &str)] = &[
    (PropertyName::DisplayName, "Name"),
    (PropertyName::CalendarUserAddressSet, "Calendar address"),
    (PropertyName::EmailAddressSet, "Mail address, bare"),
    (PropertyName::CalendarUserType, "Person, group, room or other resource"),
];

/// Tells by which properties principals can be searched.
pub(super) async fn answer(doors: &Doors, request: DavRequest) -> Result<Response, Refusal> {
    only_depth_0(&request)?;
    let (caller, path) = (request.caller, request.path);
    doors.app.store.read(move |tx| load(tx, &caller, &path, Wanted::default()).map(drop)).await?;
    Ok(xml(StatusCode::OK, principal_search_property_set(SEARCHABLE)))
}
