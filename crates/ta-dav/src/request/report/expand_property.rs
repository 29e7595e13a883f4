//! DAV:expand-property: properties, and properties of what they refer to (RFC 3253 §3.8).

use crate::PropertyName;
use crate::namespace::{DAV, RESERVED};
use crate::request::required_attribute;
use crate::xml::{Element, XmlError, XmlErrorKind, is_ncname};

/// A `DAV:expand-property` request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpandProperty {
    /// The properties that are asked for.
    pub properties: Vec<ExpandedProperty>,
}

/// A property, and what to tell of each resource that its `DAV:href` elements name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpandedProperty {
    /// The property.
    pub name: PropertyName,
    /// What is asked for about the resources that it names; empty when its value is to be returned as it is.
    pub of_referred: Vec<ExpandedProperty>,
}

impl ExpandProperty {
    pub(super) fn of(report: &Element) -> Result<Self, XmlError> {
        Ok(Self { properties: properties_in(report)? })
    }
}

fn properties_in(element: &Element) -> Result<Vec<ExpandedProperty>, XmlError> {
    element.elements_named(DAV, "property").map(property).collect()
}

fn property(element: &Element) -> Result<ExpandedProperty, XmlError> {
    Ok(ExpandedProperty { name: name(element)?, of_referred: properties_in(element)? })
}

/// The name that the attributes tell. It becomes that of an element in the answer, so it must be able to be one.
fn name(element: &Element) -> Result<PropertyName, XmlError> {
    let namespace = element.attribute("namespace").unwrap_or(DAV);
    let local_name = required_attribute(element, "name")?;
    if is_ncname(local_name) && !RESERVED.contains(&namespace) {
        return Ok(PropertyName::from_wire(namespace, local_name));
    }
    let found = format!("{{{namespace}}}{local_name}");
    Err(element.error(XmlErrorKind::BadValue { what: "property name", found }))
}
