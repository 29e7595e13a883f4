//! Free or busy: from events, free-busy components and availability to sorted, disjoint periods of time, and what can be
//! done with such periods.
//!
//! Whoever asks when somebody is busy, and whatever decides by it, goes through [`BusyPeriods`]: there is one merge, so
//! that what people are shown and what is decided cannot differ.
//!
//! - [`CalendarObject::busy_periods`](crate::CalendarObject::busy_periods) reads one object (RFC 4791 §7.10).
//! - [`availability`] reads what VAVAILABILITY components say (RFC 7953 §4).
//! - [`BusyPeriods`] merges, cuts, subtracts and finds gaps.
//! - [`FreeBusyAnswer`] writes a VFREEBUSY (RFC 5545 §3.6.4).
//!
//! ```
//! use jiff::SignedDuration;
//! use jiff::tz::TimeZone;
//! use ta_ical::freebusy::BusyPeriods;
//! use ta_ical::project::Budget;
//! use ta_ical::{CalendarObject, UtcRange};
//!
//! let event = |start: &str| {
//!     let text = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:{start}\r\nDURATION:PT2H\r\n\
//!                         END:VEVENT\r\nEND:VCALENDAR\r\n");
//!     CalendarObject::from_bytes(text.into_bytes())
//! };
//! let day = UtcRange::new(Some("2026-11-27T08:00:00Z".parse()?), Some("2026-11-27T16:00:00Z".parse()?));
//! let day = day.expect("a length");
//! let mut budget = Budget::new(100, 0);
//! let anna = event("20261127T080000Z")?.busy_periods(day, &TimeZone::UTC, &[], &mut budget)?;
//! let ben = event("20261127T130000Z")?.busy_periods(day, &TimeZone::UTC, &[], &mut budget)?;
//!
//! // When have both of them three hours?
//! let both = BusyPeriods::merge([&anna, &ben]);
//! let first = both.gaps(day, SignedDuration::from_hours(3)).next().expect("from ten to one");
//! assert_eq!(first.start_utc(), Some("2026-11-27T10:00:00Z".parse()?));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod answer;
mod availability;
mod busy_type;
mod object;
mod period;
mod periods;

pub use answer::{FreeBusyAnswer, FreeBusyReply};
pub use availability::availability;
pub use busy_type::BusyType;
pub use object::busy_type_of;
pub use period::BusyPeriod;
pub use periods::BusyPeriods;
