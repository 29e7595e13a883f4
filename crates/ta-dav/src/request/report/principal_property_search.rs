//! DAV:principal-property-search: principals by what is in their properties (RFC 3744 §9.4).

use crate::PropertyName;
use crate::namespace::DAV;
use crate::request::property_request::property_names;
use crate::request::required_dav;
use crate::xml::{Element, XmlError};

/// A `DAV:principal-property-search` request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrincipalPropertySearch {
    /// What to look for; nothing finds everyone, as clients mean it that leave it out (python-caldav lists people so).
    pub searches: Vec<PropertySearch>,
    /// Whether a principal must satisfy all of them or any.
    pub test: SearchTest,
    /// Where to look.
    pub scope: SearchScope,
    /// The properties to return of each principal that is found.
    pub properties: Vec<PropertyName>,
}

/// One text to look for: it must be found in each of these properties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PropertySearch {
    /// Where to look for it.
    pub properties: Vec<PropertyName>,
    /// The text, as the client wrote it.
    pub text: String,
}

/// Whether a principal must satisfy all searches or any.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SearchTest {
    /// All, as RFC 3744 §9.4 says.
    #[default]
    AllOf,
    /// Any: `test="anyof"`, an extension that Apple's clients use.
    AnyOf,
}

/// Where to look for principals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchScope {
    /// Among the members of the request's own collection, however deep.
    RequestCollection,
    /// In every collection of the resource's `DAV:principal-collection-set`
    /// (`DAV:apply-to-principal-collection-set`).
    PrincipalCollectionSet,
}

impl PrincipalPropertySearch {
    pub(super) fn of(report: &Element) -> Result<Self, XmlError> {
        let searches: Vec<_> =
            report.elements_named(DAV, "property-search").map(property_search).collect::<Result<_, _>>()?;
        Ok(Self {
            searches,
            test: match report.attribute("test") {
                Some("anyof") => SearchTest::AnyOf,
                _ => SearchTest::AllOf,
            },
            scope: match report.child(DAV, "apply-to-principal-collection-set") {
                Some(_) => SearchScope::PrincipalCollectionSet,
                None => SearchScope::RequestCollection,
            },
            properties: wanted(report),
        })
    }
}

/// The properties to return. They stand in a `DAV:prop`; python-caldav (3.6) sends an empty one and puts them beside it.
fn wanted(report: &Element) -> Vec<PropertyName> {
    let inside = report.child(DAV, "prop").map(property_names).unwrap_or_default();
    if !inside.is_empty() {
        return inside;
    }
    let parts = ["property-search", "prop", "apply-to-principal-collection-set"];
    let names = property_names(report).into_iter();
    names.filter(|name| name.namespace() != DAV || !parts.contains(&name.local_name())).collect()
}

fn property_search(element: &Element) -> Result<PropertySearch, XmlError> {
    Ok(PropertySearch {
        properties: property_names(required_dav(element, "prop")?),
        text: required_dav(element, "match")?.text(),
    })
}
