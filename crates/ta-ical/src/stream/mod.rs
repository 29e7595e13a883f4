//! Streams of many objects: taken apart for import, put together for export.
//!
//! A calendar that leaves one program for another travels as one stream (RFC 5545 §3.4), while a calendar collection
//! holds one object for each UID (RFC 4791 §4.1). Both ways the components are copied byte for byte.
//!
//! ```
//! use ta_ical::{CalendarObject, ICalendar, stream};
//!
//! let text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//Doc//EN\r\nBEGIN:VTODO\r\nUID:1\r\nEND:VTODO\r\n\
//!             BEGIN:VTODO\r\nUID:2\r\nEND:VTODO\r\nEND:VCALENDAR\r\n";
//! let pieces = stream::split(&ICalendar::parse(text.as_bytes())?);
//! let objects: Vec<_> = pieces.iter().flat_map(|piece| &piece.object).map(CalendarObject::ical).collect();
//! assert_eq!(stream::join(objects, "-//Example//Doc//EN"), text.as_bytes());
//! # Ok::<(), ta_ical::ParseError>(())
//! ```

mod draft;
mod join;
mod lines;
mod sheet;
mod split;

pub use join::join;
pub use split::{Piece, split};
