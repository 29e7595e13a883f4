//! DAV:expand-property (RFC 3253 §3.8).

use axum::response::Response;
use ta_app::{Error, ReadTx};
use ta_core::Caller;
use ta_dav::{
    ExpandProperty, ExpandedProperty, Href, Multistatus, PropertyName, PropertyRequest, PropertyResults,
    PropertyValue, UrlReference,
};

use super::{RESOURCES_MAX, too_many};
use crate::Doors;
use crate::dav::place::{Place, Wanted, load};
use crate::dav::property::{Viewer, live_value, tell};
use crate::dav::refusal::Refusal;
use crate::dav::request::DavRequest;
use crate::dav::response::multistatus;

/// Tells the properties of a place, and in them the properties of what they refer to.
pub(super) async fn answer(
    doors: &Doors,
    request: DavRequest,
    expand: ExpandProperty,
) -> Result<Response, Refusal> {
    let preferences = request.return_preference();
    let viewer = Viewer::of(doors, &request.caller);
    let (caller, path) = (request.caller, request.path);
    let told = doors
        .app
        .store
        .read(move |tx| {
            let place = load(tx, &caller, &path, wanted(&expand.properties))?;
            let mut expansion = Expansion { tx, caller: &caller, viewer: &viewer, left: RESOURCES_MAX };
            let results = expansion.results(&place, &expand.properties)?;
            Ok::<_, Error>(results.map(|results| (place, results)))
        })
        .await?;
    let (place, results) = told.ok_or_else(too_many)?;
    let mut answer = Multistatus::new(preferences.returns);
    answer.properties(&place.href(), &results);
    Ok(multistatus(answer.finish(), preferences))
}

fn wanted(properties: &[ExpandedProperty]) -> Wanted {
    let names: Vec<PropertyName> = properties.iter().map(|property| property.name.clone()).collect();
    Wanted::by(&PropertyRequest::Prop(names))
}

/// An expansion under way. Groups of groups could make it as large as one likes, so it has an end.
struct Expansion<'e, 't, 's> {
    tx: &'e mut ReadTx<'t>,
    caller: &'e Caller,
    viewer: &'s Viewer,
    left: usize,
}

impl Expansion<'_, '_, '_> {
    /// The properties of a place; `None` when that would be more than is told at once.
    fn results(
        &mut self,
        place: &Place,
        properties: &[ExpandedProperty],
    ) -> Result<Option<PropertyResults>, Error> {
        let mut results = PropertyResults::new();
        for property in properties {
            let value = live_value(place, &property.name, self.viewer);
            match value.filter(|_| !property.of_referred.is_empty()) {
                None => tell(&mut results, place, &property.name, self.viewer),
                Some(value) => match self.referred(&value, &property.of_referred)? {
                    Some(resources) => {
                        results.found(property.name.clone(), PropertyValue::Resources(resources));
                    }
                    None => return Ok(None),
                },
            }
        }
        Ok(Some(results))
    }

    fn referred(
        &mut self,
        value: &PropertyValue,
        properties: &[ExpandedProperty],
    ) -> Result<Option<Vec<(Href, PropertyResults)>>, Error> {
        let mut resources = Vec::new();
        for href in value.references() {
            self.left = match self.left.checked_sub(1) {
                Some(left) => left,
                None => return Ok(None),
            };
            match self.resource(href, properties)? {
                Some(results) => resources.push((href.clone(), results)),
                None => return Ok(None),
            }
        }
        Ok(Some(resources))
    }

    fn resource(
        &mut self,
        href: &Href,
        properties: &[ExpandedProperty],
    ) -> Result<Option<PropertyResults>, Error> {
        match self.place(href, properties)? {
            Some(place) => self.results(&place, properties),
            None => Ok(Some(all_missing(properties))),
        }
    }

    /// What a reference leads to; nothing outside this server, and nothing that the caller may not see.
    fn place(&mut self, href: &Href, properties: &[ExpandedProperty]) -> Result<Option<Place>, Error> {
        let path = UrlReference::parse(href.as_str()).and_then(|reference| reference.dav_path().ok());
        let Some(path) = path else { return Ok(None) };
        match load(self.tx, self.caller, &path, wanted(properties)) {
            Ok(place) => Ok(Some(place)),
            Err(Error::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

fn all_missing(properties: &[ExpandedProperty]) -> PropertyResults {
    let mut results = PropertyResults::new();
    properties.iter().for_each(|property| results.missing(property.name.clone()));
    results
}
