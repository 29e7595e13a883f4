//! iCalendar as values: lossless text, typed reading, recurrence, time zones and query filters.

#![cfg_attr(test, allow(missing_docs))]

mod object;
mod text;

mod component_kind;
pub mod edit;
pub mod filter;
pub mod recur;
pub mod stream;
mod time;

pub use component_kind::ComponentKind;
pub use object::{CalendarObject, DataError, Instance, Instances, ObjectError, ResourceError};
pub use text::{Component, ICalendar, Limits, Param, Params, ParseError, Property};
pub use time::{CalDuration, CalTime, TimeBounds, TimeError, UtcRange, known_zone};
