//! Writing iCalendar: edits that touch only the content lines they change, and objects made anew.

mod changes;
mod content_line;

mod new_object;
mod vtimezone;

pub use changes::Edit;
pub(crate) use changes::line_end_of;
pub use content_line::ContentLine;
pub use new_object::NewObject;
pub use vtimezone::vtimezone;
