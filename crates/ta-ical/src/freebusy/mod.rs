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
