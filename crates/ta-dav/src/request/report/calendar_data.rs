//! `CALDAV:calendar-data` in a request: which parts of an object to return (RFC 4791 §9.6).

use ta_ical::UtcRange;

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
    /// The parts of the VCALENDAR to return; `None` for all.
    pub parts: Option<ComponentParts>,
    /// What to make of recurring components.
    pub recurrence: RecurrenceView,
    /// Return only those FREEBUSY values that overlap this span (RFC 4791 §9.6.7).
    pub limit_freebusy_set: Option<UtcRange>,
}

/// A `CALDAV:comp` (RFC 4791 §9.6.1): a component and which parts of it to return.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComponentParts {
    /// Its name, as the client wrote it; compared without case.
    pub name: String,
    /// Which of its properties.
    pub properties: SelectedProperties,
    /// Which of its sub-components.
    pub components: SelectedComponents,
}

/// Which properties of a component to return.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SelectedProperties {
    /// All (`CALDAV:allprop`, RFC 4791 §9.6.3).
    All,
    /// These, which may be none.
    These(Vec<IcalProperty>),
}

/// A `CALDAV:prop` (RFC 4791 §9.6.4): one iCalendar property to return.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IcalProperty {
    /// Its name, as the client wrote it; compared without case.
    pub name: String,
    /// Whether its value is wanted.
    pub value: PropertyValueRequest,
}

/// Whether the value of an iCalendar property is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PropertyValueRequest {
    /// Name, parameters and value.
    WithValue,
    /// Name and parameters, then a colon and nothing (`novalue="yes"`).
    NoValue,
}

/// Which sub-components of a component to return.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SelectedComponents {
    /// All (`CALDAV:allcomp`, RFC 4791 §9.6.2).
    All,
    /// These, which may be none.
    These(Vec<ComponentParts>),
}

/// What to make of recurring components.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RecurrenceView {
    /// Leave them as they are stored.
    #[default]
    AsStored,
    /// Each instance in the span by itself, in UTC (`CALDAV:expand`, RFC 4791 §9.6.5).
    Expand(UtcRange),
    /// The master, and the overrides that matter to the span (`CALDAV:limit-recurrence-set`, RFC 4791 §9.6.6).
    LimitRecurrenceSet(UtcRange),
}

impl CalendarDataRequest {
    /// Reads a `CALDAV:calendar-data` of a request.
    pub(super) fn of(element: &Element) -> Result<Self, XmlError> {
        let freebusy = element.child(CALDAV, "limit-freebusy-set");
        Ok(Self {
            content_type: element.attribute("content-type").map(str::to_owned),
            version: element.attribute("version").map(str::to_owned),
            parts: element.child(CALDAV, "comp").map(ComponentParts::of).transpose()?,
            recurrence: RecurrenceView::of(element)?,
            limit_freebusy_set: freebusy.map(closed_range).transpose()?,
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

impl ComponentParts {
    fn of(comp: &Element) -> Result<Self, XmlError> {
        Ok(Self {
            name: required_attribute(comp, "name")?.to_owned(),
            properties: SelectedProperties::of(comp)?,
            components: SelectedComponents::of(comp)?,
        })
    }
}

impl SelectedProperties {
    fn of(comp: &Element) -> Result<Self, XmlError> {
        if comp.child(CALDAV, "allprop").is_some() {
            return Ok(Self::All);
        }
        let props = comp.elements_named(CALDAV, "prop").map(IcalProperty::of);
        Ok(Self::These(props.collect::<Result<_, _>>()?))
    }
}

impl IcalProperty {
    fn of(prop: &Element) -> Result<Self, XmlError> {
        let value = match prop.attribute("novalue") {
            Some("yes") => PropertyValueRequest::NoValue,
            _ => PropertyValueRequest::WithValue,
        };
        Ok(Self { name: required_attribute(prop, "name")?.to_owned(), value })
    }
}

impl SelectedComponents {
    fn of(comp: &Element) -> Result<Self, XmlError> {
        if comp.child(CALDAV, "allcomp").is_some() {
            return Ok(Self::All);
        }
        let comps = comp.elements_named(CALDAV, "comp").map(ComponentParts::of);
        Ok(Self::These(comps.collect::<Result<_, _>>()?))
    }
}

impl RecurrenceView {
    fn of(calendar_data: &Element) -> Result<Self, XmlError> {
        if let Some(expand) = calendar_data.child(CALDAV, "expand") {
            return Ok(Self::Expand(closed_range(expand)?));
        }
        match calendar_data.child(CALDAV, "limit-recurrence-set") {
            Some(limit) => Ok(Self::LimitRecurrenceSet(closed_range(limit)?)),
            None => Ok(Self::AsStored),
        }
    }
}
