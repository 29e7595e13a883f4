//! What is asked of an object, as values (RFC 4791 §9.6).

use crate::UtcRange;

/// Which parts of a calendar object to return, and in what form. The default is the whole, as it is stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The parts of the VCALENDAR to return; `None` for all.
    pub parts: Option<ComponentParts>,
    /// What to make of recurring components.
    pub recurrence: RecurrenceView,
    /// Return only those FREEBUSY values that overlap this span (RFC 4791 §9.6.7).
    pub limit_freebusy_set: Option<UtcRange>,
}

impl Selection {
    /// Whether it asks for the whole, as it is stored.
    pub fn is_whole(&self) -> bool {
        *self == Self::default()
    }
}

/// A `CALDAV:comp` (RFC 4791 §9.6.1): a component and which parts of it to return.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComponentParts {
    /// Its name, as the client wrote it; compared without case. The name of the outermost is not looked at, since a
    /// calendar object begins with a VCALENDAR and nothing else.
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
