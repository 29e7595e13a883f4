//! DAV:acl-principal-prop-set (RFC 3744 §9.2).

use axum::response::Response;
use ta_app::{Error, find_principal};
use ta_core::MissingRight;
use ta_dav::{Href, Multistatus, PropertyName, PropertyRequest};

use super::{only_depth_0, unsupported};
use crate::Doors;
use crate::dav::place::{Place, Wanted, load, load_principal};
use crate::dav::property::acl::principals_in;
use crate::dav::property::{Viewer, results};
use crate::dav::refusal::Refusal;
use crate::dav::request::DavRequest;
use crate::dav::response::multistatus;

/// Tells of the owner of a calendar and of each principal that was granted something.
pub(super) async fn answer(
    doors: &Doors,
    request: DavRequest,
    properties: Vec<PropertyName>,
) -> Result<Response, Refusal> {
    only_depth_0(&request)?;
    let preferences = request.return_preference();
    let viewer = Viewer::of(doors, &request.caller);
    let asked = PropertyRequest::Prop(properties);
    let wanted = Wanted::by(&asked);
    let acl = Wanted::by(&PropertyRequest::Prop(vec![PropertyName::Acl]));
    let (caller, path) = (request.caller, request.path);
    let named = doors
        .app
        .store
        .read(move |tx| {
            let place = load(tx, &caller, &path, acl)?;
            let (Place::Calendar { grants, .. } | Place::Object { grants, .. }) = &place else {
                return Ok(None);
            };
            let grants = grants.as_ref().ok_or(MissingRight::Manage)?;
            let owner = find_principal(tx, &caller, grants.found.as_read().owner())?;
            let named = std::iter::once(owner).chain(principals_in(grants).cloned());
            let places = named.map(|principal| load_principal(tx, &caller, principal, wanted));
            Ok::<_, Error>(Some(places.collect::<Result<Vec<_>, _>>()?))
        })
        .await?;
    let mut answer = Multistatus::new(preferences.returns);
    for place in &named.ok_or_else(unsupported)? {
        answer.properties(&Href::from(&place.path()), &results(place, &asked, &viewer));
    }
    Ok(multistatus(answer.finish(), preferences))
}
