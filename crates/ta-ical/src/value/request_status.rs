//! REQUEST-STATUS (RFC 5545 §3.8.8.3).

use std::borrow::Cow;

use super::{ValueError, ValueType};
use crate::Property;
use crate::text::{split_structured, unescape_text};

/// What a REQUEST-STATUS says of a scheduling message.
///
/// ```
/// use ta_ical::ICalendar;
///
/// let ical = ICalendar::parse(&b"BEGIN:VCALENDAR\nREQUEST-STATUS:3.1;Invalid property value;DTSTART:96-Apr-01\n\
///     END:VCALENDAR\n"[..])?;
/// let status = ical.root().property("REQUEST-STATUS").expect("one").request_status()?;
/// assert_eq!((status.code, status.description.as_ref()), ("3.1", "Invalid property value"));
/// assert_eq!(status.data.as_deref(), Some("DTSTART:96-Apr-01"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestStatus<'a> {
    /// Two or three numbers with periods between.
    pub code: &'a str,
    /// What it means, in words.
    pub description: Cow<'a, str>,
    /// What it is about, such as the offending property.
    pub data: Option<Cow<'a, str>>,
}

/// The first number of a status code (RFC 5545 §3.8.8.3).
///
/// ```
/// use ta_ical::value::StatusClass;
///
/// assert!(StatusClass::ClientError > StatusClass::Success);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StatusClass {
    /// Processed so far, not completed.
    Preliminary,
    /// Done, perhaps in part or in another way.
    Success,
    /// The request is wrong.
    ClientError,
    /// The request is right and cannot be done.
    SchedulingError,
    /// One that RFC 5545 does not know.
    Other,
}

impl RequestStatus<'_> {
    /// What the code means on the whole.
    ///
    /// ```
    /// use ta_ical::value::{RequestStatus, StatusClass};
    ///
    /// let status = RequestStatus { code: "2.0", description: "Success".into(), data: None };
    /// assert_eq!(status.class(), StatusClass::Success);
    /// ```
    pub fn class(&self) -> StatusClass {
        match self.code.split('.').next() {
            Some("1") => StatusClass::Preliminary,
            Some("2") => StatusClass::Success,
            Some("3") => StatusClass::ClientError,
            Some("4") => StatusClass::SchedulingError,
            _ => StatusClass::Other,
        }
    }
}

impl<'a> Property<'a> {
    /// Its value read as what REQUEST-STATUS holds (RFC 5545 §3.8.8.3). A description may be left out, as some programs
    /// do; semicolons after the second belong to the data.
    ///
    /// ```
    /// let line = "REQUEST-STATUS:4.1;Event conflict.  Date-time is busy.";
    /// # let text = format!("BEGIN:VCALENDAR\n{line}\nEND:VCALENDAR\n");
    /// # let ical = ta_ical::ICalendar::parse(text.into_bytes())?;
    /// # let property = ical.root().properties().next().expect("one");
    /// assert_eq!(property.request_status()?.code, "4.1");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`ValueError`] when it does not begin with a status code.
    pub fn request_status(&self) -> Result<RequestStatus<'a>, ValueError> {
        let (code, rest) = split_structured(self.value());
        let code = code.trim_ascii();
        if !is_status_code(code) {
            return Err(ValueError::of(self, ValueType::RequestStatus));
        }
        let (description, data) = rest.map_or(("", None), split_structured);
        Ok(RequestStatus {
            code,
            description: unescape_text(description.trim_ascii()),
            data: data.map(unescape_text),
        })
    }
}

fn is_status_code(code: &str) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    matches!(code.split('.').count(), 2 | 3) && code.split('.').all(is_number)
}
