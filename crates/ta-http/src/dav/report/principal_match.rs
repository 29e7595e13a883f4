//! DAV:principal-match (RFC 3744 §9.3).

use std::collections::HashSet;

use axum::response::Response;
use ta_app::{Error, ReadTx, find_principal, list_all_groups_of};
use ta_core::Caller;
use ta_dav::{Href, MatchBy, Multistatus, PrincipalMatch, PropertyRequest, Status};

use super::{RESOURCES_MAX, only_depth_0, too_many};
use crate::Doors;
use crate::dav::address::principal_path;
use crate::dav::place::{Place, Wanted, load, load_members};
use crate::dav::property::{Viewer, live_value, results};
use crate::dav::refusal::Refusal;
use crate::dav::request::DavRequest;
use crate::dav::response::multistatus;

/// Tells of what in a collection, however deep, is the caller or a group of the caller's, or names one of them.
pub(super) async fn answer(
    doors: &Doors,
    request: DavRequest,
    asked: PrincipalMatch,
) -> Result<Response, Refusal> {
    only_depth_0(&request)?;
    let preferences = request.return_preference();
    let viewer = Viewer::of(doors, &request.caller);
    let properties = PropertyRequest::Prop(asked.properties);
    let wanted = Wanted::by(&properties).and(matter_of(&asked.by));
    let (caller, path) = (request.caller, request.path);
    let (own, members) = doors
        .app
        .store
        .read(move |tx| {
            let own = own_principals(tx, &caller)?;
            let place = load(tx, &caller, &path, Wanted::default())?;
            let mut members = Vec::new();
            collect_below(tx, &caller, &place, wanted, &mut members)?;
            Ok::<_, Error>((own, members))
        })
        .await?;
    let matching: Vec<_> = members.iter().filter(|place| is_match(place, &asked.by, &own, &viewer)).collect();
    if matching.len() > RESOURCES_MAX {
        return Err(too_many());
    }
    let mut answer = Multistatus::new(preferences.returns);
    for place in matching {
        let href = place.href();
        match &properties {
            PropertyRequest::Prop(names) if names.is_empty() => answer.status(&href, Status::Ok),
            properties => answer.properties(&href, &results(place, properties, &viewer)),
        }
    }
    Ok(multistatus(answer.finish(), preferences))
}

/// What has to be loaded to tell whether a member matches.
fn matter_of(by: &MatchBy) -> Wanted {
    match by {
        MatchBy::Itself => Wanted::default(),
        MatchBy::Property(name) => Wanted::by(&PropertyRequest::Prop(vec![name.clone()])),
    }
}

/// The caller, and every group that the caller belongs to, by way of other groups too.
fn own_principals(tx: &mut ReadTx<'_>, caller: &Caller) -> Result<HashSet<Href>, Error> {
    let own = find_principal(tx, caller, &caller.login)?;
    let groups = list_all_groups_of(tx, caller, own.id)?;
    Ok(groups.iter().chain([&own]).map(|principal| Href::from(&principal_path(principal))).collect())
}

fn collect_below(
    tx: &mut ReadTx<'_>,
    caller: &Caller,
    place: &Place,
    wanted: Wanted,
    found: &mut Vec<Place>,
) -> Result<(), Error> {
    for member in load_members(tx, caller, place, wanted)? {
        collect_below(tx, caller, &member, wanted, found)?;
        found.push(member);
    }
    Ok(())
}

fn is_match(place: &Place, by: &MatchBy, own: &HashSet<Href>, viewer: &Viewer) -> bool {
    match by {
        MatchBy::Itself => {
            matches!(place, Place::Principal { .. }) && own.contains(&Href::from(&place.path()))
        }
        MatchBy::Property(name) => live_value(place, name, viewer)
            .is_some_and(|value| value.references().into_iter().any(|href| own.contains(href))),
    }
}
