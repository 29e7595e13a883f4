//! iCalendar as values: lossless text, typed reading, recurrence, time zones and query filters.

mod component_kind;
pub mod filter;
mod time;

pub use component_kind::ComponentKind;
pub use time::{TimeBounds, UtcRange};
