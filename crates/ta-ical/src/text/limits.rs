//! How much text is read at all.

/// Bounds on what [`ICalendar::parse_within`](super::ICalendar::parse_within) reads. Each is the largest allowed.
///
/// ```
/// use ta_ical::{ICalendar, Limits};
///
/// let limits = Limits { depth: 1, ..Limits::default() };
/// let nested = &b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR\n"[..];
/// let refusal = ICalendar::parse_within(nested, limits).unwrap_err();
/// assert_eq!(refusal.to_string(), "line 2: components nested more than 1 deep");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the whole stream. Never more than [`Limits::BYTES_MAX`], whatever is asked for.
    pub bytes: usize,
    /// Content lines, folds not counted.
    pub content_lines: usize,
    /// Components inside components, VCALENDAR being the first level.
    pub depth: usize,
}

impl Limits {
    /// The largest stream there can be: offsets into it are kept in 32 bits.
    ///
    /// ```
    /// use ta_ical::Limits;
    ///
    /// assert!(Limits::default().bytes <= Limits::BYTES_MAX);
    /// ```
    pub const BYTES_MAX: usize = 1 << 30;
}

impl Default for Limits {
    /// Room for a whole calendar on import. The doors set lower bounds for a single object.
    fn default() -> Self {
        Self { bytes: 128 << 20, content_lines: 4_000_000, depth: 64 }
    }
}
