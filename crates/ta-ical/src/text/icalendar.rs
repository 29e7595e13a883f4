//! A parsed stream.

use std::sync::Arc;

use super::nest::{Line, Role, nest};
use super::unfold::unfold;
use super::{Component, Limits, ParseError};

/// An iCalendar stream (RFC 5545 §3.4): its bytes as they came, and an index of the content lines in them.
///
/// ```
/// use ta_ical::ICalendar;
///
/// let bytes = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nSUMMARY:Tea\\, \r\n cake\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
/// let ical = ICalendar::parse(&bytes[..])?;
/// let event = ical.root().components().next().expect("one component");
/// assert!(event.is("vevent"));
/// assert_eq!(event.property("SUMMARY").expect("a summary").text(), "Tea, cake");
/// assert_eq!(&ical.as_bytes()[..], &bytes[..]);
/// # Ok::<(), ta_ical::ParseError>(())
/// ```
#[derive(Clone, Debug)]
pub struct ICalendar {
    bytes: Arc<[u8]>,
    text: String,
    lines: Vec<Line>,
}

impl ICalendar {
    /// Reads a stream within the default [`Limits`], in time linear in its length.
    ///
    /// ```
    /// use ta_ical::{ICalendar, ParseError};
    ///
    /// assert!(ICalendar::parse(&b"BEGIN:VCALENDAR\nEND:VCALENDAR"[..]).is_ok());
    /// let refusal = ICalendar::parse(&b"BEGIN:VCALENDAR\nno colon\nEND:VCALENDAR"[..]).unwrap_err();
    /// assert_eq!(refusal, ParseError::NoColon { line: 2 });
    /// ```
    ///
    /// # Errors
    /// Any [`ParseError`]. What is read although RFC 5545 forbids it: lines that end in LF alone, a byte order mark,
    /// blank lines, no line end after the last line, names with unusual characters, names in any case.
    pub fn parse(bytes: impl Into<Arc<[u8]>>) -> Result<Self, ParseError> {
        Self::parse_within(bytes, Limits::default())
    }

    /// Reads a stream within stated limits.
    ///
    /// ```
    /// use ta_ical::{ICalendar, Limits, ParseError};
    ///
    /// let limits = Limits { bytes: 20, ..Limits::default() };
    /// let refusal = ICalendar::parse_within(&b"BEGIN:VCALENDAR\nEND:VCALENDAR\n"[..], limits).unwrap_err();
    /// assert_eq!(refusal, ParseError::TooLarge { size_bytes: 30, limit_bytes: 20 });
    /// ```
    ///
    /// # Errors
    /// As [`ICalendar::parse`].
    pub fn parse_within(bytes: impl Into<Arc<[u8]>>, limits: Limits) -> Result<Self, ParseError> {
        let bytes = bytes.into();
        let unfolded = unfold(&bytes, limits)?;
        let lines = nest(&bytes, &unfolded, limits)?;
        Ok(Self { bytes, text: unfolded.text, lines })
    }

    /// The stream, byte for byte.
    ///
    /// ```
    /// use ta_ical::ICalendar;
    ///
    /// let bytes = &b"BEGIN:VCALENDAR\r\nX:\r\n  folded\nEND:VCALENDAR"[..];
    /// assert_eq!(&ICalendar::parse(bytes)?.as_bytes()[..], bytes);
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub const fn as_bytes(&self) -> &Arc<[u8]> {
        &self.bytes
    }

    /// The first VCALENDAR, in nearly every stream the only one.
    ///
    /// ```
    /// use ta_ical::ICalendar;
    ///
    /// let ical = ICalendar::parse(&b"BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n"[..])?;
    /// assert_eq!(ical.root().property("VERSION").expect("it has one").value(), "2.0");
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub const fn root(&self) -> Component<'_> {
        Component::at(self, 0)
    }

    /// Every VCALENDAR of the stream.
    ///
    /// ```
    /// use ta_ical::ICalendar;
    ///
    /// let ical = ICalendar::parse("BEGIN:VCALENDAR\nEND:VCALENDAR\n".repeat(3).into_bytes())?;
    /// assert_eq!(ical.calendars().count(), 3);
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn calendars(&self) -> impl Iterator<Item = Component<'_>> {
        let mut next = 0;
        std::iter::from_fn(move || {
            let calendar = Component::at(self, next);
            let Role::Begin { end } = self.line(next)?.role else { return None };
            next = end + 1;
            Some(calendar)
        })
    }

    /// The component that [`Component::index`] names.
    pub(crate) const fn component_at(&self, index: u32) -> Component<'_> {
        Component::at(self, index)
    }

    pub(super) fn line(&self, index: u32) -> Option<&Line> {
        self.lines.get(index as usize)
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }
}
