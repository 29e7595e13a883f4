//! A VFREEBUSY that answers when somebody is busy.

use jiff::Timestamp;

use super::{BusyPeriods, BusyType};
use crate::CalTime;
use crate::edit::ContentLine;

/// The answer to a question for free-busy time: a VFREEBUSY (RFC 5545 §3.6.4) with the busy periods, one FREEBUSY
/// property for each type. Free time is what is left, and not written (RFC 4791 §7.10).
///
/// ```
/// use ta_ical::freebusy::{BusyPeriod, BusyPeriods, BusyType, FreeBusyAnswer};
///
/// let at = |text: &str| text.parse().expect("a time");
/// let busy = BusyPeriod::new(at("2006-01-04T19:00:00Z"), at("2006-01-04T20:00:00Z"), BusyType::Busy);
/// let answer = FreeBusyAnswer {
///     product: "-//Example//Doc//EN",
///     uid: "1@example.com",
///     stamp_utc: at("2005-01-25T09:00:00Z"),
///     start_utc: at("2006-01-04T14:00:00Z"),
///     end_utc: at("2006-01-05T22:00:00Z"),
///     busy: &busy.into_iter().collect::<BusyPeriods>(),
///     reply: None,
/// };
/// let text = String::from_utf8(answer.to_bytes()).expect("text");
/// assert!(text.contains("FREEBUSY;FBTYPE=BUSY:20060104T190000Z/20060104T200000Z\r\n"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FreeBusyAnswer<'t> {
    /// PRODID, the program that answers.
    pub product: &'t str,
    /// UID, that of the question if it had one.
    pub uid: &'t str,
    /// DTSTAMP, when the answer is made.
    pub stamp_utc: Timestamp,
    /// DTSTART, from when on the answer tells.
    pub start_utc: Timestamp,
    /// DTEND, until when it tells.
    pub end_utc: Timestamp,
    /// The busy time between the two.
    pub busy: &'t BusyPeriods,
    /// Who asked whom, where the answer is an iTIP reply (RFC 5546 §3.3.3).
    pub reply: Option<FreeBusyReply<'t>>,
}

/// Who asked whom.
///
/// ```
/// use ta_ical::freebusy::{BusyPeriods, FreeBusyAnswer, FreeBusyReply};
///
/// let answer = FreeBusyAnswer {
///     product: "-//Example//Doc//EN",
///     uid: "1@example.com",
///     stamp_utc: "2026-11-27T07:00:00Z".parse()?,
///     start_utc: "2026-11-27T00:00:00Z".parse()?,
///     end_utc: "2026-11-28T00:00:00Z".parse()?,
///     busy: &BusyPeriods::FREE,
///     reply: Some(FreeBusyReply { organizer: "mailto:anna@example.com", attendee: "mailto:ben@example.com" }),
/// };
/// let text = String::from_utf8(answer.to_bytes())?;
/// assert!(text.contains("METHOD:REPLY\r\n") && text.contains("ATTENDEE:mailto:ben@example.com\r\n"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FreeBusyReply<'t> {
    /// ORGANIZER, who asked, as the question has it.
    pub organizer: &'t str,
    /// ATTENDEE, whose time it is, as the question has it.
    pub attendee: &'t str,
}

impl FreeBusyAnswer<'_> {
    /// The answer as text, lines ending in CRLF.
    ///
    /// ```
    /// use ta_ical::CalendarObject;
    /// use ta_ical::freebusy::{BusyPeriods, FreeBusyAnswer};
    ///
    /// let answer = FreeBusyAnswer {
    ///     product: "-//Example//Doc//EN",
    ///     uid: "1@example.com",
    ///     stamp_utc: "2026-11-27T07:00:00Z".parse()?,
    ///     start_utc: "2026-11-27T00:00:00Z".parse()?,
    ///     end_utc: "2026-11-28T00:00:00Z".parse()?,
    ///     busy: &BusyPeriods::FREE,
    ///     reply: None,
    /// };
    /// let object = CalendarObject::from_bytes(answer.to_bytes())?;
    /// let component = object.master().expect("one");
    /// assert!(component.is("VFREEBUSY") && component.property("FREEBUSY").is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = String::new();
        self.lines().iter().for_each(|line| line.write(&mut out, "\r\n"));
        out.into_bytes()
    }

    fn lines(&self) -> Vec<ContentLine> {
        let time = |name, instant| ContentLine::time(name, &CalTime::Utc(instant));
        let mut lines = vec![
            ContentLine::raw("BEGIN", "VCALENDAR"),
            ContentLine::raw("VERSION", "2.0"),
            ContentLine::text("PRODID", self.product),
        ];
        lines.extend(self.reply.map(|_| ContentLine::raw("METHOD", "REPLY")));
        lines.extend([
            ContentLine::raw("BEGIN", "VFREEBUSY"),
            ContentLine::text("UID", self.uid),
            time("DTSTAMP", self.stamp_utc),
            time("DTSTART", self.start_utc),
            time("DTEND", self.end_utc),
        ]);
        if let Some(FreeBusyReply { organizer, attendee }) = self.reply {
            lines.push(ContentLine::raw("ORGANIZER", organizer));
            lines.push(ContentLine::raw("ATTENDEE", attendee));
        }
        lines.extend(BusyType::ALL.into_iter().rev().filter_map(|busy_type| self.freebusy(busy_type)));
        lines.extend([ContentLine::raw("END", "VFREEBUSY"), ContentLine::raw("END", "VCALENDAR")]);
        lines
    }

    /// The periods of one type in order (RFC 5545 §3.8.2.6), if there are any.
    fn freebusy(&self, busy_type: BusyType) -> Option<ContentLine> {
        let value = |instant| CalTime::Utc(instant).to_value();
        let periods = self.busy.iter().filter(|period| period.busy_type() == busy_type);
        let values: Vec<String> = periods
            .map(|period| format!("{}/{}", value(period.start_utc()), value(period.end_utc())))
            .collect();
        let line =
            || ContentLine::raw("FREEBUSY", &values.join(",")).with_param("FBTYPE", busy_type.as_str());
        (!values.is_empty()).then(line)
    }
}
