//! The value types of RFC 5545 §3.3, read from the text of a property when somebody asks.
//!
//! Readers of single values are methods of [`Property`](crate::Property); who takes part is a view of a property. Whatever
//! cannot be read is told with its line, its property and the rule that it breaks.
//!
//! ```
//! use ta_ical::ICalendar;
//! use ta_ical::value::{CalAddress, ParticipationStatus};
//!
//! let ical = ICalendar::parse(&b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSEQUENCE:2\nPRIORITY:high\n\
//!     ATTENDEE;PARTSTAT=ACCEPTED:MAILTO:Anna@example.com\nEND:VEVENT\nEND:VCALENDAR\n"[..])?;
//! let event = ical.root().components().next().expect("one");
//! assert_eq!(event.property("SEQUENCE").expect("it has one").integer()?, 2);
//! assert_eq!(event.property("PRIORITY").expect("it has one").integer().unwrap_err().line, 4);
//!
//! let anna = event.attendees().next().expect("one");
//! assert_eq!(anna.address(), CalAddress::new("mailto:anna@example.com"));
//! assert_eq!(anna.status(), ParticipationStatus::Accepted);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod read;

mod cal_address;
mod error;
mod participant;
mod participation;
mod period;
mod request_status;
mod time_of_day;

pub use cal_address::CalAddress;
pub use error::{ValueError, ValueType};
pub use participant::{Attendee, Organizer};
pub use participation::{CalendarUserType, ParticipationRole, ParticipationStatus};
pub use period::{Period, PeriodEnd};
pub use request_status::{RequestStatus, StatusClass};
pub use time_of_day::TimeOfDay;
