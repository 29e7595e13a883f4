//! Whole calendars as streams: one stream into objects (import), objects into one stream (export).
//!
//! Components are copied byte for byte. What goes around them is made anew: a VCALENDAR of one object has the
//! VTIMEZONEs that its times name and no others, a VCALENDAR of many has each VTIMEZONE once.

mod export;
mod import;
mod time_zones;

pub use export::join;
pub use import::{Refused, split};
