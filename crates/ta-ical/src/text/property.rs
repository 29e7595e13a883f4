//! A property of a component.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use super::escape::{split_texts, unescape_text};
use super::unfold::line_number;
use super::{Component, ICalendar, Params};

/// A view of one property (RFC 5545 §3.1): a content line with its folds undone.
///
/// ```
/// let line = "SUMMARY;LANGUAGE=en:Tea\\, and cake";
/// # let text = format!("BEGIN:VCALENDAR\n{line}\nEND:VCALENDAR\n");
/// # let ical = ta_ical::ICalendar::parse(text.into_bytes())?;
/// # let property = ical.root().properties().next().expect("one");
/// assert_eq!(property.name(), "SUMMARY");
/// assert_eq!(property.param("language").expect("it has one"), "en");
/// assert_eq!(property.value(), "Tea\\, and cake");
/// assert_eq!(property.text(), "Tea, and cake");
/// # Ok::<(), ta_ical::ParseError>(())
/// ```
#[derive(Clone, Copy)]
pub struct Property<'a> {
    ical: &'a ICalendar,
    line: u32,
}

impl<'a> Property<'a> {
    pub(super) const fn at(ical: &'a ICalendar, line: u32) -> Self {
        Self { ical, line }
    }

    /// Its name as written.
    ///
    /// ```
    /// let line = "summary:Tea";
    /// # let text = format!("BEGIN:VCALENDAR\n{line}\nEND:VCALENDAR\n");
    /// # let ical = ta_ical::ICalendar::parse(text.into_bytes())?;
    /// # let property = ical.root().properties().next().expect("one");
    /// assert_eq!(property.name(), "summary");
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn name(&self) -> &'a str {
        self.ical.line(self.line).map_or("", |line| line.name().of(self.ical.text()))
    }

    /// Whether it is called `name`, in any case.
    ///
    /// ```
    /// let line = "summary:Tea";
    /// # let text = format!("BEGIN:VCALENDAR\n{line}\nEND:VCALENDAR\n");
    /// # let ical = ta_ical::ICalendar::parse(text.into_bytes())?;
    /// # let property = ical.root().properties().next().expect("one");
    /// assert!(property.is("SUMMARY"));
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn is(&self, name: &str) -> bool {
        self.name().eq_ignore_ascii_case(name)
    }

    /// Its parameters in order.
    ///
    /// ```
    /// let line = "X;A=1;B=2:value";
    /// # let text = format!("BEGIN:VCALENDAR\n{line}\nEND:VCALENDAR\n");
    /// # let ical = ta_ical::ICalendar::parse(text.into_bytes())?;
    /// # let property = ical.root().properties().next().expect("one");
    /// assert_eq!(property.params().count(), 2);
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn params(&self) -> Params<'a> {
        Params::new(self.ical.line(self.line).map_or("", |line| line.params().of(self.ical.text())))
    }

    /// The first value of its parameter called `name`, in any case, decoded (RFC 6868).
    ///
    /// ```
    /// let line = "X;A=\"one; two\":value";
    /// # let text = format!("BEGIN:VCALENDAR\n{line}\nEND:VCALENDAR\n");
    /// # let ical = ta_ical::ICalendar::parse(text.into_bytes())?;
    /// # let property = ical.root().properties().next().expect("one");
    /// assert_eq!(property.param("a").expect("it has one"), "one; two");
    /// assert_eq!(property.param("B"), None);
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn param(&self, name: &str) -> Option<Cow<'a, str>> {
        self.params().find(|param| param.is(name)).map(|param| param.value())
    }

    /// Its value as written, unfolded but with its escapes.
    ///
    /// ```
    /// let line = "X;A=1:b:c\\, d";
    /// # let text = format!("BEGIN:VCALENDAR\n{line}\nEND:VCALENDAR\n");
    /// # let ical = ta_ical::ICalendar::parse(text.into_bytes())?;
    /// # let property = ical.root().properties().next().expect("one");
    /// assert_eq!(property.value(), "b:c\\, d");
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn value(&self) -> &'a str {
        self.ical.line(self.line).map_or("", |line| line.value().of(self.ical.text()))
    }

    /// Its value read as TEXT (RFC 5545 §3.3.11). An escape that the RFC does not know stays as it is.
    ///
    /// ```
    /// let line = "X:Tea\\; cake\\nand more";
    /// # let text = format!("BEGIN:VCALENDAR\n{line}\nEND:VCALENDAR\n");
    /// # let ical = ta_ical::ICalendar::parse(text.into_bytes())?;
    /// # let property = ical.root().properties().next().expect("one");
    /// assert_eq!(property.text(), "Tea; cake\nand more");
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn text(&self) -> Cow<'a, str> {
        unescape_text(self.value())
    }

    /// Its value read as a list of TEXT, parted at commas, as in CATEGORIES (RFC 5545 §3.1.1).
    ///
    /// ```
    /// let line = "CATEGORIES:Tea\\, cake,Work";
    /// # let text = format!("BEGIN:VCALENDAR\n{line}\nEND:VCALENDAR\n");
    /// # let ical = ta_ical::ICalendar::parse(text.into_bytes())?;
    /// # let property = ical.root().properties().next().expect("one");
    /// assert_eq!(property.texts().collect::<Vec<_>>(), ["Tea, cake", "Work"]);
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn texts(&self) -> impl Iterator<Item = Cow<'a, str>> + use<'a> {
        split_texts(self.value()).map(unescape_text)
    }

    /// Its bytes, folds and line end included.
    ///
    /// ```
    /// use ta_ical::ICalendar;
    ///
    /// let ical = ICalendar::parse(&b"BEGIN:VCALENDAR\r\nX:\r\n  folded\r\nEND:VCALENDAR\r\n"[..])?;
    /// assert_eq!(ical.root().property("X").expect("it has one").raw(), b"X:\r\n  folded\r\n");
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn raw(&self) -> &'a [u8] {
        self.ical.line(self.line).map_or(&[], |line| line.raw.of_bytes(self.ical.as_bytes()))
    }

    /// The outermost component that it stands in.
    pub(crate) fn calendar(&self) -> Option<Component<'a>> {
        self.ical.calendars().take_while(|calendar| calendar.index() < self.line).last()
    }

    /// Where its bytes lie in the stream.
    pub(crate) fn raw_range(&self) -> Range<usize> {
        self.ical.line(self.line).map_or(0..0, |line| line.raw.range())
    }

    /// The number, from 1, of its first line in the stream.
    ///
    /// ```
    /// let line = "X:1";
    /// # let text = format!("BEGIN:VCALENDAR\n{line}\nEND:VCALENDAR\n");
    /// # let ical = ta_ical::ICalendar::parse(text.into_bytes())?;
    /// # let property = ical.root().properties().next().expect("one");
    /// assert_eq!(property.line_number(), 2);
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn line_number(&self) -> u32 {
        self.ical.line(self.line).map_or(1, |line| line_number(self.ical.as_bytes(), line.raw))
    }
}

impl fmt::Debug for Property<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Property").field("name", &self.name()).field("line", &self.line_number()).finish()
    }
}
