//! `CALDAV:calendar-data` in a request: which parts of an object to return (RFC 4791 §9.6).

use ta_ical::project::{
    ComponentParts, IcalProperty, PropertyValueRequest, RecurrenceView, SelectedComponents,
    SelectedProperties, Selection,
};

use super::time_range::closed_range;
use crate::namespace::CALDAV;
use crate::request::required_attribute;
use crate::xml::{Element, XmlError};

/// Which parts of a calendar object to return, and in what form. The default is the whole, as it is stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CalendarDataRequest {
    /// The media type asked for, when it was named.
    pub content_type: Option<String>,
    /// The version of the media type asked for, when it was named.
    pub version: Option<String>,
    /// What of the object.
    pub selection: Selection,
}

impl CalendarDataRequest {
    /// Reads a `CALDAV:calendar-data` of a request.
    pub(super) fn of(element: &Element) -> Result<Self, XmlError> {
        let freebusy = element.child(CALDAV, "limit-freebusy-set");
        Ok(Self {
            content_type: element.attribute("content-type").map(str::to_owned),
            version: element.attribute("version").map(str::to_owned),
            selection: Selection {
                parts: element.child(CALDAV, "comp").map(component_parts).transpose()?,
                recurrence: recurrence_view(element)?,
                limit_freebusy_set: freebusy.map(closed_range).transpose()?,
            },
        })
    }

    /// Whether the form asked for is iCalendar 2.0, the one there is. Else the request breaks
    /// [`Precondition::SupportedCalendarData`](crate::Precondition::SupportedCalendarData).
    pub fn is_icalendar(&self) -> bool {
        let media_type = self.content_type.as_deref().and_then(|text| text.split(';').next());
        media_type.is_none_or(|text| text.trim().eq_ignore_ascii_case("text/calendar"))
            && self.version.as_deref().is_none_or(|version| version == "2.0")
    }
}

/// An element with nothing in it asks for the whole component, as the example of RFC 4791 §7.8.1 does for VTIMEZONE.
fn component_parts(comp: &Element) -> Result<ComponentParts, XmlError> {
    let name = required_attribute(comp, "name")?.to_owned();
    let (properties, components) = match comp.elements().next() {
        Some(_) => (selected_properties(comp)?, selected_components(comp)?),
        None => (SelectedProperties::All, SelectedComponents::All),
    };
    Ok(ComponentParts { name, properties, components })
}

fn selected_properties(comp: &Element) -> Result<SelectedProperties, XmlError> {
    if comp.child(CALDAV, "allprop").is_some() {
        return Ok(SelectedProperties::All);
    }
    let props = comp.elements_named(CALDAV, "prop").map(ical_property);
    Ok(SelectedProperties::These(props.collect::<Result<_, _>>()?))
}

fn ical_property(prop: &Element) -> Result<IcalProperty, XmlError> {
    let value = match prop.attribute("novalue") {
        Some("yes") => PropertyValueRequest::NoValue,
        _ => PropertyValueRequest::WithValue,
    };
    Ok(IcalProperty { name: required_attribute(prop, "name")?.to_owned(), value })
}

fn selected_components(comp: &Element) -> Result<SelectedComponents, XmlError> {
    if comp.child(CALDAV, "allcomp").is_some() {
        return Ok(SelectedComponents::All);
    }
    let comps = comp.elements_named(CALDAV, "comp").map(component_parts);
    Ok(SelectedComponents::These(comps.collect::<Result<_, _>>()?))
}

fn recurrence_view(calendar_data: &Element) -> Result<RecurrenceView, XmlError> {
    if let Some(expand) = calendar_data.child(CALDAV, "expand") {
        return Ok(RecurrenceView::Expand(closed_range(expand)?));
    }
    match calendar_data.child(CALDAV, "limit-recurrence-set") {
        Some(limit) => Ok(RecurrenceView::LimitRecurrenceSet(closed_range(limit)?)),
        None => Ok(RecurrenceView::AsStored),
    }
}
