//! What is asked of an object, as values (RFC 4791 §9.6).

use crate::UtcRange;

/// Which parts of a calendar object to return, and in what form. The default is the whole, as it is stored.
///
/// ```
/// use ta_ical::UtcRange;
/// use ta_ical::project::{RecurrenceView, Selection};
///
/// // <C:calendar-data><C:expand start="20260101T000000Z" end="20270101T000000Z"/></C:calendar-data>
/// let year = UtcRange::new(Some("2026-01-01T00:00:00Z".parse()?), Some("2027-01-01T00:00:00Z".parse()?));
/// let recurrence = RecurrenceView::Expand(year.expect("the end is later"));
/// assert!(!Selection { recurrence, ..Selection::default() }.is_whole());
/// # Ok::<(), jiff::Error>(())
/// ```
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
    ///
    /// ```
    /// use ta_ical::project::Selection;
    ///
    /// assert!(Selection::default().is_whole());
    /// ```
    pub fn is_whole(&self) -> bool {
        *self == Self::default()
    }
}

/// A `CALDAV:comp` (RFC 4791 §9.6.1): a component and which parts of it to return.
///
/// ```
/// use ta_ical::project::{ComponentParts, SelectedComponents, SelectedProperties};
///
/// // <C:comp name="VTIMEZONE"/>: neither properties nor components of it, only that it is there.
/// let zones = ComponentParts {
///     name: "VTIMEZONE".to_owned(),
///     properties: SelectedProperties::These(Vec::new()),
///     components: SelectedComponents::These(Vec::new()),
/// };
/// assert_ne!(zones.properties, SelectedProperties::All);
/// ```
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
///
/// ```
/// use ta_ical::project::{IcalProperty, PropertyValueRequest, SelectedProperties};
///
/// // <C:prop name="UID"/>
/// let uid = IcalProperty { name: "UID".to_owned(), value: PropertyValueRequest::WithValue };
/// assert_ne!(SelectedProperties::These(vec![uid]), SelectedProperties::All);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SelectedProperties {
    /// All (`CALDAV:allprop`, RFC 4791 §9.6.3).
    All,
    /// These, which may be none.
    These(Vec<IcalProperty>),
}

/// A `CALDAV:prop` (RFC 4791 §9.6.4): one iCalendar property to return.
///
/// ```
/// use ta_ical::project::{IcalProperty, PropertyValueRequest};
///
/// // <C:prop name="ATTACH" novalue="yes"/>
/// let attachment = IcalProperty { name: "ATTACH".to_owned(), value: PropertyValueRequest::NoValue };
/// assert_eq!(attachment.name, "ATTACH");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IcalProperty {
    /// Its name, as the client wrote it; compared without case.
    pub name: String,
    /// Whether its value is wanted.
    pub value: PropertyValueRequest,
}

/// Whether the value of an iCalendar property is wanted.
///
/// ```
/// use jiff::tz::TimeZone;
/// use ta_ical::CalendarObject;
/// use ta_ical::project::{
///     Budget, ComponentParts, IcalProperty, PropertyValueRequest, SelectedComponents, SelectedProperties,
///     Selection, project,
/// };
///
/// let object = CalendarObject::from_bytes(&b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX;P=1:long\r\n\
///     BEGIN:VTODO\r\nUID:1\r\nEND:VTODO\r\nEND:VCALENDAR\r\n"[..])?;
/// let x = IcalProperty { name: "X".to_owned(), value: PropertyValueRequest::NoValue };
/// let parts = ComponentParts {
///     name: "VCALENDAR".to_owned(),
///     properties: SelectedProperties::These(vec![x]),
///     components: SelectedComponents::These(Vec::new()),
/// };
/// let selection = Selection { parts: Some(parts), ..Selection::default() };
/// let text = project(&object, &selection, &TimeZone::UTC, &mut Budget::new(0, 0))?;
/// assert_eq!(&text[..], b"BEGIN:VCALENDAR\r\nX;P=1:\r\nEND:VCALENDAR\r\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PropertyValueRequest {
    /// Name, parameters and value.
    WithValue,
    /// Name and parameters, then a colon and nothing (`novalue="yes"`).
    NoValue,
}

/// Which sub-components of a component to return.
///
/// ```
/// use ta_ical::project::SelectedComponents;
///
/// assert_ne!(SelectedComponents::All, SelectedComponents::These(Vec::new()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SelectedComponents {
    /// All (`CALDAV:allcomp`, RFC 4791 §9.6.2).
    All,
    /// These, which may be none.
    These(Vec<ComponentParts>),
}

/// What to make of recurring components.
///
/// ```
/// use ta_ical::project::RecurrenceView;
///
/// assert_eq!(RecurrenceView::default(), RecurrenceView::AsStored);
/// ```
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
