//! Who takes part: ATTENDEE (RFC 5545 §3.8.4.1) and ORGANIZER (§3.8.4.3).

use std::borrow::Cow;

use super::CalAddress;
use super::participation::{CalendarUserType, ParticipationRole, ParticipationStatus};
use crate::{Component, Property};

impl<'a> Component<'a> {
    /// Views of its ATTENDEE properties, in order.
    ///
    /// ```
    /// use ta_ical::ICalendar;
    ///
    /// let ical = ICalendar::parse(&b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nATTENDEE;CN=Anna:mailto:anna@example.com\n\
    ///     ATTENDEE:mailto:ben@example.com\nEND:VEVENT\nEND:VCALENDAR\n"[..])?;
    /// let event = ical.root().components().next().expect("one");
    /// let names: Vec<_> = event.attendees().map(|attendee| attendee.common_name()).collect();
    /// assert_eq!(names, [Some("Anna".into()), None]);
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn attendees(&self) -> impl Iterator<Item = Attendee<'a>> + use<'a> {
        self.properties_named("ATTENDEE").map(Attendee::of)
    }

    /// A view of its ORGANIZER.
    ///
    /// ```
    /// use ta_ical::ICalendar;
    /// use ta_ical::value::CalAddress;
    ///
    /// let ical = ICalendar::parse(&b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nORGANIZER:MAILTO:anna@example.com\n\
    ///     END:VEVENT\nEND:VCALENDAR\n"[..])?;
    /// let organizer = ical.root().components().next().and_then(|event| event.organizer()).expect("it has one");
    /// assert_eq!(organizer.address(), CalAddress::new("mailto:anna@example.com"));
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn organizer(&self) -> Option<Organizer<'a>> {
        self.property("ORGANIZER").map(Organizer::of)
    }
}

/// A view of an ATTENDEE: who it is and what is asked of them. What is missing has the value that RFC 5545 §3.2 gives it.
///
/// ```
/// use ta_ical::ICalendar;
/// use ta_ical::value::{Attendee, CalAddress, CalendarUserType, ParticipationRole, ParticipationStatus};
///
/// let ical = ICalendar::parse(&b"BEGIN:VCALENDAR\nATTENDEE;RSVP=TRUE:mailto:anna@example.com\nEND:VCALENDAR\n"[..])?;
/// let anna = Attendee::of(ical.root().property("ATTENDEE").expect("one"));
/// assert_eq!(anna.address(), CalAddress::new("mailto:anna@example.com"));
/// assert_eq!(anna.status(), ParticipationStatus::NeedsAction);
/// assert_eq!(anna.role(), ParticipationRole::Required);
/// assert_eq!(anna.user_type(), CalendarUserType::Individual);
/// assert!(anna.is_reply_wanted());
/// # Ok::<(), ta_ical::ParseError>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Attendee<'a> {
    property: Property<'a>,
}

impl<'a> Attendee<'a> {
    /// The view of a property, whatever it is called.
    ///
    /// ```
    /// # let ical = ta_ical::ICalendar::parse(&b"BEGIN:VCALENDAR\nATTENDEE:mailto:a@example.com\nEND:VCALENDAR\n"[..])?;
    /// # let property = ical.root().properties().next().expect("one");
    /// use ta_ical::value::Attendee;
    ///
    /// assert_eq!(Attendee::of(property).address().mail(), Some("a@example.com"));
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub const fn of(property: Property<'a>) -> Self {
        Self { property }
    }

