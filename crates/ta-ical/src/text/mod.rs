//! iCalendar text without loss: the bytes as they came, and views that find content lines in them.
//!
//! The bytes are the truth (RFC 5545 §3.1 content lines, folds and all); nothing here ever writes them anew. Parsing
//! makes one unfolded copy of the text and one index entry per content line, so that reading a property costs no
//! allocation and an edit can say which bytes it touches.

mod component;
mod error;
mod escape;
mod icalendar;
mod limits;
mod nest;
mod params;
mod property;
mod scan;
mod span;
mod unfold;

pub use component::Component;
pub use error::ParseError;
pub(crate) use escape::{escape_text, split_structured, unescape_text};
pub use icalendar::ICalendar;
pub use limits::Limits;
pub(crate) use params::encode_param_value;
pub use params::{Param, Params};
pub use property::Property;
