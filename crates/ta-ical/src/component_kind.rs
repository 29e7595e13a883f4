//! The kinds of component that a calendar object can be made of.

use std::fmt;

/// The kind of the components of a calendar object resource (RFC 4791 §4.1: all of one kind, VTIMEZONE apart).
///
/// ```
/// use ta_ical::ComponentKind;
///
/// assert_eq!(ComponentKind::from_name("vtodo"), Some(ComponentKind::Todo));
/// assert_eq!(ComponentKind::Todo.to_string(), "VTODO");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ComponentKind {
    /// VEVENT (RFC 5545 §3.6.1).
    Event,
    /// VTODO (RFC 5545 §3.6.2).
    Todo,
    /// VJOURNAL (RFC 5545 §3.6.3).
    Journal,
    /// VFREEBUSY (RFC 5545 §3.6.4).
    FreeBusy,
    /// VAVAILABILITY (RFC 7953 §3.1).
    Availability,
    /// VPOLL. Stored, never offered.
    Poll,
}

impl ComponentKind {
    /// Every kind.
    ///
    /// ```
    /// use ta_ical::ComponentKind;
    ///
    /// assert!(ComponentKind::ALL.contains(&ComponentKind::Availability));
    /// ```
    pub const ALL: [Self; 6] =
        [Self::Event, Self::Todo, Self::Journal, Self::FreeBusy, Self::Availability, Self::Poll];

    /// The component's name in iCalendar, upper case.
    ///
    /// ```
    /// use ta_ical::ComponentKind;
    ///
    /// assert_eq!(ComponentKind::FreeBusy.as_str(), "VFREEBUSY");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Event => "VEVENT",
            Self::Todo => "VTODO",
            Self::Journal => "VJOURNAL",
            Self::FreeBusy => "VFREEBUSY",
            Self::Availability => "VAVAILABILITY",
            Self::Poll => "VPOLL",
        }
    }

    /// The kind that a component name of any case means.
    ///
    /// ```
    /// use ta_ical::ComponentKind;
    ///
    /// assert_eq!(ComponentKind::from_name("vevent"), Some(ComponentKind::Event));
    /// assert_eq!(ComponentKind::from_name("VTIMEZONE"), None);
    /// ```
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str().eq_ignore_ascii_case(name))
    }
}

impl fmt::Display for ComponentKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