    /// The property that it is a view of.
    ///
    /// ```
    /// # let ical = ta_ical::ICalendar::parse(&b"BEGIN:VCALENDAR\nATTENDEE:mailto:a@example.com\nEND:VCALENDAR\n"[..])?;
    /// # let attendee = ical.root().attendees().next().expect("one");
    /// assert_eq!(attendee.property().line_number(), 2);
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub const fn property(&self) -> Property<'a> {
        self.property
    }

    /// Who it is.
    ///
    /// ```
    /// # let line = "ATTENDEE:MAILTO:Anna@example.com";
    /// # let ical = ta_ical::ICalendar::parse(format!("BEGIN:VCALENDAR\n{line}\nEND:VCALENDAR\n").into_bytes())?;
    /// # let attendee = ical.root().attendees().next().expect("one");
    /// assert_eq!(attendee.address().as_str(), "mailto:anna@example.com");
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn address(&self) -> CalAddress {
        CalAddress::new(self.property.value())
    }

    /// The name to show (CN, RFC 5545 §3.2.2).
    ///
    /// ```
    /// let line = "ATTENDEE;CN=\"Smith, John\":mailto:js@example.com";
    /// # let ical = ta_ical::ICalendar::parse(format!("BEGIN:VCALENDAR\n{line}\nEND:VCALENDAR\n").into_bytes())?;
    /// # let attendee = ical.root().attendees().next().expect("one");
    /// assert_eq!(attendee.common_name().expect("it has one"), "Smith, John");
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn common_name(&self) -> Option<Cow<'a, str>> {
        self.property.param("CN")
    }

    /// What they have answered (PARTSTAT, RFC 5545 §3.2.12).
    ///
    /// ```
    /// use ta_ical::value::ParticipationStatus;
    ///
    /// let line = "ATTENDEE;PARTSTAT=DECLINED:mailto:jsmith@example.com";
    /// # let ical = ta_ical::ICalendar::parse(format!("BEGIN:VCALENDAR\n{line}\nEND:VCALENDAR\n").into_bytes())?;
    /// # let attendee = ical.root().attendees().next().expect("one");
    /// assert_eq!(attendee.status(), ParticipationStatus::Declined);
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn status(&self) -> ParticipationStatus {
        ParticipationStatus::from_partstat(&self.param("PARTSTAT"))
    }

    /// As what they take part (ROLE, RFC 5545 §3.2.16).
    ///
    /// ```
    /// use ta_ical::value::ParticipationRole;
    ///
    /// let line = "ATTENDEE;ROLE=CHAIR:mailto:mrbig@example.com";
    /// # let ical = ta_ical::ICalendar::parse(format!("BEGIN:VCALENDAR\n{line}\nEND:VCALENDAR\n").into_bytes())?;
    /// # let attendee = ical.root().attendees().next().expect("one");
    /// assert_eq!(attendee.role(), ParticipationRole::Chair);
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn role(&self) -> ParticipationRole {
        ParticipationRole::from_role(&self.param("ROLE"))
    }

    /// What sort of calendar user it is (CUTYPE, RFC 5545 §3.2.3).
    ///
    /// ```
    /// use ta_ical::value::CalendarUserType;
    ///
    /// let line = "ATTENDEE;CUTYPE=GROUP:mailto:ietf-calsch@example.org";
    /// # let ical = ta_ical::ICalendar::parse(format!("BEGIN:VCALENDAR\n{line}\nEND:VCALENDAR\n").into_bytes())?;
    /// # let attendee = ical.root().attendees().next().expect("one");
    /// assert_eq!(attendee.user_type(), CalendarUserType::Group);
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn user_type(&self) -> CalendarUserType {
        CalendarUserType::from_cutype(&self.param("CUTYPE"))
    }

    /// Whether the organizer asks for an answer (RSVP, RFC 5545 §3.2.17). Several programs never say so.
    ///
    /// ```
    /// let line = "ATTENDEE;RSVP=TRUE:mailto:jsmith@example.com";
    /// # let ical = ta_ical::ICalendar::parse(format!("BEGIN:VCALENDAR\n{line}\nEND:VCALENDAR\n").into_bytes())?;
    /// # let attendee = ical.root().attendees().next().expect("one");
    /// assert!(attendee.is_reply_wanted());
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn is_reply_wanted(&self) -> bool {
        self.param("RSVP").trim_ascii().eq_ignore_ascii_case("TRUE")
    }

    /// The groups that they are invited with (MEMBER, RFC 5545 §3.2.11).
    ///
    /// ```
    /// let line = "ATTENDEE;MEMBER=\"mailto:ietf-calsch@example.org\":mailto:jsmith@example.com";
    /// # let ical = ta_ical::ICalendar::parse(format!("BEGIN:VCALENDAR\n{line}\nEND:VCALENDAR\n").into_bytes())?;
    /// # let attendee = ical.root().attendees().next().expect("one");
    /// assert_eq!(attendee.member_of().next().expect("one").mail(), Some("ietf-calsch@example.org"));
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn member_of(&self) -> impl Iterator<Item = CalAddress> + use<'a> {
        addresses(self.property, "MEMBER")
    }

    /// Whom they have sent in their place (DELEGATED-TO, RFC 5545 §3.2.5).
    ///
    /// ```
    /// let line = "ATTENDEE;DELEGATED-TO=\"mailto:jdoe@example.com\",\"mailto:jqpublic@example.com\":mailto:jsmith@example.com";
    /// # let ical = ta_ical::ICalendar::parse(format!("BEGIN:VCALENDAR\n{line}\nEND:VCALENDAR\n").into_bytes())?;
    /// # let attendee = ical.root().attendees().next().expect("one");
    /// assert_eq!(attendee.delegated_to().count(), 2);
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn delegated_to(&self) -> impl Iterator<Item = CalAddress> + use<'a> {
        addresses(self.property, "DELEGATED-TO")
    }

    /// In whose place they have been sent (DELEGATED-FROM, RFC 5545 §3.2.4).
    ///
    /// ```
    /// let line = "ATTENDEE;DELEGATED-FROM=\"mailto:jsmith@example.com\":mailto:jdoe@example.com";
    /// # let ical = ta_ical::ICalendar::parse(format!("BEGIN:VCALENDAR\n{line}\nEND:VCALENDAR\n").into_bytes())?;
    /// # let attendee = ical.root().attendees().next().expect("one");
    /// assert_eq!(attendee.delegated_from().next().expect("one").mail(), Some("jsmith@example.com"));
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn delegated_from(&self) -> impl Iterator<Item = CalAddress> + use<'a> {
        addresses(self.property, "DELEGATED-FROM")
    }

    /// Who acts for them (SENT-BY, RFC 5545 §3.2.18).
    ///
    /// ```
    /// let line = "ATTENDEE;SENT-BY=\"mailto:jan_doe@example.com\":mailto:jsmith@example.com";
    /// # let ical = ta_ical::ICalendar::parse(format!("BEGIN:VCALENDAR\n{line}\nEND:VCALENDAR\n").into_bytes())?;
    /// # let attendee = ical.root().attendees().next().expect("one");
    /// assert_eq!(attendee.sent_by().expect("it has one").mail(), Some("jan_doe@example.com"));
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn sent_by(&self) -> Option<CalAddress> {
        addresses(self.property, "SENT-BY").next()
    }

    /// Where more is said of them (DIR, RFC 5545 §3.2.6): a URI.
    ///
    /// ```
    /// let line = "ATTENDEE;DIR=\"ldap://example.com:6666/o=ABC\":mailto:jimdo@example.com";
    /// # let ical = ta_ical::ICalendar::parse(format!("BEGIN:VCALENDAR\n{line}\nEND:VCALENDAR\n").into_bytes())?;
    /// # let attendee = ical.root().attendees().next().expect("one");
    /// assert_eq!(attendee.directory_entry().expect("it has one"), "ldap://example.com:6666/o=ABC");
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn directory_entry(&self) -> Option<Cow<'a, str>> {
        self.property.param("DIR")
    }

    fn param(&self, name: &str) -> Cow<'a, str> {
        self.property.param(name).unwrap_or_default()
    }
}

