//! A component of a stream.

use std::fmt;
use std::ops::Range;

use super::nest::Role;
use super::span::Span;
use super::unfold::line_number;
use super::{ICalendar, Property};

/// A view of one component (RFC 5545 §3.6): a BEGIN, its END and what lies between.
///
/// ```
/// # let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Tea\nBEGIN:VALARM\nACTION:AUDIO\nEND:VALARM\n\
/// #             END:VEVENT\nEND:VCALENDAR\n";
/// # let ical = ta_ical::ICalendar::parse(text.as_bytes())?;
/// # let event = ical.root().components().next().expect("one");
/// assert_eq!((event.name(), event.line_number()), ("VEVENT", 2));
/// assert_eq!(event.properties().count(), 2);
/// assert_eq!(event.components().next().map(|alarm| alarm.name()), Some("VALARM"));
/// # Ok::<(), ta_ical::ParseError>(())
/// ```
#[derive(Clone, Copy)]
pub struct Component<'a> {
    ical: &'a ICalendar,
    begin: u32,
}

impl<'a> Component<'a> {
    pub(super) const fn at(ical: &'a ICalendar, begin: u32) -> Self {
        Self { ical, begin }
    }

    /// Its name as written, such as `VEVENT`.
    ///
    /// ```
    /// use ta_ical::ICalendar;
    ///
    /// let ical = ICalendar::parse(&b"begin:vcalendar\nend:vcalendar\n"[..])?;
    /// assert_eq!(ical.root().name(), "vcalendar");
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn name(&self) -> &'a str {
        self.ical.line(self.begin).map_or("", |line| line.value().of(self.ical.text()).trim_ascii())
    }

    /// Whether it is the component called `name`, in any case.
    ///
    /// ```
    /// # let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Tea\nBEGIN:VALARM\nACTION:AUDIO\nEND:VALARM\n\
    /// #             END:VEVENT\nEND:VCALENDAR\n";
    /// # let ical = ta_ical::ICalendar::parse(text.as_bytes())?;
    /// # let event = ical.root().components().next().expect("one");
    /// assert!(event.is("vevent"));
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn is(&self, name: &str) -> bool {
        self.name().eq_ignore_ascii_case(name)
    }

    /// Its own properties in order, those of its sub-components not among them.
    ///
    /// ```
    /// # let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Tea\nBEGIN:VALARM\nACTION:AUDIO\nEND:VALARM\n\
    /// #             END:VEVENT\nEND:VCALENDAR\n";
    /// # let ical = ta_ical::ICalendar::parse(text.as_bytes())?;
    /// # let event = ical.root().components().next().expect("one");
    /// let names: Vec<_> = event.properties().map(|property| property.name()).collect();
    /// assert_eq!(names, ["UID", "SUMMARY"]);
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn properties(&self) -> impl Iterator<Item = Property<'a>> + use<'a> {
        let ical = self.ical;
        self.items().filter_map(move |(index, role)| match role {
            Role::Property => Some(Property::at(ical, index)),
            Role::Begin { .. } | Role::End => None,
        })
    }

    /// Its sub-components in order.
    ///
    /// ```
    /// # let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Tea\nBEGIN:VALARM\nACTION:AUDIO\nEND:VALARM\n\
    /// #             END:VEVENT\nEND:VCALENDAR\n";
    /// # let ical = ta_ical::ICalendar::parse(text.as_bytes())?;
    /// # let event = ical.root().components().next().expect("one");
    /// let names: Vec<_> = event.components().map(|component| component.name()).collect();
    /// assert_eq!(names, ["VALARM"]);
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn components(&self) -> impl Iterator<Item = Self> + use<'a> {
        let ical = self.ical;
        self.items().filter_map(move |(index, role)| match role {
            Role::Begin { .. } => Some(Self::at(ical, index)),
            Role::Property | Role::End => None,
        })
    }

    /// Its first property called `name`, in any case.
    ///
    /// ```
    /// # let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Tea\nBEGIN:VALARM\nACTION:AUDIO\nEND:VALARM\n\
    /// #             END:VEVENT\nEND:VCALENDAR\n";
    /// # let ical = ta_ical::ICalendar::parse(text.as_bytes())?;
    /// # let event = ical.root().components().next().expect("one");
    /// assert_eq!(event.property("uid").expect("it has one").value(), "1");
    /// assert!(event.property("ACTION").is_none(), "that is the alarm's");
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn property(&self, name: &str) -> Option<Property<'a>> {
        self.properties().find(|property| property.is(name))
    }

    /// Its properties called `name`, in any case.
    ///
    /// ```
    /// use ta_ical::ICalendar;
    ///
    /// let ical = ICalendar::parse(&b"BEGIN:VCALENDAR\nX:1\nY:2\nx:3\nEND:VCALENDAR\n"[..])?;
    /// let values: Vec<_> = ical.root().properties_named("X").map(|property| property.value()).collect();
    /// assert_eq!(values, ["1", "3"]);
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn properties_named<'n>(&self, name: &'n str) -> impl Iterator<Item = Property<'a>> + use<'a, 'n> {
        self.properties().filter(move |property| property.is(name))
    }

    /// Its sub-components called `name`, in any case.
    ///
    /// ```
    /// # let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Tea\nBEGIN:VALARM\nACTION:AUDIO\nEND:VALARM\n\
    /// #             END:VEVENT\nEND:VCALENDAR\n";
    /// # let ical = ta_ical::ICalendar::parse(text.as_bytes())?;
    /// # let event = ical.root().components().next().expect("one");
    /// assert_eq!(event.components_named("valarm").count(), 1);
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn components_named<'n>(&self, name: &'n str) -> impl Iterator<Item = Self> + use<'a, 'n> {
        self.components().filter(move |component| component.is(name))
    }

    /// Its bytes, from BEGIN to the end of the line of its END.
    ///
    /// ```
    /// # let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Tea\nBEGIN:VALARM\nACTION:AUDIO\nEND:VALARM\n\
    /// #             END:VEVENT\nEND:VCALENDAR\n";
    /// # let ical = ta_ical::ICalendar::parse(text.as_bytes())?;
    /// # let event = ical.root().components().next().expect("one");
    /// let alarm = event.components().next().expect("it has one");
    /// assert_eq!(alarm.raw(), b"BEGIN:VALARM\nACTION:AUDIO\nEND:VALARM\n");
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn raw(&self) -> &'a [u8] {
        self.ical.as_bytes().get(self.raw_range()).unwrap_or_default()
    }

    /// The number, from 1, of the line of its BEGIN.
    ///
    /// ```
    /// # let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Tea\nBEGIN:VALARM\nACTION:AUDIO\nEND:VALARM\n\
    /// #             END:VEVENT\nEND:VCALENDAR\n";
    /// # let ical = ta_ical::ICalendar::parse(text.as_bytes())?;
    /// # let event = ical.root().components().next().expect("one");
    /// let alarm = event.components().next().expect("it has one");
    /// assert_eq!(alarm.line_number(), 5);
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn line_number(&self) -> u32 {
        line_number(self.ical.as_bytes(), self.begin_span())
    }

    /// The stream it is part of.
    ///
    /// ```
    /// # let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Tea\nBEGIN:VALARM\nACTION:AUDIO\nEND:VALARM\n\
    /// #             END:VEVENT\nEND:VCALENDAR\n";
    /// # let ical = ta_ical::ICalendar::parse(text.as_bytes())?;
    /// # let event = ical.root().components().next().expect("one");
    /// assert_eq!(event.ical().as_bytes(), ical.as_bytes());
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub const fn ical(&self) -> &'a ICalendar {
        self.ical
    }

    /// What names it within its stream, for those who cannot hold a view.
    pub(crate) const fn index(&self) -> u32 {
        self.begin
    }

    /// Where its bytes lie in the stream.
    pub(crate) fn raw_range(&self) -> Range<usize> {
        self.begin_span().range().start..self.end_span().range().end
    }

    /// The bytes of its BEGIN line.
    pub(crate) fn begin_line(&self) -> &'a [u8] {
        self.begin_span().of_bytes(self.ical.as_bytes())
    }

    /// The bytes of its END line.
    pub(crate) fn end_line(&self) -> &'a [u8] {
        self.end_span().of_bytes(self.ical.as_bytes())
    }

    /// Where in the stream its first sub-component begins, or its END when it has none.
    pub(crate) fn first_inner_component_start(&self) -> usize {
        self.components().next().map_or(self.end_line_start(), |inner| inner.raw_range().start)
    }

    /// Where in the stream its END line begins.
    pub(crate) fn end_line_start(&self) -> usize {
        self.end_span().range().start
    }

    fn begin_span(&self) -> Span {
        self.ical.line(self.begin).map(|line| line.raw).unwrap_or_default()
    }

    fn end_span(&self) -> Span {
        self.ical.line(self.end()).map(|line| line.raw).unwrap_or_default()
    }

    fn end(&self) -> u32 {
        match self.ical.line(self.begin).map(|line| line.role) {
            Some(Role::Begin { end }) => end,
            _ => self.begin,
        }
    }

    /// The index and role of what lies directly inside, sub-components stepped over.
    fn items(&self) -> impl Iterator<Item = (u32, Role)> + use<'a> {
        let (ical, end) = (self.ical, self.end());
        let mut next = self.begin + 1;
        std::iter::from_fn(move || {
            let index = next;
            let role = ical.line(index).filter(|_| index < end)?.role;
            next = match role {
                Role::Begin { end } => end + 1,
                Role::Property | Role::End => index + 1,
            };
            Some((index, role))
        })
    }
}

impl PartialEq for Component<'_> {
    /// Whether both are the same component of the same stream.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.ical, other.ical) && self.begin == other.begin
    }
}

impl Eq for Component<'_> {}

impl fmt::Debug for Component<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Component").field("name", &self.name()).field("line", &self.line_number()).finish()
    }
}
