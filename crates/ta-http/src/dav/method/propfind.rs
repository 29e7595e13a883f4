//! PROPFIND (RFC 4918 §9.1).

use axum::response::Response;
use ta_dav::{Depth, Multistatus, Precondition, Preferences, Propfind};

use crate::Doors;
use crate::dav::place::{Wanted, load, load_members};
use crate::dav::property::{Viewer, results};
use crate::dav::refusal::Refusal;
use crate::dav::request::DavRequest;
use crate::dav::response::multistatus;

/// Tells the properties of a place, and with Depth 1 those of what is in it.
pub(in crate::dav) async fn answer(doors: &Doors, request: DavRequest) -> Result<Response, Refusal> {
    let depth = request.depth(Depth::Infinity)?;
    if depth == Depth::Infinity {
        let sentence = "ask with Depth 0 or 1".to_owned();
        return Err(Refusal::Precondition(Precondition::PropfindFiniteDepth, sentence));
    }
    let propfind = Propfind::parse(&request.body)?;
    let asked = request.preferences();
    // RFC 8144 §4: with Depth 0 there would be nothing left.
    let preferences = Preferences { depth_noroot: asked.depth_noroot && depth == Depth::One, ..asked };
    let viewer = Viewer::of(doors, &request.caller);
    let wanted = Wanted::by(&propfind.properties);
    let (caller, path) = (request.caller, request.path);
    let places = doors
        .app
        .store
        .read(move |tx| {
            let place = load(tx, &caller, &path, wanted)?;
            let members =
                if depth == Depth::One { load_members(tx, &caller, &place, wanted)? } else { Vec::new() };
            Ok::<_, ta_app::Error>((place, members))
        })
        .await;
    let (place, members) = places?;
    let own = (!preferences.depth_noroot).then_some(&place);
    let mut answer = Multistatus::new(preferences.returns);
    for place in own.into_iter().chain(&members) {
        answer.properties(&place.href(), &results(place, &propfind.properties, &viewer));
    }
    Ok(multistatus(answer.finish(), preferences))
}
