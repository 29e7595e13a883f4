//! Streams of many objects: taken apart for import, put together for export.
//!
//! A calendar that leaves one program for another travels as one stream (RFC 5545 §3.4), while a calendar collection
//! holds one object for each UID (RFC 4791 §4.1). Both ways the components are copied byte for byte.

mod draft;
mod join;
mod lines;
mod sheet;
mod split;

pub use join::join;
pub use split::{Piece, split};
