//! Why a stream is no calendar object resource.

use thiserror::Error;

use crate::recur::RuleError;
use crate::{ComponentKind, ParseError};

/// Why bytes are refused as a calendar object resource. The two variants are the two preconditions of RFC 4791
/// §5.3.2.1 that a client can have broken.
///
/// ```
/// use ta_ical::{CalendarObject, ObjectError};
///
/// let refusal = CalendarObject::from_bytes(&b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"[..]).unwrap_err();
/// assert!(matches!(refusal, ObjectError::Resource(_)));
/// let expected = "not a calendar object resource: there is no component to store beside VTIMEZONE";
/// assert_eq!(refusal.to_string(), expected);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ObjectError {
    /// Not valid iCalendar: `CALDAV:valid-calendar-data`.
    #[error("not valid iCalendar: {0}")]
    Data(#[from] DataError),
    /// Valid, but not what RFC 4791 §4.1 lets a calendar collection hold: `CALDAV:valid-calendar-object-resource`.
    #[error("not a calendar object resource: {0}")]
    Resource(#[from] ResourceError),
}

impl ObjectError {
    /// The same error, told of the line that its own line was copied from.
    pub(crate) fn moved(mut self, place: impl FnOnce(u32) -> u32) -> Self {
        if let Some(line) = self.line_mut() {
            *line = place(*line);
        }
        self
    }

    fn line_mut(&mut self) -> Option<&mut u32> {
        match self {
            Self::Data(error) => error.line_mut(),
            Self::Resource(error) => error.line_mut(),
        }
    }
}

impl From<ParseError> for ObjectError {
    fn from(error: ParseError) -> Self {
        Self::Data(DataError::Syntax(error))
    }
}

/// What makes a stream invalid as iCalendar. Lines count from 1.
///
/// ```
/// use ta_ical::{CalendarObject, DataError, ObjectError};
///
/// let refusal = CalendarObject::from_bytes(&b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\n\
///     DTSTART:20260101\r\nRRULE:FREQ=DAILY;INTERVAL=0\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"[..]).unwrap_err();
/// let ObjectError::Data(reason @ DataError::BadRule { line: 6, .. }) = refusal else { panic!("{refusal}") };
/// assert_eq!(reason.to_string(), "line 6: RRULE: INTERVAL=0: expected a number from 1");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DataError {
    /// Its content lines or its nesting.
    #[error(transparent)]
    Syntax(ParseError),
    /// A second VCALENDAR. A stream may hold several (RFC 5545 §3.4), a resource is one.
    #[error("line {line}: a second VCALENDAR")]
    SeveralCalendars {
        /// Where the second begins.
        line: u32,
    },
    /// A VERSION other than 2.0 (RFC 5545 §3.7.4), such as that of vCalendar.
    #[error("line {line}: VERSION is not 2.0")]
    Version {
        /// Where it stands.
        line: u32,
    },
    /// A property that the component must have is not there or is empty.
    #[error("line {line}: {component} without {property}")]
    MissingProperty {
        /// Where the component begins.
        line: u32,
        /// The component.
        component: &'static str,
        /// The property.
        property: &'static str,
    },
    /// A property that identifies or times a component is there twice.
    #[error("line {line}: a second {property} in one component")]
    RepeatedProperty {
        /// Where the second stands.
        line: u32,
        /// The property.
        property: &'static str,
    },
    /// A value that is not of the property's type.
    #[error("line {line}: the value of {property} is not {expected}")]
    BadValue {
        /// Where the property stands.
        line: u32,
        /// The property.
        property: &'static str,
        /// What it should be.
        expected: &'static str,
    },
    /// An RRULE or EXRULE that is no recurrence rule.
    #[error("line {line}: {property}: {reason}")]
    BadRule {
        /// Where the property stands.
        line: u32,
        /// The property.
        property: &'static str,
        /// What is wrong with the rule.
        reason: RuleError,
    },
    /// More rules in one component than are expanded.
    #[error("line {line}: more than {limit} recurrence rules in one component")]
    TooManyRules {
        /// Where the first rule too many stands.
        line: u32,
        /// The most allowed.
        limit: usize,
    },
    /// An EXRULE that takes away all of a rule without an end: the next instance would be looked for without end.
    #[error("line {line}: EXRULE takes away every instance of a rule without an end")]
    NothingLeft {
        /// Where the first EXRULE stands.
        line: u32,
    },
    /// A COUNT larger than is counted.
    #[error("line {line}: COUNT is more than {limit}")]
    CountTooLarge {
        /// Where the rule stands.
        line: u32,
        /// The largest allowed.
        limit: u64,
    },
}

/// What makes valid iCalendar no calendar object resource (RFC 4791 §4.1). Lines count from 1.
///
/// ```
/// use ta_ical::{CalendarObject, ObjectError, ResourceError};
///
/// let refusal = CalendarObject::from_bytes(&b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\n\
///     BEGIN:VTODO\r\nUID:1\r\nEND:VTODO\r\nEND:VCALENDAR\r\n"[..]).unwrap_err();
/// assert_eq!(refusal, ObjectError::Resource(ResourceError::Method { line: 3 }));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ResourceError {
    /// It has a METHOD: it is a message, not an object.
    #[error("line {line}: METHOD is for messages, not for stored objects")]
    Method {
        /// Where it stands.
        line: u32,
    },
    /// It holds no component of a kind that can be stored.
    #[error("there is no component to store beside VTIMEZONE")]
    NoComponent,
    /// It holds components of two kinds.
    #[error("line {line}: {other} beside {first} in one object")]
    SeveralKinds {
        /// Where the first component of the second kind begins.
        line: u32,
        /// The kind of the first component.
        first: ComponentKind,
        /// The second kind.
        other: ComponentKind,
    },
    /// It holds components of two UIDs.
    #[error("line {line}: a second UID in one object")]
    SeveralUids {
        /// Where the second UID stands.
        line: u32,
    },
    /// It holds two components without RECURRENCE-ID: neither is an instance of the other.
    #[error("line {line}: a second component without RECURRENCE-ID")]
    SeveralMasters {
        /// Where the second begins.
        line: u32,
    },
}

impl DataError {
    fn line_mut(&mut self) -> Option<&mut u32> {
        match self {
            // The lines of a component that was read before are well formed.
            Self::Syntax(_) => None,
            Self::SeveralCalendars { line }
            | Self::Version { line }
            | Self::MissingProperty { line, .. }
            | Self::RepeatedProperty { line, .. }
            | Self::BadValue { line, .. }
            | Self::BadRule { line, .. }
            | Self::TooManyRules { line, .. }
            | Self::NothingLeft { line }
            | Self::CountTooLarge { line, .. } => Some(line),
        }
    }
}

impl ResourceError {
    fn line_mut(&mut self) -> Option<&mut u32> {
        match self {
            Self::NoComponent => None,
            Self::Method { line }
            | Self::SeveralKinds { line, .. }
            | Self::SeveralUids { line }
            | Self::SeveralMasters { line } => Some(line),
        }
    }
}