/// A view of an ORGANIZER.
///
/// ```
/// use ta_ical::ICalendar;
/// use ta_ical::value::Organizer;
///
/// let ical = ICalendar::parse(&b"BEGIN:VCALENDAR\nORGANIZER;CN=John Smith:mailto:jsmith@example.com\n\
///     END:VCALENDAR\n"[..])?;
/// let organizer = Organizer::of(ical.root().property("ORGANIZER").expect("one"));
/// assert_eq!(organizer.common_name().expect("it has one"), "John Smith");
/// # Ok::<(), ta_ical::ParseError>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Organizer<'a> {
    property: Property<'a>,
}

impl<'a> Organizer<'a> {
    /// The view of a property, whatever it is called.
    ///
    /// ```
    /// # let ical = ta_ical::ICalendar::parse(&b"BEGIN:VCALENDAR\nORGANIZER:mailto:a@example.com\nEND:VCALENDAR\n"[..])?;
    /// # let property = ical.root().properties().next().expect("one");
    /// use ta_ical::value::Organizer;
    ///
    /// assert_eq!(Organizer::of(property).address().mail(), Some("a@example.com"));
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub const fn of(property: Property<'a>) -> Self {
        Self { property }
    }

    /// The property that it is a view of.
    ///
    /// ```
    /// # let ical = ta_ical::ICalendar::parse(&b"BEGIN:VCALENDAR\nORGANIZER:mailto:a@example.com\nEND:VCALENDAR\n"[..])?;
    /// # let organizer = ical.root().organizer().expect("one");
    /// assert_eq!(organizer.property().line_number(), 2);
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub const fn property(&self) -> Property<'a> {
        self.property
    }

    /// Who it is.
    ///
    /// ```
    /// # let ical = ta_ical::ICalendar::parse(&b"BEGIN:VCALENDAR\nORGANIZER:MAILTO:A@example.com\nEND:VCALENDAR\n"[..])?;
    /// # let organizer = ical.root().organizer().expect("one");
    /// assert_eq!(organizer.address().as_str(), "mailto:a@example.com");
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn address(&self) -> CalAddress {
        CalAddress::new(self.property.value())
    }

    /// The name to show (CN, RFC 5545 §3.2.2).
    ///
    /// ```
    /// let line = "ORGANIZER;CN=John Smith:mailto:jsmith@example.com";
    /// # let ical = ta_ical::ICalendar::parse(format!("BEGIN:VCALENDAR\n{line}\nEND:VCALENDAR\n").into_bytes())?;
    /// # let organizer = ical.root().organizer().expect("one");
    /// assert_eq!(organizer.common_name().expect("it has one"), "John Smith");
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn common_name(&self) -> Option<Cow<'a, str>> {
        self.property.param("CN")
    }

    /// Who acts for them (SENT-BY, RFC 5545 §3.2.18).
    ///
    /// ```
    /// let line = "ORGANIZER;SENT-BY=\"mailto:jane_doe@example.com\":mailto:jsmith@example.com";
    /// # let ical = ta_ical::ICalendar::parse(format!("BEGIN:VCALENDAR\n{line}\nEND:VCALENDAR\n").into_bytes())?;
    /// # let organizer = ical.root().organizer().expect("one");
    /// assert_eq!(organizer.sent_by().expect("it has one").mail(), Some("jane_doe@example.com"));
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn sent_by(&self) -> Option<CalAddress> {
        addresses(self.property, "SENT-BY").next()
    }

    /// Where more is said of them (DIR, RFC 5545 §3.2.6): a URI.
    ///
    /// ```
    /// let line = "ORGANIZER;DIR=\"ldap://example.com:6666/o=DC\":mailto:jsmith@example.com";
    /// # let ical = ta_ical::ICalendar::parse(format!("BEGIN:VCALENDAR\n{line}\nEND:VCALENDAR\n").into_bytes())?;
    /// # let organizer = ical.root().organizer().expect("one");
    /// assert_eq!(organizer.directory_entry().expect("it has one"), "ldap://example.com:6666/o=DC");
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn directory_entry(&self) -> Option<Cow<'a, str>> {
        self.property.param("DIR")
    }
}

/// The addresses in a parameter; none when it is missing.
fn addresses<'a>(property: Property<'a>, name: &str) -> impl Iterator<Item = CalAddress> + use<'a> {
    let param = property.params().find(|param| param.is(name));
    param.into_iter().flat_map(|param| param.values()).map(|value| CalAddress::new(&value))
}
