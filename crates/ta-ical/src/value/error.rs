//! Why a value is not of the type that was asked for.

use std::fmt;

use thiserror::Error;

use crate::Property;

/// Why the value of a property cannot be read as the type that was asked for: where it stands, what was asked for, and the
/// rule that it breaks.
///
/// ```
/// use ta_ical::ICalendar;
/// use ta_ical::value::ValueType;
///
/// let ical = ICalendar::parse(&b"BEGIN:VCALENDAR\nPRIORITY:high\nEND:VCALENDAR\n"[..])?;
/// let refusal = ical.root().property("PRIORITY").expect("it has one").integer().unwrap_err();
/// assert_eq!((refusal.line, refusal.value_type), (2, ValueType::Integer));
/// assert_eq!(
///     refusal.to_string(),
///     "line 2: the value of PRIORITY is no INTEGER: digits, perhaps after a sign, from -2147483648 to 2147483647 \
///      (RFC 5545 §3.3.8)"
/// );
/// # Ok::<(), ta_ical::ParseError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("line {line}: the value of {property} is no {value_type}: {}", value_type.rule())]
pub struct ValueError {
    /// Where the property stands. Lines count from 1.
    pub line: u32,
    /// Its name, or the beginning of a long one.
    pub property: String,
    /// What was asked for.
    pub value_type: ValueType,
}

impl ValueError {
    pub(super) fn of(property: &Property<'_>, value_type: ValueType) -> Self {
        // A message must not grow with the input.
        const BYTES_MAX: usize = 40;
        let name = property.name();
        let name = name.get(..name.floor_char_boundary(BYTES_MAX)).unwrap_or(name);
        Self { line: property.line_number(), property: name.to_owned(), value_type }
    }
}

/// A value type that a reader of [`Property`] can ask for (RFC 5545 §3.3), and the structured values that some properties
/// make of TEXT and FLOAT.
///
/// ```
/// use ta_ical::value::ValueType;
///
/// assert_eq!(ValueType::UtcOffset.to_string(), "UTC-OFFSET");
/// assert!(ValueType::UtcOffset.rule().contains("§3.3.14"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the type of its name")]
pub enum ValueType {
    Binary,
    Boolean,
    Duration,
    Float,
    Integer,
    Period,
    Time,
    Uri,
    UtcOffset,
    /// A latitude and a longitude: two FLOATs (§3.8.1.6).
    Geo,
    /// What REQUEST-STATUS holds (§3.8.8.3).
    RequestStatus,
}

impl ValueType {
    /// Its name, as VALUE has it; for a structured value, what it is.
    ///
    /// ```
    /// use ta_ical::value::ValueType;
    ///
    /// assert_eq!(ValueType::Binary.as_str(), "BINARY");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Binary => "BINARY",
            Self::Boolean => "BOOLEAN",
            Self::Duration => "DURATION",
            Self::Float => "FLOAT",
            Self::Integer => "INTEGER",
            Self::Period => "PERIOD",
            Self::Time => "TIME",
            Self::Uri => "URI",
            Self::UtcOffset => "UTC-OFFSET",
            Self::Geo => "position",
            Self::RequestStatus => "request status",
        }
    }

    /// What a value of it looks like, and where that is written.
    ///
    /// ```
    /// use ta_ical::value::ValueType;
    ///
    /// assert_eq!(ValueType::Boolean.rule(), "TRUE or FALSE (RFC 5545 §3.3.2)");
    /// ```
    pub const fn rule(self) -> &'static str {
        match self {
            Self::Binary => "base64 (RFC 5545 §3.3.1)",
            Self::Boolean => "TRUE or FALSE (RFC 5545 §3.3.2)",
            Self::Duration => "such as P1DT2H30M or -PT15M (RFC 5545 §3.3.6)",
            Self::Float => "digits, perhaps after a sign and with a decimal point (RFC 5545 §3.3.7)",
            Self::Integer => "digits, perhaps after a sign, from -2147483648 to 2147483647 (RFC 5545 §3.3.8)",
            Self::Period => "a start, a slash, and an end or a DURATION (RFC 5545 §3.3.9)",
            Self::Time => "HHMMSS, with Z for UTC (RFC 5545 §3.3.12)",
            Self::Uri => "a scheme, a colon, and no blanks (RFC 5545 §3.3.13)",
            Self::UtcOffset => "a sign, then HHMM or HHMMSS (RFC 5545 §3.3.14)",
            Self::Geo => {
                "a latitude from -90 to 90, a semicolon, and a longitude from -180 to 180 (RFC 5545 §3.8.1.6)"
            }
            Self::RequestStatus => {
                "a code such as 3.1, a semicolon, a description, and perhaps a semicolon and data (RFC 5545 §3.8.8.3)"
            }
        }
    }
}

impl fmt::Display for ValueType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
