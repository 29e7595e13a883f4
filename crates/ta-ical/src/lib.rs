#![doc = include_str!("../README.md")]
//!
//! # Where things are
//!
//! From the bytes up:
//!
//! - [`ICalendar`] is the text as it came, with views of its components and properties. [`edit`] changes some content
//!   lines and copies the rest; [`stream`] parts whole calendars into objects and joins them.
//! - [`CalendarObject`] is one UID's worth of it, checked, and answers what happens when: [`CalendarObject::instances`],
//!   [`CalendarObject::bounds`].
//! - [`CalTime`] is a time as a property states it. Nothing is made absolute before somebody in a zone asks.
//! - [`recur`] expands rules, [`filter`] answers queries, [`project`] gives what reports return, [`freebusy`] tells who is
//!   busy when.

#![cfg_attr(test, allow(missing_docs))]

mod object;
mod text;

mod component_kind;
pub mod edit;
pub mod filter;
pub mod freebusy;
pub mod index;
pub mod project;
pub mod recur;
pub mod stream;
mod time;
pub mod value;

pub use component_kind::ComponentKind;
pub use object::{CalendarObject, DataError, Instance, Instances, ObjectError, ResourceError};
pub use text::{Component, ICalendar, Limits, Param, Params, ParseError, Property};
pub use time::{CalDuration, CalTime, TimeBounds, TimeError, UtcRange, known_zone, zone_of_vtimezone};
