//! What a store may keep of an object to find it by time without reading its text.
//!
//! [`CalendarObject::bounds`](crate::CalendarObject::bounds) is a span that an object cannot lie outside of, which an
//! endless series never leaves. An [`InstanceIndex`] holds the instances themselves in a window that it states, in tens of
//! bytes for a series that repeats. Questions beyond the window are for the text. Both are derived, and derived again
//! when the time zone data change: [`zone_data_fingerprint`] tells whether they have.
//!
//! ```
//! use ta_ical::index::InstanceIndex;
//! use ta_ical::{CalendarObject, UtcRange};
//!
//! let at = |text: &str| text.parse().expect("a time");
//! let span = |start, end| UtcRange::new(Some(at(start)), Some(at(end))).expect("a length");
//! let object = CalendarObject::from_bytes(&b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\n\
//!     DTSTART:20200101T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"[..])?;
//! let year = span("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z");
//! let stored = object.instance_index(year)?.expect("its times do not float").to_bytes();
//!
//! // Later, without the text:
//! let index = InstanceIndex::from_bytes(stored).expect("of this format");
//! assert!(!index.may_overlap(span("2026-07-01T11:00:00Z", "2026-07-01T12:00:00Z")));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod fingerprint;
mod instance_index;
mod steps;

pub use fingerprint::zone_data_fingerprint;
pub use instance_index::{INSTANCES_MAX, InstanceIndex, TooManyInstances};
