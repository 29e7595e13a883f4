//! Writing iCalendar: edits that touch only the content lines they change, and objects made anew.
//!
//! ```
//! use ta_ical::ICalendar;
//! use ta_ical::edit::{ContentLine, Edit};
//!
//! let ical = ICalendar::parse(&b"BEGIN:VCALENDAR\r\nX-KEPT: as\r\n  it is\r\nNAME:Old\r\nEND:VCALENDAR\r\n"[..])?;
//! let mut edit = Edit::new(&ical);
//! edit.set(ical.root(), &ContentLine::text("NAME", "New"));
//! assert_eq!(edit.apply(), b"BEGIN:VCALENDAR\r\nX-KEPT: as\r\n  it is\r\nNAME:New\r\nEND:VCALENDAR\r\n");
//! # Ok::<(), ta_ical::ParseError>(())
//! ```

mod changes;
mod content_line;

mod new_object;
mod vtimezone;

pub use changes::Edit;
pub(crate) use changes::line_end_of;
pub use content_line::ContentLine;
pub use new_object::NewObject;
pub use vtimezone::vtimezone;
