//! iCalendar as values: lossless text, typed reading, recurrence, time zones and query filters.

#![cfg_attr(test, allow(missing_docs))]

mod text;

mod component_kind;
pub mod filter;
mod time;

pub use component_kind::ComponentKind;
pub use text::{Component, ICalendar, Limits, Param, Params, ParseError, Property};
pub use time::{TimeBounds, UtcRange};
