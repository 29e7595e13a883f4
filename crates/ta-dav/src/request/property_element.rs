//! A property with the value that a client sent for it.

use crate::namespace::{CALDAV, DAV};
use crate::response::ScheduleTransparency;
use crate::xml::Element;
use crate::{PropertyName, ResourceType, UrlReference};

/// A property and its value as a client sent it. The value is read as what the property is; for a dead property it is
/// kept whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PropertyElement {
    name: PropertyName,
    element: Element,
}

impl PropertyElement {
    /// The properties in a `DAV:prop`, in order.
    pub(super) fn all_in(prop: &Element) -> impl Iterator<Item = Self> {
        prop.elements().map(|element| Self { name: element.into(), element: element.clone() })
    }

    /// The property.
    pub fn name(&self) -> &PropertyName {
        &self.name
    }

    /// The value as text, white space and all; empty when it holds none.
    pub fn text(&self) -> String {
        self.element.text()
    }

    /// The language of the value: the `xml:lang` in force (RFC 4918 §4.3).
    pub fn language(&self) -> Option<&str> {
        self.element.language.as_deref()
    }

    /// The property with its value as XML text that can stand anywhere: what to store of a dead property, and to hand
    /// to [`PropertyValue::Xml`](crate::PropertyValue::Xml) later. Everything that RFC 4918 §4.3 wants kept is kept,
    /// the prefixes too.
    pub fn to_xml(&self) -> String {
        self.element.to_xml()
    }

    /// The value as that of `DAV:resourcetype` (RFC 4918 §15.9).
    pub fn resource_types(&self) -> Vec<ResourceType> {
        self.element.elements().map(ResourceType::from).collect()
    }

    /// The value as that of `CALDAV:supported-calendar-component-set` (RFC 4791 §5.2.3): component names as written.
    pub fn component_names(&self) -> Vec<String> {
        let components = self.element.elements_named(CALDAV, "comp");
        components.filter_map(|component| component.attribute("name")).map(str::to_owned).collect()
    }

    /// The value as that of `CALDAV:schedule-calendar-transp` (RFC 6638 §9.1); `None` when it is neither.
    pub fn transparency(&self) -> Option<ScheduleTransparency> {
        let is_set = |name| self.element.child(CALDAV, name).is_some();
        match (is_set("opaque"), is_set("transparent")) {
            (true, false) => Some(ScheduleTransparency::Opaque),
            (false, true) => Some(ScheduleTransparency::Transparent),
            _ => None,
        }
    }

    /// The value as one of `DAV:href` elements: the references that can be read, in order.
    pub fn hrefs(&self) -> Vec<UrlReference> {
        let hrefs = self.element.elements_named(DAV, "href");
        hrefs.filter_map(|href| UrlReference::parse(&href.text())).collect()
    }
}
