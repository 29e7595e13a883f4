//! Why text is not iCalendar.

use thiserror::Error;

/// Why bytes are no iCalendar stream (RFC 5545 §3.1 and §3.4). Lines count from 1 and are lines of the bytes, each fold
/// being one; a fault in a folded content line is reported at its first.
///
/// ```
/// use ta_ical::{ICalendar, ParseError};
///
/// let refusal = ICalendar::parse(&b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\n"[..]).unwrap_err();
/// assert!(matches!(refusal, ParseError::MismatchedEnd { line: 3, .. }));
/// assert_eq!(refusal.to_string(), "line 3: END:VCALENDAR while VEVENT of line 2 is open");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ParseError {
    /// There is no component at all.
    #[error("there is no BEGIN:VCALENDAR")]
    Empty,
    /// The stream is longer than allowed.
    #[error("{size_bytes} bytes are more than the {limit_bytes} allowed")]
    TooLarge {
        /// Its length.
        size_bytes: usize,
        /// The longest allowed.
        limit_bytes: usize,
    },
    /// There are more content lines than allowed.
    #[error("line {line}: more than {limit} content lines")]
    TooManyLines {
        /// Where the first line too many stands.
        line: u32,
        /// The most allowed.
        limit: usize,
    },
    /// Components are nested deeper than allowed.
    #[error("line {line}: components nested more than {limit} deep")]
    TooDeep {
        /// Where the first component too deep begins.
        line: u32,
        /// The deepest allowed.
        limit: usize,
    },
    /// A control character other than a tab (RFC 5545 §3.1). XML cannot carry these, so a calendar that held one
    /// could not be reported to any client. A carriage return counts unless a line feed follows.
    #[error("line {line}: control character 0x{byte:02X}")]
    ControlCharacter {
        /// Where it stands.
        line: u32,
        /// The character.
        byte: u8,
    },
    /// Bytes that are not UTF-8 even after unfolding (RFC 5545 §3.1.4).
    #[error("line {line}: not UTF-8")]
    NotUtf8 {
        /// Where they stand.
        line: u32,
    },
    /// A content line without a usable name before its first `;` or `:`.
    #[error("line {line}: no property name")]
    NoName {
        /// Where it stands.
        line: u32,
    },
    /// A content line without the colon that ends name and parameters.
    #[error("line {line}: no colon after the property name")]
    NoColon {
        /// Where it stands.
        line: u32,
    },
    /// A parameter that is not `name=value`.
    #[error("line {line}: a parameter is not of the form name=value")]
    BadParameter {
        /// Where it stands.
        line: u32,
    },
    /// A quoted parameter value without its closing quote.
    #[error("line {line}: a quoted parameter value does not end")]
    UnterminatedQuote {
        /// Where it stands.
        line: u32,
    },
    /// A property before the first BEGIN or after the last END.
    #[error("line {line}: a property outside every component")]
    OutsideComponent {
        /// Where it stands.
        line: u32,
    },
    /// An outermost component that is not VCALENDAR (RFC 5545 §3.4).
    #[error("line {line}: BEGIN:{name} where BEGIN:VCALENDAR belongs")]
    NotVcalendar {
        /// Where it begins.
        line: u32,
        /// Its name.
        name: String,
    },
    /// An END while no component is open.
    #[error("line {line}: END:{name} without a BEGIN")]
    UnexpectedEnd {
        /// Where it stands.
        line: u32,
        /// The name it gives.
        name: String,
    },
    /// An END of another component than the innermost open one.
    #[error("line {line}: END:{name} while {open} of line {open_line} is open")]
    MismatchedEnd {
        /// Where it stands.
        line: u32,
        /// The name it gives.
        name: String,
        /// The component that is open.
        open: String,
        /// Where that component begins.
        open_line: u32,
    },
    /// A component that does not end before the stream does.
    #[error("line {line}: {name} does not end")]
    Unclosed {
        /// Where it begins.
        line: u32,
        /// Its name.
        name: String,
    },
}
