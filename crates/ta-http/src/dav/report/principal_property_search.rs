//! DAV:principal-property-search (RFC 3744 §9.4).

use axum::response::Response;
use ta_app::{Error, ReadTx};
use ta_core::Caller;
use ta_dav::{
    DavPath, Href, Multistatus, PrincipalPropertySearch, PropertyName, PropertyRequest, PropertySearch,
    SearchScope, SearchTest,
};

use super::principal_search_property_set::SEARCHABLE;
use super::{RESOURCES_MAX, only_depth_0, too_many};
use crate::Doors;
use crate::dav::place::{Place, Wanted, load, load_members};
use crate::dav::property::{Viewer, live_value, results};
use crate::dav::refusal::Refusal;
use crate::dav::request::DavRequest;
use crate::dav::response::multistatus;

/// Tells of the principals that a search finds. Texts are compared without regard to case, and parts of them count.
pub(super) async fn answer(
    doors: &Doors,
    request: DavRequest,
    search: PrincipalPropertySearch,
) -> Result<Response, Refusal> {
    only_depth_0(&request)?;
    let preferences = request.return_preference();
    let viewer = Viewer::of(doors, &request.caller);
    let asked = PropertyRequest::Prop(search.properties.clone());
    let wanted = Wanted::by(&asked);
    let (caller, path) = (request.caller, request.path);
    let scope = search.scope;
    let principals = doors
        .app
        .store
        .read(move |tx| {
            let asked = load(tx, &caller, &path, Wanted::default())?;
            match scope {
                SearchScope::RequestCollection => principals_below(tx, &caller, &asked, wanted),
                SearchScope::PrincipalCollectionSet => {
                    principals_below(tx, &caller, &Place::Fixed(DavPath::Principals), wanted)
                }
            }
        })
        .await?;
    let needles = Needles::of(&search);
    let found: Vec<_> = principals.iter().filter(|place| needles.are_in(place, &viewer)).collect();
    if found.len() > RESOURCES_MAX {
        return Err(too_many());
    }
    let mut answer = Multistatus::new(preferences.returns);
    for place in found {
        answer.properties(&Href::from(&place.path()), &results(place, &asked, &viewer));
    }
    Ok(multistatus(answer.finish(), preferences))
}

/// The principals in a place, however deep; none in a place of another kind.
fn principals_below(
    tx: &mut ReadTx<'_>,
    caller: &Caller,
    place: &Place,
    wanted: Wanted,
) -> Result<Vec<Place>, Error> {
    match place {
        Place::Fixed(DavPath::Root) => {
            principals_below(tx, caller, &Place::Fixed(DavPath::Principals), wanted)
        }
        Place::Fixed(DavPath::Principals) => {
            let collections = load_members(tx, caller, place, Wanted::default())?;
            let mut principals = Vec::new();
            for collection in &collections {
                principals.extend(load_members(tx, caller, collection, wanted)?);
            }
            Ok(principals)
        }
        Place::Fixed(DavPath::PrincipalCollection(_)) => load_members(tx, caller, place, wanted),
        _ => Ok(Vec::new()),
    }
}

/// What is looked for, in the form in which it is compared.
struct Needles<'s> {
    searches: Vec<Needle<'s>>,
    test: SearchTest,
}

struct Needle<'s> {
    properties: &'s [PropertyName],
    text: String,
}

impl<'s> Needles<'s> {
    fn of(search: &'s PrincipalPropertySearch) -> Self {
        let needle =
            |one: &'s PropertySearch| Needle { properties: &one.properties, text: one.text.to_lowercase() };
        Self { searches: search.searches.iter().map(needle).collect(), test: search.test }
    }

    fn are_in(&self, place: &Place, viewer: &Viewer) -> bool {
        let mut searches = self.searches.iter();
        match self.test {
            SearchTest::AnyOf if self.searches.is_empty() => true,
            SearchTest::AllOf => searches.all(|needle| needle.is_in(place, viewer)),
            SearchTest::AnyOf => searches.any(|needle| needle.is_in(place, viewer)),
        }
    }
}

impl Needle<'_> {
    /// Whether it is in each of its properties. What cannot be searched by matches nobody.
    fn is_in(&self, place: &Place, viewer: &Viewer) -> bool {
        self.properties.iter().all(|name| {
            let is_searchable = SEARCHABLE.iter().any(|(searchable, _)| searchable == name);
            let value = live_value(place, name, viewer).filter(|_| is_searchable);
            let texts = value.iter().flat_map(|value| value.character_data());
            texts.into_iter().any(|text| text.to_lowercase().contains(&self.text))
        })
    }
}
