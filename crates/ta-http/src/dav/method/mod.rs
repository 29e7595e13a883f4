//! The methods, one file each.

pub(super) mod acl;
pub(super) mod copy;
pub(super) mod delete;
pub(super) mod get;
pub(super) mod get_calendar;
pub(super) mod mkcalendar;
pub(super) mod move_to;
pub(super) mod options;
pub(super) mod post;
pub(super) mod propfind;
pub(super) mod proppatch;
pub(super) mod put;
