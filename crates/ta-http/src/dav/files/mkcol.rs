//! MKCOL of a plain collection (RFC 4918 §9.3), with properties too (RFC 5689).

use axum::response::Response;
use http::StatusCode;
use ta_app::make_file_collection;
use ta_core::file::FileRef;
use ta_dav::{
    CollectionMethod, MakeCollection, Precondition, PropertyName, PropertyResults, ResourceType,
    make_collection_response,
};

use super::Change;
use crate::Doors;
use crate::dav::property::file::{FilePatchOutcome, read_new_collection};
use crate::dav::property::make::set_in;
use crate::dav::refusal::Refusal;
use crate::dav::request::DavRequest;
use crate::dav::response::{empty, xml};

/// Makes a collection.
pub(super) async fn answer(
    doors: &Doors,
    request: DavRequest,
    address: FileRef,
) -> Result<Response, Refusal> {
    let asked = read_body(&request)?;
    check_type(&asked)?;
    let dead = match read_new_collection(&asked.properties) {
        FilePatchOutcome::Patch(changes, _) => set_in(changes),
        FilePatchOutcome::Refused(results) => return Ok(refused(&results)),
    };
    let change = Change::of(doors, &request, &address)?;
    let home = address.home.clone();
    let made = doors.app.store.write(move |tx| {
        let files = change.begin(tx)?;
        make_file_collection(tx, &files, &address.path, &dead)
    });
    made.await.map_err(|error| Refusal::of_files(error, &home))?;
    Ok(empty(StatusCode::CREATED))
}

/// RFC 4918 §9.3.1: a body of a type that is not understood is refused with 415.
fn read_body(request: &DavRequest) -> Result<MakeCollection, Refusal> {
    let media_type = request.header("content-type").unwrap_or("application/xml");
    let media_type = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if !request.body.is_empty() && !["application/xml", "text/xml"].contains(&media_type.as_str()) {
        let sentence = "MKCOL takes an XML body or none";
        return Err(Refusal::plain(StatusCode::UNSUPPORTED_MEDIA_TYPE, sentence));
    }
    Ok(MakeCollection::parse_mkcol(&request.body)?)
}

/// Without a type, and with that of a plain collection, a plain one is made. There is no other here.
fn check_type(asked: &MakeCollection) -> Result<(), Refusal> {
    let types = asked.properties.iter().find(|property| *property.name() == PropertyName::ResourceType);
    let Some(types) = types.map(|types| types.resource_types()) else { return Ok(()) };
    match types == [ResourceType::Collection] {
        true => Ok(()),
        false => Err(Refusal::Precondition(
            Precondition::ValidResourcetype,
            "only plain collections can be made among files".to_owned(),
        )),
    }
}

fn refused(results: &PropertyResults) -> Response {
    xml(StatusCode::FORBIDDEN, make_collection_response(CollectionMethod::Mkcol, results))
}
